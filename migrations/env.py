"""Run by Alembic for every migration. The connection is handed in by `bot.store.migrating`; there is no ini file."""

from __future__ import annotations

from alembic import context
from sqlmodel import SQLModel

from bot.store import channel_tables, device_tables, key_table, notice_tables, process_tables, tables, topics  # noqa: F401 - the metadata is filled by it
from bot.store.desk import staff_tables  # noqa: F401 - as above
from bot.store.insight import tables as insight_tables  # noqa: F401 - as above
from bot.store.studio import tables as studio_tables  # noqa: F401 - as above

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=SQLModel.metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
