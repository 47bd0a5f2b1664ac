"""The first tables: chats, their logs, events seen, tickets, timers, the staff's queue, the inbox.

Written out, not taken from the program's tables, so that it means the same for ever.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

COUNTED = sa.BigInteger().with_variant(sa.Integer, "sqlite")
DUE = sa.text("due_at IS NOT NULL")


def upgrade() -> None:
    """From nothing to 0001."""
    _make_chat()
    _make_log()
    _make_seen()
    _make_ticket()
    _make_timer()
    _make_call()
    _make_inbox()
    _make_about()


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _integer(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _of_chat() -> tuple[sa.Column[int], sa.ForeignKeyConstraint]:
    return _integer("number"), sa.ForeignKeyConstraint(["number"], ["chat.number"])


def _make_chat() -> None:
    op.create_table(
        "chat",
        sa.Column("number", COUNTED, sa.Identity(start=1001), primary_key=True),
        _text("channel"),
        _text("chat"),
        _text("state", nullable=True),
        _integer("version"),
        _text("mode"),
        _integer("seq"),
        _integer("sent_seq"),
        _integer("due_at", nullable=True),
        _text("lease"),
        _integer("epoch"),
        sa.Column("attempt", sa.Integer(), nullable=False),
        _text("reason", nullable=True),
        sa.UniqueConstraint("channel", "chat", name="chat_address"),
        sqlite_autoincrement=True,
    )
    op.create_index("chat_due", "chat", ["channel", "due_at"], sqlite_where=DUE, postgresql_where=DUE)
    if op.get_bind().dialect.name == "sqlite":
        op.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('chat', 1000)")


def _make_log() -> None:
    op.create_table(
        "log",
        *_of_chat(),
        _integer("seq"),
        _text("kind"),
        _integer("at"),
        _text("body"),
        _text("status"),
        _text("reason", nullable=True),
        sa.PrimaryKeyConstraint("number", "seq"),
        sqlite_with_rowid=False,
    )


def _make_seen() -> None:
    op.create_table(
        "seen",
        *_of_chat(),
        _text("account"),
        _text("id"),
        _integer("at"),
        sa.PrimaryKeyConstraint("number", "account", "id"),
        sqlite_with_rowid=False,
    )


def _make_ticket() -> None:
    op.create_table(
        "ticket",
        *_of_chat(),
        _text("ref"),
        _text("kind"),
        _text("intent"),
        _integer("opened"),
        _text("status"),
        _text("body"),
        sa.PrimaryKeyConstraint("number", "ref"),
        sqlite_with_rowid=False,
    )


def _make_timer() -> None:
    op.create_table(
        "timer",
        sa.Column("id", COUNTED, sa.Identity(), primary_key=True),
        *_of_chat(),
        _text("name"),
        _integer("at"),
        _integer("turn"),
        _integer("occurrence"),
        sa.UniqueConstraint("number", "name", name="timer_name"),
        sqlite_autoincrement=True,
    )
    op.create_index("timer_at", "timer", ["at", "id"])


def _make_call() -> None:
    op.create_table(
        "call",
        *_of_chat(),
        _integer("at"),
        _text("reason"),
        sa.PrimaryKeyConstraint("number"),
        sqlite_with_rowid=False,
    )
    op.create_index("call_at", "call", ["at", "number"])


def _make_inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("id", COUNTED, sa.Identity(), primary_key=True),
        _text("account"),
        _text("update_id"),
        _integer("at"),
        _text("raw"),
        _text("status"),
        sa.UniqueConstraint("account", "update_id", name="inbox_update"),
        sqlite_autoincrement=True,
    )
    op.create_index("inbox_status", "inbox", ["status", "id"])


def _make_about() -> None:
    op.create_table("about", _text("name"), _text("value"), sa.PrimaryKeyConstraint("name"))
