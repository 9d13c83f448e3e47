"""Bytes of a feed to entries, one reader per format."""
