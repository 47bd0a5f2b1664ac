"""Which keys the database is sealed with, and what sealed shops and contacts of terminals are found by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From 0010 to 0011."""
    op.create_table(
        "sealing_key",
        sa.Column("version", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("version"),
        sqlite_with_rowid=False,
    )
    op.add_column("device", sa.Column("sought", sa.Text(), nullable=False, server_default=""))
