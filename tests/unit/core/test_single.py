"""What a merchant wants to be told of once: with a plan and without, told once, answered like the rest, moved and dropped."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.core.actions import Action, CancelReminder, Say, SetReminder
from bot.core.codec import decode_state, encode_state
from bot.core.deeds import DEEDS
from bot.core.draft import Draft
from bot.core.ending import offered
from bot.core.knowledge import Knowledge
from bot.core.machine import step
from bot.core.reminders import making, reminding, single
from bot.core.reminders.pacing import ALL, LESS, paced
from bot.core.rules import RULES
from bot.core.state import Place, State
from bot.core.understanding import Candidate, Chose, Decision, Elapsed, Field, Heard
from bot.core.upkeep.chores import ONCE
from bot.core.upkeep.plan import Duty, Plan, Terminal
from bot.knowledge.loading import Loaded

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # ten o'clock in Shanghai
DAY = date(2026, 11, 23)
BANK = (Field("reminder_of", "call the bank"), Field("remind_at", "2026-11-24T17:00"))


@pytest.fixture(scope="module")
def knowledge(shipped: Loaded) -> Knowledge:
    return shipped.knowledge


def wish(act: str, *fields: Field, at: datetime = MONDAY) -> Heard:
    return Heard(at, "…", Decision.ACCEPT, (Candidate("maintenance.plan", 1.0),), act, fields=fields)


def planned(knowledge: Knowledge) -> State:
    plan = making.made(knowledge, Plan(DAY, "light", "clean", "any", (Terminal("1"), Terminal("2"))), DAY)
    return State(ref="1042", locale="en", plan=plan)


def asked_for(knowledge: Knowledge, *fields: Field, state: State | None = None) -> tuple[State, tuple[Action, ...]]:
    return step(state or State(ref="1042", locale="en"), wish("remind", *fields), knowledge)


def pressed(state: State, name: str, knowledge: Knowledge, at: datetime = MONDAY) -> tuple[State, tuple[Action, ...]]:
    assert state.question
    offer = state.question.offer(name)
    assert offer
    return step(state, Chose(at, state.question.key(offer)), knowledge)


def rung(state: State, knowledge: Knowledge, at: datetime, *, reached: bool = True) -> tuple[State, tuple[Action, ...]]:
    return step(state, Elapsed(at, reminding.ALARM, 0, reached), knowledge)


def alarms(actions: tuple[Action, ...]) -> list[datetime]:
    return [action.at for action in actions if isinstance(action, SetReminder) and action.name == reminding.ALARM]


def said(actions: tuple[Action, ...]) -> list[str]:
    return [action.sentence for action in actions if isinstance(action, Say)]


def plan_of(state: State) -> Plan:
    assert state.plan
    return state.plan


# ---- asked for -------------------------------------------------------------------------------


def test_without_a_plan_it_is_kept_in_the_merchants_words_and_rings_then(knowledge: Knowledge) -> None:
    state, actions = asked_for(knowledge, *BANK)
    assert plan_of(state).duties == (Duty("", "", ONCE, ONCE, "", date(2026, 11, 24), "17:00", number=1, words="call the bank"),)
    assert not plan_of(state).is_made
    assert said(actions) == ["maintenance.reminder.kept"]
    assert alarms(actions) == [datetime(2026, 11, 24, 9, 0, tzinfo=UTC)]
    assert state.slots["reminder_kept"] == "once"
    assert decode_state(encode_state(state)) == state


def test_a_day_alone_is_the_usual_time_and_a_night_is_the_morning_after_and_said(knowledge: Knowledge) -> None:
    day, _ = asked_for(knowledge, BANK[0], Field("remind_at", "2026-11-30"))
    assert plan_of(day).own[0].when == "2026-11-30T10:00"
    assert "reminder_shifted" not in day.slots
    night, _ = asked_for(knowledge, BANK[0], Field("remind_at", "2026-11-30T22:00"))
    assert plan_of(night).own[0].when == "2026-12-01T08:30"
    assert night.slots["reminder_shifted"] == "yes"


def insisted(knowledge: Knowledge) -> State:
    """A reminder that is wanted at 22:00, and again at 22:00 once it was said that it would come later."""
    night, _ = asked_for(knowledge, BANK[0], Field("remind_at", "2026-11-30T22:00"))
    state, _ = step(night, wish("remind_other", Field("reminder", "once.1"), Field("remind_at", "2026-11-30T22:00")), knowledge)
    return state


def test_who_insists_on_an_hour_of_the_night_has_it(knowledge: Knowledge) -> None:
    state = insisted(knowledge)
    assert plan_of(state).own[0].when == "2026-11-30T22:00"
    assert state.slots["reminder_shifted"] == "exact"
    assert decode_state(encode_state(state)) == state
    at = datetime(2026, 11, 30, 14, 0, tzinfo=UTC)
    assert reminding.rings(knowledge, plan_of(state), MONDAY) == at
    told, actions = rung(state.but(question=None), knowledge, at)
    assert said(actions) == ["maintenance.due.own"]
    assert plan_of(told).own[0].asked == date(2026, 11, 30)


def test_what_was_not_insisted_on_waits_for_the_morning_all_the_same(knowledge: Knowledge) -> None:
    state = insisted(knowledge).but(question=None, place=None)
    other = Duty("", "", ONCE, ONCE, "", date(2026, 11, 30), "21:45", number=2, words="order paper")
    both = state.but(plan=replace(plan_of(state), duties=(*plan_of(state).duties, other)))
    quiet, actions = rung(both, knowledge, datetime(2026, 11, 30, 13, 50, tzinfo=UTC))
    assert alarms(actions) == [datetime(2026, 11, 30, 14, 0, tzinfo=UTC)]
    assert not said(actions)
    told, _ = rung(quiet, knowledge, datetime(2026, 11, 30, 14, 0, tzinfo=UTC))
    assert [duty.number for duty in plan_of(told).open] == [1]


def test_who_cannot_be_written_to_is_not_knocked_for_at_night(knowledge: Knowledge) -> None:
    state = insisted(knowledge).but(question=None, place=None)
    _, actions = rung(state, knowledge, datetime(2026, 11, 30, 14, 0, tzinfo=UTC), reached=False)
    assert alarms(actions) == [datetime(2026, 12, 1, 0, 30, tzinfo=UTC)]
    assert not said(actions)


def test_what_is_no_time_is_tomorrow(knowledge: Knowledge) -> None:
    state, _ = asked_for(knowledge, BANK[0], Field("remind_at", "whenever"))
    assert plan_of(state).own[0].when == "2026-11-24T10:00"


def test_a_chore_of_the_plan_comes_then_and_goes_on_as_before(knowledge: Knowledge) -> None:
    fields = (Field("reminder_of", "clean the printer"), Field("plan_task", "printer"), Field("remind_at", "2026-11-27"))
    state, actions = asked_for(knowledge, *fields, state=planned(knowledge))
    assert [duty.when for duty in plan_of(state).duties if duty.chore == "printer"] == ["2026-11-27T10:00"] * 2
    assert plan_of(state).own == ()
    assert state.slots["reminder_kept"] == "plan"
    assert alarms(actions) == [datetime(2026, 11, 27, 2, 0, tzinfo=UTC)]
    back, actions = pressed(state, "drop", knowledge)
    assert plan_of(back) == plan_of(planned(knowledge))
    assert said(actions)[0] == "maintenance.reminder.dropped"


def test_a_chore_without_a_plan_is_a_chore_all_the_same(knowledge: Knowledge) -> None:
    fields = (Field("reminder_of", "do the protection check"), Field("plan_task", "protection"), Field("remind_at", "2026-11-27"))
    state, _ = asked_for(knowledge, *fields)
    told, actions = rung(state, knowledge, MONDAY + timedelta(days=4))
    assert told.place == Place("maintenance.due", "with_check")
    assert said(actions) == ["maintenance.due.with_check"]
    done, _ = pressed(told, "done", knowledge, MONDAY + timedelta(days=4))
    assert done.plan is None


def test_amid_something_else_it_is_noted_and_that_goes_on(knowledge: Knowledge) -> None:
    amid = State(ref="1042", locale="en")
    amid, _ = step(amid, Heard(MONDAY, "no power", Decision.ACCEPT, (Candidate("power.no_power", 1.0),)), knowledge)
    state, actions = asked_for(knowledge, *BANK, state=amid)
    assert said(actions) == ["maintenance.reminder.noted", f"{amid.trouble}.{amid.place.step}" if amid.place else ""]
    assert state.place == amid.place


def test_what_could_be_left_just_so_is_not_come_back_to(knowledge: Knowledge) -> None:
    first, _ = asked_for(knowledge, *BANK)
    second, actions = asked_for(knowledge, Field("reminder_of", "pay"), Field("remind_at", "2026-12-01"), state=first)
    assert said(actions) == ["maintenance.reminder.kept"]
    assert second.paused == ()
    assert [duty.number for duty in plan_of(second).own] == [1, 2]


def test_there_is_an_end_to_it(knowledge: Knowledge) -> None:
    plan = single.on_clock(None, DAY)
    for _ in range(single.MOST):
        plan, _ = single.added(plan, "2026-12-01T10:00", "", "pay")
    state, actions = asked_for(knowledge, *BANK, state=State(ref="1042", locale="en", plan=plan))
    assert plan_of(state) == plan
    assert state.slots["reminder_kept"] == "full"
    assert said(actions) == ["maintenance.reminder.full"]
    assert state.question is None, "nothing that could be dropped or moved was kept"
    none = Draft(knowledge, MONDAY, replace(state, slots={"reminder": "once.99"}))
    assert "reminder" not in DEEDS["reminder_moved"](none).state.slots


def test_tomorrow_is_the_shops_even_where_there_is_no_plan(knowledge: Knowledge) -> None:
    early = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)  # seven on Monday in Shanghai
    state, _ = asked_for(knowledge, Field("reminder_of", "pay"))
    asked, _ = step(State(ref="1042", locale="en"), wish("remind", Field("reminder_of", "pay"), at=early), knowledge)
    assert state.question
    assert asked.question
    assert asked.question.offers == state.question.offers


def test_a_time_that_was_named_before_the_clock_was_known_is_asked_for_anew_on_another_clock(knowledge: Knowledge) -> None:
    two = replace(knowledge, upkeep=replace(knowledge.upkeep, zones=("Asia/Shanghai", "Europe/London")))
    asked, actions = asked_for(two, *BANK)
    assert said(actions) == ["slot.shop_zone"]
    here, actions = step(asked, Heard(MONDAY, "shanghai", fields=(Field("shop_zone", "Asia/Shanghai"),)), two)
    assert (said(actions), plan_of(here).own[0].when) == (["maintenance.reminder.kept"], "2026-11-24T17:00")
    there, actions = step(asked, Heard(MONDAY, "london", fields=(Field("shop_zone", "Europe/London"),)), two)
    assert said(actions) == ["slot.remind_at"]
    kept, _ = step(there, Heard(MONDAY, "at noon", fields=(Field("remind_at", "2026-11-23T12:00"),)), two)
    assert (plan_of(kept).zone, plan_of(kept).own[0].when) == ("Europe/London", "2026-11-23T12:00")


# ---- told and answered -----------------------------------------------------------------------


def test_it_is_told_once_alone_and_is_over_when_it_is_done(knowledge: Knowledge) -> None:
    state, _ = asked_for(knowledge, *BANK)
    at = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    assert said(rung(state, knowledge, at - timedelta(minutes=1))[1]) == []
    told, actions = rung(state, knowledge, at)
    assert said(actions) == ["maintenance.due.own"]
    assert alarms(actions) == [datetime(2026, 11, 26, 2, 0, tzinfo=UTC)], "when it is forgotten"
    done, actions = pressed(told, "done", knowledge, at)
    assert done.plan is None
    assert said(actions) == ["maintenance.due.finished"]
    assert rung(done, knowledge, at + timedelta(days=2)) == (done, ())


def test_unanswered_it_is_forgotten_and_nobody_hears_of_it(knowledge: Knowledge) -> None:
    told, _ = rung(asked_for(knowledge, *BANK)[0], knowledge, datetime(2026, 11, 24, 9, 0, tzinfo=UTC))
    early, actions = rung(told, knowledge, MONDAY + timedelta(days=2))
    assert (early.plan, said(actions)) == (told.plan, [])
    left, actions = rung(told, knowledge, MONDAY + timedelta(days=3))
    assert (left.plan, said(actions), left.tickets) == (None, [], ())


def test_unanswered_it_is_forgotten_where_nobody_can_be_written_to_any_more(knowledge: Knowledge) -> None:
    told, _ = rung(asked_for(knowledge, *BANK)[0], knowledge, datetime(2026, 11, 24, 9, 0, tzinfo=UTC))
    left, actions = rung(told, knowledge, MONDAY + timedelta(days=3), reached=False)
    assert (left.plan, said(actions), alarms(actions)) == (None, [], [])


def test_when_another_comes_the_unanswered_one_is_not_told_again(knowledge: Knowledge) -> None:
    first, _ = asked_for(knowledge, *BANK)
    both, _ = asked_for(knowledge, Field("reminder_of", "pay"), Field("remind_at", "2026-11-25T10:00"), state=first)
    told, _ = rung(both, knowledge, datetime(2026, 11, 24, 9, 0, tzinfo=UTC))
    again, _ = rung(told, knowledge, MONDAY + timedelta(days=2))
    assert [duty.words for duty in plan_of(again).open] == ["pay"]
    assert [duty.words for duty in plan_of(again).duties] == ["pay"]


def test_what_comes_rarely_is_not_told_along_with_it(knowledge: Knowledge) -> None:
    state = planned(knowledge)
    near = plan_of(state).having(*(replace(duty, due=date(2026, 11, 25)) for duty in plan_of(state).duties if duty.chore == "cables"))
    state, _ = asked_for(knowledge, *BANK, state=replace(state, plan=near))
    told, actions = rung(state, knowledge, datetime(2026, 11, 24, 9, 0, tzinfo=UTC))
    assert said(actions) == ["maintenance.due.own"]
    assert [duty.words for duty in plan_of(told).open] == ["call the bank"]


def test_with_chores_it_is_one_message(knowledge: Knowledge) -> None:
    fields = (BANK[0], Field("remind_at", "2026-11-30T10:00"))
    state, _ = asked_for(knowledge, *fields, state=planned(knowledge))
    told, actions = rung(state, knowledge, MONDAY + timedelta(days=7))
    assert said(actions) == ["maintenance.due.due"]
    assert RULES["still_due"](Draft(knowledge, MONDAY, told)) == "some"
    passed = plan_of(DEEDS["chores_passed"](Draft(knowledge, MONDAY + timedelta(days=7), told)).state)
    assert (passed.own, passed.open) == ((), ())


def test_put_off_it_comes_later_and_a_night_is_said(knowledge: Knowledge) -> None:
    at = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    told, _ = rung(asked_for(knowledge, *BANK)[0], knowledge, at)
    later = Heard(at, "at eleven tonight", fields=(Field("remind_at", "2026-11-24T23:00"),))
    put_off, actions = step(told, later, knowledge)
    assert said(actions) == ["maintenance.due.later_told"]
    assert plan_of(put_off).own[0].when == "2026-11-25T08:30"
    assert put_off.slots["reminder_shifted"] == "yes"
    again, actions = rung(put_off, knowledge, datetime(2026, 11, 25, 0, 30, tzinfo=UTC))
    assert said(actions) == ["maintenance.due.own"]
    dropped, actions = pressed(again, "drop", knowledge, datetime(2026, 11, 25, 0, 30, tzinfo=UTC))
    assert (dropped.plan, said(actions)) == (None, ["maintenance.due.dropped"])


def test_who_does_not_wait_for_a_person_himself_is_reminded(knowledge: Knowledge) -> None:
    state, _ = asked_for(knowledge, *BANK)
    at = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    assert said(rung(replace(state, called=True), knowledge, at)[1]) == ["maintenance.due.own"]
    assert said(rung(replace(state, called=True, since=MONDAY), knowledge, at)[1]) == []


def test_who_cannot_be_written_to_hears_it_when_he_writes(knowledge: Knowledge) -> None:
    state, _ = asked_for(knowledge, *BANK)
    waiting, actions = rung(state, knowledge, datetime(2026, 11, 24, 9, 0, tzinfo=UTC), reached=False)
    assert said(actions) == []
    assert plan_of(waiting).waiting


# ---- changed, listed, stopped ----------------------------------------------------------------


def test_named_another_time_it_comes_then_and_a_day_keeps_its_hour(knowledge: Knowledge) -> None:
    state, _ = asked_for(knowledge, *BANK)
    moved, actions = step(state, Heard(MONDAY, "no, friday", fields=(Field("remind_at", "2026-11-27"),)), knowledge)
    assert plan_of(moved).own[0].when == "2026-11-27T17:00"
    assert said(actions) == ["maintenance.reminder.kept"]


def test_another_reminder_with_a_time_of_its_own_moves_no_other(knowledge: Knowledge) -> None:
    state, _ = asked_for(knowledge, *BANK)
    both, _ = asked_for(knowledge, Field("reminder_of", "pay"), Field("remind_at", "2026-11-27T09:00"), state=state)
    assert [duty.when for duty in plan_of(both).own] == ["2026-11-24T17:00", "2026-11-27T09:00"]


def test_which_one_is_asked_where_there_are_several(knowledge: Knowledge) -> None:
    one, _ = asked_for(knowledge, *BANK)
    sole, actions = step(one, wish("remind_not"), knowledge)
    assert (sole.plan, said(actions)[0]) == (None, "maintenance.reminder.dropped")
    assert CancelReminder(reminding.ALARM) in actions, "nothing waits any more"
    fields = (Field("reminder_of", "check"), Field("plan_task", "battery"), Field("remind_at", "2026-11-27"))
    both, _ = asked_for(knowledge, *fields, state=one)
    asked, actions = step(both, wish("remind_other"), knowledge)
    assert said(actions) == ["slot.reminder"]
    assert asked.question
    assert [(offer.name, offer.label) for offer in asked.question.offers] == [("r1", "=call the bank"), ("r2", "upkeep.task_battery")]
    chosen, actions = pressed(asked, "r2", knowledge)
    assert said(actions) == ["slot.remind_at"]
    moved, _ = step(chosen, Heard(MONDAY, "saturday", fields=(Field("remind_at", "2026-11-28"),)), knowledge)
    assert [duty.when for duty in plan_of(moved).own] == ["2026-11-24T17:00", "2026-11-28T10:00"]
    named, _ = step(moved, wish("remind_not", Field("reminder", "once.1")), knowledge)
    assert [duty.chore for duty in plan_of(named).own] == ["battery"]


def test_of_many_the_later_ones_can_be_named_too(knowledge: Knowledge) -> None:
    state = State(ref="1042", locale="en")
    for day in range(1, 8):
        state, _ = asked_for(knowledge, Field("reminder_of", f"pay {day}"), Field("remind_at", f"2026-12-0{day}"), state=state)
    asked, _ = step(state, wish("remind_not"), knowledge)
    assert asked.question
    assert [(offer.label, offer.shown) for offer in asked.question.offers] == [(f"=pay {day}", day <= 5) for day in range(1, 8)]


def test_they_are_listed_with_the_plan_or_without(knowledge: Knowledge) -> None:
    nothing = step(State(ref="1042", locale="en"), wish("reminders"), knowledge)
    assert said(nothing[1])[0] == "maintenance.plan.no_reminders"
    alone = step(asked_for(knowledge, *BANK)[0], wish("reminders"), knowledge)
    assert said(alone[1]) == ["maintenance.reminder.listed"]
    plan = step(planned(knowledge), wish("reminders"), knowledge)
    assert said(plan[1]) == ["maintenance.plan.shown"]
    lacking = step(alone[0], wish("remind_not", Field("reminder", "once.1")), knowledge)[0]
    assert RULES["reminders"](Draft(knowledge, MONDAY, lacking)) == "none"
    assert DEEDS["reminder_dropped"](Draft(knowledge, MONDAY, lacking)).state == lacking
    assert said(pressed(alone[0], "move", knowledge)[1]) == ["slot.remind_at"]


def test_stopping_stops_these_too(knowledge: Knowledge) -> None:
    state, actions = step(asked_for(knowledge, *BANK)[0], wish("stop"), knowledge)
    assert (state.plan, said(actions)[0]) == (None, "maintenance.plan.stopped")


def test_a_plan_that_is_made_later_takes_it_along_and_paces_leave_it(knowledge: Knowledge) -> None:
    alone, _ = asked_for(knowledge, *BANK)
    assert RULES["plan"](Draft(knowledge, MONDAY, alone)) == "none"
    assert offered(Draft(knowledge, MONDAY, alone)).state.offered
    made = DEEDS["plan_made"](Draft(knowledge, MONDAY, alone)).state
    assert plan_of(made).is_made
    assert plan_of(made).own == plan_of(alone).own
    assert len(plan_of(made).duties) > 1
    seldom, _ = paced(knowledge, plan_of(made), ALL, LESS, DAY)
    assert seldom.own == plan_of(alone).own
    assert next(duty.key for duty in reminding.upcoming(plan_of(made))) == "once.1"


def test_of_two_chats_that_become_one_nothing_is_lost(knowledge: Knowledge) -> None:
    alone, plan = plan_of(asked_for(knowledge, *BANK)[0]), plan_of(planned(knowledge))
    assert single.together(None, alone) == alone
    assert single.together(plan, None) == plan
    for mine, theirs in ((alone, plan), (plan, alone)):
        both = single.together(mine, theirs)
        assert both
        assert both.is_made
        assert [duty.words for duty in both.own] == ["call the bank"]
    twice = single.together(alone, alone)
    assert twice
    assert [duty.key for duty in twice.own] == ["once.1", "once.2"]


def test_what_is_new_is_not_the_only_one_there_is(knowledge: Knowledge) -> None:
    one, _ = single.added(single.on_clock(None, DAY), "2026-11-27T10:00", "", "call the bank")
    state, _ = asked_for(knowledge, Field("reminder_of", "pay the rent"), state=State(ref="1042", locale="en", plan=one))
    assert not state.slots.get("reminder")
    state, _ = step(State(ref="1042", locale="en", plan=one), wish("remind_other"), knowledge)
    assert state.slots["reminder"] == one.own[0].key
