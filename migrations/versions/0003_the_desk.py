"""The staff's desk: where chats stand, what the staff arranged, accounts, sessions, the record of what was done."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

COUNTED = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """From 0002 to 0003."""
    _make_standing()
    _make_handling()
    _make_merchant()
    _make_paper()
    _make_read_up_to()
    _make_draft()
    _make_presence()
    _make_canned()
    _make_saved_filter()
    _make_staff()
    _make_recovery()
    _make_session()
    _make_link()
    _make_team()
    _make_deed()
    _protect_deed()


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _integer(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _small(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _boolean(name: str, *, nullable: bool = False) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=nullable)


def _make_standing() -> None:
    op.create_table(
        "standing",
        _integer("number"),
        _text("place"),
        _text("staff"),
        _integer("since", nullable=True),
        _text("trouble"),
        _small("urgency"),
        _text("locale"),
        _text("serial"),
        _text("model"),
        _text("contact"),
        _text("purchased"),
        _integer("last", nullable=True),
        _text("by", nullable=True),
        _text("preview", nullable=True),
        _integer("heard", nullable=True),
        _integer("heard_at", nullable=True),
        _integer("called_at", nullable=True),
        _text("reason", nullable=True),
        _boolean("spoke", nullable=True),
        _integer("closed_at", nullable=True),
        sa.PrimaryKeyConstraint("number"),
        sqlite_with_rowid=False,
    )
    op.create_index("standing_last", "standing", ["place", "last", "number"])
    op.create_index("standing_place", "standing", ["place", "since", "number"])
    op.create_index("standing_serial", "standing", ["serial"])
    op.create_index("standing_staff", "standing", ["staff", "place"])


def _make_handling() -> None:
    op.create_table(
        "handling",
        _integer("number"),
        _text("assignee"),
        _text("team"),
        _small("priority", nullable=True),
        _text("tags"),
        _integer("snoozed", nullable=True),
        _integer("snoozed_at", nullable=True),
        _integer("merchant", nullable=True),
        _text("alerted"),
        sa.PrimaryKeyConstraint("number"),
        sqlite_with_rowid=False,
    )
    op.create_index("handling_assignee", "handling", ["assignee"])
    op.create_index("handling_merchant", "handling", ["merchant"])


def _make_merchant() -> None:
    op.create_table(
        "merchant",
        _integer("id"),
        _text("name"),
        _text("contact"),
        _text("locale"),
        _text("plan"),
        _text("note"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )


def _make_paper() -> None:
    op.create_table(
        "paper",
        _text("ref"),
        _text("assignee"),
        _integer("due", nullable=True),
        _integer("moved", nullable=True),
        sa.PrimaryKeyConstraint("ref"),
        sqlite_with_rowid=False,
    )


def _make_read_up_to() -> None:
    op.create_table(
        "read_up_to",
        _text("staff"),
        _integer("number"),
        _integer("seq"),
        sa.PrimaryKeyConstraint("staff", "number"),
        sqlite_with_rowid=False,
    )


def _make_draft() -> None:
    op.create_table(
        "draft",
        _text("staff"),
        _integer("number"),
        _text("mode"),
        _text("text"),
        _integer("at"),
        sa.PrimaryKeyConstraint("staff", "number", "mode"),
        sqlite_with_rowid=False,
    )


def _make_presence() -> None:
    op.create_table(
        "presence",
        _integer("number"),
        _text("staff"),
        _integer("viewing"),
        _integer("typing"),
        sa.PrimaryKeyConstraint("number", "staff"),
        sqlite_with_rowid=False,
    )


def _make_canned() -> None:
    op.create_table(
        "canned",
        sa.Column("id", COUNTED, sa.Identity(), primary_key=True),
        _text("short"),
        _text("title"),
        _text("owner"),
        _text("body"),
        sqlite_autoincrement=True,
    )
    op.create_index("canned_owner", "canned", ["owner"])


def _make_saved_filter() -> None:
    op.create_table(
        "saved_filter",
        sa.Column("id", COUNTED, sa.Identity(), primary_key=True),
        _text("name"),
        _text("owner"),
        _boolean("shared"),
        _text("body"),
        sqlite_autoincrement=True,
    )
    op.create_index("saved_filter_owner", "saved_filter", ["owner"])


def _make_staff() -> None:
    op.create_table(
        "staff",
        _text("id"),
        _text("name"),
        _text("role"),
        _text("team"),
        _boolean("away"),
        _boolean("active"),
        _text("wishes"),
        _text("password"),
        _text("secret"),
        _text("pending"),
        _integer("step"),
        _small("failures"),
        _integer("locked", nullable=True),
        _integer("seen", nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )


def _make_recovery() -> None:
    op.create_table(
        "recovery",
        _text("staff"),
        _text("digest"),
        sa.PrimaryKeyConstraint("staff", "digest"),
        sqlite_with_rowid=False,
    )


def _make_session() -> None:
    op.create_table(
        "session",
        sa.Column("id", COUNTED, sa.Identity(), primary_key=True),
        _text("digest"),
        _text("staff"),
        _text("csrf"),
        _integer("since"),
        _integer("seen"),
        _integer("until"),
        _text("address"),
        _text("agent"),
        _boolean("half"),
        sqlite_autoincrement=True,
    )
    op.create_index("session_digest", "session", ["digest"], unique=True)
    op.create_index("session_staff", "session", ["staff"])


def _make_link() -> None:
    op.create_table(
        "link",
        _text("digest"),
        _text("role"),
        _text("team"),
        _integer("until"),
        _text("by"),
        _boolean("first"),
        sa.PrimaryKeyConstraint("digest"),
        sqlite_with_rowid=False,
    )


def _make_team() -> None:
    op.create_table(
        "team",
        _text("id"),
        _text("name"),
        _text("body"),
        _text("last"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )


def _make_deed() -> None:
    op.create_table(
        "deed",
        sa.Column("id", COUNTED, sa.Identity(), primary_key=True),
        _integer("at"),
        _text("who"),
        _text("did"),
        _integer("number", nullable=True),
        _text("what"),
        _text("changes"),
        _text("address"),
        sqlite_autoincrement=True,
    )
    op.create_index("deed_number", "deed", ["number", "id"])
    op.create_index("deed_who", "deed", ["who", "id"])


def _protect_deed() -> None:
    """The record can be added to, and nothing else: whoever tries is told by the database itself."""
    if op.get_bind().dialect.name == "sqlite":
        for what in ("UPDATE", "DELETE"):
            refuse = "SELECT RAISE(ABORT, 'the record of what the staff did is not changed')"
            op.execute(f"CREATE TRIGGER deed_no_{what.lower()} BEFORE {what} ON deed BEGIN {refuse}; END")
        return
    op.execute(
        "CREATE FUNCTION deed_stays() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the record of what the staff did is not changed'; END $$"
    )
    op.execute("CREATE TRIGGER deed_stays BEFORE UPDATE OR DELETE ON deed FOR EACH ROW EXECUTE FUNCTION deed_stays()")
