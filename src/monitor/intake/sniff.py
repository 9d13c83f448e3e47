"""What a body is by its first bytes: servers say text/html of anything."""

from codecs import BOM_UTF8

MAGIC = (b"%PDF-", b"PK\x03\x04", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"ID3", b"{\\rtf")
WIDE_STARTS = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<", b"\x00\x00\xfe\xff")
START_BYTES = 1024


def looks_binary(body: bytes) -> bool:
    """Tell whether a body is no text: a picture, an archive, a PDF, a film.

    A page with a stray NUL in it stays a page, if it begins as one.
    """
    start = body[:START_BYTES]
    if start.startswith(WIDE_STARTS):
        return False
    is_markup = start.removeprefix(BOM_UTF8).lstrip().startswith(b"<")
    return start.startswith(MAGIC) or (b"\x00" in start and not is_markup)
