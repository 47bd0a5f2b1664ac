"""A notice is said beside whatever is open; whoever wants none can say so, and take that back."""

from __future__ import annotations

from bot.core.actions import Action, Notify, Say
from bot.core.machine import step
from bot.core.understanding import Chose, Noticed, StaffJoined
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


def test_while_a_person_speaks_it_is_told_in_his_name_and_the_wish_for_none_is_kept_without_a_word() -> None:
    with_li, _ = step(MIDWAY, StaffJoined(NOW, "li", "Li"), KNOWLEDGE)
    told, actions = step(with_li, Noticed(NOW, "notice.outage", WHEN), KNOWLEDGE)
    assert said(actions) == []
    assert [(action.name, action.told.sentence) for action in actions if isinstance(action, Notify)] == [("Li", "notice.outage")]
    muted, actions = step(told, Chose(NOW, "0.mute"), KNOWLEDGE)
    assert (muted.muted, said(actions)) == (True, [])
    back, actions = step(muted, Chose(NOW, "0.unmute"), KNOWLEDGE)
    assert (back.muted, said(actions)) == (False, [])
