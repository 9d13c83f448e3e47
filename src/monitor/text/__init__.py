"""The language tools: folding, words, languages, fingerprints, cleaning."""
