"""Rows that are handed to PostgreSQL as arrays, one a column, and the types of the columns."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Boolean, Integer, column, func
from sqlalchemy import Text as Words
from sqlalchemy import bindparam as given
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import TypeEngine

LONG, WORD, SMALL, FLAG = BigInteger(), Words(), Integer(), Boolean()
KINDS: dict[str, TypeEngine[Any]] = {
    **dict.fromkeys(("number", "seq", "sent_seq", "due_at", "at", "opened", "turn", "id", "occurrence", "turns", "full_at"), LONG),
    **dict.fromkeys(("since", "last", "heard", "heard_at", "called_at", "closed_at", "epoch"), LONG),
    **dict.fromkeys(("attempt", "tries", "urgency"), SMALL),
    **dict.fromkeys(("recount", "spoke"), FLAG),
}
"""The columns that are no text."""


def kind(name: str) -> TypeEngine[Any]:
    """A column's type."""
    return KINDS.get(name, WORD)


def rows(*names: str) -> Any:
    """Rows that are handed in as arrays of these names."""
    arrays = [given(name, type_=ARRAY(kind(name))) for name in names]
    return func.unnest(*arrays).table_valued(*(column(name, kind(name)) for name in names)).render_derived(name="given")
