"""Passports of terminals: what is known of each, whose it is, what happened to it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

COUNTED = sa.BigInteger().with_variant(sa.Integer, "sqlite")
FACTS = (
    "model", "purchased", "delivered", "activated", "invoiced", "bought_from", "proof", "proof_photo", "supplier", "acquirer",
    "ownership", "terms", "sim_until", "battery_since", "shop", "address", "contact", "note", "told",
)  # fmt: skip


def upgrade() -> None:
    """From 0005 to 0006."""
    op.create_table(
        "device",
        sa.Column("serial", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in FACTS),
        sa.Column("changed", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("serial"),
        sqlite_with_rowid=False,
    )
    op.create_index("device_shop", "device", ["shop"])
    op.create_table(
        "holding",
        sa.Column("serial", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("serial", "number"),
        sqlite_with_rowid=False,
    )
    op.create_index("holding_number", "holding", ["number", "at"])
    op.create_table(
        "happening",
        sa.Column("id", COUNTED, sa.Identity(), primary_key=True),
        sa.Column("serial", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("what", "key", "ref", "who", "body")),
        sqlite_autoincrement=True,
    )
    op.create_index("happening_serial", "happening", ["serial", "id"])
    op.create_index("happening_key", "happening", ["key"], unique=True)
