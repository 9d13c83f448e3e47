"""What every way out of the house looks like."""

from datetime import datetime
from typing import Literal, Protocol

from monitor.model.message import Outcome, Parcel


class Sender(Protocol):
    """Brings parcels to one destination: by mail, by webhook, into a folder."""

    @property
    def kind(self) -> Literal["mail", "webhook", "folder"]:
        """Which rules of trying again apply."""

    async def send(self, parcel: Parcel, now: datetime) -> Outcome:
        """Try once; whatever the other side does is told by the outcome, never by an error."""
