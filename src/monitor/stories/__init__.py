"""What belongs together: copies, stories, developments, unusual volume."""
