"""The inbox by lanes, what delivery learns of a messenger, and limits that processes share.

Nothing was ever written to the first inbox, so it is made anew.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

COUNTED = sa.BigInteger().with_variant(sa.Integer, "sqlite")
DUE = sa.text("due_at IS NOT NULL")
NEW, PARKED = sa.text("status = 'new'"), sa.text("status = 'parked'")


def upgrade() -> None:
    """From 0001 to 0002."""
    op.add_column("chat", sa.Column("reach", sa.Text(), nullable=False, server_default="open"))
    op.add_column("log", sa.Column("ref", sa.Text(), nullable=True))
    op.drop_table("inbox")
    _make_lane()
    _make_inbox()
    bucket = (_text("name"), _integer("full_at"), sa.PrimaryKeyConstraint("name"))
    op.create_table("bucket", *bucket, sqlite_with_rowid=False)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _integer(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _make_lane() -> None:
    op.create_table(
        "lane",
        sa.Column("number", COUNTED, sa.Identity(), primary_key=True),
        _text("account"),
        _text("lane"),
        _integer("due_at", nullable=True),
        _integer("epoch"),
        _text("lease"),
        sa.UniqueConstraint("account", "lane", name="lane_name"),
        sqlite_autoincrement=True,
    )
    op.create_index("lane_due", "lane", ["account", "due_at"], sqlite_where=DUE, postgresql_where=DUE)


def _make_inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("id", COUNTED, sa.Identity(), primary_key=True),
        sa.Column("lane", sa.BigInteger(), sa.ForeignKey("lane.number"), nullable=False),
        _text("account"),
        _text("update_id"),
        _integer("at"),
        _text("raw"),
        _text("status"),
        sa.Column("tries", sa.Integer(), nullable=False),
        _text("reason", nullable=True),
        sa.UniqueConstraint("account", "update_id", name="inbox_update"),
        sqlite_autoincrement=True,
    )
    op.create_index("inbox_new", "inbox", ["lane", "id"], sqlite_where=NEW, postgresql_where=NEW)
    op.create_index("inbox_parked", "inbox", ["id"], sqlite_where=PARKED, postgresql_where=PARKED)
