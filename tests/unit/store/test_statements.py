"""The hot statements: each names its chat, none looks through a whole table, all compile for PostgreSQL."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import pytest
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.migrating import migrate
from bot.store.postgres.pool import joined
from bot.store.statements.delivery import delivery_texts
from bot.store.statements.inbox import inbox_texts
from bot.store.statements.reads import read_texts
from bot.store.statements.turns import turn_texts

WORDS = sqlite.dialect(paramstyle="named")
TEXTS: dict[str, str] = {
    **asdict(turn_texts(WORDS, sqlite.insert)),
    **asdict(delivery_texts(WORDS)),
    **asdict(read_texts(WORDS)),
    **asdict(inbox_texts(WORDS, sqlite.insert)),
}
OVER_ALL_CHATS = {"due_chats", "due_timers", "next_due", "waiting"}
OF_NO_CHAT = {"due_lanes", "find_lane", "make_lane", "parked", "unpark", "drop", "forget", "take_in", "bucket", "fill"}
PARAMETER = re.compile(r":(\w+)")


@pytest.mark.parametrize("name", sorted(TEXTS.keys() - OVER_ALL_CHATS - OF_NO_CHAT))
def test_every_hot_statement_names_the_chat(name: str) -> None:
    parameters = set(PARAMETER.findall(TEXTS[name]))
    assert "number" in parameters or {"channel", "chat"} <= parameters


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_no_statement_looks_through_a_whole_table(name: str, tmp_path: Path) -> None:
    migrate(f"sqlite:///{tmp_path}/posbot.db")
    values = dict.fromkeys(PARAMETER.findall(TEXTS[name]), 1)
    with closing(sqlite3.connect(tmp_path / "posbot.db")) as connection:
        plan = [row[-1] for row in connection.execute(f"EXPLAIN QUERY PLAN {TEXTS[name]}", values)]
    # `forget` stops at its limit, from the oldest end.
    allowed = {"waiting": "SCAN call USING INDEX call_at", "parked": "SCAN inbox USING INDEX inbox_parked", "forget": "SCAN inbox"}
    looks = [step for step in plan if step.startswith("SCAN") and not step.startswith(allowed.get(name, "nothing"))]
    assert looks == []
    assert not [step for step in plan if "TEMP B-TREE" in step and name != "tickets"]


def test_the_same_statements_speak_postgresql() -> None:
    words = postgresql.dialect(paramstyle="named")  # type: ignore[no-untyped-call]
    texts = {**asdict(turn_texts(words, postgresql.insert)), **asdict(delivery_texts(words))}
    texts |= asdict(inbox_texts(words, postgresql.insert))
    assert TEXTS.keys() == texts.keys() | asdict(read_texts(words)).keys()
    assert texts["find_chat"].endswith("FOR UPDATE")
    assert texts["due_chats"].endswith("FOR UPDATE SKIP LOCKED")


def test_statements_together_count_their_parameters_through() -> None:
    one, two = "INSERT INTO a SELECT * FROM unnest($1::text[], $2::text[])", "UPDATE b SET c = $2 WHERE d = $1 OR e = $1"
    assert joined((one,)) == one
    assert joined((one, two, two)) == (
        "WITH part0 AS (INSERT INTO a SELECT * FROM unnest($1::text[], $2::text[])), "
        "part1 AS (UPDATE b SET c = $4 WHERE d = $3 OR e = $3) "
        "UPDATE b SET c = $6 WHERE d = $5 OR e = $5"
    )
