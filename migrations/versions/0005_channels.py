"""What messengers that count our messages need: windows, tokens, cursors, consents."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _integer(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False)


def upgrade() -> None:
    """From 0004 to 0005."""
    op.create_table(
        "allowance",
        *(_text(name) for name in ("channel", "chat", "deed", "key")),
        _integer("since"),
        _integer("until"),
        sa.Column("remaining", sa.Integer(), nullable=False),
        _text("last"),
        sa.PrimaryKeyConstraint("channel", "chat", "deed"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "access_token",
        _text("account"),
        _text("value"),
        *(_integer(name) for name in ("until", "renewed", "leased", "barred")),
        _text("trouble"),
        sa.PrimaryKeyConstraint("account"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sync_cursor",
        *(_text(name) for name in ("account", "name", "value")),
        sa.PrimaryKeyConstraint("account", "name"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "consent",
        *(_text(name) for name in ("channel", "chat", "template")),
        sa.Column("remaining", sa.Integer(), nullable=False),
        _integer("at"),
        _text("key"),
        _text("last"),
        sa.PrimaryKeyConstraint("channel", "chat", "template"),
        sqlite_with_rowid=False,
    )
