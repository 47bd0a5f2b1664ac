"""Random histories: whatever merchants, staff and time do, the machine's promises hold."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.actions import Relay, Say
from bot.core.codec import decode_state, encode_state
from bot.core.knowledge import Kind
from bot.core.machine import step
from bot.core.messages import Media
from bot.core.state import Mode, State
from bot.core.understanding import (
    Candidate,
    Chose,
    Decision,
    Elapsed,
    Field,
    Heard,
    Sent,
    StaffClosed,
    StaffJoined,
    StaffLeft,
    StaffSaid,
    Understanding,
)
from tests.world import ACTS, FRESH, KNOWLEDGE, LATER, NOW, REQUESTS, SLOT_KINDS, TALK, TROUBLES

MERCHANT = (Heard, Chose, Sent)
INTENTS = (*TROUBLES, *REQUESTS, *(f"conversation.{talk}" for talk in TALK), "no.such")
OFFERS = ("on", "off", "unsure", "solved", "not_fixed", "cannot", "yes", "no", "skip", "none", "change", "later", *TROUBLES)
texts = st.text(max_size=12)
fields = st.builds(Field, st.sampled_from((*SLOT_KINDS, "phone", "colour")), st.sampled_from(("2026-01", "no", "51", "x")))
candidates = st.builds(Candidate, st.sampled_from(INTENTS), st.floats(0, 1))
heards = st.builds(
    Heard,
    st.just(NOW),
    texts,
    st.sampled_from(Decision),
    st.lists(candidates, max_size=3).map(tuple),
    st.none() | st.sampled_from((*ACTS, "human", "complaint", "hum")),
    st.none() | st.sampled_from(OFFERS),
    st.none() | st.sampled_from(OFFERS),
    st.lists(fields, max_size=2).map(tuple),
    st.lists(st.sampled_from(("socket", "restart", "roll", "x")), max_size=2).map(tuple),
    st.lists(st.sampled_from(INTENTS), max_size=3).map(tuple),
    locale=st.sampled_from((None, "zh", "en")),
    correction=st.none() | st.tuples(st.integers(0, 4), st.sampled_from(OFFERS)),
    corrects=st.booleans(),
    asks=st.sampled_from(("", "when", "question")),
    masked=st.integers(0, 1),
    hinted=st.lists(fields, max_size=1).map(tuple),
)
pressed = st.tuples(st.integers(0, 12), st.sampled_from((*OFFERS, "person", "other", "x"))).map(lambda key: f"{key[0]}.{key[1]}")
events: st.SearchStrategy[Understanding] = st.one_of(
    heards,
    heards,
    st.builds(Chose, st.just(NOW), pressed | texts),
    st.builds(Sent, st.just(NOW), st.lists(st.builds(Media, st.sampled_from(("photo", "voice", "x"))), max_size=2).map(tuple)),
    st.builds(Elapsed, st.just(LATER), st.sampled_from(("nudge", "unanswered", "follow_up:1042-3", "x")), st.integers(0, 9)),
    st.builds(StaffJoined, st.just(NOW), st.sampled_from(["li", "wang"]), take=st.booleans()),
    st.builds(StaffSaid, st.just(NOW), st.sampled_from(["li", "wang"]), texts, over=st.booleans()),
    st.builds(StaffClosed, st.just(NOW), st.just("li")),
    st.builds(StaffLeft, st.just(NOW), st.just("li"), st.booleans()),
)
# A merchant who mostly answers what was asked gets deeper than one who presses at random.
taps = st.integers(0, 9)
histories = st.lists(events | taps, max_size=25)


def event_of(state: State, happening: Understanding | int) -> Understanding:
    """A number presses one of the open offers; anything else happens as it is."""
    if not isinstance(happening, int):
        return happening
    offers = state.question.offers if state.question else ()
    if not offers or state.question is None:
        return Chose(NOW, "0.power.dead")
    return Chose(NOW, state.question.key(offers[happening % len(offers)]))


@settings(max_examples=150, deadline=None)
@given(histories)
def test_every_history_keeps_the_promises(history: list[Understanding | int]) -> None:
    state = FRESH
    for happening in history:
        event = event_of(state, happening)
        before = state
        state, actions = step(before, event, KNOWLEDGE)
        assert (state, actions) == step(before, event, KNOWLEDGE), "same input, same output"
        says = [action for action in actions if isinstance(action, Say)]
        if state.mode is Mode.STAFF:
            assert not says, "the bot speaks over a person"
        elif isinstance(event, MERCHANT):
            assert says, "silent in bot mode"
        assert all(isinstance(event, StaffSaid) for action in actions if isinstance(action, Relay))
        assert decode_state(json.loads(json.dumps(encode_state(state)))) == state
        if state.place is not None and state.mode is Mode.BOT and isinstance(event, MERCHANT) and state.question is None:
            raise AssertionError("a place without a question")
        assert len({ticket.ref for ticket in state.tickets}) == len(state.tickets)


@settings(max_examples=100, deadline=None)
@given(histories)
def test_from_every_reachable_place_a_person_and_an_end_can_be_reached(history: list[Understanding | int]) -> None:
    state = FRESH
    for happening in history:
        state, _ = step(state, event_of(state, happening), KNOWLEDGE)
    if state.mode is Mode.STAFF:
        state, _ = step(state, StaffLeft(NOW, state.staff), KNOWLEDGE)
    called, _ = step(state, Chose(NOW, "0.person"), KNOWLEDGE)
    assert called.called
    for _ in range(60):
        if state.place is None:
            break
        assert state.question is not None
        state, _ = step(state, Chose(NOW, state.question.key(state.question.offers[-1])) if state.question.offers else _tell(), KNOWLEDGE)
    assert state.place is None


def _tell() -> Heard:
    return Heard(NOW, "13800000000", fields=(Field("phone", "13800000000"), Field("symptom", "x"), Field("ticket", "x")))


@settings(max_examples=100, deadline=None)
@given(histories)
def test_no_step_that_loses_data_is_proposed_before_its_guards_are_passed(history: list[Understanding | int]) -> None:
    state = FRESH
    for happening in history:
        state, _ = step(state, event_of(state, happening), KNOWLEDGE)
        place = state.place
        at = KNOWLEDGE.step(place.flow, place.step) if place else None
        if at and at.kind is Kind.TRY:
            for guard in KNOWLEDGE.guards.get(at.risk, ()):
                assert state.slots.get(guard.slot) in guard.passes
