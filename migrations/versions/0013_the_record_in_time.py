"""The record of what the staff did may be removed once it is older than the database itself has been told."""

from __future__ import annotations

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

UNTIL = "(SELECT CAST(value AS BIGINT) FROM about WHERE name = 'audit_until')"
WORDS = "the record of what the staff did is not changed"


def upgrade() -> None:
    """From 0012 to 0013."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER deed_no_delete")
        op.execute(
            f"CREATE TRIGGER deed_no_delete BEFORE DELETE ON deed WHEN OLD.at >= coalesce({UNTIL}, 0) "
            f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
        )
        return
    op.execute(
        "CREATE OR REPLACE FUNCTION deed_stays() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF TG_OP = 'DELETE' AND OLD.at < coalesce({UNTIL}, 0) THEN RETURN OLD; END IF; RAISE EXCEPTION '{WORDS}'; END $$"
    )
