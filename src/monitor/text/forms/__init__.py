"""Word forms: how one term is written in the cases and numbers of a language."""
