"""What a body is by its first bytes: servers say text/html of anything."""

MAGIC = (
    b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"\x1f\x8b", b"BM",
    b"\x00\x00\x00\x18ftyp", b"\x00\x00\x00\x20ftyp", b"OggS", b"ID3", b"\x7fELF", b"MZ",
)  # fmt: skip
WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff")
START_BYTES = 1024


def looks_binary(body: bytes) -> bool:
    """Tell whether a body is no text: a picture, an archive, a PDF, a film."""
    start = body[:START_BYTES]
    if start.startswith(WIDE_BOMS) or start.startswith((b"<\x00", b"\x00<")):
        return False
    return start.startswith(MAGIC) or b"\x00" in start
