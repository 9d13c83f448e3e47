"""The name of a person, taken out of what feeds write in front of and behind mail addresses.

Source: feedparser 6.0, `mixin.py` (`_sync_author_detail`), which finds an address anywhere.
"""

import re

MAIL = re.compile(
    r"[a-zA-Z0-9_.+-]+@(?:\[(?:[0-9]{1,3}\.){3}|(?:[a-zA-Z0-9-]+\.)+)(?:[a-zA-Z]{2,4}|[0-9]{1,3})"
    r"\]?(?:\?subject=\S+)?"
)
MAIL_AND_NAME = re.compile(r"[^\s@()]+@[^\s@()]+ \(([^()]+)\)")


def person(text: str) -> str:
    """Give the name in an author's line, `desk@example.org (The Desk)`, or nothing.

    Args:
        text: At most some hundred characters: the pattern takes quadratic time.
    """
    found = MAIL.search(text) if "@" in text else None
    if found is None:
        return text
    name = text
    for gone in (found.group(), "()", "<>", "&lt;&gt;"):
        name = name.replace(gone, "")
    return name.strip().removeprefix("(").removesuffix(")").strip()


def bare_name(name: str) -> str:
    """Take the name out of `desk@example.org (The Desk)` where `person` saw no address."""
    mail = MAIL_AND_NAME.fullmatch(name.strip())
    return mail.group(1) if mail else name
