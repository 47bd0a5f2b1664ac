"""What is counted: chronicles, talks, tallies."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

CELL = ("channel", "locale", "model")


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _numbers(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]


def upgrade() -> None:
    """From 0009 to 0010."""
    op.create_table(
        "chronicle",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("over", sa.BigInteger(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sqlite_with_rowid=False,
    )
    op.create_index("chronicle_over", "chronicle", ["over"])
    op.create_table(
        "talk",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("began", sa.BigInteger(), nullable=False),
        sa.Column("ended", sa.BigInteger(), nullable=True),
        *_words("outcome", "locale", "trouble", "model", "firmware", "supplier", "acquirer", "code", "ring"),
        sa.PrimaryKeyConstraint("number", "seq"),
        sqlite_with_rowid=False,
    )
    op.create_index("talk_began", "talk", ["began"])
    op.create_table(
        "tally",
        *_words("day", *CELL, "firmware", "supplier", "trouble"),
        *_numbers("begun", "solved", "not_solved", "silent", "person", "again", "rated_solved", "rated_not_yet"),
        sa.PrimaryKeyConstraint("day", *CELL, "firmware", "supplier", "trouble"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tally_span",
        *_words("day", *CELL, "supplier", "span"),
        sa.Column("bucket", sa.Integer(), autoincrement=False, nullable=False),
        *_numbers("n"),
        sa.PrimaryKeyConstraint("day", *CELL, "supplier", "span", "bucket"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tally_step",
        *_words("flow", "day", *CELL, "supplier", "step", "answer"),
        *_numbers("n"),
        sa.Column("seconds", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("flow", "day", *CELL, "supplier", "step", "answer"),
        sqlite_with_rowid=False,
    )
