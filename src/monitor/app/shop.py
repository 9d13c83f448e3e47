"""Everything one process works with, made from its configuration; replaced whole at a reload."""

from collections.abc import Mapping
from dataclasses import dataclass

from monitor.app.access import Rows
from monitor.app.config import Config
from monitor.flow.digest import Press
from monitor.flow.newsroom import Newsroom
from monitor.notify.destination import Sender


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """Configuration, doors and desks of one process."""

    config: Config
    rows: Rows
    room: Newsroom
    press: Press
    senders: Mapping[str, Sender]
