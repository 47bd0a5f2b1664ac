"""What chats are called: all that they are looked for by, apart from what was said in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BindParameter, bindparam, case, select
from sqlmodel import Session

from bot.store.desk.looking import HANDLING, MERCHANT, OWNER
from bot.store.sealing import Vault
from bot.store.statements.words import STANDING, TICKET

THESE: BindParameter[int] = bindparam("numbers", expanding=True)
KNOWN_AS = (
    select(STANDING.c.number, STANDING.c.serial, STANDING.c.model, STANDING.c.contact)
    .add_columns(case((STANDING.c.number == OWNER, MERCHANT.c.name), else_="").label("name"))
    .add_columns(MERCHANT.c.contact.label("reached"), OWNER.label("owner"))
    .select_from(STANDING)
    .outerjoin(HANDLING, HANDLING.c.number == STANDING.c.number)
    .outerjoin(MERCHANT, MERCHANT.c.id == OWNER)
    .where(STANDING.c.number.in_(THESE))
)
FILED = select(TICKET.c.number, TICKET.c.ref).where(TICKET.c.number.in_(THESE)).order_by(TICKET.c.opened)


def all_names(session: Session, vault: Vault, numbers: Sequence[int]) -> dict[int, str]:
    """Everything that each of these chats is looked for by, apart from what was said in it."""
    refs: dict[int, list[str]] = {}
    for number, ref in session.connection().execute(FILED, {"numbers": numbers}):
        refs.setdefault(number, []).append(ref)
    called = {row.number: _called(vault, row) for row in session.connection().execute(KNOWN_AS, {"numbers": numbers})}
    return {number: " ".join([str(number), *filter(None, called.get(number, ())), *refs.get(number, ())]) for number in numbers}


def _called(vault: Vault, row: Any) -> tuple[str, ...]:
    own = vault.open("standing.contact", (row.number,), row.contact or "")
    name = vault.open("merchant.name", (row.owner,), row.name or "")
    return (row.serial, row.model, own, name, vault.open("merchant.contact", (row.owner,), row.reached or ""))
