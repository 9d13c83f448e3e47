"""News Monitor: watches news feeds in every language and says why it tells you."""
