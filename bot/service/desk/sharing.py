"""Who gets what waits, and what a canned reply says in a chat. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from bot.service.desk.people import Right, Staff

PLACE = re.compile(r"\{(merchant|terminal|warranty|me|商户名|终端|质保|我)\}")
NAMES: Mapping[str, str] = {"商户名": "merchant", "终端": "terminal", "质保": "warranty", "我": "me"}
"""Placeholders may be written in either language."""


def next_in_turn(people: Iterable[Staff], loads: Mapping[str, int], last: str = "") -> Staff | None:
    """Whoever has least; among equals, the next by name after whom it was last, so that turns are fair."""
    able = sorted((one for one in people if one.may(Right.ANSWER) and not one.away), key=lambda one: one.id)
    after_last = [*(one for one in able if one.id > last), *(one for one in able if one.id <= last)]
    return min(after_last, key=lambda one: loads.get(one.id, 0), default=None)


def next_alerted(escalate: Sequence[str], alerted: Sequence[str]) -> str | None:
    """The next in line who has not been alerted yet."""
    return next((who for who in escalate if who not in alerted), None)


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its placeholders; one without a value stays, so that nobody sends a hole unseen."""
    return PLACE.sub(lambda found: values.get(NAMES.get(found[1], found[1])) or found[0], text)


def in_language(texts: Mapping[str, str], locale: str) -> str:
    """The text in that language, or in whichever there is."""
    return texts.get(locale) or next((text for text in texts.values() if text), "")


def fits(short: str, title: str, text: str, wanted: str) -> int:
    """How well a canned reply fits what was typed: 3 its short name begins so, 2 its title has it, 1 its text, 0 not."""
    typed = wanted.casefold().removeprefix("/")
    if not typed:
        return 1
    tests = (short.casefold().startswith(typed), typed in title.casefold() or typed in short.casefold(), typed in text.casefold())
    return next((3 - place for place, holds in enumerate(tests) if holds), 0)
