"""One process put together from its configuration: the only place that knows every part."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from threading import Lock

from monitor.app.access import Rows, upgraded_rows
from monitor.app.config import Config, MailAccount
from monitor.app.hiding import Discreet, hiding_of
from monitor.app.naming import names_of
from monitor.app.patience import Patience, Tell
from monitor.app.posting import posting
from monitor.app.reserve import Reserve
from monitor.app.shop import Shop
from monitor.flow import compiling
from monitor.flow.budgeting import remembered
from monitor.flow.digest import Press
from monitor.flow.judging import Desk
from monitor.flow.lexical import Lexicon, counted_of, entry_watches
from monitor.flow.newsroom import Doors, Newsroom, may_read_by
from monitor.flow.rulehashes import RuleHashes
from monitor.intake import child_main
from monitor.intake.fetch import FetchLimits
from monitor.intake.polite import GAP, Paces
from monitor.intake.robots import Robots
from monitor.match.changes import changes
from monitor.match.matcher import Matcher
from monitor.model.seam import Point, pass_by
from monitor.model.watch import Destination
from monitor.notify.chat import ChatSender
from monitor.notify.destination import Sender
from monitor.notify.folder import FolderSender
from monitor.notify.smtp import MailPool, MailServer, SmtpSender
from monitor.notify.unsubscribe import WayOut
from monitor.notify.webhook import Post, WebhookSender
from monitor.outside.child import Children
from monitor.outside.dial import Dialer
from monitor.outside.guard import allowlist, is_named
from monitor.store.soundness import file_of


def agent(contact: str | None) -> str:
    """Give the User-Agent: who we are, and where we can be reached."""
    try:
        number = version("news-monitor")
    except PackageNotFoundError:
        number = "0"
    return f"NewsMonitor/{number} (+{contact})" if contact else f"NewsMonitor/{number}"


NOBODY = "monitor@localhost"
MOST_CHANGED = 500
"""More watches than this are not put beside the others: compiling all anew is as quick."""


async def compile_rules(config: Config) -> Matcher:
    """Compile the configured watches, or open what was compiled before."""
    source = config.folder / "watches"
    return await compiling.compiled(config.watches, config.data / "cache", source)


async def compile_lexicon(config: Config) -> Lexicon:
    """Compile the entries of the lexicon as watches, or open what was compiled before."""
    entries = entry_watches(config.watches)
    matcher = None
    if entries.watches:
        matcher = await compiling.compiled(entries, config.data / "cache")
    return Lexicon(
        matcher=matcher, counted=counted_of(config.watches), publishers=config.publishers
    )


async def change_rules(current: Matcher, config: Config) -> Matcher | None:
    """Put a few changed watches beside the compiled ones, so that they hold at once.

    Returns:
        None when so much changed that only compiling anew is worth while, or nothing did.
    """
    found = await asyncio.to_thread(changes, current.compiled, config.watches)
    if not found.gone and not found.newer.watches:
        return None
    if len(found.newer.watches) > MOST_CHANGED:
        return None
    return await compiling.changed(current, config.watches, found, config.data / "cache")


def patience_of(config: Config, tell: Tell, most_seconds: float | None = None) -> Patience:
    """Give the patience with the configured database; SQLite has a reserve beside its file.

    Args:
        config: Names the database.
        tell: Is told when it is down, and when it works again.
        most_seconds: How long it is waited for; None: until the process ends.
    """
    file = file_of(config.database)
    return Patience(tell, Reserve(file) if file else None, most_seconds)


@asynccontextmanager
async def open_shop(
    config: Config, point: Point = pass_by, patience: Patience | None = None
) -> AsyncIterator[Shop]:
    """Open doors, children and database, and close them all at the end.

    Raises:
        StoreError: The database cannot be used.
    """
    async with AsyncExitStack() as stack:
        rows = stack.enter_context(upgraded_rows(config.database, point, patience))
        dialer = Dialer(agent=agent(config.contact), allowed=allowlist(config.allow), point=point)
        await stack.enter_async_context(dialer)
        children = Children(child_main.main, count=config.limits.children)
        stack.callback(children.close)
        entries = entry_watches(config.watches)
        folder = config.folder / "watches"
        await compiling.prepare(config.watches, entries, config.data / "cache", folder)
        matcher = await compile_rules(config)
        lexicon = await compile_lexicon(config)
        doors = Doors(
            dialer=dialer,
            children=children,
            paces=paces_of(config),
            robots=Robots(dialer, may_read_by(children)),
            budget=await rows.read(remembered),
        )
        pool = MailPool(mail_server(config.mail), point) if config.mail else None
        if pool is not None:
            stack.push_async_callback(pool.close)
        desk = _desk(config, matcher, lexicon, Lock())
        yield _shop(config, rows, doors, desk, senders_of(config, dialer, point, pool))


def reopened(
    shop: Shop,
    config: Config,
    matcher: Matcher,
    lexicon: Lexicon | None = None,
    point: Point = pass_by,
) -> Shop:
    """Give the shop new rules, feeds, routes and destinations; doors and database stay.

    Without a `lexicon` the one from before stays, too, until the new one is compiled.
    """
    was, doors = shop.room.desk, shop.room.doors
    desk = _desk(config, matcher, lexicon or was.lexicon, was.turn)
    pool = None
    if config.mail and shop.config.mail == config.mail:
        pool = next(filter(None, map(_pool_of, shop.senders.values())), None)
    return _shop(config, shop.rows, doors, desk, senders_of(config, doors.dialer, point, pool))


def paces_of(config: Config) -> Paces:
    """Give the pace of hosts: the operator's own, named in `allow:`, need no gap unless he says."""
    allowed = allowlist(config.allow)
    if config.limits.gap is not None:
        return Paces(config.limits.gap)
    return Paces(GAP, lambda host: is_named(host, allowed))


