"""The commands: parse arguments, call one walk, print."""
