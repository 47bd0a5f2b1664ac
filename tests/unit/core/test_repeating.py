"""What a merchant wants himself again and again: set, told each time, answered or not, changed, stopped; and what stays alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.core.actions import CancelReminder, Say
from bot.core.codec import decode_state, encode_state
from bot.core.deeds import DEEDS
from bot.core.draft import Draft
from bot.core.knowledge import Knowledge
from bot.core.machine import step
from bot.core.reminders import reminding, single
from bot.core.state import Place, State
from bot.core.understanding import Field
from bot.core.upkeep.chores import ONCE, OWN
from bot.core.upkeep.plan import Plan, decode_plan, encode_plan
from bot.knowledge.loading import Loaded
from tests.unit.core.test_single import MONDAY, alarms, asked_for, plan_of, planned, pressed, rung, said, wish

FRIDAY = datetime(2026, 11, 27, 7, 0, tzinfo=UTC)  # three o'clock in Shanghai
WEEKLY = (
    Field("reminder_of", "bank the cash"),
    Field("remind_at", "2026-11-27T15:00"),
    Field("reminder_repeats", "yes"),
    Field("remind_every", "P1W/5"),
)
NIGHTLY = (WEEKLY[0], Field("remind_at", "2026-11-23T22:00"), WEEKLY[2], Field("remind_every", "P1D"))
MONTHLY = (
    Field("reminder_of", "clean the reader"),
    Field("plan_task", "reader"),
    Field("remind_at", "2026-12-01"),
    WEEKLY[2],
    Field("remind_every", "P1M/1"),
)


@pytest.fixture(scope="module")
def knowledge(shipped: Loaded) -> Knowledge:
    return shipped.knowledge


def due(state: State) -> list[str]:
    return [duty.when for duty in plan_of(state).own]


# ---- set -------------------------------------------------------------------------------------


def test_it_is_a_duty_with_a_rhythm_and_survives_being_kept(knowledge: Knowledge) -> None:
    state, actions = asked_for(knowledge, *WEEKLY)
    (duty,) = plan_of(state).duties
    assert (duty.words, duty.every, duty.since, duty.rule) == ("bank the cash", "P1W/5", "2026-11-27T15:00", OWN)
    assert (said(actions), alarms(actions)) == (["maintenance.reminder.kept"], [FRIDAY])
    assert decode_state(encode_state(state)) == state
    assert not plan_of(state).is_made


def test_a_plan_that_was_kept_before_is_read() -> None:
    plan, _ = single.added(single.on_clock(None, date(2026, 11, 23)), "2026-11-24T10:00", "", "pay")
    raw = encode_plan(plan)
    assert raw
    assert "again" not in raw
    assert decode_plan(raw) == plan


def test_the_same_is_had_once(knowledge: Knowledge) -> None:
    state, _ = asked_for(knowledge, *WEEKLY)
    later = (WEEKLY[0], Field("remind_at", "2026-12-01T09:00"), WEEKLY[2], Field("remind_every", "P1W/2"))
    again, _ = asked_for(knowledge, *later, state=state.but(place=None, question=None, slots={}))
    assert [(duty.every, duty.when) for duty in plan_of(again).own] == [("P1W/2", "2026-12-01T09:00")]


def test_a_chore_that_the_plan_has_comes_on_his_days_instead(knowledge: Knowledge) -> None:
    state, _ = asked_for(knowledge, *MONTHLY, state=planned(knowledge))
    plan = plan_of(state)
    assert [(duty.chore, duty.every, duty.when) for duty in plan.own] == [("reader", "P1M/1", "2026-12-01T10:00")]
    assert plan.left == ("reader",)
    assert not any(duty.chore == "reader" for duty in plan.duties if not duty.number)


def test_another_that_is_set_right_after_it_is_another(knowledge: Knowledge) -> None:
    state, _ = asked_for(knowledge, *WEEKLY)
    nightly = (Field("reminder_of", "count the till"), *NIGHTLY[1:])
    both, _ = asked_for(knowledge, *nightly, state=state)
    assert [(duty.words, duty.every) for duty in plan_of(both).own] == [("count the till", "P1D"), ("bank the cash", "P1W/5")]


def test_how_often_is_asked_where_it_is_not_said_and_then_when(knowledge: Knowledge) -> None:
    asked, actions = asked_for(knowledge, WEEKLY[0], WEEKLY[2])
    assert said(actions) == ["slot.remind_every"]
    when, actions = pressed(asked, "every_month", knowledge)
    assert said(actions) == ["slot.remind_at"]
    kept, _ = pressed(when, "in_a_week", knowledge)
    assert [(duty.every, duty.when) for duty in plan_of(kept).own] == [("P1M/30", "2026-11-30T10:00")]


# ---- told ------------------------------------------------------------------------------------


def test_it_is_told_each_time_and_done_each_time(knowledge: Knowledge) -> None:
    state, _ = asked_for(knowledge, *WEEKLY)
    told, actions = rung(state, knowledge, FRIDAY)
    assert (told.place, said(actions)) == (Place("maintenance.due", "own_again"), ["maintenance.due.own_again"])
    done, actions = pressed(told, "done", knowledge, FRIDAY)
    assert (due(done), alarms(actions)) == (["2026-12-04T15:00"], [FRIDAY + timedelta(days=7)])
    assert said(rung(done, knowledge, FRIDAY + timedelta(hours=1))[1]) == []
    assert said(rung(done, knowledge, FRIDAY + timedelta(days=7))[1]) == ["maintenance.due.own_again"]


def test_unanswered_it_lapses_and_comes_on_its_next_day_and_no_staff_hear_of_it(knowledge: Knowledge) -> None:
    told, actions = rung(asked_for(knowledge, *WEEKLY)[0], knowledge, FRIDAY)
    (lapses,) = alarms(actions)
    assert lapses == datetime(2026, 11, 29, 2, 0, tzinfo=UTC)
    quiet, actions = rung(told, knowledge, lapses)
    assert (said(actions), due(quiet), plan_of(quiet).open) == ([], ["2026-12-04T15:00"], ())
    again, actions = rung(quiet, knowledge, FRIDAY + timedelta(days=7))
    assert (said(actions), again.tickets) == (["maintenance.due.own_again"], ())


def test_every_day_is_every_day_whatever_was_answered(knowledge: Knowledge) -> None:
    daily = (WEEKLY[0], Field("remind_at", "2026-11-23T15:00"), WEEKLY[2], Field("remind_every", "P1D"))
    state, _ = asked_for(knowledge, *daily)
    at = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
    for day in range(3):
        state, actions = rung(state, knowledge, at + timedelta(days=day))
        assert said(actions) == ["maintenance.due.own_again"]


def test_at_night_it_waits_for_the_morning_and_its_day_stays(knowledge: Knowledge) -> None:
    state, actions = asked_for(knowledge, *NIGHTLY)
    morning = datetime(2026, 11, 24, 0, 30, tzinfo=UTC)
    assert (alarms(actions), state.slots["reminder_shifted"]) == ([morning], "+08:30")
    for day in range(3):
        state, actions = rung(state, knowledge, morning + timedelta(days=day))
        assert said(actions) == ["maintenance.due.own_again"]
        assert morning + timedelta(days=day + 1) in alarms(actions)


def test_too_early_it_is_said_when_it_comes(knowledge: Knowledge) -> None:
    early = (WEEKLY[0], Field("remind_at", "2026-11-24T08:00"), WEEKLY[2], Field("remind_every", "P1D"))
    state, actions = asked_for(knowledge, *early)
    assert (alarms(actions), state.slots["reminder_shifted"]) == ([datetime(2026, 11, 24, 0, 30, tzinfo=UTC)], "08:30")
    moved, _ = step(state, wish("remind_other", Field("remind_at", "2026-11-24T07:00")), knowledge)
    assert (due(moved), moved.slots["reminder_shifted"]) == (["2026-11-24T07:00"], "exact")  # he was told, and names such an hour again
    at_nine, _ = step(state, wish("remind_other", Field("remind_at", "2026-11-24T09:00")), knowledge)
    assert (due(at_nine), at_nine.slots.get("reminder_shifted", "")) == (["2026-11-24T09:00"], "")


def test_after_long_silence_one_turn_is_told_and_not_each(knowledge: Knowledge) -> None:
    state, _ = asked_for(knowledge, *WEEKLY)
    told, actions = rung(state, knowledge, FRIDAY + timedelta(days=30))
    assert said(actions) == ["maintenance.due.own_again"]
    done, _ = pressed(told, "done", knowledge, FRIDAY + timedelta(days=30))
    assert due(done) == ["2027-01-01T15:00"]


def test_put_off_it_is_told_then_and_goes_on_on_its_own_days(knowledge: Knowledge) -> None:
    told, _ = rung(asked_for(knowledge, *WEEKLY)[0], knowledge, FRIDAY)
    asked, _ = pressed(told, "later", knowledge, FRIDAY)
    put_off, _ = pressed(asked, "tomorrow", knowledge, FRIDAY)
    assert due(put_off) == ["2026-11-28"]
    fresh, _ = rung(put_off.but(place=None, question=None), knowledge, FRIDAY + timedelta(days=1))
    skipped, actions = pressed(fresh, "skip_once", knowledge, FRIDAY + timedelta(days=1))
    assert (due(skipped), said(actions)[0]) == (["2026-12-04T15:00"], "maintenance.due.passed")


def test_it_is_told_beside_the_plan_and_what_was_open_waits_for_its_next_turn(knowledge: Knowledge) -> None:
    state, _ = asked_for(knowledge, *WEEKLY, state=planned(knowledge))
    told, _ = rung(state, knowledge, FRIDAY)
    assert [duty.key for duty in plan_of(told).open] == ["once.1"]
    both, _ = rung(told.but(place=None, question=None, paused=()), knowledge, datetime(2026, 12, 1, 2, 0, tzinfo=UTC))
    assert "once.1" not in {duty.key for duty in plan_of(both).open}
    assert due(both) == ["2026-12-04T15:00"]


def test_dropped_where_it_is_told_it_is_over_for_good(knowledge: Knowledge) -> None:
    told, _ = rung(asked_for(knowledge, *WEEKLY)[0], knowledge, FRIDAY)
    dropped, actions = pressed(told, "drop", knowledge, FRIDAY)
    assert (dropped.plan, said(actions)[0]) == (None, "maintenance.due.dropped")
    assert rung(dropped, knowledge, FRIDAY + timedelta(days=7)) == (dropped, ())


# ---- changed ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "every", "when"),
    [
        ((Field("remind_at", "2026-12-01T09:00"),), "P1W", "2026-12-01T09:00"),
        ((Field("remind_at", "2026-11-27T18:00"),), "P1W/5", "2026-11-27T18:00"),
        ((Field("reminder_repeats", "yes"), Field("remind_every", "P2W")), "P2W", "2026-11-27T15:00"),
        ((Field("reminder_repeats", "yes"), Field("remind_every", "P1M/1"), Field("remind_at", "2026-12-01")), "P1M/1", "2026-12-01T15:00"),
    ],
)
def test_it_comes_otherwise_from_then_on(knowledge: Knowledge, fields: tuple[Field, ...], every: str, when: str) -> None:
    state, _ = asked_for(knowledge, *WEEKLY)
    moved, _ = step(state, wish("remind_other", *fields), knowledge)
    (duty,) = plan_of(moved).own
    assert (duty.every, duty.when, duty.since) == (every, when, when)


def test_it_may_be_had_once_after_all_and_once_may_become_again(knowledge: Knowledge) -> None:
    state, _ = asked_for(knowledge, *WEEKLY)
    once, _ = step(state, wish("remind_other", Field("reminder_repeats", "yes"), Field("remind_every", "once")), knowledge)
    (duty,) = plan_of(once).own
    assert (duty.every, duty.since, duty.rule, duty.when) == ("", "", ONCE, "2026-11-27T15:00")
    again, _ = step(once, wish("remind_other", Field("reminder_repeats", "yes"), Field("remind_every", "P1W")), knowledge)
    assert plan_of(again).own[0].every == "P1W"


# ---- left out ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "dues"),
    [
        ("", ["2026-12-04", "2026-12-11"]),
        ("next", ["2026-12-04", "2026-12-11"]),
        ("2026-11-23/2026-11-29", ["2026-12-04", "2026-12-11"]),
        ("2026-11-30/2026-12-06", ["2026-11-27", "2026-12-11"]),
        ("2026-11-27/2026-12-13", ["2026-12-18", "2026-12-25"]),
    ],
)
def test_a_turn_is_left_out_and_the_rest_stays(knowledge: Knowledge, days: str, dues: list[str]) -> None:
    state, _ = asked_for(knowledge, *WEEKLY)
    left, actions = step(state, wish("remind_skip", Field("turn_skipped", days)), knowledge)
    assert (said(actions), left.slots["turn_skipped"]) == (["maintenance.reminder.skipped"], "some")
    (duty,) = plan_of(left).own
    assert [duty.due.isoformat(), reminding.coming(duty, duty.due).isoformat()] == dues
    assert (duty.every, duty.at, duty.since) == ("P1W/5", "15:00", "2026-11-27T15:00")
    assert decode_state(encode_state(left)) == left


def test_where_none_would_come_nothing_is_left_out_and_it_is_said(knowledge: Knowledge) -> None:
    state, _ = asked_for(knowledge, *WEEKLY)
    same, actions = step(state, wish("remind_skip", Field("turn_skipped", "2026-11-28/2026-12-03")), knowledge)
    assert (plan_of(same).own, same.slots["turn_skipped"], said(actions)) == (plan_of(state).own, "none", ["maintenance.reminder.skipped"])


def test_one_after_another_is_left_out_and_what_is_over_is_forgotten(knowledge: Knowledge) -> None:
    state, _ = asked_for(knowledge, *WEEKLY)
    for days in ("2026-12-11/2026-12-11", "next", "next"):
        state, _ = step(state, wish("remind_skip", Field("turn_skipped", days)), knowledge)
    (duty,) = plan_of(state).own
    assert (duty.due, duty.off) == (date(2026, 12, 18), ("2026-12-11/2026-12-11", "2026-12-04/2026-12-04"))
    later, _ = step(state, wish("remind_skip", Field("turn_skipped", "next")), knowledge)
    assert plan_of(later).own[0].off == ("2026-12-18/2026-12-18",)
    other, _ = step(later, wish("remind_other", Field("reminder_repeats", "yes"), Field("remind_every", "P2W")), knowledge)
    assert plan_of(other).own[0].off == ()


def test_what_comes_but_once_is_over_where_it_is_left_out(knowledge: Knowledge) -> None:
    state, _ = asked_for(knowledge, *WEEKLY[:2])
    there, actions = step(state, wish("remind_skip", Field("turn_skipped", "2026-11-28/2026-12-03")), knowledge)
    assert (plan_of(there).own, said(actions)) == (plan_of(state).own, ["maintenance.reminder.skipped"])
    gone, actions = step(state, wish("remind_skip"), knowledge)
    assert (gone.plan, said(actions)) == (None, ["maintenance.reminder.dropped"])
    assert CancelReminder(reminding.ALARM) in actions


def test_what_is_not_there_is_not_left_out(knowledge: Knowledge) -> None:
    gone = Draft(knowledge, MONDAY, State(ref="1", locale="en", slots={"reminder": "once.9"}, plan=Plan(MONDAY.date(), "", "", "")))
    assert "reminder" not in DEEDS["reminder_skipped"](gone).state.slots


# ---- nothing else ----------------------------------------------------------------------------


def test_one_of_a_plan_stays_alone(knowledge: Knowledge) -> None:
    state, actions = step(planned(knowledge), wish("remind_only", Field("reminder", "battery.1 battery.2")), knowledge)
    plan = plan_of(state)
    assert [(duty.key, duty.chore, duty.every, duty.rule) for duty in plan.duties] == [("once.1", "battery", "P6M/23", OWN)]
    assert (plan.is_made, plan.terminals, said(actions)) == (False, (), ["maintenance.reminder.left_alone"])


def test_which_one_is_asked_where_it_is_not_said(knowledge: Knowledge) -> None:
    state, _ = asked_for(knowledge, *WEEKLY, state=planned(knowledge))
    asked, actions = step(state, wish("remind_only"), knowledge)
    assert said(actions) == ["slot.reminder"]
    alone, _ = pressed(asked, "r1", knowledge)
    assert [duty.words for duty in plan_of(alone).duties] == ["bank the cash"]


def test_the_only_one_there_is_is_meant_and_may_come_otherwise(knowledge: Knowledge) -> None:
    state, _ = asked_for(knowledge, *WEEKLY)
    kept, _ = step(state, wish("remind_only", Field("remind_at", "2026-12-01T09:00"), Field("remind_every", "P1M/1")), knowledge)
    assert [(duty.every, duty.when) for duty in plan_of(kept).own] == [("P1M/1", "2026-12-01T09:00")]


def test_what_is_not_there_cannot_stay_alone(knowledge: Knowledge) -> None:
    gone = Draft(knowledge, MONDAY, State(ref="1", locale="en", slots={"reminder": "once.9"}, plan=Plan(MONDAY.date(), "", "", "")))
    assert "reminder" not in DEEDS["reminder_alone"](gone).state.slots
    none = Draft(knowledge, MONDAY, replace(gone.state, plan=None))
    assert "reminder" not in DEEDS["reminder_alone"](none).state.slots


def test_two_chats_that_become_one_keep_it(knowledge: Knowledge) -> None:
    weekly, monthly = (plan_of(asked_for(knowledge, *fields)[0]) for fields in (WEEKLY, MONTHLY))
    both = single.together(weekly, monthly)
    assert both
    assert [(duty.key, duty.every) for duty in both.own] == [("once.2", "P1W/5"), ("once.1", "P1M/1")]


def test_stopping_all_of_them_stops_it(knowledge: Knowledge) -> None:
    state, _ = asked_for(knowledge, *WEEKLY)
    stopped, actions = step(state, wish("stop"), knowledge)
    assert stopped.plan is None
    assert CancelReminder(reminding.ALARM) in actions
    assert not [one for one in actions if isinstance(one, Say) and one.sentence == "maintenance.plan.nothing"]


# ---- told late, put off, given back ------------------------------------------------------------

DAILY = (WEEKLY[0], Field("remind_at", "2026-11-24T09:00"), WEEKLY[2], Field("remind_every", "P1D"))
NINE = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


def test_told_days_late_it_is_told_once_and_then_on_its_next_day(knowledge: Knowledge) -> None:
    state, _ = asked_for(knowledge, *DAILY)
    late = NINE + timedelta(days=3, hours=7)
    told, actions = rung(state.but(place=None, question=None), knowledge, late)
    assert (said(actions), alarms(actions)) == (["maintenance.due.own_again"], [NINE + timedelta(days=4)])
    assert due(told) == ["2026-11-27T09:00"]
    again, actions = rung(told, knowledge, late + timedelta(minutes=10))
    assert (said(actions), due(again)) == ([], ["2026-11-27T09:00"])


def test_a_turn_that_was_put_off_and_is_told_stays_until_the_next_one_is_over(knowledge: Knowledge) -> None:
    plan = plan_of(asked_for(knowledge, *DAILY)[0])
    off = plan.having(replace(plan.own[0], due=date(2026, 11, 24), at="17:00"))
    five = NINE + timedelta(hours=8)
    assert [one.when for one in reminding.asked(knowledge, off, off.own, (), five).own] == ["2026-11-24T17:00"]
    assert [one.when for one in reminding.asked(knowledge, off, off.own, (), NINE + timedelta(days=1500)).own] == ["2031-01-02T09:00"]


def test_heard_days_late_it_is_told_once(knowledge: Knowledge) -> None:
    plan = plan_of(asked_for(knowledge, *DAILY)[0])
    late = NINE + timedelta(days=3, hours=7)
    open_ = plan.having(*(replace(duty, asked=MONDAY.date()) for duty in plan.duties))
    heard = reminding.heard_now(knowledge, open_, late)
    assert [(duty.when, duty.asked) for duty in heard.duties] == [("2026-11-27T09:00", date(2026, 11, 27))]


def test_put_off_it_keeps_its_time_of_day_where_only_a_day_is_named_then(knowledge: Knowledge) -> None:
    weekly = (WEEKLY[0], Field("remind_at", "2026-11-27T09:00"), *WEEKLY[2:])
    plan = plan_of(asked_for(knowledge, *weekly)[0])
    off = plan.having(replace(plan.own[0], due=date(2026, 11, 28), at="17:00"))
    state = State(ref="1042", locale="en", plan=off)
    moved, _ = step(state, wish("remind_other", Field("remind_at", "2026-11-30")), knowledge)
    (duty,) = plan_of(moved).own
    assert (duty.every, duty.when, duty.since) == ("P1W", "2026-11-30T09:00", "2026-11-30T09:00")
    rarer, _ = step(state, wish("remind_other", Field("reminder_repeats", "yes"), Field("remind_every", "P2W")), knowledge)
    assert (plan_of(rarer).own[0].every, due(rarer)) == ("P2W", ["2026-12-04T09:00"])
    assert [one.since for one in single.moved(off, ("once.1",), "2026-11-30").own] == ["2026-11-30T09:00"]
    assert [one.when for one in single.alone(off, ("once.1",), every="P1M/1").own] == ["2027-01-01T09:00"]


@pytest.mark.parametrize(
    ("act", "fields"),
    [
        ("remind_other", (Field("reminder", "once.1"), Field("reminder_repeats", "yes"), Field("remind_every", "once"))),
        ("remind_not", (Field("reminder", "once.1"),)),
    ],
)
def test_a_chore_comes_by_the_plan_again_where_its_own_rhythm_is_over(knowledge: Knowledge, act: str, fields: tuple[Field, ...]) -> None:
    state, _ = asked_for(knowledge, *MONTHLY, state=planned(knowledge))
    back, _ = step(state, wish(act, *fields), knowledge)
    assert plan_of(back).left == ()
    assert [duty.key for duty in plan_of(back).duties if duty.chore == "reader" and not duty.number] == ["reader.1", "reader.2"]


def test_dropped_where_it_is_told_the_chore_comes_by_the_plan_again(knowledge: Knowledge) -> None:
    state, _ = asked_for(knowledge, *MONTHLY, state=planned(knowledge))
    told = state.but(plan=plan_of(state).having(replace(plan_of(state).own[0], asked=MONDAY.date())))
    back = DEEDS["chores_dropped"](Draft(knowledge, MONDAY, told)).state
    assert (plan_of(back).left, plan_of(back).own) == ((), ())
