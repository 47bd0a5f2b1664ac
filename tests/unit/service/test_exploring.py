"""Every option of every step is walked through the real turn, in both languages: it leads on, and is answered in words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from bot.service.exploring import explore

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.service.exploring import Turn
    from bot.service.turning import Mind


@pytest.fixture(scope="module")
def walked(mind: Mind) -> Callable[[str], Sequence[Turn]]:
    """All turns in a language; walked once."""
    return cache(lambda locale: tuple(explore(mind, locale)))


LED_TO = {("maintenance.due", "own_again"), ("hardware.printer_blank", "last_roll")}
"""Steps that only what was told or wished before leads to; dialogs play them."""


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_every_option_leads_on_and_is_answered(mind: Mind, walked: Callable[[str], Sequence[Turn]], locale: str) -> None:
    flows = mind.knowledge.flows.values()
    steps = [(flow.id, step) for flow in flows for step in flow.steps.values()]
    every = {
        (flow, step.id, option.key) for flow, step in steps for option in step.options if not option.needs and (flow, step.id) not in LED_TO
    }
    picked, silent, stuck = set(), [], []
    for turn in walked(locale):
        place = turn.before.place
        if place and turn.offer:
            picked.add((place.flow, place.step, turn.offer.name))
        if not any(text.strip() for text in turn.texts):
            silent.append(turn)
        if turn.after.place is not None and turn.after.question is None:
            stuck.append(turn)

    assert every <= picked
    assert not silent
    assert not stuck


def test_an_option_leads_where_the_knowledge_says(mind: Mind, walked: Callable[[str], Sequence[Turn]]) -> None:
    """A step that is neither struck nor forbidden is the next to be asked."""
    astray = []
    for turn in walked("en"):
        place, offer, after = turn.before.place, turn.offer, turn.after
        step = mind.knowledge.step(place.flow, place.step) if place else None
        option = step.option(offer.name) if step and offer else None
        target = mind.knowledge.step(place.flow, option.to) if option and place else None
        if place is None or option is None or target is None or not target.options or target.needs or target.unless:
            continue
        struck = target.slot in after.slots or any(attempt.remedy == target.remedy for attempt in after.attempts)
        guarded = bool(mind.knowledge.guards.get(target.risk))
        if not struck and not guarded and (after.place is None or after.place.step != option.to):
            astray.append((place, option, after.place))

    assert not astray
