"""The firmware of a terminal."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From 0014 to 0015."""
    op.add_column("device", sa.Column("firmware", sa.Text(), nullable=False, server_default=""))
