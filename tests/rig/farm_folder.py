"""Configuration folders for the feeds of the farm, with the watches that a measurement asks for."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.rig import configuration
from tests.rig.farm import Farm
from tests.rig.farm_paper import NEWS

SHIPPED = Path(__file__).parents[2] / "config" / "watches"
QUERIES = (
    NEWS,
    "bridge AND budget",
    '"storm valley"',
    "мост NEAR/5 река",
    "jembatan AND sungai AND NOT kereta",
    "Brücke NEAR/3 Fluss",
    "title:puente",
    "ποτάμι AND χειμώνας",
    "桥梁 AND 河流",
    "mayor PRE/4 council",
)
TEN = tuple({"id": f"w{n}", "title": f"W {n}", "query": query} for n, query in enumerate(QUERIES))
WATCHES: Mapping[str, tuple[Mapping[str, Any], ...]] = {"no": (), "ten": TEN, "shipped": ()}


def folder_for(farm: Farm, home: Path, watches: str, *, every: str = "1h", polls: int = 64) -> Path:
    """Write a configuration with every feed of a farm.

    Args:
        farm: Whose feeds.
        home: The folder above `config/`, where the database will be, too.
        watches: A key of `WATCHES`; `shipped` are those of the repository.
        every: The usual time between two polls.
        polls: How many at the same time.

    Returns:
        The configuration folder.
    """
    feeds = [{"address": address} for address in farm.addresses()]
    config = configuration.write(
        home, feeds=feeds, watches=WATCHES[watches], every=every, limits={"polls": polls}
    )
    if watches == "shipped":
        shutil.rmtree(config / "watches")
        shutil.copytree(SHIPPED, config / "watches")
    return config
