"""From YAML and lines of query text to watches, with the place of every fault."""
