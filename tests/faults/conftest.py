"""What all faults of the machine share: one loop and one child that parses."""

import asyncio
from collections.abc import Iterator

import pytest

from monitor.intake import child_main
from monitor.outside.child import Children
from tests.faults.machine import Ground


@pytest.fixture(scope="session")
def ground() -> Iterator[Ground]:
    """Where houses stand; the child is slow to start."""
    with asyncio.Runner() as runner:
        children = Children(child_main.main, count=1)
        yield Ground(run=runner, children=children)
        children.close()
