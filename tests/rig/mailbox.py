"""A real mail server on 127.0.0.1 that keeps what it takes, and can be told to refuse."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default

from aiosmtpd.smtp import SMTP, Envelope, Session

TAKEN = "250 taken"


@dataclass(slots=True)
class Mailbox:
    """Letters as they came, and what the server says to the next one."""

    port: int = 0
    answer: str = TAKEN
    letters: list[bytes] = field(default_factory=list)
    readers: list[str] = field(default_factory=list)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take a letter, or refuse it; called by the server."""
        assert isinstance(envelope.content, bytes)
        self.letters.append(envelope.content)
        self.readers.extend(envelope.rcpt_tos)
        return self.answer

    def mails(self) -> list[Message]:
        """Read the letters."""
        return [message_from_bytes(letter, EmailMessage, policy=default) for letter in self.letters]


@asynccontextmanager
async def mailbox() -> AsyncIterator[Mailbox]:
    """Run a server on a free port, in the loop of whoever asks."""
    box = Mailbox()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(box, loop=loop), "127.0.0.1", 0)
    box.port = server.sockets[0].getsockname()[1]
    try:
        yield box
    finally:
        server.close()
        await server.wait_closed()
