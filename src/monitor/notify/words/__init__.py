"""The words around the news: what a digest says itself, in the reader's language."""
