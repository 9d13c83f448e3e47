"""One process: configuration, wiring, clock, engine, daemon."""
