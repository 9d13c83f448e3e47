"""One seam for faults: doors call `point(name)` so that a test can make them fail or die there."""

from typing import Protocol


class Point(Protocol):
    """Called with the name of a place, such as `store.commit`; may raise or end the process."""

    def __call__(self, name: str) -> None:
        """Let the program pass, or make it fail here."""


def pass_by(name: str) -> None:
    """Do nothing at any place: what runs outside of fault tests."""
