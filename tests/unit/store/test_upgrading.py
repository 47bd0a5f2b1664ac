"""Upgrades: the release before goes on working on the new schema, may start on it, and leaves room for what comes after."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from shutil import copytree
from typing import Any

import asyncpg
import pytest

from bot.core.codec import decode_state, encode_state
from bot.core.messages import Address, Inbound
from bot.service.ports import Chat, EntryKind
from bot.service.turning import Mind
from bot.store import migrating
from bot.store.migrating import FINISHED, HEAD, migrate, migrations_folder, revision
from bot.store.problems import StoreProblem
from bot.store.revisions import served_after
from tests.postgres import ask, server
from tests.refusing import refused
from tests.world import NOW

FROZEN = Path(__file__).resolve().parents[2] / "frozen"
BEFORE: dict[str, Any] = json.loads((FROZEN / "statements-0008.json").read_text("utf-8"))
"""Every statement and every column of the release with schema 0008, as that release had them."""
STATES: list[dict[str, Any]] = json.loads((FROZEN / "states.json").read_text("utf-8"))
"""A conversation in every shape in which one was ever kept, the oldest first; written by those programs."""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("upgraded") / "posbot.db"
    migrate(f"sqlite:///{made}", target="0008")
    migrate(f"sqlite:///{made}")
    return made


# ---- the release before, on the new schema ----------------------------------------------------------


def test_every_statement_of_the_release_before_still_runs_on_sqlite(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for text in BEFORE["sqlite"].values():
            values = dict.fromkeys(re.findall(r":(\w+)", text), 1)
            connection.execute(f"EXPLAIN {text}", values)


async def test_every_statement_of_the_release_before_still_runs_on_postgresql(tmp_path: Path) -> None:
    connection: Any = await asyncpg.connect(server().database(tmp_path))
    for text in BEFORE["postgres"].values():
        await connection.prepare(text)
    await connection.close()
    server().give_back(tmp_path)


def test_every_column_of_the_release_before_is_there_and_no_new_one_must_be_filled(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for table, columns in BEFORE["columns"].items():
            there = {row[1]: row for row in connection.execute(f'PRAGMA table_info("{table}")')}
            assert set(columns) <= set(there), table
            demanded = [name for name, row in there.items() if name not in columns and row[3] and row[4] is None]
            assert demanded == [], table


# ---- before and after ---------------------------------------------------------------------------------


def with_more(folder: Path, *phases: str) -> Path:
    """Our migrations, and so many of the next release."""
    there = folder / "migrations"
    copytree(migrations_folder(), there)
    down = HEAD
    for count, phase in enumerate(phases):
        name = f"{int(HEAD) + count + 1:04}"
        body = f"from alembic import op\nimport sqlalchemy as sa\nrevision, down_revision, phase = '{name}', '{down}', '{phase}'\n"
        table = f"op.create_table('later_{name}', sa.Column('id', sa.Integer))"
        (there / "versions" / f"{name}.py").write_text(f"{body}def upgrade():\n    {table}\n", "utf-8")
        down = name
    return there


def later(count: int) -> str:
    return f"{int(HEAD) + count:04}"


def test_a_start_does_what_the_release_before_can_live_with_and_finishing_does_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, file = with_more(tmp_path, "before", "after"), tmp_path / "posbot.db"
    migrate(f"sqlite:///{file}")
    monkeypatch.setattr(migrating, "HEAD", later(2))
    migrate(f"sqlite:///{file}", folder)
    assert revision(file) == later(1)
    migrate(f"sqlite:///{file}", folder)
    assert revision(file) == later(1)
    migrate(f"sqlite:///{file}", folder, FINISHED)
    assert revision(file) == later(2)
    migrate(f"sqlite:///{file}", folder)
    assert revision(file) == later(2)


def test_what_comes_after_one_release_is_done_by_the_start_of_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, file = with_more(tmp_path, "after", "before"), tmp_path / "posbot.db"
    migrate(f"sqlite:///{file}")
    monkeypatch.setattr(migrating, "HEAD", later(2))
    migrate(f"sqlite:///{file}", folder)
    assert revision(file) == later(2)


def test_an_older_release_starts_on_a_newer_schema_until_that_is_finished(tmp_path: Path) -> None:
    folder, file = with_more(tmp_path, "before", "after"), tmp_path / "posbot.db"
    migrate(f"sqlite:///{file}", folder, later(1))
    migrate(f"sqlite:///{file}")  # ours, to which that revision is unknown
    assert revision(file) == later(1)
    migrate(f"sqlite:///{file}", folder, FINISHED)
    with refused(StoreProblem, match="was written by a newer posbot"):
        migrate(f"sqlite:///{file}")


def test_the_same_on_postgresql(tmp_path: Path) -> None:
    folder = with_more(tmp_path, "before", "after")
    ask(server().url("postgres"), f"CREATE DATABASE upgraded_{HEAD}")
    url = server().url(f"upgraded_{HEAD}")
    migrate(url, folder, later(1))
    migrate(url)
    assert ask(url, "SELECT version_num FROM alembic_version")[0][0] == later(1)
    migrate(url, folder, FINISHED)
    with refused(StoreProblem, match="was written by a newer posbot"):
        migrate(url)
    ask(server().url("postgres"), f"DROP DATABASE upgraded_{HEAD}")


def test_what_a_database_serves_is_noted_once_and_moves_only_when_something_is_taken_away() -> None:
    class Added:
        revision = "0020"

    class Taken:
        revision, phase = "0021", "after"

    assert served_after(Added, "0019", None) == "0020 0019"
    assert served_after(Added, "0019", "0019 0012") == "0020 0012"
    assert served_after(Taken, "0020", "0020 0012") == "0021 0021"


# ---- conversations in the middle ----------------------------------------------------------------------


@pytest.mark.parametrize("sample", STATES, ids=[sample["since"] for sample in STATES])
def test_a_conversation_in_an_older_shape_is_read_and_goes_on(sample: dict[str, Any], mind: Mind) -> None:
    state = decode_state(sample["state"])
    assert (state.ref, state.trouble, dict(state.slots)) == ("1001", "power.no_power", {"light": "off", "model": "A920"})
    assert decode_state(json.loads(json.dumps(encode_state(state)))) == state
    address = Address("web", "shop")
    kept = mind.hear(Chat(1001, address, state), Inbound("1", address, NOW, "tried another socket, still dead"))
    assert next(entry.kind for entry in kept.entries) is EntryKind.MERCHANT
    assert any(entry.kind is EntryKind.BOT for entry in kept.entries)
    assert kept.state.turn == state.turn + 1


def test_a_conversation_of_a_newer_program_is_not_misread() -> None:
    with pytest.raises(ValueError, match="newer posbot"):
        decode_state({**STATES[-1]["state"], "version": 2})
