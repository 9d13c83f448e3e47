"""`monitor check --connect`: does the mail server let us in, do webhooks take a test?"""

from typing import TYPE_CHECKING

from aiosmtplib import SMTP, SMTPException

from monitor.app.clock import now
from monitor.app.config import Config
from monitor.app.hiding import hiding_of
from monitor.app.wiring import mail_server, press_of, senders_of
from monitor.cli.doors import guarded_dialer
from monitor.flow.preview import send_test
from monitor.model.message import Sent
from monitor.text.clean import clean_line

if TYPE_CHECKING:
    from monitor.notify.smtp import MailServer

SECONDS = 20


async def connections(settings: Config) -> list[str]:
    """Try every connection that a delivery needs, sending no mail.

    Returns:
        A sentence for each that failed.
    """
    failed = []
    if settings.mail:
        problem = await _log_in(mail_server(settings.mail))
        if problem:
            said = hiding_of(settings)(problem)
            failed.append(f"mail server {settings.mail.host}:{settings.mail.port}: {said}")
    async with guarded_dialer(settings) as dialer:
        senders = senders_of(settings, dialer)
        for destination in settings.destinations.values():
            if destination.kind == "webhook":
                outcome = await send_test(destination.id, now(), press_of(settings), senders)
                if not isinstance(outcome, Sent):
                    answer = clean_line(outcome.answer)
                    failed.append(f"webhook {destination.id}: {outcome.reason}: {answer}")
    return failed


async def _log_in(server: "MailServer") -> str | None:
    """Connect as a delivery would, log in, and leave; say what went wrong."""
    client = SMTP(
        hostname=server.host,
        port=server.port,
        use_tls=server.security == "tls",
        start_tls=server.security == "starttls",
        timeout=SECONDS,
    )
    try:
        async with client:
            if server.username is not None and server.password is not None:
                await client.login(server.username, server.password)
    except (SMTPException, OSError, ValueError) as error:
        return clean_line(str(error)) or type(error).__name__
    return None
