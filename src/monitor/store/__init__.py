"""Rows in, nouns out: the only package that speaks to a database."""
