"""Every table, as the newest migration leaves it.

What each promise of delivery rests on: UNIQUE of `entry`, `hit`, `due`, `slot`, `delivery`, and of
the living rows of `told`. A lease is two columns, `lease_until` and `lease_token`.
"""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    text,
)

from monitor.store.columns import NUMBER, UtcTime, Words

# The newest migration; ids sort as they follow each other.
VERSION = "0003"

tables = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

meta = Table(
    "meta",
    tables,
    Column("key", String(100), primary_key=True),
    Column("value", Words, nullable=False),
)

watch = Table(
    "watch",
    tables,
    Column("id", Words, primary_key=True),
    Column("title", Words, nullable=False),
    Column("severity", String(20), nullable=False),
    Column("is_active", Boolean, nullable=False),
    Column("added_at", UtcTime, nullable=False),
)

feed = Table(
    "feed",
    tables,
    Column("id", Words, primary_key=True),
    Column("address", Words, nullable=False),
    Column("title", Words),
    Column("own_title", Words),  # what the feed calls itself
    Column("tags", Words, nullable=False),
    Column("is_active", Boolean, nullable=False),
    Column("next_poll_at", UtcTime, nullable=False),
    Column("lease_until", UtcTime),
    Column("lease_token", String(32)),
    Column("etag", Words),
    Column("last_modified", Words),
    Column("body_hash", Words),
    Column("polls", Integer, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("polled_at", UtcTime),
    Column("succeeded_at", UtcTime),
    Column("changed_at", UtcTime),
    Column("reason", Words),
    Column("detail", Words),
    Column("trouble_since", UtcTime),
    Column("rhythm", Words),  # a line of intake's own
    Column("raws", LargeBinary),  # eight bytes for each entry of the last document
    Column("ttl", Float),  # seconds, of the last document
    Column("max_age", Float),  # seconds, of the last answer
    Column("floor", Float),  # seconds: the longer of both
    Column("adopted", Words),  # the address that is asked, where it is not the configured one
    Column("moved_to", Words),
    Column("moved_since", UtcTime),
    Column("moved_polls", Integer, nullable=False, server_default="0"),
    Column("gone_since", UtcTime),
    Column("gone_polls", Integer, nullable=False, server_default="0"),
    Column("stopped_at", UtcTime),
    Column("losses", Integer, nullable=False, server_default="0"),
    Column("lost_at", UtcTime),
    Column("silent_since", UtcTime),
    Column("charset", Words),
    Index(None, "is_active", "next_poll_at"),
)

article = Table(
    "article",
    tables,
    Column("id", NUMBER, primary_key=True),
    Column("feed_id", ForeignKey("feed.id"), nullable=False, index=True),
    Column("address", Words),
    Column("address_key", String(64), unique=True),  # an index entry of PostgreSQL is short
    Column("site", Words),
    Column("declared", Words),
    Column("version", Integer, nullable=False),  # the current one
    Column("is_baseline", Boolean, nullable=False),
    Column("published_at", UtcTime),
    Column("first_seen_at", UtcTime, nullable=False, index=True),
    Column("copy_of", ForeignKey("article.id", ondelete="SET NULL"), index=True),
    Column("fingerprint", LargeBinary),
    sqlite_autoincrement=True,
)

version = Table(
    "version",
    tables,
    Column("article_id", ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("title", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("language", String(35), nullable=False),
    Column("lang_by", String(20), nullable=False),
    Column("text_hash", String(128), nullable=False, index=True),
    Column("body", String(20), nullable=False),
    Column("method", Words, nullable=False),
    Column("why", Words),  # why the method was believed
    Column("seen_at", UtcTime, nullable=False),
)

entry = Table(
    "entry",
    tables,
    Column("id", NUMBER, primary_key=True),
    Column("feed_id", ForeignKey("feed.id"), nullable=False),
    Column("identity_key", String(64), nullable=False),
    Column("identity", Words, nullable=False),
    Column("article_id", ForeignKey("article.id", ondelete="SET NULL"), index=True),
    Column("content_hash", String(128), nullable=False),
    Column("link", Words),
    Column("title", Words),
    Column("authors", Words),
    Column("published_at", UtcTime),
    Column("updated_at", UtcTime),
    Column("first_seen_at", UtcTime, nullable=False),
    Column("changed_at", UtcTime, nullable=False),
    UniqueConstraint("feed_id", "identity_key"),
    Index(None, "feed_id", "content_hash"),
    sqlite_autoincrement=True,
)

page = Table(
    "page",
    tables,
    Column("article_id", ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    Column("address", Words, nullable=False),
    Column("next_read_at", UtcTime, index=True),  # null: nothing more to read
    Column("lease_until", UtcTime),
    Column("lease_token", String(32)),
    Column("attempts", Integer, nullable=False),
    Column("state", String(20), nullable=False),
    Column("reason", Words),
    Column("planned_at", UtcTime, nullable=False),
    Column("etag", Words),
    Column("last_modified", Words),
    Column("body_hash", Words),
    Column("readings", Integer, nullable=False, server_default="0"),
    Column("first_read_at", UtcTime),
)

hit = Table(
    "hit",
    tables,
    Column("id", NUMBER, primary_key=True),
    Column("watch", Words, nullable=False),
    Column("article_id", NUMBER, nullable=False),
    Column("version", Integer, nullable=False),  # the text that its spans point into
    Column("language", String(35), nullable=False),
    Column("spans", Words, nullable=False),
    Column("entries", Words, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("why", Words, nullable=False),
    Column("is_provisional", Boolean, nullable=False),
    Column("is_baseline", Boolean, nullable=False),
    Column("found_at", UtcTime, nullable=False),
    Column("counts_at", UtcTime, nullable=False),
    Column("withdrawn_at", UtcTime),
    Column("reason", Words),  # why it was withdrawn
    UniqueConstraint("watch", "article_id"),
    ForeignKeyConstraint(["article_id", "version"], ["version.article_id", "version.number"]),
    Index(None, "article_id"),
    Index(None, "watch", "found_at"),
    Index(None, "found_at"),
    sqlite_autoincrement=True,
)

story = Table(
    "story",
    tables,
    Column("id", NUMBER, primary_key=True),
    Column("first_seen_at", UtcTime, nullable=False),
    Column("merged_into", ForeignKey("story.id"), index=True),
    Column("facts", Words),  # what its articles said so far, a line of stories' own
    sqlite_autoincrement=True,
)

story_article = Table(
    "story_article",
    tables,
    Column("article_id", ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    Column("story_id", ForeignKey("story.id"), nullable=False, index=True),
    Column("joined_at", UtcTime, nullable=False),
    Column("joined", String(20), nullable=False, server_default="same_news"),
    Column("grounds", Words, nullable=False, server_default="[]"),
)

telling = Table(
    "telling",
    tables,
    Column("article_id", ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    Column("at", UtcTime, nullable=False, index=True),
    Column("site", Words),
    Column("features", LargeBinary, nullable=False),  # bytes of stories' own
    Column("cites", Words, nullable=False),
)

# What makes two articles worth comparing: they share a key, and lie near in time. The key of the
# table is the question that is asked, so that one walk along it answers.
neighbour = Table(
    "neighbour",
    tables,
    Column("key", NUMBER, primary_key=True, autoincrement=False),
    Column("at", UtcTime, primary_key=True),
    Column("article_id", NUMBER, primary_key=True, autoincrement=False),
    Index(None, "article_id"),
    sqlite_with_rowid=False,
)

site_text = Table(
    "site_text",
    tables,
    Column("site", Words, primary_key=True),
    Column("common", LargeBinary, nullable=False),  # bytes of stories' own
)

development = Table(
    "development",
    tables,
    Column("id", NUMBER, primary_key=True),
    Column("story_id", ForeignKey("story.id"), nullable=False, index=True),
    Column("article_id", ForeignKey("article.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("watch", Words, nullable=False),
    Column("kind", String(30), nullable=False),
    Column("subject", String(200), nullable=False),
    Column("evidence", Words, nullable=False),  # before, after and quotes, as JSON
    Column("found_at", UtcTime, nullable=False),
    UniqueConstraint("story_id", "watch", "kind", "subject"),
    sqlite_autoincrement=True,
)

message = Table(
    "message",
    tables,
    Column("id", Words, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("route", Words, nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("made_at", UtcTime, nullable=False, index=True),
    Column("subject", Words),
    Column("thread", NUMBER, index=True),  # the story whose thread it belongs to
)

slot = Table(
    "slot",
    tables,
    Column("route", Words, primary_key=True),
    Column("destination", Words, primary_key=True),
    Column("starts_at", UtcTime, primary_key=True),
    Column("message_id", ForeignKey("message.id")),  # null: closed with nothing to tell
    Column("closed_at", UtcTime, nullable=False),
)

due = Table(
    "due",
    tables,
    Column("id", NUMBER, primary_key=True),
    Column("hit_id", ForeignKey("hit.id"), nullable=False),
    Column("kind", String(50), nullable=False),  # new, or a development
    Column("route", Words, nullable=False),
    Column("destination", Words, nullable=False),
    Column("state", String(20), nullable=False),
    Column("reason", Words),
    Column("ready_at", UtcTime, nullable=False),
    Column("is_late", Boolean, nullable=False),
    Column("message_id", ForeignKey("message.id"), index=True),
    UniqueConstraint("hit_id", "kind", "route", "destination"),
    Index(None, "route", "destination", "state", "ready_at"),
    CheckConstraint("state IN ('waiting', 'taken', 'absent')", name="state"),
    CheckConstraint("state <> 'absent' OR reason <> ''", name="absent_has_reason"),
    CheckConstraint("(state = 'taken') = (message_id IS NOT NULL)", name="taken_has_message"),
    sqlite_autoincrement=True,
)

told = Table(
    "told",
    tables,
    Column("id", NUMBER, primary_key=True),
    Column("destination", Words, nullable=False),
    Column("hit_id", ForeignKey("hit.id"), nullable=False),
    Column("kind", String(50), nullable=False),
    Column("message_id", ForeignKey("message.id"), nullable=False),
    Column("is_dead", Boolean, nullable=False),
    Column("told_at", UtcTime, nullable=False),
    Index(
        "uq_told_living",
        "hit_id",
        "destination",
        "kind",
        unique=True,
        sqlite_where=text("NOT is_dead"),
        postgresql_where=text("NOT is_dead"),
    ),
    Index(None, "message_id", "destination"),
    sqlite_autoincrement=True,
)

delivery = Table(
    "delivery",
    tables,
    Column("id", NUMBER, primary_key=True),
    Column("key", String(100), nullable=False, unique=True),
    Column("message_id", ForeignKey("message.id"), nullable=False),
    Column("destination", Words, nullable=False),
    Column("content_type", String(100), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("state", String(20), nullable=False),
    Column("attempts", Integer, nullable=False),  # begun, whether they ended or not
    Column("made_at", UtcTime, nullable=False),
    Column("first_try_at", UtcTime),
    Column("next_try_at", UtcTime, nullable=False),
    Column("ended_at", UtcTime),
    Column("lease_until", UtcTime),
    Column("lease_token", String(32)),
    UniqueConstraint("message_id", "destination"),
    Index(None, "state", "next_try_at"),
    Index(None, "destination", "ended_at"),
    CheckConstraint("state IN ('pending', 'sending', 'sent', 'dead')", name="state"),
    sqlite_autoincrement=True,
)

attempt = Table(
    "attempt",
    tables,
    Column("delivery_id", ForeignKey("delivery.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("ended_at", UtcTime, nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("reason", Words),
    Column("answer", Words, nullable=False),
    Column("decision", String(20), nullable=False),
)

trouble_told = Table(
    "trouble_told",
    tables,
    Column("destination", Words, primary_key=True),
    Column("feed_id", Words, primary_key=True),
    Column("since", UtcTime, primary_key=True),
    Column("told_at", UtcTime, nullable=False),
)

silence = Table(
    "silence",
    tables,
    Column("id", String(100), primary_key=True),
    Column("made_at", UtcTime, nullable=False),
    Column("ends_at", UtcTime, nullable=False, index=True),
    Column("author", Words, nullable=False),
    Column("comment", Words, nullable=False),
    Column("watch", Words),
    Column("story", Words),
    Column("site", Words),
    Column("term", Words),
)

event = Table(
    "event",
    tables,
    Column("id", NUMBER, primary_key=True),
    Column("at", UtcTime, nullable=False, index=True),
    Column("kind", Words, nullable=False),
    Column("subject", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("detail", Words, nullable=False),
    Index(None, "kind", "id"),
    sqlite_autoincrement=True,
)
