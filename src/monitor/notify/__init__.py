"""From hits to messages, and from messages to destinations."""
