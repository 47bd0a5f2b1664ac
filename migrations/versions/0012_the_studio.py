"""The studio: misunderstood sentences, drafts and their trials, what was published."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

COUNTED = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def text(*names: str) -> list[sa.Column[str]]:
    """Columns of text."""
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def big(*names: str) -> list[sa.Column[int]]:
    """Columns of large numbers."""
    return [sa.Column(name, sa.BigInteger(), nullable=False, autoincrement=False) for name in names]


def counted() -> sa.Column[int]:
    """A key that the database counts."""
    return sa.Column("id", COUNTED, sa.Identity(), primary_key=True)


def upgrade() -> None:
    """From 0011 to 0012."""
    _misses()
    op.create_table("edition", counted(), *text("digest", "base", "who", "reviewer"), *big("at"), *text("note"), sqlite_autoincrement=True)
    op.create_table("edition_archive", *text("digest", "archive"), sa.PrimaryKeyConstraint("digest"), sqlite_with_rowid=False)
    op.create_table("branch", counted(), *text("name", "base", "authors"), *big("at"), *text("status"), sqlite_autoincrement=True)
    op.create_table("approval", *text("digest", "who"), *big("at"), sa.PrimaryKeyConstraint("digest", "who"), sqlite_with_rowid=False)
    op.create_table(
        "study",
        counted(),
        *text("key"),
        *big("branch"),
        *text("kind", "digest", "base", "who"),
        *big("at", "beat"),
        *text("status", "phase"),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        *text("result"),
        sa.UniqueConstraint("key", name="study_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("study_branch", "study", ["branch", "id"])


def _misses() -> None:
    op.create_table("miss_chat", *big("number", "seq"), sa.PrimaryKeyConstraint("number"), sqlite_with_rowid=False)
    op.create_table(
        "miss_group",
        counted(),
        *big("number", "seq"),
        *text("kind", "locale", "text", "intent"),
        sa.Column("score", sa.Integer(), nullable=False),
        *big("settled"),
        sa.Column("branch", sa.BigInteger(), nullable=True),
        sa.UniqueConstraint("number", "seq", "kind", name="miss_group_first"),
        sqlite_autoincrement=True,
    )
    op.create_index("miss_group_locale", "miss_group", ["locale", "id"])
    op.create_table(
        "miss",
        *big("number", "seq"),
        *text("kind"),
        *big("at"),
        *text("locale"),
        *big("grp"),
        *text("text"),
        sa.PrimaryKeyConstraint("number", "seq", "kind"),
        sqlite_with_rowid=False,
    )
    op.create_index("miss_at", "miss", ["at", "kind", "locale", "grp"])
    op.create_index("miss_grp", "miss", ["grp", "at"])
