"""The nouns every other package speaks of: values only, no behaviour that does I/O."""
