"""The tests, and the few things they share."""
