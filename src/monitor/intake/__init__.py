"""From an address to entries and articles: when to poll, how to fetch, what to read."""
