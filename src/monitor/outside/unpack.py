"""Unpack a body as it comes: no more than is allowed, and never a half one for a whole.

aiohttp's own unpacking takes a gzip that breaks off for a whole one, and unpacks codings that
were not offered before we can refuse them. Sources: RFC 1950 to 1952; RFC 9110, section 8.4.1.
"""

import zlib
from typing import Final

CODINGS: Final = "gzip, deflate"
KNOWN_CODINGS: Final = ("identity", "gzip", "x-gzip", "deflate")
MOST_MEMBERS: Final = 1_000
"""Gzip files one behind the other in one body; each costs, and may unpack to nothing."""

_GZIP, _ZLIB, _RAW = 31, 15, -15
_GZIP_MAGIC = b"\x1f\x8b"
_PIECE = 256 * 1024


class TooLarge(Exception):
    """The body, packed or unpacked, grew past its limit; `Body.start` has its beginning."""


class Body:
    """A body that grows; at most `most_bytes` of it are kept, and a piece more while it comes."""

    def __init__(self, coding: str, most_bytes: int) -> None:
        """Begin empty.

        Args:
            coding: One of `KNOWN_CODINGS`; of any other nothing is ever unpacked.
            most_bytes: How long the body may be, unpacked and also as it comes.
        """
        self._coding = coding
        self._most = most_bytes
        self._came = 0
        self._members = 0
        self._bytes = bytearray()
        self._engine: zlib._Decompress | None = None

    @property
    def start(self) -> bytes:
        """What has come so far, cut at the limit."""
        return bytes(self._bytes[: self._most])

    def feed(self, data: bytes) -> None:
        """Take the next bytes as they came.

        Raises:
            TooLarge: It is longer than allowed.
            ValueError: It is not packed as it says.
        """
        self._came += len(data)
        if self._coding == "identity":
            self._bytes += data
        elif self._coding in KNOWN_CODINGS:
            self._unpack(data)
        if max(len(self._bytes), self._came) > self._most:
            raise TooLarge

    def whole(self) -> bytes:
        """Give the body, at its end.

        Raises:
            ValueError: It was packed, and the end is missing.
        """
        if self._engine is not None and not self._engine.eof:
            raise ValueError("the packed body breaks off")
        return self.start

    def _unpack(self, data: bytes) -> None:
        while data and len(self._bytes) <= self._most:
            if self._engine is None or self._engine.eof:
                if not self._begins(data):
                    return
                self._engine = self._next(data)
            try:
                self._bytes += self._engine.decompress(data, _PIECE)
            except zlib.error as error:
                raise ValueError(f"not packed as it says: {error}") from None
            data = self._engine.unused_data if self._engine.eof else self._engine.unconsumed_tail

    def _begins(self, data: bytes) -> bool:
        """Whether a packed stream begins here: what follows the last is left alone, as by all."""
        return self._engine is None or data.startswith(_GZIP_MAGIC)

    def _next(self, data: bytes) -> "zlib._Decompress":
        self._members += 1
        if self._members > MOST_MEMBERS:
            raise ValueError("too many packed pieces")
        if self._coding != "deflate":
            return zlib.decompressobj(_GZIP)
        # Many servers send deflate without the wrapping that it should have.
        return zlib.decompressobj(_ZLIB if data[0] & 0x0F == zlib.DEFLATED else _RAW)
