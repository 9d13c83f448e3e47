"""The frozen bytes of one delivery: made once, sent as often as it takes, always the same."""

import json
import re
from base64 import b32encode, b64encode
from collections.abc import Iterator, Mapping
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import blake2b
from typing import Final

from monitor.model.message import Message, Parcel, Rendered
from monitor.model.watch import Destination
from monitor.notify.chat_text import chat_of
from monitor.notify.feed_entries import feeds_of
from monitor.notify.marks import shown
from monitor.notify.shorten import as_json, event_bytes
from monitor.notify.unsubscribe import NO_WAY_OUT, WayOut, list_headers

MAIL: Final = "message/rfc822"
EVENT: Final = "application/json"
CHAT: Final = "application/vnd.monitor.chat+json"
FOLDER: Final = "application/vnd.monitor.folder+json"
PRODUCT: Final = "News Monitor"
_POLICY: Final = SMTP.clone(cte_type="7bit")
_UNSAFE = re.compile(r"[^a-z0-9-]+")
LONGEST_ASCII_SUBJECT: Final = 900
LONGEST_SLUG: Final = 100
_FOLD: Final = "\r\n "
_NOBODY: Final = "undisclosed-recipients:;"


def pack(
    message: Message,
    rendered: Rendered,
    reader: Destination,
    sender: str,
    way_out: WayOut = NO_WAY_OUT,
) -> Parcel:
    """Make the bytes that one destination gets.

    Args:
        message: What is told.
        rendered: The same, in the reader's words.
        reader: Whose delivery it is; its kind decides the form of the bytes.
        sender: The mail address that sends, such as `news@example.org`.
        way_out: How a reader of mail unsubscribes.

    Returns:
        A parcel whose key depends on message and destination alone. Mail is 7-bit, the same for
        every server; an event is JSON of about 20 kB at most; a chat is a title and a few lines;
        a folder's parcel holds the contents of its files. The same arguments give the same bytes.
    """
    key = key_of(message.id, reader.id)
    if reader.kind == "mail":
        content_type, body = MAIL, mail_bytes(message, rendered, reader, sender, way_out)
    elif reader.kind == "webhook":
        content_type, body = EVENT, event_bytes(rendered.data)
    elif reader.kind == "chat":
        content_type, body = CHAT, as_json(chat_of(message, rendered, reader))
    else:
        content_type, body = FOLDER, _folder_bytes(message, rendered, reader, sender)
    return Parcel(key=key, destination=reader.id, content_type=content_type, body=body)


def key_of(message: str, destination: str) -> str:
    """Make the key of a delivery: 32 characters `a-z2-7`, the same for ever."""
    content = "\0".join((message, destination)).encode("utf-8", "surrogatepass")
    return b32encode(blake2b(content, digest_size=20).digest()).decode().lower()


def mail_bytes(
    message: Message,
    rendered: Rendered,
    reader: Destination,
    sender: str,
    way_out: WayOut = NO_WAY_OUT,
) -> bytes:
    """Write a mail of text and HTML: ASCII, lines of at most 998 bytes that end with CR LF."""
    key = key_of(message.id, reader.id)
    domain = _domain(sender)
    mail = EmailMessage(policy=_POLICY)
    mail["From"] = Address(display_name=PRODUCT, addr_spec=f"{_local(sender)}@{domain}")
    mail["To"] = _recipient(reader)
    mail["Date"] = format_datetime(message.made_at)
    mail["Message-ID"] = f"<{key}@{domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    text, html = _sendable(rendered.text), _sendable(rendered.html)
    mail.set_content(text, cte=_shorter_encoding(text))
    mail.add_alternative(html, subtype="html", cte=_shorter_encoding(html))
    mail["Content-Language"] = _slug(reader.language)  # `set_content` would drop it
    mail.set_boundary(f"={key}=")  # the library's own would be random
    list_id = f"{_slug(message.route)}.{domain}"
    plain = {
        "List-Id": f"{_slug(message.route)} <{list_id}>",
        **_thread_headers(message, reader, key, domain),
        **list_headers(reader, message.route, list_id, way_out),
    }
    return _subject_line(rendered.subject) + _plain_lines(plain) + mail.as_bytes()


