"""Short keys for long text: an index entry of PostgreSQL holds less than 2.7 kB."""

from functools import lru_cache
from hashlib import sha256

from monitor.store.columns import storable


# The same identity is asked for when it is looked up and when it is written.
@lru_cache(maxsize=4096)
def key_of(text: str) -> str:
    """Say the key of an identity or an address: 64 letters, the same for the same stored text."""
    return sha256(storable(text).encode()).hexdigest()
