"""A notice is said beside whatever is open; whoever wants none can say so, and take that back."""

from __future__ import annotations

from bot.core.actions import Action, Say
from bot.core.machine import step
from bot.core.understanding import Chose, Noticed
from tests.world import FRESH, KNOWLEDGE, NOW, heard

MIDWAY, _ = step(FRESH, heard("power.dead"), KNOWLEDGE)
WHEN = {"zh": "今晚 10 点到 11 点", "en": "tonight, 10 to 11"}


def said(actions: tuple[Action, ...]) -> list[str]:
    return [action.sentence for action in actions if isinstance(action, Say)]


def test_a_notice_leaves_open_what_is_open() -> None:
    state, actions = step(MIDWAY, Noticed(NOW, "notice.outage", WHEN), KNOWLEDGE)
    assert said(actions) == ["notice.outage"]
    assert (state.place, state.question) == (MIDWAY.place, MIDWAY.question)


def test_whoever_wants_none_says_so_and_takes_it_back() -> None:
    told, actions = step(FRESH, Noticed(NOW, "notice.outage", WHEN), KNOWLEDGE)
    (notice,) = (action for action in actions if isinstance(action, Say))
    assert notice.question
    assert [offer.name for offer in notice.question.offers] == ["mute"]
    muted, actions = step(told, Chose(NOW, "0.mute"), KNOWLEDGE)
    assert (muted.muted, said(actions)) == (True, ["notice.muted"])
    back, actions = step(muted, Chose(NOW, "0.unmute"), KNOWLEDGE)
    assert (back.muted, said(actions)) == (False, ["notice.unmuted"])
