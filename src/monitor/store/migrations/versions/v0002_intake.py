"""What intake remembers of feeds and pages: rhythm, moves, losses, and when to read again."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the columns; what is there already keeps what it has."""
    for column in _of_feeds():
        op.add_column("feed", column)
    for column in _of_pages():
        op.add_column("page", column)
    op.add_column("version", sa.Column("why", sa.Text()))
    op.create_index("ix_entry_feed_id_content_hash", "entry", ["feed_id", "content_hash"])


def _of_feeds() -> list[sa.Column[object]]:
    return [
        sa.Column("rhythm", sa.Text()),
        sa.Column("raws", sa.LargeBinary()),
        sa.Column("ttl", sa.Float()),
        sa.Column("max_age", sa.Float()),
        sa.Column("floor", sa.Float()),
        sa.Column("adopted", sa.Text()),
        sa.Column("moved_to", sa.Text()),
        sa.Column("moved_since", TIME),
        sa.Column("moved_polls", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("gone_since", TIME),
        sa.Column("gone_polls", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("stopped_at", TIME),
        sa.Column("losses", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("lost_at", TIME),
        sa.Column("silent_since", TIME),
        sa.Column("charset", sa.Text()),
    ]


def _of_pages() -> list[sa.Column[object]]:
    return [
        sa.Column("etag", sa.Text()),
        sa.Column("last_modified", sa.Text()),
        sa.Column("body_hash", sa.Text()),
        sa.Column("readings", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("first_read_at", TIME),
    ]
