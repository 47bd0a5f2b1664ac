"""Notices: each, and everybody it is for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

COUNTED = sa.BigInteger().with_variant(sa.Integer, "sqlite")
WAITING = sa.text("status = 'waiting'")


def upgrade() -> None:
    """From 0007 to 0008."""
    op.create_table(
        "notice",
        sa.Column("id", COUNTED, sa.Identity(), primary_key=True),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("template", "words", "audience")),
        sa.Column("rate", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "noticed",
        sa.Column("notice", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("number", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("notice", "number"),
        sqlite_with_rowid=False,
    )
    op.create_index("noticed_waiting", "noticed", ["at", "notice", "number"], sqlite_where=WAITING, postgresql_where=WAITING)
