"""What every way out of the house looks like."""

from datetime import datetime
from typing import Protocol

from monitor.model.message import Outcome, Parcel
from monitor.model.watch import DestinationKind


class Sender(Protocol):
    """Brings parcels to one destination: by mail, by webhook, by chat, into a folder."""

    @property
    def kind(self) -> DestinationKind:
        """Which rules of trying again apply."""

    @property
    def lane(self) -> str | None:
        """What many destinations share, a mail server; None when this one goes by itself."""

    async def send(self, parcel: Parcel, now: datetime) -> Outcome:
        """Try once; whatever the other side does is told by the outcome, never by an error."""
