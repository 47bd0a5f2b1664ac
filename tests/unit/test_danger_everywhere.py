"""Danger and crime are heard at every question and every form of every flow; none is answered as if it were something else."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.core.actions import Say
from bot.core.draft import Draft
from bot.core.knowledge import Kind
from bot.core.machine import step
from bot.core.messages import Address, Inbound
from bot.core.state import Place, State
from bot.core.walking import ask_again
from bot.understanding.hearing import understand

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.knowledge import Knowledge
    from bot.service.turning import Mind

AT = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
TOLD = {
    "en": (
        ("the terminal is smoking", "power.battery_swollen"),
        ("i got an electric shock from it", "power.adapter"),
        ("coffee spilled all over the machine", "hardware."),
        ("a guy on the phone wants the code i got by text", "security.scam"),
        ("someone just stole our terminal", "security.incident"),
    ),
    "zh": (
        ("机器冒烟了", "power.battery_swollen"),
        ("我被机器电了一下", "power.adapter"),
        ("水洒到机器上了", "hardware."),
        ("有人打电话要我报验证码", "security.scam"),
        ("机器被人偷了", "security.incident"),
    ),
}
"""What is told, and how the name of the trouble or of a sentence that answers it begins; water may have locked a terminal."""


def _asked(knowledge: Knowledge, locale: str) -> Iterator[State]:
    """Every step that asks, as it stands when it has asked; of a form, for each of its facts."""
    for flow in knowledge.flows.values():
        for one in flow.steps.values():
            for place, _ in enumerate(one.slots if one.kind is Kind.FORM else ("",) if one.kind in {Kind.ASK, Kind.TRY} else ()):
                known = dict.fromkeys(one.slots[:place], "-")
                trouble = flow.id if flow.id in knowledge.intents else ""
                state = State(ref="1042", locale=locale, turn=3, trouble=trouble, place=Place(flow.id, one.id), slots=known)
                asked = ask_again(Draft(knowledge, AT, state)).state
                if asked.place == state.place:
                    yield asked


@pytest.mark.parametrize(("locale", "text", "begins"), [(locale, *told) for locale, of in TOLD.items() for told in of])
def test_danger_is_heard_at_every_question(mind: Mind, locale: str, text: str, begins: str) -> None:
    unheard = []
    for state in _asked(mind.knowledge, locale):
        heard = understand(Inbound("t1", Address("terminal", "c"), AT, text=text, locale=locale), state, mind.knowledge, mind.matcher)
        after, actions = step(state, heard, mind.knowledge)
        said = [action.sentence for action in actions if isinstance(action, Say)]
        if not any(name.startswith(begins) for name in (after.trouble, *said)):
            unheard.append((state.place, state.question.slot if state.question else ""))
    assert unheard == []
