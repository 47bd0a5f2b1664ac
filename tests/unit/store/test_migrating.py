"""The migrations make exactly the tables that the program believes in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool
from sqlmodel import SQLModel

from bot.store import channel_tables, device_tables, key_table, notice_tables, process_tables, tables, topics  # noqa: F401 - the metadata is filled by it
from bot.store.desk import staff_tables  # noqa: F401 - as above
from bot.store.insight import tables as insight_tables  # noqa: F401 - as above
from bot.store.locking import FileLock
from bot.store.migrating import HEAD, is_current, migrate, migrations_folder
from bot.store.problems import StoreProblem
from bot.store.studio import tables as studio_tables  # noqa: F401 - as above
from tests.refusing import refused


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A migrated database."""
    made = tmp_path / "posbot.db"
    migrate(f"sqlite:///{made}")
    return made


def schema(path: Path) -> set[tuple[str, str]]:
    """Names and definitions, without the blanks."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND type <> 'trigger'")
        found = {(name, " ".join(sql.split())) for name, sql in rows}
    return {(name, sql) for name, sql in found if name not in {"alembic_version", "sqlite_sequence"}}


@pytest.fixture
def created(tmp_path: Path) -> Iterator[Path]:
    """A database made from the tables, without the migrations."""
    made = tmp_path / "created.db"
    engine = create_engine(f"sqlite:///{made}", poolclass=NullPool)
    SQLModel.metadata.create_all(engine)
    yield made
    engine.dispose()


def test_alembic_finds_nothing_to_change_after_the_migrations(path: Path) -> None:
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_the_migrated_tables_and_indexes_are_the_programs_to_the_letter(path: Path, created: Path) -> None:
    assert _columns(path) == _columns(created)
    assert _names(path) == _names(created)


def _names(path: Path) -> set[str]:
    return {name for name, _ in schema(path)}


def _columns(path: Path) -> dict[str, list[Any]]:
    """Every table's columns, keys, foreign keys and indexes, as SQLite itself tells them."""
    with closing(sqlite3.connect(path)) as connection:
        return {
            name: [
                *(sorted(connection.execute(f"PRAGMA {asked}({name})")) for asked in ASKED),
                "WITHOUT ROWID" in sql,
                "AUTOINCREMENT" in sql,
            ]
            for name, sql in schema(path)
        }


ASKED = ("table_xinfo", "foreign_key_list", "index_xinfo")


def test_the_head_that_the_program_knows_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_a_migrated_database_is_current_and_migrating_again_changes_nothing(path: Path) -> None:
    url = f"sqlite:///{path}"
    before = path.read_bytes()
    assert is_current(url)
    migrate(url)
    assert path.read_bytes() == before


def test_a_missing_database_is_not_current_and_is_not_made_by_asking(tmp_path: Path) -> None:
    assert not is_current(f"sqlite:///{tmp_path}/none.db")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_is_migrated_like_a_missing_one(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    migrate(f"sqlite:///{tmp_path}/empty.db")
    assert is_current(f"sqlite:///{tmp_path}/empty.db")


def test_a_database_that_is_stamped_with_nothing_is_migrated_like_a_missing_one(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "bare.db")) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    migrate(f"sqlite:///{tmp_path}/bare.db")
    assert is_current(f"sqlite:///{tmp_path}/bare.db")


def test_the_migrations_may_lie_anywhere_even_under_a_percent_sign(tmp_path: Path) -> None:
    folder = tmp_path / "100%" / "migrations"
    copytree(migrations_folder(), folder)
    migrate(f"sqlite:///{tmp_path}/posbot.db", folder)
    assert is_current(f"sqlite:///{tmp_path}/posbot.db")


def test_a_migration_that_fails_leaves_the_database_as_it_was(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "migrations"
    copytree(migrations_folder(), folder)
    broken = f"from alembic import op\nrevision, down_revision = 'broken', '{HEAD}'\n"
    broken += "def upgrade():\n    op.drop_table('inbox')\n    raise LookupError('half way')\n"
    (folder / "versions" / "broken.py").write_text(broken, "utf-8")
    before = schema(path)
    with pytest.raises(LookupError, match="half way"):
        _upgrade_with(path, folder)
    assert schema(path) == before


def _upgrade_with(path: Path, folder: Path) -> None:
    from bot.store import migrating  # noqa: PLC0415 - its inside: the public way stops at a current file
    from bot.store.revisions import alembic_config  # noqa: PLC0415

    migrating._upgrade(path, alembic_config(folder))


def test_a_database_that_a_newer_program_wrote_is_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with refused(StoreProblem, match="was written by a newer posbot"):
        migrate(f"sqlite:///{path}")


def test_a_database_in_use_is_not_migrated(path: Path) -> None:
    lock = FileLock(path)
    with refused(StoreProblem, match="in use by another posbot"):
        migrate(f"sqlite:///{path}")
    lock.let_go()
    migrate(f"sqlite:///{path}")


def test_an_installed_package_brings_its_migrations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = tmp_path / "bot" / "_data" / "migrations"
    packed.mkdir(parents=True)
    monkeypatch.setattr("bot.store.migrating.__file__", str(tmp_path / "bot" / "store" / "migrating.py"))
    assert migrations_folder() == packed
