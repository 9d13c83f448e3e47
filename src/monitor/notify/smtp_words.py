"""What a mail server's answers and failures mean, and how addresses and letters go over the wire.

The reason words are those of docs/reasons.md.
"""

import ssl
from contextlib import suppress

from monitor.model.message import Ambiguous, Outcome, Refused
from monitor.notify.marks import shown

LONGEST_ANSWER = 300


def refusal(code: int, message: str) -> Refused:
    """Read a refusal: 5xx is final, anything else may go better later (RFC 5321, 4.2.1)."""
    final = 500 <= code < 600
    reason = "refused" if final else "deferred"
    return Refused(reason=reason, answer=said(code, message), final=final)


def failure(problem: Exception, *, handed_over: bool) -> Outcome:
    """Say what a broken link means: after the text was handed over, nobody knows."""
    reason, words = _reason_word(problem), cleaned(str(problem) or type(problem).__name__)
    if handed_over:
        return Ambiguous(reason=reason, answer=words)
    return Refused(reason=reason, answer=words)


def no_such_letters(recipient: str) -> Refused:
    """Refuse an address that the server cannot take: no other spelling would help."""
    answer = f"{recipient}: the server takes no such letters before the @ (no SMTPUTF8)"
    return Refused(reason="bad_recipient", answer=cleaned(answer), final=True)


def said(code: int, message: str) -> str:
    """Give a server's answer as one safe line."""
    return cleaned(f"{code} {message}")


def cleaned(text: str) -> str:
    """Make a stranger's text one short line that is safe to show."""
    return shown(text).strip()[:LONGEST_ANSWER]


def dotted(body: bytes) -> bytes:
    """Double the dots that begin lines, and close with the final one (RFC 5321, 4.5.2)."""
    whole = body if body.endswith(b"\r\n") else body + b"\r\n"
    stuffed = whole.replace(b"\r\n.", b"\r\n..")
    return (b"." + stuffed if stuffed.startswith(b".") else stuffed) + b".\r\n"


def wire_address(address: str) -> str:
    """Spell an address's domain in ASCII; what stands before the @ has no other spelling."""
    local, _, domain = address.rpartition("@")
    with suppress(UnicodeError):
        domain = domain.encode("idna").decode("ascii")
    return f"{local}@{domain}"


def _reason_word(problem: Exception) -> str:
    if isinstance(problem, TimeoutError):
        return "timeout"
    if isinstance(problem.__cause__ or problem, ssl.SSLError):
        return "tls"
    return "no_connection" if isinstance(problem, OSError) else "broken_answer"
