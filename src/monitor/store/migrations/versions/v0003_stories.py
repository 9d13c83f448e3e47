"""Stories: what articles are compared by, what a story knows of itself, what developed in it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

TIME = sa.DateTime(timezone=True)
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add tables and columns; articles that are there already begin stories when met again."""
    op.add_column("story", sa.Column("facts", sa.Text()))
    op.create_index("ix_story_merged_into", "story", ["merged_into"])
    for column in _of_memberships():
        op.add_column("story_article", column)
    op.add_column("message", sa.Column("subject", sa.Text()))
    op.add_column("message", sa.Column("thread", NUMBER))
    op.create_index("ix_message_thread", "message", ["thread"])
    op.create_index("ix_message_made_at", "message", ["made_at"])
    op.create_index("ix_event_kind_id", "event", ["kind", "id"])
    _compared()
    _developed()
    op.create_table(
        "trouble_told",
        sa.Column("destination", sa.Text(), nullable=False),
        sa.Column("feed_id", sa.Text(), nullable=False),
        sa.Column("since", TIME, nullable=False),
        sa.Column("told_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("destination", "feed_id", "since", name="pk_trouble_told"),
    )


def _of_memberships() -> list[sa.Column[object]]:
    return [
        sa.Column("joined", sa.String(20), nullable=False, server_default="same_news"),
        sa.Column("grounds", sa.Text(), nullable=False, server_default="[]"),
    ]


def _compared() -> None:
    op.create_table(
        "telling",
        sa.Column("article_id", NUMBER, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("site", sa.Text()),
        sa.Column("features", sa.LargeBinary(), nullable=False),
        sa.Column("cites", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("article_id", name="pk_telling"),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_telling_article_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_telling_at", "telling", ["at"])
    op.create_table(
        "neighbour",
        sa.Column("key", NUMBER, autoincrement=False, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("article_id", NUMBER, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "at", "article_id", name="pk_neighbour"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_neighbour_article_id", "neighbour", ["article_id"])
    op.create_table(
        "site_text",
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("common", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("site", name="pk_site_text"),
    )


def _developed() -> None:
    """Make the table of developments anew: until now nothing was ever written into it."""
    op.drop_table("development")
    op.create_table(
        "development",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("story_id", NUMBER, nullable=False),
        sa.Column("article_id", NUMBER, nullable=False),
        sa.Column("watch", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("subject", sa.String(200), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("found_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_development"),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name="fk_development_story_id"),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_development_article_id", ondelete="CASCADE"
        ),
        sa.UniqueConstraint(
            *("story_id", "watch", "kind", "subject"),
            name="uq_development_story_id_watch_kind_subject",
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_development_story_id", "development", ["story_id"])
    op.create_index("ix_development_article_id", "development", ["article_id"])
