"""Destinations of `monitor.yaml`: readers and receivers, with their secrets and templates."""

import base64
import binascii
import re
from dataclasses import replace
from pathlib import Path

from monitor.app.addresses import web_address
from monitor.app.config_models import DestinationShape, MonitorShape
from monitor.app.secrets import secret
from monitor.app.sheet import Sheet
from monitor.app.templates import templates_of
from monitor.model.watch import Destination
from monitor.outside.files import whole
from monitor.rules.slip import Path as At

KINDS = ("mail", "webhook", "folder", "chat")
MAILBOX = re.compile(r"[^\s@<>,;:\"()\[\]\\]{1,64}@[^\s@<>,;:\"()\[\]\\]{1,255}")
NO_SERVER = "there is no mail server: write mail: {host: ..., sender: ...}"
SIGNED = re.compile(r"(?:whsec_)?([A-Za-z0-9+/]+=*)")
SLOT = re.compile(r"\{[^{}]*\}")
CHAT = re.compile(r"[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE)


def destinations_of(shape: MonitorShape, base: Path, sheet: Sheet) -> dict[str, Destination]:
    """Read the destinations; folders begin at `base`, the folder above the configuration."""
    found = {}
    translate, page = _translate(shape, sheet), _page(shape, sheet)
    for name, item in shape.destinations.items():
        at: At = ("destinations", name)
        destination = _destination(name, item, at, base, sheet)
        if destination is None:
            continue
        found[name] = replace(destination, translate=translate, page=page)
        if destination.mail and shape.mail is None:
            sheet.blame((*at, "mail"), NO_SERVER)
    return found


def _destination(
    name: str, item: DestinationShape, at: At, base: Path, sheet: Sheet
) -> Destination | None:
    kinds = [kind for kind in KINDS if getattr(item, kind) is not None]
    if len(kinds) != 1:
        sheet.blame(at, "a destination is exactly one of mail, webhook, folder and chat")
        return None
    if item.mail and not MAILBOX.fullmatch(item.mail):
        problem = f"{item.mail!r} is no mail address; one destination is one reader"
        sheet.blame((*at, "mail"), problem)
    if item.secret and not item.webhook:
        sheet.blame((*at, "secret"), "only webhooks are signed", key=True)
    return Destination(
        id=name,
        mail=item.mail,
        webhook=_webhook(item, at, sheet),
        folder=str(whole(base / item.folder)) if item.folder else None,
        language=item.language,
        tz=item.tz,
        secrets=tuple(_secrets(item, at, sheet)),
        chat=_chat(item, at, sheet),
        templates=templates_of(item.templates, (*at, "templates"), sheet),
        threads=item.threads,
    )


def _chat(item: DestinationShape, at: At, sheet: Sheet) -> str | None:
    """Fetch an address of Apprise; what is wrong with it is said without a word of it."""
    value = secret(item.chat, (*at, "chat"), sheet) if item.chat else None
    if value is not None and not CHAT.fullmatch(value):
        sheet.blame((*at, "chat"), "a chat is an address of Apprise, such as slack://TOKEN/#desk")
    return value


def _translate(shape: MonitorShape, sheet: Sheet) -> str | None:
    said = shape.translate
    if said is None:
        return None
    if "{address}" not in said or set(SLOT.findall(said)) - {"{address}", "{language}"}:
        sheet.blame(
            ("translate",), "write {address} where the article's address goes, and {language}"
        )
    _web(SLOT.sub("x", said), ("translate",), sheet)
    return said


def _page(shape: MonitorShape, sheet: Sheet) -> str | None:
    said = _web(shape.page, ("page",), sheet) if shape.page else None
    return said.rstrip("/") if said else None


def _web(said: str, at: At, sheet: Sheet) -> str | None:
    try:
        return web_address(said)
    except ValueError as error:
        sheet.blame(at, str(error))
        return None


def _webhook(item: DestinationShape, at: At, sheet: Sheet) -> str | None:
    if item.webhook is None:
        return None
    here = (*at, "webhook")
    written = secret(item.webhook, here, sheet)
    try:
        return web_address(written) if written else None
    except ValueError as error:  # its offer would repeat what may be a key
        sheet.blame(here, str(error).partition("; did you mean")[0])
        return None


def _secrets(item: DestinationShape, at: At, sheet: Sheet) -> list[str]:
    found = []
    for number, shape in enumerate(item.secret if item.webhook else ()):
        here = (*at, "secret", number) if len(item.secret) > 1 else (*at, "secret")
        value = secret(shape, here, sheet)
        if value is not None and not _is_key(value):
            sheet.blame(here, "a webhook's secret is whsec_ and base64 of 24 to 64 bytes")
        if value is not None:
            found.append(value)
    return found


def _is_key(value: str) -> bool:
    """Whether a value is a key of Standard Webhooks. Source: Standard Webhooks 1.0."""
    found = SIGNED.fullmatch(value)
    try:
        key = base64.b64decode(found[1], validate=True) if found else b""
    except binascii.Error:
        return False
    return 24 <= len(key) <= 64
