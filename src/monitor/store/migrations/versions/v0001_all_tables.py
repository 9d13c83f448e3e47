"""All tables of the first version."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables, each after those it points to."""
    _create_event()
    _create_feed()
    _create_message()
    _create_meta()
    _create_silence()
    _create_story()
    _create_watch()
    _create_article()
    _create_delivery()
    _create_slot()
    _create_attempt()
    _create_development()
    _create_entry()
    _create_page()
    _create_story_article()
    _create_version()
    _create_hit()
    _create_due()
    _create_told()


def _create_event() -> None:
    op.create_table(
        "event",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("at", TIME, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_event_at", "event", ["at"])


def _create_feed() -> None:
    op.create_table(
        "feed",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("own_title", sa.Text()),
        sa.Column("tags", sa.Text(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("next_poll_at", TIME, nullable=False),
        sa.Column("lease_until", TIME),
        sa.Column("lease_token", sa.String(length=32)),
        sa.Column("etag", sa.Text()),
        sa.Column("last_modified", sa.Text()),
        sa.Column("body_hash", sa.Text()),
        sa.Column("polls", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("polled_at", TIME),
        sa.Column("succeeded_at", TIME),
        sa.Column("changed_at", TIME),
        sa.Column("reason", sa.Text()),
        sa.Column("detail", sa.Text()),
        sa.Column("trouble_since", TIME),
    )
    op.create_index("ix_feed_is_active_next_poll_at", "feed", ["is_active", "next_poll_at"])


def _create_message() -> None:
    op.create_table(
        "message",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("route", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_at", TIME, nullable=False),
    )
    op.create_index("ix_message_route", "message", ["route"])


def _create_meta() -> None:
    op.create_table(
        "meta",
        sa.Column("key", sa.String(length=100), primary_key=True),
        sa.Column("value", sa.Text(), nullable=False),
    )


def _create_silence() -> None:
    op.create_table(
        "silence",
        sa.Column("id", sa.String(length=100), primary_key=True),
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("ends_at", TIME, nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("watch", sa.Text()),
        sa.Column("story", sa.Text()),
        sa.Column("site", sa.Text()),
        sa.Column("term", sa.Text()),
    )
    op.create_index("ix_silence_ends_at", "silence", ["ends_at"])


def _create_story() -> None:
    op.create_table(
        "story",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("first_seen_at", TIME, nullable=False),
        sa.Column("merged_into", NUMBER, sa.ForeignKey("story.id")),
        sqlite_autoincrement=True,
    )


def _create_watch() -> None:
    op.create_table(
        "watch",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("severity", sa.String(length=20), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("added_at", TIME, nullable=False),
    )


def _create_article() -> None:
    op.create_table(
        "article",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("feed_id", sa.Text(), sa.ForeignKey("feed.id"), nullable=False),
        sa.Column("address", sa.Text()),
        sa.Column("address_key", sa.String(length=64)),
        sa.Column("site", sa.Text()),
        sa.Column("declared", sa.Text()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_baseline", sa.Boolean(), nullable=False),
        sa.Column("published_at", TIME),
        sa.Column("first_seen_at", TIME, nullable=False),
        sa.Column("copy_of", NUMBER, sa.ForeignKey("article.id", ondelete="SET NULL")),
        sa.Column("fingerprint", sa.LargeBinary()),
        sa.UniqueConstraint("address_key", name="uq_article_address_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_article_copy_of", "article", ["copy_of"])
    op.create_index("ix_article_feed_id", "article", ["feed_id"])
    op.create_index("ix_article_first_seen_at", "article", ["first_seen_at"])


def _create_delivery() -> None:
    op.create_table(
        "delivery",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("message_id", sa.Text(), sa.ForeignKey("message.id"), nullable=False),
        sa.Column("destination", sa.Text(), nullable=False),
        sa.Column("content_type", sa.String(length=100), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("first_try_at", TIME),
        sa.Column("next_try_at", TIME, nullable=False),
        sa.Column("ended_at", TIME),
        sa.Column("lease_until", TIME),
        sa.Column("lease_token", sa.String(length=32)),
        sa.CheckConstraint(
            "state IN ('pending', 'sending', 'sent', 'dead')", name=op.f("ck_delivery_state")
        ),
        sa.UniqueConstraint("key", name="uq_delivery_key"),
        sa.UniqueConstraint("message_id", "destination", name="uq_delivery_message_id_destination"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_delivery_destination_ended_at", "delivery", ["destination", "ended_at"])
    op.create_index("ix_delivery_state_next_try_at", "delivery", ["state", "next_try_at"])


def _create_slot() -> None:
    op.create_table(
        "slot",
        sa.Column("route", sa.Text(), primary_key=True),
        sa.Column("destination", sa.Text(), primary_key=True),
        sa.Column("starts_at", TIME, primary_key=True),
        sa.Column("message_id", sa.Text(), sa.ForeignKey("message.id")),
        sa.Column("closed_at", TIME, nullable=False),
    )


def _create_attempt() -> None:
    op.create_table(
        "attempt",
        sa.Column("delivery_id", NUMBER, sa.ForeignKey("delivery.id"), primary_key=True),
        sa.Column("number", sa.Integer(), autoincrement=False, primary_key=True),
        sa.Column("ended_at", TIME, nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("decision", sa.String(length=20), nullable=False),
    )


def _create_development() -> None:
    op.create_table(
        "development",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("story_id", NUMBER, sa.ForeignKey("story.id"), nullable=False),
        sa.Column(
            "article_id", NUMBER, sa.ForeignKey("article.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("found_at", TIME, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_development_article_id", "development", ["article_id"])
    op.create_index("ix_development_story_id", "development", ["story_id"])


def _create_entry() -> None:
    op.create_table(
        "entry",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("feed_id", sa.Text(), sa.ForeignKey("feed.id"), nullable=False),
        sa.Column("identity_key", sa.String(length=64), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("article_id", NUMBER, sa.ForeignKey("article.id", ondelete="SET NULL")),
        sa.Column("content_hash", sa.String(length=128), nullable=False),
        sa.Column("link", sa.Text()),
        sa.Column("title", sa.Text()),
        sa.Column("authors", sa.Text()),
        sa.Column("published_at", TIME),
        sa.Column("updated_at", TIME),
        sa.Column("first_seen_at", TIME, nullable=False),
        sa.Column("changed_at", TIME, nullable=False),
        sa.UniqueConstraint("feed_id", "identity_key", name="uq_entry_feed_id_identity_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_entry_article_id", "entry", ["article_id"])


def _create_page() -> None:
    op.create_table(
        "page",
        sa.Column(
            "article_id", NUMBER, sa.ForeignKey("article.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("next_read_at", TIME),
        sa.Column("lease_until", TIME),
        sa.Column("lease_token", sa.String(length=32)),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("planned_at", TIME, nullable=False),
    )
    op.create_index("ix_page_next_read_at", "page", ["next_read_at"])


def _create_story_article() -> None:
    op.create_table(
        "story_article",
        sa.Column(
            "article_id", NUMBER, sa.ForeignKey("article.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("story_id", NUMBER, sa.ForeignKey("story.id"), nullable=False),
        sa.Column("joined_at", TIME, nullable=False),
    )
    op.create_index("ix_story_article_story_id", "story_article", ["story_id"])


def _create_version() -> None:
    op.create_table(
        "version",
        sa.Column(
            "article_id", NUMBER, sa.ForeignKey("article.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("number", sa.Integer(), autoincrement=False, primary_key=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("lang_by", sa.String(length=20), nullable=False),
        sa.Column("text_hash", sa.String(length=128), nullable=False),
        sa.Column("body", sa.String(length=20), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("seen_at", TIME, nullable=False),
    )
    op.create_index("ix_version_text_hash", "version", ["text_hash"])


def _create_hit() -> None:
    op.create_table(
        "hit",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("watch", sa.Text(), nullable=False),
        sa.Column("article_id", NUMBER, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("spans", sa.Text(), nullable=False),
        sa.Column("entries", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("is_provisional", sa.Boolean(), nullable=False),
        sa.Column("is_baseline", sa.Boolean(), nullable=False),
        sa.Column("found_at", TIME, nullable=False),
        sa.Column("counts_at", TIME, nullable=False),
        sa.Column("withdrawn_at", TIME),
        sa.Column("reason", sa.Text()),
        sa.ForeignKeyConstraint(
            ["article_id", "version"],
            ["version.article_id", "version.number"],
            name="fk_hit_article_id_version",
        ),
        sa.UniqueConstraint("watch", "article_id", name="uq_hit_watch_article_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_hit_article_id", "hit", ["article_id"])
    op.create_index("ix_hit_found_at", "hit", ["found_at"])
    op.create_index("ix_hit_watch_found_at", "hit", ["watch", "found_at"])


def _create_due() -> None:
    op.create_table(
        "due",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("hit_id", NUMBER, sa.ForeignKey("hit.id"), nullable=False),
        sa.Column("kind", sa.String(length=50), nullable=False),
        sa.Column("route", sa.Text(), nullable=False),
        sa.Column("destination", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("ready_at", TIME, nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("message_id", sa.Text(), sa.ForeignKey("message.id")),
        sa.CheckConstraint(
            "(state = 'taken') = (message_id IS NOT NULL)", name=op.f("ck_due_taken_has_message")
        ),
        sa.CheckConstraint(
            "state <> 'absent' OR reason <> ''", name=op.f("ck_due_absent_has_reason")
        ),
        sa.CheckConstraint("state IN ('waiting', 'taken', 'absent')", name=op.f("ck_due_state")),
        sa.UniqueConstraint(
            "hit_id", "kind", "route", "destination", name="uq_due_hit_id_kind_route_destination"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_due_message_id", "due", ["message_id"])
    op.create_index(
        "ix_due_route_destination_state_ready_at",
        "due",
        ["route", "destination", "state", "ready_at"],
    )


def _create_told() -> None:
    op.create_table(
        "told",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("destination", sa.Text(), nullable=False),
        sa.Column("hit_id", NUMBER, sa.ForeignKey("hit.id"), nullable=False),
        sa.Column("kind", sa.String(length=50), nullable=False),
        sa.Column("message_id", sa.Text(), sa.ForeignKey("message.id"), nullable=False),
        sa.Column("is_dead", sa.Boolean(), nullable=False),
        sa.Column("told_at", TIME, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_told_message_id_destination", "told", ["message_id", "destination"])
    op.create_index(
        "uq_told_living",
        "told",
        ["hit_id", "destination", "kind"],
        unique=True,
        sqlite_where=sa.text("NOT is_dead"),
        postgresql_where=sa.text("NOT is_dead"),
    )
