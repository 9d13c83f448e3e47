"""Messages over a socket to a child, without a thread that waits for them.

Framed as `multiprocessing.connection.Connection` frames them, which is what the child reads and
writes with: four bytes of length, then the message.
"""

import asyncio
import struct
from socket import socket

HEADER = struct.Struct("!i")
AT_ONCE = 256 * 1024


class Line:
    """Our end of a pair of sockets; for one task at a time."""

    def __init__(self, ours: socket, most_bytes: int) -> None:
        """Take over a socket, which from now on never blocks.

        Args:
            ours: One end of the pair.
            most_bytes: How long a message from the other end may be.
        """
        ours.setblocking(False)
        self._socket, self._most = ours, most_bytes
        self._held = bytearray()

    async def send(self, message: bytes) -> None:
        """Send a message of less than 2 GiB, whole.

        Raises:
            OSError: Nobody reads it any more.
        """
        loop = asyncio.get_running_loop()
        await loop.sock_sendall(self._socket, HEADER.pack(len(message)) + message)

    async def receive(self) -> bytes:
        """Wait for the next message.

        Raises:
            EOFError: Nobody writes any more, or writes what is no message, or too long a one.
            OSError: The same.
        """
        (size,) = HEADER.unpack(await self._exactly(HEADER.size))
        if not 0 <= size <= self._most:
            raise EOFError
        return await self._exactly(size)

    @property
    def is_quiet(self) -> bool:
        """Whether the other end is there and has said nothing that nobody asked for.

        To be asked while no message is under way: what comes then would be taken for the answer
        to the next one.
        """
        try:
            self._socket.recv(1)
        except BlockingIOError:
            return not self._held
        except OSError:
            pass
        return False

    def close(self) -> None:
        """Close our end; no task may wait for it."""
        self._socket.close()

    async def _exactly(self, size: int) -> bytes:
        loop = asyncio.get_running_loop()
        while len(self._held) < size:
            more = await loop.sock_recv(self._socket, AT_ONCE)
            if not more:
                raise EOFError
            self._held += more
        found = bytes(self._held[:size])
        del self._held[:size]
        return found
