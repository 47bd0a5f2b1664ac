"""Incidents, and who belongs to them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

COUNTED = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """From 0013 to 0014."""
    op.create_table(
        "incident",
        sa.Column("id", COUNTED, sa.Identity(), primary_key=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("kind", "value", "trouble")),
        sa.Column("raised", sa.BigInteger(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("span", "shops")),
        *(sa.Column(name, sa.Float(), nullable=False) for name in ("expected", "chance")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("status", "who")),
        sa.Column("changed", sa.BigInteger(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        *(sa.Column(name, sa.BigInteger(), nullable=True) for name in ("notice", "ending")),
        sqlite_autoincrement=True,
    )
    op.create_index("incident_status", "incident", ["status"])
    op.create_table(
        "incident_chat",
        *(sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=False) for name in ("incident", "number")),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("incident", "number"),
        sqlite_with_rowid=False,
    )
