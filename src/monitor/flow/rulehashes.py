"""A hash of each watch that changes with its rule, made when it is first asked for."""

from collections.abc import Iterator, Mapping

from monitor.model.watch import Watch
from monitor.rules.digest import digest_of


class RuleHashes(Mapping[str, str]):
    """Hash by watch id: of 100,000 watches only those of a message are worth hashing."""

    def __init__(self, watches: Mapping[str, Watch]) -> None:
        """Keep the watches."""
        self._watches = watches
        self._made: dict[str, str] = {}

    def __getitem__(self, watch: str) -> str:
        """Give 16 hexadecimal figures; a lexicon entry that changes does not count."""
        if watch not in self._made:
            self._made[watch] = digest_of([self._watches[watch]], {})[:16]
        return self._made[watch]

    def __iter__(self) -> Iterator[str]:
        """Go through the ids of all watches."""
        return iter(self._watches)

    def __len__(self) -> int:
        """Count the watches."""
        return len(self._watches)
