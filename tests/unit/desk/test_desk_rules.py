"""The desk's small rules: whose turn it is, what a reply says, which clock runs, where a chat stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.knowledge import Risk
from bot.core.state import Mode, Place, Question, State
from bot.service.desk.clocks import Timed, deadlines
from bot.service.desk.passwords import account_problem, name_problem, password_problem
from bot.service.desk.people import RIGHTS, Right, Role, Staff, Targets, Team
from bot.service.desk.rows import Clock
from bot.service.desk.sharing import filled, fits, in_language, next_alerted, next_in_turn
from bot.service.placing import place_of, placed, urgency, words_of
from bot.service.ports import Call, Chat, Entry, EntryKind, Kept
from tests.contract.building import NINE, at
from tests.world import KNOWLEDGE

PEOPLE = [Staff(name, name.title()) for name in ("ann", "bob", "cay")]
names = st.sampled_from(["ann", "bob", "cay", "dan"])


def test_whoever_has_least_is_next_and_among_equals_the_one_after_the_last() -> None:
    chosen = next_in_turn(PEOPLE, {"ann": 2, "bob": 1, "cay": 1}, last="bob")
    assert chosen
    assert chosen.id == "cay"


@pytest.mark.parametrize("change", [{"away": True}, {"active": False}, {"role": Role.AUDITOR}])
def test_who_cannot_answer_gets_no_turn(change: dict[str, object]) -> None:
    assert next_in_turn([replace(PEOPLE[0], **change)], {}) is None  # type: ignore[arg-type]


@given(st.lists(names, max_size=12))
def test_turns_are_fair_while_nobody_is_done(done: list[str]) -> None:
    loads: dict[str, int] = dict.fromkeys(("ann", "bob", "cay"), 0)
    last = ""
    for _ in range(9):
        chosen = next_in_turn(PEOPLE, loads, last)
        assert chosen
        last = chosen.id
        loads[last] += 1
    assert set(loads.values()) == {3}


def test_everybody_in_line_is_alerted_once() -> None:
    assert [next_alerted(["a", "b"], told) for told in ([], ["a"], ["b"], ["a", "b"])] == ["a", "b", "a", None]


def test_placeholders_are_filled_in_either_language_and_a_hole_stays_to_be_seen() -> None:
    values = {"merchant": "Corner shop", "terminal": ""}
    assert filled("{merchant} {商户名} {terminal} {other}", values) == "Corner shop Corner shop {terminal} {other}"


def test_a_reply_is_in_the_merchants_language_or_in_whichever_there_is() -> None:
    assert in_language({"zh": "您好", "en": "Hello"}, "en") == "Hello"
    assert in_language({"zh": "您好"}, "en") == "您好"
    assert in_language({}, "en") == ""


@pytest.mark.parametrize(("typed", "rank"), [("", 1), ("/hi", 3), ("hi", 3), ("gree", 2), ("HELLO", 1), ("zzz", 0)])
def test_a_short_name_fits_best_then_a_title_then_the_text(typed: str, rank: int) -> None:
    assert fits("hi", "Greeting", "Hello there", typed) == rank


@pytest.mark.parametrize(
    ("place", "since", "called", "spoke", "running"),
    [
        ("waiting", NINE, NINE, False, [Clock.FIRST, Clock.RESOLUTION]),
        ("staff", NINE, NINE, True, [Clock.FOLLOWING, Clock.RESOLUTION]),
        ("staff", None, NINE, True, [Clock.RESOLUTION]),
        ("bot", NINE, NINE, False, []),
        ("closed", None, NINE, True, []),
    ],
)
def test_the_clocks_that_run_are_those_of_who_waits(place: str, since: object, called: object, spoke: bool, running: list[Clock]) -> None:
    found = deadlines(Team("", ""), Timed(place, since, called, spoke), NINE)  # type: ignore[arg-type]
    assert [one.clock for one in found] == running


def test_a_team_may_have_no_clock() -> None:
    none = Team("", "", targets=Targets(None, None, None))
    assert deadlines(none, Timed("waiting", NINE, NINE, spoke=False), NINE) == ()


def test_a_clock_breaks_at_its_moment() -> None:
    timed = Timed("waiting", NINE, None, spoke=False)
    for gone, is_broken in ((299, False), (300, True)):
        [found] = deadlines(Team("", ""), timed, NINE + timedelta(seconds=gone))
        assert found.broken is is_broken


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"mode": Mode.STAFF, "called": True}, "staff"),
        ({"mode": Mode.CLOSED}, "closed"),
        ({"called": True}, "waiting"),
        ({"place": Place("power.dead", "light")}, "bot"),
        ({"question": Question(1)}, "bot"),
        ({}, "closed"),
    ],
)
def test_where_a_chat_stands_says_who_must_act(change: dict[str, object], place: str) -> None:
    assert place_of(replace(State(ref="1"), **change)) == place  # type: ignore[arg-type]


def test_a_turn_tells_the_lists_what_they_show() -> None:
    state = State(ref="1001", called=True, since=NINE, slots={"serial": "SN1", "model": "-"}, trouble="power.dead")
    entries = (Entry(EntryKind.MERCHANT, NINE, {"text": "it is\n dead"}), Entry(EntryKind.NOTE, NINE, {"text": "secret"}))
    kept = placed(Chat(1001, at(), None, 4), Kept(state, entries, call=Call(NINE, "human")), KNOWLEDGE)
    found = kept.standing
    assert found
    assert (found.place, found.serial, found.model, found.heard, found.preview) == ("waiting", "SN1", "", 5, "it is dead")
    assert (found.called_at, found.reason, found.spoke) == (NINE, "human", False)


@pytest.mark.parametrize(("called", "shown"), [(True, "it is dead"), (False, "Somebody comes.")])
def test_who_waits_for_a_person_is_shown_with_his_own_words(called: bool, shown: str) -> None:
    state = State(ref="1001", called=called, since=NINE, trouble="power.dead")
    entries = (Entry(EntryKind.MERCHANT, NINE, {"text": "it is dead"}), Entry(EntryKind.BOT, NINE, {"text": "Somebody comes."}))
    found = placed(Chat(1001, at(), None, 4), Kept(state, entries), KNOWLEDGE).standing
    assert found
    assert (found.preview, found.last) == (shown, NINE)


@pytest.mark.parametrize(("trouble", "level"), [("battery.fire", 2), ("transaction.response_code", 1), ("power.dead", 0), ("", 0)])
def test_danger_is_urgent_money_is_high(trouble: str, level: int) -> None:
    assert urgency(KNOWLEDGE, trouble) == level
    assert Risk.SAFE  # the world has no riskier measure of it


@pytest.mark.parametrize(
    ("body", "words"), [({"label": "Yes"}, "Yes"), ({"media": [{"ref": "a"}]}, "🖼"), ({}, ""), ("x", ""), ({"text": "a" * 200}, "a" * 120)]
)
def test_a_preview_is_short_and_on_one_line(body: object, words: str) -> None:
    assert words_of(body) == words


def test_an_auditor_changes_nothing_and_only_an_administrator_has_every_right() -> None:
    assert RIGHTS[Role.AUDITOR] == {Right.SIGNED_IN, Right.READ, Right.AUDIT, Right.KNOWLEDGE}
    assert RIGHTS[Role.ADMIN] == set(Right)
    assert RIGHTS[Role.AGENT] < RIGHTS[Role.LEAD] < RIGHTS[Role.ADMIN]


@pytest.mark.parametrize(
    ("account", "fits_"),
    [("li", True), ("Li.Na-2", True), ("l", False), ("2li", False), ("li na", False), ("李娜", False), ("a" * 33, False)],
)
def test_an_accounts_name_can_be_typed_anywhere(account: str, fits_: bool) -> None:
    assert (account_problem(account) is None) is fits_


@pytest.mark.parametrize(("name", "fits_"), [("李娜", True), (" ", False), ("a\nb", False), ("x" * 41, False)])
def test_a_name_can_be_read(name: str, fits_: bool) -> None:
    assert (name_problem(name) is None) is fits_


@pytest.mark.parametrize(
    ("password", "word"),
    [
        ("short", "password_length"),
        ("a" * 300, "password_length"),
        ("aaaaaaaaaaab", "password_weak"),
        ("zhang.wei.zhang1", "password_weak"),
        ("four plain words", ""),
    ],
)
def test_a_password_is_long_and_not_ones_own_name(password: str, word: str) -> None:
    found = password_problem(password, "zhang.wei.zhang", "Zhang")
    assert (found.word if found else "") == word
