"""The tallies of the flows without their steps, put together from those that are there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

KEY = ("day", "channel", "locale", "model", "supplier", "flow")
ANSWERS = {"solved": "solved", "gave_up": "@gave_up", "to_person": "@person"}


def upgrade() -> None:
    """From 0017 to 0018."""
    made = op.create_table(
        "tally_flow",
        *(sa.Column(name, sa.Text(), nullable=False) for name in KEY),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ANSWERS),
        sa.PrimaryKeyConstraint(*KEY),
        sqlite_with_rowid=False,
    )
    step = sa.table("tally_step", *(sa.column(name) for name in (*KEY, "answer", "n")))
    keys = [step.c[name] for name in KEY]
    sums = [sa.func.sum(sa.case((step.c.answer == answer, step.c.n), else_=0)) for answer in ANSWERS.values()]
    counted = sa.select(*keys, *sums).where(step.c.answer.in_(list(ANSWERS.values()))).group_by(*keys)
    op.execute(made.insert().from_select([*KEY, *ANSWERS], counted))
