"""The walks: each begins and ends in the store, and may be killed anywhere and run again."""
