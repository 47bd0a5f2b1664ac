"""Run by Alembic for every migration. The connection is handed in by `bot.store.migrating`; there is no ini file."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from alembic import context
from alembic.runtime.migration import MigrationContext, MigrationInfo
from alembic.script import Script
from sqlalchemy import text
from sqlmodel import SQLModel

from bot.store import channel_tables, device_tables, key_table, notice_tables, process_tables, tables, topics  # noqa: F401 - the metadata is filled by it
from bot.store.desk import staff_tables  # noqa: F401 - as above
from bot.store.insight import tables as insight_tables  # noqa: F401 - as above
from bot.store.revisions import served_after
from bot.store.studio import tables as studio_tables  # noqa: F401 - as above


def note(ctx: MigrationContext, step: MigrationInfo, heads: Collection[Any], run_args: Mapping[str, Any]) -> None:  # noqa: ARG001 - Alembic's shape
    """Which older programs may run on the database now."""
    there, script = ctx.connection, step.up_revision
    if there is None or not isinstance(script, Script) or not there.dialect.has_table(there, "about"):
        return
    noted = there.execute(text("SELECT value FROM about WHERE name = 'serves'")).scalar()
    served = served_after(script.module, str(script.down_revision or script.revision), noted)
    if served != noted:
        there.execute(text("DELETE FROM about WHERE name = 'serves'"))
        there.execute(text("INSERT INTO about (name, value) VALUES ('serves', :served)"), {"served": served})


connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=SQLModel.metadata, render_as_batch=True, on_version_apply=note)
with context.begin_transaction():
    context.run_migrations()
