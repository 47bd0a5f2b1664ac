"""A ticket's reference said alone, where nothing else is open: its merchant wants to know how it goes."""

from __future__ import annotations

import re

from bot.core.state import State
from bot.core.understanding import Field

TICKET = "ticket.status"
"""What is wanted of a ticket that is only named."""
_REFERENCE = re.compile(
    r"(?:我的|工单|单号|编号|是|号|my|the|ticket|case|reference|ref|number|no\.?|is|it'?s|[\s:：#])*(?P<ref>\d{3,6}-\d{1,4})(?:呢|号|怎么样了?|到哪了?)*[\s.。!！?？]*",
    re.IGNORECASE,
)


def ticket_named(text: str, state: State) -> tuple[Field, ...]:
    """The reference, as the fact that it is; nothing where something else is asked."""
    found = _REFERENCE.fullmatch(text) if state.place is None else None
    return (Field("ticket", found["ref"], found.start("ref"), found.end("ref")),) if found else ()
