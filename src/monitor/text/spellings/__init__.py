"""Conventions by which names are spelled in other languages; they propose, they never know."""