def can_send(sender: str) -> bool:
    """Say whether mails can name a sender: a plain address without a name, ASCII before the @."""
    try:
        return Address(addr_spec=f"{_local(sender)}@{_domain(sender)}").addr_spec.isascii()
    except (MessageError, ValueError, IndexError):
        return False


def _folder_bytes(message: Message, rendered: Rendered, reader: Destination, sender: str) -> bytes:
    at = (message.slot.starts_at if message.slot else message.made_at).strftime("%Y-%m-%dT%H%MZ")
    content = {
        "name": f"{at}-{_slug(message.route)[:40]}-{key_of(message.id, reader.id)[:8]}",
        "files": {
            "eml": mail_bytes(message, rendered, reader, sender).decode("ascii"),
            "html": rendered.html,
            "txt": rendered.text,
            "json": json.dumps(rendered.data, ensure_ascii=False, indent=1) + "\n",
        },
        "feeds": feeds_of(message, _domain(sender)),
    }
    return as_json(content)


def _thread_headers(message: Message, reader: Destination, key: str, domain: str) -> dict[str, str]:
    """Hang a later alert of a story under the first one (RFC 5322, 3.6.4)."""
    first = message.first_key
    if not reader.threads or message.thread is None or first is None or first == key:
        return {}
    first_id = f"<{first}@{domain}>"
    return {"In-Reply-To": first_id, "References": first_id}


def _plain_lines(headers: Mapping[str, str]) -> bytes:
    """Write headers whose values are ids and addresses.

    The library's own folding would put a long one into encoded words, where nobody reads it.
    """
    lines = (f"{name}: {value.replace(', ', ',' + _FOLD)}\r\n" for name, value in headers.items())
    return "".join(lines).encode("ascii", "replace")


def _subject_line(subject: str) -> bytes:
    """Write the subject (RFC 2047): the library's own folding doubles blanks between words."""
    line = shown(subject).strip()
    if line.isascii() and "=?" not in line and len(line) <= LONGEST_ASCII_SUBJECT:
        return f"Subject: {line}\r\n".encode("ascii")
    words = (b64encode(part).decode("ascii") for part in _portions(line))
    return f"Subject: {_FOLD.join(f'=?utf-8?b?{word}?=' for word in words)}\r\n".encode("ascii")


def _portions(line: str) -> Iterator[bytes]:
    """Cut a line into UTF-8 of at most 45 bytes, which base64 makes 60, never inside a letter."""
    portion = b""
    for letter in line:
        more = letter.encode()
        if len(portion) + len(more) > 45:
            yield portion
            portion = b""
        portion += more
    yield portion


def _recipient(reader: Destination) -> Address | str:
    """Name the reader; one whose address no 7-bit mail can name stands in the envelope only."""
    if reader.mail is None:
        return _NOBODY
    try:
        address = Address(addr_spec=f"{_local(reader.mail)}@{_domain(reader.mail)}")
    except (MessageError, ValueError, IndexError):
        return _NOBODY
    return address if address.addr_spec.isascii() else _NOBODY


def _local(address: str) -> str:
    return address.rpartition("@")[0]


def _domain(address: str) -> str:
    domain = address.rpartition("@")[2]
    try:
        return domain if domain.isascii() else domain.encode("idna").decode("ascii")
    except UnicodeError:
        return domain


def _slug(name: str) -> str:
    return _UNSAFE.sub("-", name.lower()).strip("-")[:LONGEST_SLUG] or "route"


def _sendable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _shorter_encoding(text: str) -> str:
    """Quoted-printable stays readable, but triples every byte that is not ASCII."""
    body = text.encode()
    return "base64" if 3 * sum(byte > 126 for byte in body) > len(body) else "quoted-printable"
