"""A plan is made by the table, reminds in its time, and loses nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.core.actions import CancelReminder, Knock, OpenTicket, Say, SetReminder, UpdateTicket
from bot.core.asking import document_of
from bot.core.codec import decode_state, encode_state
from bot.core.deeds import DEEDS
from bot.core.draft import Draft
from bot.core.ending import solved
from bot.core.knowledge import Kind, Knowledge
from bot.core.machine import step
from bot.core.messages import Media
from bot.core.reminders import making, reminding
from bot.core.reminders.reviewing import verdict
from bot.core.reminders.telling import values_of
from bot.core.rules import RULES
from bot.core.state import Mode, Move, Offer, Place, Question, State
from bot.core.understanding import Candidate, Chose, Decision, Elapsed, Field, Heard, Sent
from bot.core.upkeep.calendar import Span, days_of, later, local, next_free
from bot.core.upkeep.chores import Review, Rule, Upkeep, zone_label
from bot.core.upkeep.plan import Duty, Plan, Terminal
from bot.core.walking import ask_again, enter_flow
from bot.knowledge.loading import Loaded

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # ten o'clock in Shanghai
DAY = date(2026, 11, 23)
NIGHT = (Span(time(21, 30), time(8, 30)),)


@pytest.fixture(scope="module")
def knowledge(shipped: Loaded) -> Knowledge:
    return shipped.knowledge


def planned(knowledge: Knowledge, *, usage: str = "light", place: str = "clean", rush: str = "any", **more: object) -> State:
    blank = Plan(DAY, usage, place, rush, (Terminal("1"),))
    return State(ref="1042", plan=making.made(knowledge, blank, DAY), **more)  # type: ignore[arg-type]  # names are checked by the dataclass


def rung(state: State, knowledge: Knowledge, at: datetime, *, reached: bool = True) -> tuple[State, tuple[object, ...]]:
    return step(state, Elapsed(at, reminding.ALARM, 0, reached), knowledge)


def said(actions: tuple[object, ...]) -> list[str]:
    return [action.sentence for action in actions if isinstance(action, Say)]


def alarm(actions: tuple[object, ...]) -> datetime:
    return next(action.at for action in actions if isinstance(action, SetReminder) and action.name == reminding.ALARM)


def plan_of(state: State) -> Plan:
    assert state.plan is not None
    return state.plan


def pressed(state: State, name: str, knowledge: Knowledge, at: datetime) -> tuple[State, tuple[object, ...]]:
    assert state.question is not None
    offer = state.question.offer(name)
    assert offer is not None
    return step(state, Chose(at, state.question.key(offer)), knowledge)


# ---- the calendar ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("every", "expected"),
    [("P3D", date(2026, 2, 3)), ("P2W", date(2026, 2, 14)), ("P1M", date(2026, 2, 28)), ("P1Y", date(2027, 1, 31))],
)
def test_days_come_after_one_another_and_months_end_where_they_end(every: str, expected: date) -> None:
    assert later(date(2026, 1, 31), every) == expected


def test_durations_can_be_compared() -> None:
    assert [days_of(every) for every in ("P3D", "P2W", "P1M", "P1Y")] == [3, 14, 30, 360]


def test_who_sleeps_is_spoken_to_in_the_morning() -> None:
    late, early = datetime(2026, 11, 23, 15, 0, tzinfo=UTC), datetime(2026, 11, 23, 20, 0, tzinfo=UTC)  # 23:00 and 4:00 in Shanghai
    morning = datetime(2026, 11, 24, 0, 30, tzinfo=UTC)
    assert next_free(late, "Asia/Shanghai", NIGHT) == next_free(early, "Asia/Shanghai", NIGHT) == morning


def test_a_span_that_ends_in_the_hour_the_clock_skips_ends_when_the_clock_goes_on() -> None:
    skipped = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)  # London goes from 1:00 to 2:00
    assert next_free(skipped, "Europe/London", (Span(time(0, 0), time(1, 30)),)) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC) + timedelta(
        minutes=30
    )


def test_who_may_never_be_spoken_to_is_not_waited_for_for_ever() -> None:
    assert next_free(MONDAY, "UTC", (Span(time(0), time(12)), Span(time(12), time(0)))) == MONDAY


# ---- the table -------------------------------------------------------------------------------


def test_the_rule_that_asks_most_often_counts_and_says_because_of_what(knowledge: Knowledge) -> None:
    wipe = knowledge.upkeep.chores["wipe"]
    greasy, busy, quiet = wipe.rule("middle", "greasy"), wipe.rule("heavy", "clean"), wipe.rule("light", "clean")
    assert greasy
    assert busy
    assert quiet
    assert (greasy.id, greasy.because("middle", "greasy")) == ("wipe-3p", "place_greasy")
    assert (busy.id, busy.because("heavy", "clean")) == ("wipe-3", "usage_heavy")
    assert (quiet.id, quiet.because("light", "clean")) == ("wipe-1", "always")
    assert wipe.named("wipe-9") is None


def test_a_spare_terminal_is_charged_and_a_terminal_without_a_printer_is_not_cleaned_there(knowledge: Knowledge) -> None:
    bare = next(name for name, model in knowledge.models.items() if "printer" in model.lacks)
    plan = making.made(knowledge, Plan(DAY, "idle", "clean", "any", (Terminal("1", bare),)), DAY)
    chores = {duty.chore for duty in plan.duties}
    assert "charge" in chores
    assert "printer" not in chores


def test_a_rule_for_nobody_here_asks_for_nothing() -> None:
    assert not Rule("x", "P1D", place=("damp",)).holds("light", "clean")
    assert Upkeep().closed("meals") == ()


def test_a_second_terminal_has_its_own_duties_and_the_shop_only_one_backup(knowledge: Knowledge) -> None:
    plan = making.with_terminal(plan_of(planned(knowledge)), {"model": "other", "serial": "S2"})
    plan = making.with_terminal(replace(plan, terminals=(Terminal("1", "first", "S1"),)), {"model": "other", "serial": "S2"})
    both = making.made(knowledge, plan, DAY)
    assert [duty.terminal for duty in both.duties if duty.chore == "wipe"] == ["1", "2"]
    assert [duty.terminal for duty in both.duties if duty.chore == "backup"] == [""]
    assert {duty.terminal for duty in making.without_terminal(both, "2").duties} == {"", "1"}


def test_what_becomes_known_of_a_terminal_is_no_second_one(knowledge: Knowledge) -> None:
    plan = making.with_terminal(plan_of(planned(knowledge)), {"model": "Acme", "serial": "-"})
    again = making.with_terminal(plan, {"model": "Acme", "serial": "S1", "purchased": "2026-01"})
    assert again.terminals == (Terminal("1", "Acme", "S1", "2026-01"),)
    assert (again.terminals[0].name, Terminal("3").name) == ("Acme …S1", "3")


def test_a_changed_shop_keeps_what_was_done_and_counts_anew_what_has_another_rule(knowledge: Knowledge) -> None:
    plan = plan_of(planned(knowledge))
    wiped = plan.having(*(replace(duty, done=DAY) for duty in plan.duties if duty.chore == "cables"))
    busy = making.made(knowledge, replace(wiped, usage="heavy"), DAY + timedelta(days=40))
    cables = next(duty for duty in busy.duties if duty.chore == "cables")
    assert (cables.rule, cables.due, cables.done) == ("cables-3", DAY + timedelta(days=40), DAY)
    assert next(duty for duty in busy.duties if duty.chore == "network").rule == "network-3"
    assert making.made(knowledge, busy, DAY + timedelta(days=50)) == busy


def test_a_plan_is_made_from_what_is_known_and_changed_by_it(knowledge: Knowledge) -> None:
    told = {"shop_usage": "middle", "shop_place": "damp", "shop_rush": "meals", "model": "-"}
    new = DEEDS["plan_made"](Draft(knowledge, MONDAY, State(ref="1", slots=told)))
    assert (plan_of(new.state).usage, plan_of(new.state).rush, new.state.offered) == ("middle", "meals", True)
    assert alarm(new.actions) == datetime(2026, 11, 30, 7, 0, tzinfo=UTC)
    changed = DEEDS["plan_made"](new.slot(shop_usage="", shop_place="clean"))
    assert (plan_of(changed.state).usage, plan_of(changed.state).place) == ("middle", "clean")
    assert RULES["plan"](new) == "some"
    assert RULES["plan"](Draft(knowledge, MONDAY, State(ref="1"))) == "none"


def test_a_terminal_to_leave_is_picked_by_its_name(knowledge: Knowledge) -> None:
    state = replace(planned(knowledge), place=Place("maintenance.plan", "leave"))
    asked = ask_again(Draft(knowledge, MONDAY, state))
    assert asked.state.question
    assert [(offer.label, offer.to) for offer in asked.state.question.offers] == [("=1", "1")]


def test_a_plan_is_offered_once_after_a_trouble_is_solved_and_never_again(knowledge: Knowledge) -> None:
    open_step = State(ref="1", trouble="power.no_power", place=Place("power.no_power", "light"))
    first = solved(Draft(knowledge, MONDAY, open_step))
    assert said(first.actions)[-1] == "upkeep.offer"
    assert first.state.question
    assert first.state.question.aside
    assert not any(isinstance(action, SetReminder) for action in first.actions)
    again = solved(Draft(knowledge, MONDAY, replace(first.state, place=open_step.place, question=None)))
    assert "upkeep.offer" not in said(again.actions)


def test_a_time_said_instead_of_a_button_puts_off(knowledge: Knowledge) -> None:
    at = MONDAY + timedelta(days=7)
    state, _ = rung(planned(knowledge), knowledge, at)
    words = Heard(at, "next monday", fields=(Field("moment", "2026-12-07"),))
    after, actions = step(state, words, knowledge)
    assert said(actions)[-1] == "maintenance.due.later_told"
    assert next(duty.due for duty in plan_of(after).duties if duty.chore == "wipe") == date(2026, 12, 7)


# ---- the alarm -------------------------------------------------------------------------------


def test_what_is_due_is_told_in_one_message_and_the_next_alarm_stands(knowledge: Knowledge) -> None:
    at = MONDAY + timedelta(days=7)
    state, actions = rung(planned(knowledge), knowledge, at)
    assert said(actions) == ["maintenance.due.due"]
    assert state.place == Place("maintenance.due", "due")
    assert [duty.chore for duty in plan_of(state).open] == ["wipe"]
    assert [RULES[rule](Draft(knowledge, at, state)) for rule in ("still_due", "due_check", "proof")] == ["some", "none", "wanted"]
    assert alarm(actions) == at + timedelta(days=2)
    assert not any(isinstance(action, SetReminder) and action.name == "nudge" for action in actions)


def test_after_months_of_downtime_one_message_tells_all(knowledge: Knowledge) -> None:
    state, actions = rung(planned(knowledge), knowledge, MONDAY + timedelta(days=100))
    assert said(actions) == ["maintenance.due.with_check"]
    assert {"wipe", "reader", "printer", "backup", "update"} <= {duty.chore for duty in plan_of(state).open}


def test_what_comes_rarely_is_told_along(knowledge: Knowledge) -> None:
    state = planned(knowledge)
    soon = replace(next(duty for duty in plan_of(state).duties if duty.chore == "reader"), due=DAY + timedelta(days=9))
    told, _ = rung(replace(state, plan=plan_of(state).having(soon)), knowledge, MONDAY + timedelta(days=7))
    assert {duty.chore for duty in plan_of(told).open} == {"wipe", "reader"}


def test_nobody_is_woken(knowledge: Knowledge) -> None:
    night = MONDAY + timedelta(days=7, hours=13)
    _, actions = rung(planned(knowledge), knowledge, night)
    assert said(actions) == []
    assert alarm(actions) == datetime(2026, 12, 1, 0, 30, tzinfo=UTC)


def test_an_alarm_that_rings_too_early_is_set_again(knowledge: Knowledge) -> None:
    _, actions = rung(planned(knowledge), knowledge, MONDAY)
    assert (said(actions), alarm(actions)) == ([], MONDAY + timedelta(days=7))


def test_without_a_plan_it_does_not_ring(knowledge: Knowledge) -> None:
    assert rung(State(ref="1"), knowledge, MONDAY) == (State(ref="1"), ())


def test_who_cannot_be_written_to_is_told_soon_after_he_writes(knowledge: Knowledge) -> None:
    at = MONDAY + timedelta(days=7)
    state, actions = rung(planned(knowledge), knowledge, at, reached=False)
    assert said(actions) == []
    assert Knock() in actions, "the messenger may have a way to say that something waits"
    back, answer = step(decode_state(encode_state(state)), Sent(at + timedelta(days=5), (Media("photo", "a.jpg"),)), knowledge)
    assert alarm(answer) == at + timedelta(days=5, minutes=1)
    told, reminder = rung(back, knowledge, alarm(answer))
    assert said(reminder) == ["maintenance.due.due"]
    assert all(duty.missed == 0 for duty in plan_of(told).duties)


def test_each_time_one_more_thing_falls_due_for_somebody_out_of_reach_it_is_knocked_once(knowledge: Knowledge) -> None:
    state, knocks, at = planned(knowledge), [], MONDAY + timedelta(days=7)
    days = {duty.due for duty in plan_of(state).duties}
    while at < MONDAY + timedelta(days=120):
        state, actions = rung(state, knowledge, at, reached=False)
        assert said(actions) == []
        knocks += [at for action in actions if action == Knock()]
        at = next((action.at for action in actions if isinstance(action, SetReminder)), MONDAY + timedelta(days=120))
    assert [knock.date() for knock in knocks] == sorted(day for day in days if day < (MONDAY + timedelta(days=120)).date())
    assert all(duty.missed == 0 for duty in plan_of(state).duties)


def test_what_waited_unsaid_counts_as_asked_from_when_the_merchant_is_back(knowledge: Knowledge) -> None:
    at = MONDAY + timedelta(days=7)
    held, _ = rung(planned(knowledge), knowledge, at)
    held, _ = rung(held, knowledge, at + timedelta(days=2), reached=False)
    back, answer = step(held, Sent(at + timedelta(days=30), (Media("photo", "a.jpg"),)), knowledge)
    assert {duty.asked for duty in plan_of(back).open} == {(at + timedelta(days=30)).date()}
    later_on, _ = rung(back, knowledge, alarm(answer))
    assert all(duty.missed == 0 for duty in plan_of(later_on).duties)


def test_a_person_who_speaks_is_not_interrupted(knowledge: Knowledge) -> None:
    at = MONDAY + timedelta(days=7)
    _, actions = rung(planned(knowledge, mode=Mode.STAFF), knowledge, at)
    assert (said(actions), alarm(actions)) == ([], at + reminding.REST)


def test_an_open_question_is_left_an_hour_and_comes_back_after_the_reminder(knowledge: Knowledge) -> None:
    at, place = MONDAY + timedelta(days=7), Place("power.no_power", knowledge.flows["power.no_power"].start)
    busy = replace(planned(knowledge), place=place, question=Question(3), turn=3, trouble="power.no_power")
    waiting, actions = rung(busy, knowledge, at)
    assert (said(actions), alarm(actions)) == ([], at + reminding.REST)
    told, reminder = rung(waiting, knowledge, at + reminding.REST)
    assert said(reminder) == ["maintenance.due.due"]
    assert told.paused == (place,)
    later_on, answer = pressed(told, "cannot", knowledge, at + timedelta(hours=2))
    done, answer = pressed(later_on, "skip_once", knowledge, at + timedelta(hours=2))
    assert "maintenance.due.passed" in said(answer)
    assert done.place == place
    assert plan_of(done).open == ()


def test_a_closed_conversation_is_reminded_too(knowledge: Knowledge) -> None:
    state, _ = rung(planned(knowledge, mode=Mode.CLOSED), knowledge, MONDAY + timedelta(days=7))
    assert state.mode is Mode.BOT


# ---- the answer ------------------------------------------------------------------------------


def test_done_with_a_photo_as_proof_counts_from_today(knowledge: Knowledge) -> None:
    at = MONDAY + timedelta(days=7)
    state, _ = rung(planned(knowledge), knowledge, at)
    asked, question = pressed(state, "done", knowledge, at)
    assert said(question) == ["slot.upkeep_photo"]
    done, actions = step(asked, Sent(at, (Media("photo", "proof.jpg"),)), knowledge)
    wipe = next(duty for duty in plan_of(done).duties if duty.chore == "wipe")
    assert (wipe.done, wipe.due, wipe.proof, wipe.asked) == (date(2026, 11, 30), date(2026, 12, 7), "proof.jpg", None)
    assert "maintenance.due.finished" in said(actions)


def test_put_off_to_a_time_that_was_named_and_to_tomorrow_where_it_is_none(knowledge: Knowledge) -> None:
    at = MONDAY + timedelta(days=7)
    state, _ = rung(planned(knowledge), knowledge, at)
    draft = Draft(knowledge, at, state)
    timed = DEEDS["chores_later"](draft.slot(remind_at="2026-12-02T16:15"))
    assert alarm(timed.actions) == datetime(2026, 12, 2, 8, 15, tzinfo=UTC)
    vague = DEEDS["chores_later"](draft.slot(remind_at="when the rain stops"))
    assert alarm(vague.actions) == datetime(2026, 12, 1, 2, 0, tzinfo=UTC)
    assert not plan_of(vague.state).open
    planless = Draft(knowledge, at, State(ref="1042"))
    assert DEEDS["chores_later"](planless) == planless


def test_what_was_put_off_is_named_and_put_off_again_whatever_else_comes_before_it(knowledge: Knowledge) -> None:
    at = MONDAY + timedelta(days=7)
    state, _ = rung(planned(knowledge, usage="heavy"), knowledge, at)
    told = {duty.key for duty in plan_of(state).open}
    first = DEEDS["chores_later"](Draft(knowledge, at, state).slot(remind_at="2026-12-15"))
    assert min(duty.due for duty in plan_of(first.state).duties) < date(2026, 12, 15)
    again = values_of(knowledge, first.state)["plan_again"]
    assert not isinstance(again, str)
    assert [line.values["day"] for line in again] == ["15"]
    second = DEEDS["chores_later"](Draft(knowledge, at, first.state).slot(remind_at="2026-12-18"))
    assert {duty.key for duty in plan_of(second.state).duties if duty.due == date(2026, 12, 18)} == told


def test_done_this_morning_is_done_and_names_no_time(knowledge: Knowledge) -> None:
    at = MONDAY + timedelta(days=7)
    state, _ = rung(planned(knowledge), knowledge, at)
    said_so = Heard(at, "did it this morning", fields=(Field("moment", "2026-12-01T09:00", 7, 19),), offer="done", act="done")
    done, _ = step(state, said_so, knowledge)
    assert next(duty for duty in plan_of(done).duties if duty.chore == "wipe").done == at.date()


def test_the_buttons_for_later_are_days_to_come(knowledge: Knowledge) -> None:
    at = MONDAY + timedelta(days=7)
    state, _ = rung(planned(knowledge), knowledge, at)
    asked, _ = pressed(state, "later", knowledge, at)
    assert asked.question
    assert [offer.to for offer in asked.question.offers] == ["2026-12-01", "2026-12-07", "2026-12-30"]
    put_off, _ = pressed(asked, "in_a_week", knowledge, at)
    assert next(duty.due for duty in plan_of(put_off).duties if duty.chore == "wipe") == date(2026, 12, 7)


def missed_twice(knowledge: Knowledge, state: State) -> tuple[State, tuple[object, ...]]:
    actions: tuple[object, ...] = ()
    for days in (7, 9, 11):
        state, actions = rung(state, knowledge, MONDAY + timedelta(days=days))
    return state, actions


def test_missed_twice_the_staff_are_told_and_the_next_turn_comes_in_due_course(knowledge: Knowledge) -> None:
    state, actions = missed_twice(knowledge, planned(knowledge, slots={"contact": "13800000000"}))
    ticket = next(action.ticket for action in actions if isinstance(action, OpenTicket))
    assert dict(ticket.facts) == {"contact": "13800000000", "overdue": "wipe.1"}
    assert said(actions) == ["upkeep.missed"]
    assert next(duty for duty in plan_of(state).duties if duty.chore == "wipe").due == date(2026, 12, 11)


def test_missed_again_it_is_the_same_ticket_which_ends_when_it_is_done(knowledge: Knowledge) -> None:
    state, _ = missed_twice(knowledge, planned(knowledge))
    other = next(duty for duty in plan_of(state).duties if duty.chore == "backup")
    lapsing = replace(other, asked=date(2026, 12, 6), missed=1)
    state, actions = rung(replace(state, plan=plan_of(state).having(lapsing)), knowledge, MONDAY + timedelta(days=16))
    assert [action.ticket.facts["overdue"] for action in actions if isinstance(action, UpdateTicket)] == ["wipe.1, backup"]
    asked = plan_of(state).having(
        *(replace(duty, asked=date(2026, 12, 9)) for duty in plan_of(state).duties if duty.chore in {"wipe", "backup"})
    )
    at = MONDAY + timedelta(days=17)
    one = DEEDS["chores_done"](
        Draft(knowledge, at, replace(state, plan=asked.having(replace(next(d for d in asked.duties if d.chore == "backup"), asked=None))))
    )
    assert [(ticket.status, ticket.facts["overdue"]) for ticket in one.state.tickets] == [("open", "backup")]
    both = DEEDS["chores_done"](Draft(knowledge, at, replace(state, plan=asked)))
    assert [ticket.status for ticket in both.state.tickets] == ["done"]
    again = DEEDS["chores_done"](Draft(knowledge, at, replace(one.state)))
    assert again.state.tickets == one.state.tickets


def test_stopped_is_forgotten(knowledge: Knowledge) -> None:
    stopped = DEEDS["plan_stopped"](Draft(knowledge, MONDAY, planned(knowledge)))
    assert stopped.state.plan is None
    assert stopped.actions == (CancelReminder(reminding.ALARM),)


def test_stopped_amid_a_reminder_it_does_not_come_back(knowledge: Knowledge) -> None:
    state, _ = rung(planned(knowledge), knowledge, MONDAY + timedelta(days=7))
    wish = Heard(MONDAY + timedelta(days=7), "stop", Decision.ACCEPT, (Candidate("maintenance.plan", 1.0),), "stop")
    stopped, actions = step(state, wish, knowledge)
    assert (stopped.plan, stopped.place, stopped.paused) == (None, None, ())
    assert said(actions) == ["maintenance.plan.stopped"]
    assert said(step(stopped, wish, knowledge)[1]) == ["maintenance.plan.nothing"]


def test_where_merchants_live_by_different_clocks_the_shops_is_asked_for(knowledge: Knowledge) -> None:
    two = ("Asia/Shanghai", "Europe/London")
    labels = {f"upkeep.{zone_label(zone)}": zone for zone in two}
    sentences = {locale: {**of, **labels} for locale, of in knowledge.sentences.items()}
    world = replace(knowledge, upkeep=replace(knowledge.upkeep, zones=two), sentences=sentences)
    told = {"shop_usage": "light", "shop_place": "clean", "model": "-"}
    state, _ = step(State(ref="1", slots=told), Heard(MONDAY, "plan", Decision.ACCEPT, (Candidate("maintenance.plan", 1.0),)), world)
    state, actions = pressed(state, "any", world, MONDAY)
    assert said(actions) == ["slot.shop_zone"]
    state, _ = pressed(state, "z2", world, MONDAY)
    assert plan_of(state).zone == "Europe/London"
    assert RULES["zones"](Draft(knowledge, MONDAY, state)) == "one"


@pytest.mark.parametrize(
    ("zone", "goes_by", "told"),
    [("Europe/London", "Europe/London", True), ("Asia/Shanghai", "", False), ("../etc/passwd", "", False)],
    ids=["another", "the supplier's", "none"],
)
def test_a_plan_goes_by_the_clock_of_the_place_that_is_told_beside_it(knowledge: Knowledge, zone: str, goes_by: str, told: bool) -> None:
    before = planned(knowledge)
    after, actions = step(before, Heard(MONDAY, "we are there", Decision.REJECT, fields=(Field("zone", zone),)), knowledge)
    assert plan_of(after).zone == goes_by
    assert ("common.clock_told" in said(actions)) is told
    usual = reminding.rings(knowledge, plan_of(before), MONDAY)
    assert usual is not None
    assert not told or local(alarm(actions), zone).hour == local(usual, "Asia/Shanghai").hour


def test_words_that_are_no_zone_leave_the_suppliers(knowledge: Knowledge) -> None:
    told = {"shop_usage": "light", "shop_place": "clean", "shop_rush": "any", "shop_zone": "../etc/passwd", "model": "-"}
    made = DEEDS["plan_made"](Draft(knowledge, MONDAY, State(ref="1", slots=told)))
    assert plan_of(made.state).zone == ""


def test_what_the_review_goes_by_stands_in_the_table(knowledge: Knowledge) -> None:
    draft = Draft(knowledge, MONDAY, State(ref="1", slots={"downtime": "week"}))
    assert verdict(draft, None, 1) == "plan"
    easier = Review(plan_tickets=9, replace_tickets=9, stood_still=("more",))
    patient = replace(draft, knowledge=replace(knowledge, upkeep=replace(knowledge.upkeep, review=easier)))
    assert verdict(patient, None, 4) == "keep"
    assert verdict(patient, 12 * 5, 0) == "replace"


def test_a_terminal_that_is_gone_is_not_looked_after(knowledge: Knowledge) -> None:
    draft = Draft(knowledge, MONDAY, planned(knowledge)).slot(plan_terminal="1")
    left = DEEDS["terminal_left"](draft)
    assert {duty.terminal for duty in plan_of(left.state).duties} == {""}
    bare = Draft(knowledge, MONDAY, State(ref="1"))
    assert DEEDS["terminal_left"](bare) == DEEDS["chores_passed"](bare) == DEEDS["chores_done"](bare) == bare
    emptied = replace(plan_of(left.state), duties=())
    assert DEEDS["terminal_left"](Draft(knowledge, MONDAY, replace(left.state, plan=emptied))).actions == ()


def test_a_plan_survives_being_written_down(knowledge: Knowledge) -> None:
    state, _ = rung(planned(knowledge), knowledge, MONDAY + timedelta(days=7))
    done = replace(
        plan_of(state), duties=(*plan_of(state).duties, Duty("x", "", "x-1", "always", "P1D", DAY, "15:00", DAY, 1, DAY, "a.jpg"))
    )
    assert decode_state(encode_state(replace(state, plan=done))) == replace(state, plan=done)


def test_without_a_plan_there_is_nothing_to_set_the_pace_of(knowledge: Knowledge) -> None:
    nobody = Draft(knowledge, MONDAY, State(ref="1", slots={"plan_every": "P2W"}))
    assert DEEDS["plan_paced"](nobody) == nobody


def test_every_deed_of_the_flows_is_a_deed(knowledge: Knowledge) -> None:
    named = {one.deed for flow in knowledge.flows.values() for one in flow.steps.values() if one.kind is Kind.DO}
    assert named <= set(DEEDS)


def test_the_day_of_the_shop_counts(knowledge: Knowledge) -> None:
    plan = replace(plan_of(planned(knowledge)), zone="Pacific/Auckland")
    assert reminding.today(knowledge, plan, MONDAY + timedelta(hours=10)) == date(2026, 11, 24)
    assert local(MONDAY, "Pacific/Auckland").hour == 15


# ---- sheets ----------------------------------------------------------------------------------


def test_a_check_without_a_plan_is_kept_as_well_and_can_be_written_down(knowledge: Knowledge) -> None:
    begun = enter_flow(Draft(knowledge, MONDAY, State(ref="1", turn=3)), "maintenance.inspection")
    assert begun.state.slots["plan_terminal"] == "-"
    kept = DEEDS["sheet_kept"](begun.slot(serial_state="same", seal_state="whole", overlay_state="none", inspector="Li"))
    assert kept.state.plan is None
    sheet = kept.state.sheets[0]
    assert (sheet.number, sheet.check, sheet.terminal, sheet.day) == (3, "inspection", "", DAY)
    assert decode_state(encode_state(kept.state)).sheets == kept.state.sheets
    again = DEEDS["sheet_kept"](replace(kept, state=replace(kept.state, turn=9)).slot(seal_state="torn"))
    assert decode_state(encode_state(again.state)).sheets[1].changed == {"seal_state"}


def test_outside_of_a_check_nothing_is_kept_and_there_is_nothing_to_send(knowledge: Knowledge) -> None:
    nowhere = Draft(knowledge, MONDAY, State(ref="1"))
    assert DEEDS["sheet_kept"](nowhere) == nowhere
    assert RULES["last_verdict"](nowhere) == "keep"
    paper = knowledge.flows["maintenance.protection"].steps["paper"]
    assert document_of(nowhere, paper) == ""


def test_of_several_terminals_the_one_to_be_checked_is_asked_for(knowledge: Knowledge) -> None:
    state = planned(knowledge)
    both = replace(plan_of(state), terminals=(Terminal("1", "A"), Terminal("2", "B")))
    asked = enter_flow(Draft(knowledge, MONDAY, replace(state, plan=making.made(knowledge, both, DAY))), "maintenance.inspection")
    assert asked.state.question
    assert [offer.to for offer in asked.state.question.offers] == ["1", "2"]


# ---- what a hurried merchant does ----------------------------------------------------------------


def test_a_plan_that_was_shown_awaits_nothing_and_delays_no_reminder(knowledge: Knowledge) -> None:
    shown = Place("maintenance.plan", "shown")
    state = replace(planned(knowledge, turn=3), place=shown, question=Question(3, (Offer("fine", "x", Move.LEAVE),)))
    assert step(state, Elapsed(MONDAY, "nudge", 3), knowledge) == (state, ())
    told, actions = rung(state, knowledge, MONDAY + timedelta(days=7))
    assert said(actions) == ["maintenance.due.due"]
    assert told.paused == ()


def test_done_is_done_also_where_no_picture_comes_and_one_that_comes_is_its_proof(knowledge: Knowledge) -> None:
    at = MONDAY + timedelta(days=7)
    told, _ = rung(planned(knowledge), knowledge, at)
    done, actions = pressed(told, "done", knowledge, at)
    assert all(duty.done == at.date() for duty in plan_of(done).duties if duty.key in {one.key for one in plan_of(told).open})
    assert alarm(actions) > at + timedelta(days=6)
    proved, actions = step(done, Sent(at, (Media("photo", "b.jpg"),)), knowledge)
    assert said(actions)[-1] == "maintenance.due.finished"
    chores = knowledge.upkeep.chores
    assert {duty.chore for duty in plan_of(proved).duties if duty.proof == "b.jpg"} == {
        duty.chore for duty in plan_of(told).open if chores[duty.chore].photo
    }


def test_when_it_is_asked_again_is_told_and_can_be_changed_by_naming_a_time(knowledge: Knowledge) -> None:
    at = MONDAY + timedelta(days=7)
    told, _ = rung(planned(knowledge), knowledge, at)
    for moment in ("2026-12-03", "2026-12-04T15:00"):
        event = Heard(at, moment, Decision.REJECT, fields=(Field("remind_at", moment),))
        told, actions = step(told, event, knowledge)
        [answer] = [action for action in actions if isinstance(action, Say) and action.sentence == "maintenance.due.later_told"]
        [again] = [line for line in answer.values["plan_again"] if isinstance(line, Say)]
        assert (again.values["day"], again.values["at"]) == (str(int(moment[8:10])), moment[11:])


def test_a_repair_that_names_its_trouble_asks_no_more_what_is_wrong(knowledge: Knowledge) -> None:
    wanted = Heard(
        MONDAY, "a repair, the printer jams", Decision.ACCEPT, (Candidate("repair.visit", 0.99),), also=("hardware.printer_paper_jam",)
    )
    state, actions = step(State(ref="1042"), wanted, knowledge)
    assert state.trouble == "hardware.printer_paper_jam"
    assert "common.noted" not in said(actions)
    assert said(actions)[-1] != "slot.symptom"
