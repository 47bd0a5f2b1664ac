"""Processes sign in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From 0008 to 0009."""
    op.create_table(
        "process",
        *(sa.Column(name, sa.Text(), primary_key=name == "id", nullable=False) for name in ("id", "version", "revision", "roles")),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in ("started", "beat")),
        sa.Column("body", sa.Text(), nullable=False),
        sqlite_with_rowid=False,
    )
