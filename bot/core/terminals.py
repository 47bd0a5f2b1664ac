"""Which terminal is talked about, of those the merchant is known to have: named, recalled, or another one.

A terminal is a mapping of facts, slot -> value, with its ``serial`` among them. What is known of one is never
said of another.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.core.actions import NoteDevice
from bot.core.draft import UNKNOWN, Draft
from bot.core.state import State, Terminal

KEPT = 12
"""Terminals of one merchant that a conversation remembers, those named latest."""


def current(draft: Draft) -> Terminal:
    """What is known of the terminal at hand; empty while its serial number is not."""
    slots, known = draft.knowledge.slots, draft.state.slots
    if known.get("serial", "") in UNKNOWN:
        return {}
    return {name: value for name, value in known.items() if name in slots and slots[name].lasts == "device" and value not in UNKNOWN}


def terminals(draft: Draft) -> tuple[Terminal, ...]:
    """Those the merchant has, the latest named first."""
    here = current(draft)
    others = (one for one in reversed(draft.state.terminals) if one["serial"] != here.get("serial"))
    return ((here,) if here else ()) + tuple(others)


def chosen(draft: Draft) -> str:
    """Whether it is known which one is meant: ``sure``, or how many it may be: none, one, many."""
    if draft.state.slots.get("device"):
        return "sure"
    return ("none", "one", "many")[min(len(terminals(draft)), 2)]


def remembered(draft: Draft) -> Draft:
    """The terminal at hand is remembered among the merchant's; what is new of it is noted for good."""
    here = current(draft)
    before = _of(draft.state.terminals, here.get("serial", ""))
    if not here or {**before, **here} == before:
        return draft
    others = tuple(one for one in draft.state.terminals if one["serial"] != here["serial"])
    merged = {**before, **here}
    return draft.but(terminals=(*others, merged)[-KEPT:]).want(NoteDevice(merged))


def recalled(state: State, known: tuple[Terminal, ...]) -> State:
    """What is kept elsewhere of the merchant's terminals: theirs from now on, with what was said here filling gaps."""
    merged = {one["serial"]: dict(one) for one in state.terminals}
    for one in known:
        merged[one["serial"]] = {**merged.pop(one["serial"], {}), **one}
    return state.but(terminals=tuple(merged.values())[-KEPT:])


def _of(known: tuple[Terminal, ...], serial: str) -> Mapping[str, str]:
    return next((one for one in known if one["serial"] == serial), {})