def _desk(config: Config, matcher: Matcher, lexicon: Lexicon, turn: Lock) -> Desk:
    return Desk(
        matcher=matcher,
        watches={watch.id: watch for watch in config.watches.watches},
        routes=config.routes,
        every=config.every,
        lexicon=lexicon,
        turn=turn,
    )


def _shop(
    config: Config, rows: Rows, doors: Doors, desk: Desk, senders: Mapping[str, Sender]
) -> Shop:
    room = Newsroom(
        doors=doors,
        limits=FetchLimits(seconds=config.limits.seconds),
        feeds={feed.id: feed for feed in config.feeds},
        desk=desk,
    )
    return Shop(config=config, rows=rows, room=room, press=press_of(config), senders=senders)


def press_of(config: Config) -> Press:
    """Give what making a message needs."""
    watches = {watch.id: watch for watch in config.watches.watches}
    return Press(
        destinations=config.destinations,
        watches=watches,
        names=names_of(config.watches),
        sender=config.mail.sender if config.mail else NOBODY,
        way_out=WayOut(mailto=config.mail.unsubscribe if config.mail else None),
        rule_hashes=RuleHashes(watches),
    )


def senders_of(
    config: Config, dialer: Dialer, point: Point = pass_by, pool: MailPool | None = None
) -> Mapping[str, Sender]:
    """Make the sender of every destination; those of mail share the connections of one pool."""
    if pool is None and config.mail:
        pool = MailPool(mail_server(config.mail), point)
    post, hiding = posting(dialer), hiding_of(config)
    return {
        name: Discreet(_sender(destination, config, post, point, pool), hiding)
        for name, destination in config.destinations.items()
    }


def _sender(
    destination: Destination, config: Config, post: Post, point: Point, pool: MailPool | None
) -> Sender:
    if destination.webhook:
        return WebhookSender(destination.webhook, destination.secrets, post, point)
    if destination.mail and pool:
        return SmtpSender(pool.server, destination.mail, point, pool)
    if destination.chat:
        return ChatSender(destination.chat, point)
    return FolderSender(Path(destination.folder or config.data / "outbox"), point)


def _pool_of(sender: Sender) -> MailPool | None:
    inner = sender.sender if isinstance(sender, Discreet) else sender
    return inner.pool if isinstance(inner, SmtpSender) else None


def mail_server(account: MailAccount) -> MailServer:
    """Say how the configured mail server is reached."""
    return MailServer(
        host=account.host,
        sender=account.sender,
        port=account.port,
        security=account.security,
        username=account.user,
        password=account.password,
    )
