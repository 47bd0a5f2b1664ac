"""The tallies of a day in a tenth of the rows, put together from those that are there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

KEY = ("day", "channel", "locale", "model", "supplier")
MEASURES = ("begun", "solved", "not_solved", "silent", "person", "again", "rated_solved", "rated_not_yet")


def upgrade() -> None:
    """From 0015 to 0016."""
    made = op.create_table(
        "tally_day",
        *(sa.Column(name, sa.Text(), nullable=False) for name in KEY),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in MEASURES),
        sa.PrimaryKeyConstraint(*KEY),
        sqlite_with_rowid=False,
    )
    tally = sa.table("tally", *(sa.column(name) for name in (*KEY, *MEASURES)))
    keys = [tally.c[name] for name in KEY]
    op.execute(
        made.insert().from_select([*KEY, *MEASURES], sa.select(*keys, *(sa.func.sum(tally.c[name]) for name in MEASURES)).group_by(*keys))
    )
