"""Which watch hits which article, where in its text, and why."""
