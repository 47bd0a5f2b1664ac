"""The life of a ticket: every change is told once with its number, in whoever's name, and can be answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core import channel
from bot.core.actions import Action, CallStaff, CancelReminder, Notify, OpenTicket, RecordCheck, Resolved, Say, SetReminder, UpdateTicket
from bot.core.agreements import currency, departures
from bot.core.asking import step_values
from bot.core.cases.life import priority
from bot.core.cases.tables import answered
from bot.core.cases.telling import ticket_of
from bot.core.cases.visits import book
from bot.core.codec import decode_state, encode_state
from bot.core.deeds import DEEDS
from bot.core.draft import Draft
from bot.core.filing import update
from bot.core.knowledge import Flow, Kind, Slot, Step
from bot.core.lookups import Office, VisitArea, VisitHours
from bot.core.machine import step
from bot.core.messages import Media
from bot.core.midway import told_ahead
from bot.core.picking import give_answer, pick
from bot.core.rules import RULES
from bot.core.state import Mode, Move, Offer, Place, Question, State, Ticket
from bot.core.understanding import (
    Candidate,
    Chose,
    Decision,
    Elapsed,
    Heard,
    StaffJoined,
    StaffLeft,
    StaffSaid,
    TicketChanged,
    Understanding,
)
from bot.core.visiting import ends, has_calendar, starts, there, windows
from tests.world import KNOWLEDGE, NOW, REVIEWED, fact, heard

REF = "1042-7"
TICKET = Ticket(REF, "paid", "power.dead", NOW, facts={"serial": "NB12345678"}, words=("it is dead",))
SHOP = State(ref="1042", locale="en", turn=9, trouble="power.dead", tickets=(TICKET,))
WEEK = {str(number): ("09:00-12:00", "13:00-18:00") for number in range(5)}
WORLD = replace(KNOWLEDGE, visits=VisitHours(week=WEEK, capacity=1, closed=("2026-11-25",)), standstill=("power.dead",))
WINDOW = "2026-11-26T09:00/12:00"
TERMS = {"scope": "new battery", "parts": "original", "fee": "260", "cap": "300", "currency": "CNY", "days": "5"}


def turn(state: State, *events: Understanding) -> tuple[State, tuple[Action, ...]]:
    actions: tuple[Action, ...] = ()
    for event in events:
        state, actions = step(state, event, WORLD)
    return state, actions


def change(name: str, **facts: str) -> TicketChanged:
    return TicketChanged(NOW, REF, name, facts, "li", "Li Na")


def papered(event: TicketChanged, document: str) -> TicketChanged:
    return replace(event, document=document)


def press(state: State, name: str, at: datetime = NOW) -> tuple[State, tuple[Action, ...]]:
    assert state.question
    return turn(state, Chose(at, f"{state.question.turn}.{name}"))


def told(actions: tuple[Action, ...]) -> list[str]:
    return [action.sentence for action in actions if isinstance(action, Say)]


def the(state: State, ref: str = REF) -> Ticket:
    found = ticket_of(state, ref)
    assert found
    return found


@pytest.mark.parametrize(
    "status", ["scheduled", "working", "waiting_merchant", "waiting_part", "waiting_supplier", "done", "cancelled", "closed"]
)
def test_every_change_is_told_once_and_the_same_again_is_no_change(status: str) -> None:
    state, actions = turn(SHOP, change("moved", status=status, note="soon"))
    assert told(actions) == [f"case.{status}"]
    assert the(state).status == status
    assert turn(state, change("moved", status=status)) == (state, ())
    assert decode_state(encode_state(state)) == state


def test_the_number_of_one_of_his_tickets_is_taken_from_the_words_and_another_is_none_of_his() -> None:
    both = replace(SHOP, tickets=(replace(TICKET, ref="1042-9"), TICKET))
    asked, _ = step(both, heard("ticket.status", text=f"what about {REF}?"), WORLD)
    assert asked.slots["ticket"] == REF
    choosing, _ = step(both, heard("ticket.status"), WORLD)
    assert choosing.place == Place("ticket.status", "choose")
    chosen, _ = step(choosing, heard(text=REF, fields=(fact("ticket", REF),)), WORLD)
    assert chosen.slots["ticket"] == REF
    named = [
        RULES["ticket_named"](Draft(WORLD, NOW, replace(both, slots={"ticket": ref}), learned={"ticket": ref}))
        for ref in (REF, "1042-77", "")
    ]
    assert named == ["some", "unknown", "none"]


BOTH = replace(SHOP, tickets=(replace(TICKET, ref="1042-9", intent="printer.blank"), TICKET))


def test_a_number_of_no_ticket_of_his_is_said_to_be_none_and_then_a_person_looks() -> None:
    choosing, _ = step(BOTH, heard("ticket.status"), WORLD)
    again, actions = step(choosing, heard(text="1042-77"), WORLD)
    assert told(actions) == ["common.no_such_ticket", "slot.ticket"]
    assert again.place == Place("ticket.status", "choose")
    _, actions = step(again, heard(text="1042-78"), WORLD)
    assert told(actions) == ["common.no_such_ticket", "common.person"]


def test_which_ticket_it_is_may_be_told_by_its_trouble() -> None:
    choosing, _ = step(BOTH, heard("ticket.status"), WORLD)
    chosen, _ = step(choosing, replace(heard("printer.blank", text="the printer one"), decision=Decision.CLARIFY), WORLD)
    assert chosen.slots["ticket"] == "1042-9"
    other, _ = step(choosing, heard("bluetooth.lost"), WORLD)
    assert "ticket" not in other.slots


def test_a_change_of_a_ticket_that_there_is_not_is_nothing() -> None:
    assert turn(replace(SHOP, tickets=()), change("moved", status="done")) == (replace(SHOP, tickets=()), ())


def test_a_report_of_a_swap_that_comes_twice_is_told_once() -> None:
    report = change("visited", status="done", old="NB12345678", new="NB87654321", parts="unit")
    done, actions = turn(SHOP, report)
    assert told(actions) == ["visit.swapped", "case.done"]
    assert turn(done, report) == (done, ())
    more, actions = turn(done, change("visited", status="done", old="NB12345678", new="NB87654321", parts="unit, cable"))
    assert told(actions) == []
    assert the(more).visit["parts"] == "unit, cable"


def test_a_ticket_past_its_deadline_calls_a_person_once_and_says_nothing_to_the_merchant() -> None:
    late, actions = turn(SHOP, change("late"))
    assert told(actions) == []
    assert [action.reason for action in actions if isinstance(action, CallStaff)] == ["ticket_late"]
    assert late.called
    assert turn(late, change("late")) == (late, ())
    spoken = replace(SHOP, mode=Mode.STAFF, staff="li")
    assert turn(spoken, change("late")) == (spoken, ())


def test_the_clock_of_a_ticket_stands_while_somebody_else_is_waited_for() -> None:
    waiting, _ = turn(SHOP, change("moved", status="waiting_part"))
    assert the(waiting).waits == ((NOW, None),)
    working, _ = turn(waiting, change("moved", status="working"))
    assert the(working).waits == ((NOW, NOW),)


def test_a_terminal_of_another_supplier_is_told_of_by_the_directory_with_its_source() -> None:
    office = Office("acme", "supplier", {"en": "Acme Terminals"}, "400 000 0000", {"en": "9 to 5"}, reviewed=REVIEWED)
    known = Draft(replace(WORLD, directory=(office,)), NOW, replace(SHOP, slots={"supplier": "ACME Terminals"})).values({})
    assert (known["supplier_name"], known["supplier_phone"], known["supplier_hours"]) == ("Acme Terminals", "400 000 0000", "9 to 5")
    assert known["supplier_source"] == REVIEWED.source
    unread = replace(office, reviewed=None)
    assert Draft(replace(WORLD, directory=(unread,)), NOW, replace(SHOP, slots={"supplier": "acme"})).values({})["supplier_source"] == ""


def test_while_a_person_speaks_it_is_told_in_that_persons_name_and_nothing_is_asked() -> None:
    state, actions = turn(replace(SHOP, mode=Mode.STAFF, staff="li"), change("moved", status="done"))
    assert told(actions) == []
    [notice] = [action for action in actions if isinstance(action, Notify)]
    assert (notice.who, notice.name, notice.told.sentence) == ("li", "Li Na", "case.done")
    assert state.question is None
    _, actions = turn(replace(state, tickets=(replace(the(state), status="done"),)), Elapsed(NOW, f"close:{REF}", 9))
    assert [action.who for action in actions if isinstance(action, Notify)] == ["li"]


def test_what_is_told_of_itself_while_a_person_speaks_bears_his_name_and_not_his_account() -> None:
    state, _ = turn(replace(SHOP, tickets=(replace(TICKET, status="done"),)), StaffJoined(NOW, "li", "Li Na"))
    _, actions = turn(state, Elapsed(NOW, f"close:{REF}", 9))
    assert [(action.who, action.name) for action in actions if isinstance(action, Notify)] == [("li", "Li Na")]
    assert turn(state, StaffLeft(NOW, "li"))[0].staff_name == ""


def test_what_is_done_is_asked_about_accepted_or_reopened_and_closes_by_itself() -> None:
    done, actions = turn(SHOP, change("moved", status="done"))
    [reminder] = [a for a in actions if isinstance(a, SetReminder)]
    assert (reminder.name, reminder.at) == (f"close:{REF}", NOW + timedelta(days=3))
    accepted, actions = press(done, "accept")
    assert (the(accepted).status, told(actions)) == ("closed", ["case.accepted"])
    assert [a.remedy for a in actions if isinstance(a, Resolved)] == ["repair"]
    again, actions = press(done, "again")
    assert (the(again).status, told(actions)[0]) == ("working", "case.reopened")
    assert [a for a in actions if isinstance(a, CallStaff)]
    closed, actions = turn(done, Elapsed(NOW, f"close:{REF}", 9))
    assert (the(closed).status, told(actions)) == ("closed", ["case.closed"])
    assert turn(closed, Elapsed(NOW, f"close:{REF}", 9)) == (closed, ())
    assert told(turn(closed, change("moved", status="working"))[1]) == ["case.reopened"]


def test_what_was_asked_before_can_still_be_answered_beside_the_notice() -> None:
    offers = (Offer("on", "power.dead.light.on", Move.ANSWER, "on"),)
    busy = replace(SHOP, place=Place("power.dead", "light"), question=Question(8, offers))
    state, actions = turn(busy, change("moved", status="done"))
    assert told(actions) == ["case.done"]
    assert state.question
    assert [(offer.name, offer.shown) for offer in state.question.offers] == [("accept", True), ("again", True), ("on", False)]
    after, _ = turn(state, Chose(NOW, "8.on"))
    assert after.slots["light"] == "on"
    answered, _ = press(state, "accept")
    assert answered.place == Place("power.dead", "light")


def test_merged_split_and_linked() -> None:
    other = replace(TICKET, ref="1042-8", words=("no light",), priority=1, media=(Media("photo", "a.jpg"),))
    both = replace(SHOP, tickets=(other, TICKET))
    merged, actions = turn(both, change("merged", into="1042-8"))
    assert told(actions) == ["case.merged"]
    assert (the(merged).status, the(merged).into) == ("merged", "1042-8")
    assert the(merged, "1042-8").words == ("no light", "it is dead")
    assert turn(merged, change("merged", into="1042-8")) == (merged, ())
    assert turn(both, change("merged", into=REF)) == (both, ())
    assert the(turn(SHOP, change("merged", into="2000-1"))[0]).into == "2000-1"
    split, actions = turn(SHOP, change("split", intent="printer.blank"))
    assert told(actions) == ["case.split"]
    [opened] = [a.ticket for a in actions if isinstance(a, OpenTicket)]
    assert (opened.intent, opened.links, the(split).links) == ("printer.blank", (REF,), (opened.ref,))
    assert turn(split, change("split", intent="printer.blank")) == (split, ())
    assert turn(split, change("split", intent=TICKET.intent)) == (split, ())
    linked, actions = turn(SHOP, change("linked", other="2000-1"))
    assert (told(actions), the(linked).links) == ([], ("2000-1",))
    assert turn(linked, change("linked", other="2000-1")) == (linked, ())
    urgent, actions = turn(SHOP, change("prioritised", priority="2"))
    assert (told(actions), the(urgent).priority) == ([], 2)
    assert turn(urgent, change("prioritised", priority="2")) == (urgent, ())


# ---- visits ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("window", ["tomorrow", "2026-11-24T09:00", "2026-11-24T09:00/noon", "2026-11-24T11:00/09:00", "T09:00/11:00"])
def test_what_does_not_end_after_it_begins_is_no_window(window: str) -> None:
    assert ends(window, "Asia/Shanghai") is None


def test_a_window_ends_by_the_clock_of_the_place() -> None:
    assert ends("2026-11-24T09:00/11:30", "Asia/Shanghai") == datetime(2026, 11, 24, 3, 30, tzinfo=UTC)


def test_windows_are_those_of_the_calendar_that_are_not_over_closed_or_full() -> None:
    free = list(windows(WORLD.visits, NOW))
    assert free[:3] == ["2026-11-24T09:00/12:00", "2026-11-24T13:00/18:00", "2026-11-26T09:00/12:00"]
    assert not any(window.startswith(("2026-11-25", "2026-11-28", "2026-11-29")) for window in free)
    assert all((starts(window, "Asia/Shanghai") or NOW) >= NOW + timedelta(hours=4) for window in free)
    assert WINDOW not in list(windows(replace(WORLD.visits, full=(WINDOW,)), NOW))
    assert starts("tomorrow", "Asia/Shanghai") is None
    assert starts("some/day", "Asia/Shanghai") is None


NORTH = VisitArea("north", ("Baoshan", "Gucun Park"), {"3": ("09:00-12:00",)}, notice=24)
FAR = VisitArea("far", ("Chongming", "Gucun"))
ROUNDS = replace(WORLD, visits=replace(WORLD.visits, areas=(NORTH, FAR), full=(WINDOW, f"{WINDOW}@north")))


@pytest.mark.parametrize(
    ("address", "area", "first"),
    [
        ("12 Nanjing Road", "", ["2026-11-24T09:00/12:00", "2026-11-24T13:00/18:00", "2026-11-26T13:00/18:00"]),
        ("88 ＢＡＯＳＨＡＮ Road", "north", []),
        ("Gucun Park, east gate", "north", []),
        ("Gucun village", "far", []),
    ],
)
def test_where_the_terminal_stands_says_on_which_days_somebody_comes(address: str, area: str, first: list[str]) -> None:
    hours = there(ROUNDS.visits, address)
    assert (hours.area, list(windows(hours, NOW))[:3]) == (area, first)
    assert list(windows(replace(hours, full=(WINDOW,)), NOW))[:1] == {"": first[:1], "north": [WINDOW], "far": []}[area]


def test_an_address_on_another_round_gives_the_visit_up_and_asks_for_a_time_there() -> None:
    booked, _ = turn(SHOP, change("booked", window=WINDOW))
    for place, sentence, free in (("3 Baoshan Road", "visit.elsewhere", True), ("Chongming, dock 2", "visit.arranged", False)):
        visits = replace(ROUNDS.visits, full=())
        world = replace(ROUNDS, visits=visits)
        draft = Draft(world, NOW, replace(booked, slots={"address": place}))
        moved = update(draft, "change")
        assert f"elsewhere:{REF}" in [a.name for a in moved.actions if isinstance(a, SetReminder)]
        state, actions = step(moved.state, change("elsewhere"), world)
        assert told(actions) == [sentence]
        assert (the(state).visit, the(state).status) == ({}, "open")
        assert {a.name for a in actions if isinstance(a, CancelReminder)} == {f"visit_eve:{REF}", f"visit_morning:{REF}"}
        assert state.question
        assert any(offer.shown and offer.name == "w1" for offer in state.question.offers) is free
        assert [a.reason for a in actions if isinstance(a, CallStaff)] == ([] if free else ["visit_moved"])
    same = update(Draft(ROUNDS, NOW, replace(booked, slots={"address": "13 Nanjing Road"})), "change")
    assert not [a for a in same.actions if isinstance(a, SetReminder) and a.name.startswith("elsewhere")]


def test_a_window_is_asked_for_and_booked_when_there_is_a_seat_and_reminded_of() -> None:
    asked = book(Draft(WORLD, NOW, SHOP), TICKET, WINDOW)
    assert told(asked.actions) == ["visit.asked"]
    assert the(asked.state).visit == {"wanted": WINDOW}
    booked, actions = turn(asked.state, change("booked", window=WINDOW, technician="Zhao Lei", code="0427"))
    assert told(actions) == ["visit.booked"]
    assert the(booked).status == "scheduled"
    assert the(booked).visit == {"window": WINDOW, "technician": "Zhao Lei", "code": "0427"}
    times = {a.name: a.at for a in actions if isinstance(a, SetReminder)}
    assert times[f"visit_eve:{REF}"].isoformat() == "2026-11-25T18:00:00+08:00"
    assert times[f"visit_morning:{REF}"].isoformat() == "2026-11-26T08:00:00+08:00"
    assert turn(booked, change("booked", window=WINDOW, technician="Zhao Lei", code="0427")) == (booked, ())
    for name in ("visit_eve", "visit_morning"):
        due = Elapsed(times[f"{name}:{REF}"], f"{name}:{REF}", 9)
        assert told(turn(booked, due)[1]) == [f"visit.{name.removeprefix('visit_')}"]
        assert turn(booked, replace(due, at=due.at + timedelta(days=1))) == (booked, ()), (
            "after a day of standstill it is not tomorrow any more"
        )
    early = datetime.fromisoformat("2026-11-26T07:00+08:00")
    assert turn(booked, Elapsed(early, f"visit_eve:{REF}", 9)) == (booked, ()), "on the day itself nobody says tomorrow"
    late, actions = turn(asked.state, replace(change("booked", window=WINDOW), at=datetime.fromisoformat("2026-11-26T07:00+08:00")))
    assert [a.name for a in actions if isinstance(a, SetReminder)] == [f"visit_morning:{REF}"]
    assert CancelReminder(f"visit_eve:{REF}") in actions, "that of the time before must not ring for this one"
    assert late.question
    assert turn(late, Elapsed(datetime.fromisoformat("2026-11-26T09:00+08:00"), f"visit_morning:{REF}", 9)) == (late, ())


def test_a_visit_can_be_confirmed_moved_and_cancelled_by_its_buttons() -> None:
    booked, _ = turn(SHOP, change("booked", window=WINDOW, code="0427"))
    sure, actions = press(booked, "fits")
    assert (told(actions), the(sure).visit["confirmed"]) == (["visit.confirmed"], "yes")
    moving, actions = press(booked, "move")
    assert told(actions) == ["visit.which"]
    assert moving.question
    wanted, actions = press(moving, "w2")
    assert told(actions) == ["visit.asked"]
    assert the(wanted).visit["wanted"] == moving.question.offers[1].to.split(":", 2)[2]
    off, actions = press(booked, "unbook")
    assert (told(actions), the(off).visit, the(off).status) == (["visit.cancelled"], {}, "open")
    assert f"unbook:{REF}" in [a.name for a in actions if isinstance(a, SetReminder)]
    assert turn(off, Elapsed(NOW, f"visit_eve:{REF}", 9)) == (off, ())
    assert told(press(replace(booked, tickets=(replace(the(booked), visit={}),)), "fits")[1]) == ["common.stale"]
    assert told(press(replace(booked, tickets=()), "fits")[1]) == ["common.stale"]


def reasons(actions: tuple[object, ...]) -> list[str]:
    return [a.reason for a in actions if isinstance(a, CallStaff)]


def test_a_visit_that_is_given_up_calls_the_staff_once_and_seeing_to_it_ends_that() -> None:
    booked, _ = turn(SHOP, change("booked", window=WINDOW))
    off, actions = press(booked, "unbook")
    assert reasons(actions) == ["visit_cancelled"]
    assert not turn(off, change("booked", window=WINDOW, technician="Zhao Lei"))[0].called
    assert told(answered(Draft(WORLD, NOW, off), f"unbook:{REF}").actions) == ["common.stale"], "there is none any more"
    working, _ = turn(booked, change("moved", status="waiting_part"))
    assert the(answered(Draft(WORLD, NOW, working), f"unbook:{REF}").state).status == "waiting_part"
    cancelled = update(Draft(WORLD, NOW, booked), "cancel")
    assert reasons(cancelled.actions) == ["visit_cancelled"]
    assert reasons(update(Draft(WORLD, NOW, SHOP), "cancel").actions) == []


def test_a_visit_alone_is_cancelled_and_the_ticket_stays() -> None:
    booked, _ = turn(SHOP, change("booked", window=WINDOW, technician="Zhao Lei", code="0427"))
    assert RULES["visit"](Draft(WORLD, NOW, booked)) == "booked"
    shown = step_values(Draft(WORLD, NOW, booked))
    assert (shown["ticket_visit"], shown["ticket_technician"], shown["ticket_code"]) == (f"~{WINDOW}", "Zhao Lei", "0427")
    off = update(Draft(WORLD, NOW, booked), "unbook")
    assert (told(off.actions), the(off.state).status) == (["visit.cancelled"], "open")
    assert RULES["visit"](off) == "none"
    assert step_values(off)["ticket_visit"] == ""


def test_what_the_words_hold_for_a_ticket_is_known() -> None:
    draft = Draft(WORLD, NOW, replace(SHOP, slots={"appointment": WINDOW}))
    assert RULES["told_for"](draft) == "none"
    assert RULES["told_for"](replace(draft, learned={"address": "x"})) == "address"
    named = replace(draft, learned={"appointment": WINDOW})
    assert RULES["told_for"](named) == "window"
    assert DEEDS["appointment_anew"](named) == named
    assert "appointment" not in DEEDS["appointment_anew"](draft).state.slots


def spoken(state: State, act: str) -> tuple[State, tuple[Action, ...]]:
    return turn(state, Heard(NOW, "…", Decision.ACCEPT, (Candidate("conversation.yes", 1.0),), act))


def test_short_words_answer_what_was_told_of_a_ticket() -> None:
    booked, _ = turn(SHOP, change("booked", window=WINDOW))
    assert told(spoken(booked, "agreed")[1]) == ["visit.confirmed"]
    assert told(spoken(booked, "cannot")[1]) == ["visit.which"]
    done, _ = turn(SHOP, change("moved", status="done"))
    again, actions = spoken(done, "not_fixed")
    assert (the(again).status, reasons(actions)) == ("working", ["not_yet"])
    finished, _ = turn(again, change("moved", status="done"))
    works, actions = spoken(finished, "solved")
    assert (the(works).status, works.called, works.since) == ("closed", False, None)
    assert CancelReminder("unanswered") in actions, "nobody is waited for any more"


def test_that_a_repair_works_does_not_send_away_whom_the_merchant_has_called_for_something_else() -> None:
    done, _ = turn(SHOP, change("moved", status="done"))
    works, actions = press(replace(done, called=True, since=NOW), "accept")
    assert (the(works).status, works.called, works.since) == ("closed", True, NOW)
    assert CancelReminder("unanswered") not in actions


def test_whom_only_the_desk_has_called_does_not_hold_the_merchant_up() -> None:
    off, _ = press(turn(SHOP, change("booked", window=WINDOW))[0], "unbook")
    assert off.called
    assert "common.person_waiting" not in told(spoken(off, "agreed")[1])
    assert told(spoken(replace(off, since=NOW), "agreed")[1]) == ["common.person_waiting"]


def test_what_could_be_left_just_so_is_not_in_the_way_of_what_is_told() -> None:
    idle = Question(8, (Offer("fine", "choice.yes", Move.ANSWER, "fine"),))
    asked = replace(SHOP, place=Place("ticket.status", "told"), question=idle)
    assert turn(asked, change("moved", status="done"))[0].place is None
    waits = replace(asked, paused=(Place("power.dead", "light"),))
    assert turn(waits, change("moved", status="done"))[0].place == asked.place


def test_a_free_window_that_is_named_where_the_ticket_was_asked_after_is_no_mere_fact() -> None:
    asked = replace(SHOP, place=Place("ticket.status", "told"), question=Question(9))
    draft = Draft(WORLD, NOW, asked, learned={"appointment": WINDOW})
    assert told_ahead(draft, Heard(NOW, "friday morning")) is None


def test_a_question_aside_leaves_what_was_put_to_the_merchant_to_be_answered() -> None:
    offered, _ = turn(SHOP, papered(change("offered", **TERMS, version="1"), "a.pdf"))
    aside = Draft(WORLD, NOW, replace(offered, turn=offered.turn + 1))
    asked = give_answer(aside, replace(next(iter(WORLD.answers.values())), then="repair.visit")).state.question
    assert asked
    assert [offer.name for offer in asked.offers if offer.shown] == ["yes", "no"]
    hidden = asked.offer("agree")
    assert hidden
    assert the(pick(replace(aside, state=replace(aside.state, question=asked)), hidden).state).agreements[-1]["state"] == "agreed"


def test_what_is_to_be_told_once_is_no_fact_of_a_ticket() -> None:
    state = replace(SHOP, slots={"reminder_of": "call the bank", "remind_at": "2026-11-24T17:00", "address": "5 High Street"})
    assert the(update(Draft(WORLD, NOW, state), "change").state).facts == {**TICKET.facts, "address": "5 High Street"}


def test_a_technician_is_told_by_the_staff_of_a_time_that_the_merchant_has_changed() -> None:
    booked, _ = turn(SHOP, change("booked", window=WINDOW, technician="Zhao Lei"))
    by_merchant = replace(change("booked", window="2026-11-27T09:00/12:00"), who="", name="")
    moved, actions = turn(booked, by_merchant)
    assert (told(actions), reasons(actions)) == (["visit.booked"], ["visit_moved"])
    assert reasons(turn(turn(SHOP, change("booked", window=WINDOW))[0], by_merchant)[1]) == [], "nobody has to be told"
    spoken = replace(booked, mode=Mode.STAFF, staff="li")
    assert reasons(turn(spoken, by_merchant)[1]) == [], "who speaks with him sees it"
    assert not turn(moved, change("moved", status="working"))[0].called


def test_what_is_done_with_is_not_taken_up_again_by_an_old_button_of_its_visit() -> None:
    booked, _ = turn(SHOP, change("booked", window=WINDOW))
    done, _ = turn(booked, change("moved", status="done"))
    for verb in ("fits", "move", "unbook", "book"):
        pressed = answered(Draft(WORLD, NOW, done), f"{verb}:{REF}:{WINDOW}")
        assert (told(pressed.actions), the(pressed.state).status) == (["common.stale"], "done")


def test_a_window_that_was_given_away_meanwhile_is_told_with_others() -> None:
    asked = book(Draft(WORLD, NOW, SHOP), TICKET, WINDOW)
    state, actions = turn(asked.state, change("full"))
    assert told(actions) == ["visit.full"]
    assert "wanted" not in the(state).visit
    assert state.question
    assert state.question.offers[-1].name == "person"
    again, actions = step(state, heard("conversation.yes"), WORLD)
    assert (told(actions)[-1], again.question and again.question.offers) == ("visit.which", state.question.offers)


def test_words_that_are_no_window_are_a_wish_for_the_staff() -> None:
    wished = book(Draft(WORLD, NOW, SHOP), TICKET, "Friday morning")
    assert told(wished.actions) == ["ticket.changed"]
    assert the(wished.state).facts["window"] == "Friday morning"


def test_what_was_wished_before_a_visit_was_booked_is_settled_and_does_not_come_back_with_another_change() -> None:
    booked, _ = turn(replace(SHOP, slots={"window": "tomorrow morning", "contact": "020 7946 0000"}), change("booked", window=WINDOW))
    assert "window" not in booked.slots
    moved = update(Draft(WORLD, NOW, booked), "change")
    assert (told(moved.actions), the(moved.state).facts["window"], the(moved.state).visit) == (
        ["ticket.changed"],
        WINDOW,
        {"window": WINDOW},
    )


@pytest.mark.parametrize("how", ["change", "book"])
def test_a_booked_visit_that_is_wished_for_another_time_is_given_up_and_arranged_by_a_person(how: str) -> None:
    booked, _ = turn(SHOP, change("booked", window=WINDOW, technician="Zhao Lei", code="0427"))
    wish = {"window": "Sunday 2 to 4"}
    draft = Draft(WORLD, NOW, replace(booked, slots=wish), learned=wish)
    moved = update(draft, "change") if how == "change" else book(draft, the(booked), wish["window"])
    assert (told(moved.actions), reasons(moved.actions)) == (["visit.arranged"], ["visit_moved"])
    assert (the(moved.state).visit, the(moved.state).status, the(moved.state).facts["window"]) == ({}, "open", "Sunday 2 to 4")
    assert {a.name for a in moved.actions if isinstance(a, CancelReminder)} == {f"visit_eve:{REF}", f"visit_morning:{REF}"}
    assert f"unbook:{REF}" in [a.name for a in moved.actions if isinstance(a, SetReminder)]


def test_a_swap_is_told_with_both_numbers_and_then_what_follows() -> None:
    event = replace(change("visited", status="done", old="NB12345678", new="NB87654321", parts="unit"), media=(Media("photo", "new.jpg"),))
    state, actions = turn(SHOP, event)
    assert told(actions) == ["visit.swapped", "case.done"]
    assert (the(state).visit["new"], the(state).media) == ("NB87654321", (Media("photo", "new.jpg"),))
    plain, actions = turn(SHOP, change("visited", status="open", parts="cable"))
    assert (told(actions), the(plain).visit) == ([], {"parts": "cable"})
    assert [a.what for a in actions if isinstance(a, UpdateTicket)] == ["visited"]


def test_there_is_a_calendar_once_windows_are_written_for_any_place() -> None:
    assert has_calendar(WORLD.visits)
    assert has_calendar(VisitHours(areas=(FAR, NORTH)))
    assert not has_calendar(VisitHours(areas=(FAR,)))
    assert not has_calendar(VisitHours())


# ---- agreements ------------------------------------------------------------------------------------


def offered() -> State:
    return turn(SHOP, papered(change("offered", **TERMS, digest="ab" * 32), "a.pdf"))[0]


def test_an_agreement_is_offered_with_its_document_and_confirmed_by_a_button() -> None:
    state, actions = turn(SHOP, papered(change("offered", **TERMS), "a.pdf"))
    assert [(a.sentence, a.document) for a in actions if isinstance(a, Say)] == [("agreement.offered", "a.pdf")]
    agreed, actions = press(state, "agree")
    assert told(actions) == ["agreement.agreed"]
    assert the(agreed).agreements[-1]["state"] == "agreed"
    assert the(agreed).agreements[-1]["agreed_on"] == "2026-11-23"
    assert f"seal:{REF}" in [a.name for a in actions if isinstance(a, SetReminder)]
    sealed, actions = turn(agreed, papered(change("sealed"), "b.pdf"))
    assert told(actions) == ["agreement.sealed"]
    second, _ = turn(sealed, change("offered", **{**TERMS, "fee": "280"}))
    assert [one["version"] for one in the(second).agreements] == ["1", "2"]


def test_an_agreement_can_be_declined_and_an_old_button_does_nothing_twice() -> None:
    declined, actions = press(offered(), "decline")
    assert (told(actions), the(declined).agreements[-1]["state"]) == (["agreement.declined"], "declined")
    for verb in ("agree", "decline"):
        again = replace(declined, question=offered().question)
        assert told(press(again, verb)[1]) == ["common.stale"]
        assert told(press(replace(offered(), tickets=(TICKET,)), verb)[1]) == ["common.stale"]


def held() -> State:
    """A person speaks, and puts the agreement to the merchant."""
    return turn(SHOP, StaffJoined(NOW, "li"), papered(change("offered", **TERMS, digest="ab" * 32), "a.pdf"))[0]


def said(name: str | None) -> Heard:
    return Heard(NOW, "words", Decision.REJECT, offer=name)


@pytest.mark.parametrize(("name", "becomes"), [("agree", "agreed"), ("decline", "declined"), ("person", "offered"), (None, "offered")])
def test_his_word_to_a_person_on_an_agreement_counts_and_the_bot_says_nothing(name: str | None, becomes: str) -> None:
    state, actions = turn(held(), said(name))
    assert (the(state).agreements[-1]["state"], state.mode, told(actions)) == (becomes, Mode.STAFF, [])
    assert (f"seal:{REF}" in [a.name for a in actions if isinstance(a, SetReminder)]) == (becomes == "agreed")


def test_once_the_person_has_said_something_else_the_next_word_answers_that() -> None:
    state, _ = turn(held(), StaffSaid(NOW, "li", "Is tomorrow fine?"), said("agree"))
    assert the(state).agreements[-1]["state"] == "offered"


@pytest.mark.parametrize("resume", [True, False])
def test_an_agreement_that_waits_is_asked_for_again_once_the_bot_speaks(resume: bool) -> None:
    state, actions = turn(held(), StaffSaid(NOW, "li", "Have a look"), StaffLeft(NOW, "li", resume))
    assert told(actions)[-1] == "agreement.waits"
    assert the(press(state, "agree")[0]).agreements[-1]["state"] == "agreed"


def test_a_button_under_an_older_version_does_not_agree_to_the_newer_one() -> None:
    first = offered()
    assert first.question
    second, _ = turn(first, change("offered", **{**TERMS, "fee": "980"}))
    state, actions = turn(second, Chose(NOW, f"{first.question.turn}.agree"))
    assert "agreement.agreed" not in told(actions)
    assert [one["state"] for one in the(state).agreements] == ["offered", "offered"]
    assert the(press(second, "agree")[0]).agreements[-1]["state"] == "agreed"


def test_of_two_who_offer_the_same_version_the_first_has_offered_it() -> None:
    assert turn(offered(), change("offered", **TERMS, version="1"))[1] == ()


def test_what_was_taken_up_again_is_not_closed_by_the_button_under_its_end() -> None:
    done, _ = turn(SHOP, change("moved", status="done"))
    back, _ = turn(done, change("moved", status="working"))
    state, actions = press(replace(back, question=done.question), "accept")
    assert (the(state).status, told(actions)) == ("working", ["common.stale"])
    assert told(press(replace(back, question=done.question), "again")[1]) == ["common.stale"]


def test_a_bill_that_departs_is_flagged_told_and_answered() -> None:
    agreed, _ = press(offered(), "agree")
    within, actions = turn(agreed, change("billed", kind="bill", amount="300", currency="CNY"))
    assert (told(actions), the(within).flags) == (["agreement.within"], ())
    state, actions = turn(agreed, change("billed", kind="bill", amount="480", currency="CNY"))
    assert (told(actions), the(state).flags) == (["agreement.departs"], ("bill:over_cap",))
    accepted, actions = press(state, "accept_change")
    assert (told(actions), the(accepted).flags) == (["agreement.change_accepted"], ("bill:over_cap:accepted",))
    refused, actions = press(state, "refuse_change")
    assert told(actions)[0] == "agreement.change_refused"
    assert refused.called
    plain, actions = turn(SHOP, change("billed", kind="quote", amount="480", currency="CNY"))
    assert (told(actions), the(plain).flags) == (["agreement.told"], ())
    assert next(action.values["amount"] for action in actions if isinstance(action, Say)) == "¤480 CNY"
    abroad, actions = turn(agreed, change("billed", kind="bill", amount="1200", currency="JPY"))
    assert the(abroad).flags == ("bill:currency",)
    said = next(action.values for action in actions if isinstance(action, Say))
    assert (said["amount"], said["cap"]) == ("¤1,200 JPY", "¤300 CNY")


@pytest.mark.parametrize(
    ("written", "found"),
    [("CNY", "CNY"), (" rmb", "CNY"), ("元", "CNY"), ("￥", "CNY"), ("gbp", "GBP"), ("", ""), ("pounds", ""), ("12", "")],
)
def test_a_currency_is_three_letters_however_it_is_written(written: str, found: str) -> None:
    assert currency(written) == found


@pytest.mark.parametrize(
    ("later", "found"),
    [
        ({"amount": "300"}, ()),
        ({"amount": "300.01"}, ("over_cap",)),
        ({"amount": "20", "currency": "USD"}, ("currency",)),
        ({"amount": "4800", "currency": "JPY"}, ("currency",)),  # sums of two currencies are not compared
        ({"amount": "much"}, ()),
        ({"amount": "-1"}, ()),
        ({"parts": "compatible"}, ("parts",)),
        ({"parts": "original"}, ()),
        ({"ready": "2026-11-28"}, ()),
        ({"ready": "2026-11-29"}, ("late",)),
        ({"ready": "soon"}, ()),
    ],
)
def test_what_departs(later: dict[str, str], found: tuple[str, ...]) -> None:
    assert departures({**TERMS, "agreed_on": "2026-11-23"}, later) == found


def test_either_parts_depart_from_nothing_and_without_a_cap_the_fee_counts() -> None:
    assert departures({**TERMS, "parts": "either"}, {"parts": "compatible"}) == ()
    assert departures({**TERMS, "cap": ""}, {"amount": "261"}) == ("over_cap",)


def test_danger_comes_first_then_a_shop_that_stands_still_then_the_rest() -> None:
    assert priority(WORLD, replace(SHOP, trouble="battery.fire")) == 2
    assert priority(WORLD, SHOP) == 1
    assert priority(WORLD, replace(SHOP, terminals=({"serial": "A"}, {"serial": "B"}))) == 0
    assert priority(WORLD, replace(SHOP, trouble="printer.blank")) == 0
    assert priority(WORLD, replace(SHOP, trouble="transaction.response_code")) == 1
    assert priority(WORLD, replace(SHOP, trouble="")) == 0


def test_a_channel_passes_only_without_a_gap_and_one_bad_sign_is_a_warning() -> None:
    good = {"channel_kind": "agent", **channel.GOOD}
    assert channel.result(good) == "pass"
    assert channel.result({**good, "channel_support": "unsure"}) == "gaps"
    assert channel.result({**good, "channel_support": "unsure", "channel_phone": "search"}) == "warning"
    assert channel.answers({**good, "model": "x"}) == good


FORMS = (
    Step("calendar", Kind.CHECK, rule="calendar", branches={"on": "when"}, otherwise="done"),
    Step("when", Kind.FORM, slots=("appointment",), optional=("appointment",), next="book"),
    Step("book", Kind.UPDATE, ticket="book", next="check"),
    Step("check", Kind.DO, deed="channel_checked", next="done"),
)


def test_a_flow_offers_the_windows_books_the_one_that_is_picked_and_records_a_check() -> None:
    slots = {**WORLD.slots, "appointment": Slot("appointment", "window")}
    flow = Flow("repair.visit", "calendar", {one.id: one for one in FORMS}, REVIEWED)
    world = replace(WORLD, slots=slots, flows={**WORLD.flows, "repair.visit": flow})
    wish = Heard(NOW, "repair", Decision.ACCEPT, (Candidate("repair.visit", 0.99),))
    state, actions = step(SHOP, wish, world)
    assert told(actions) == ["slot.appointment"]
    assert state.question
    assert [offer.label for offer in state.question.offers][:2] == ["~2026-11-24T09:00/12:00", "~2026-11-24T13:00/18:00"]
    state, actions = step(state, Chose(NOW, f"{state.question.turn}.w1"), world)
    assert told(actions) == ["visit.asked"]
    assert [a.result for a in actions if isinstance(a, RecordCheck)] == ["pass"]


def test_a_cancelled_ticket_gives_its_seat_back() -> None:
    booked = replace(SHOP, tickets=(replace(TICKET, visit={"window": WINDOW}),))
    made = update(Draft(WORLD, NOW, booked), "cancel")
    assert [a.name for a in made.actions if isinstance(a, SetReminder)] == [f"unbook:{REF}"]
    assert [a for a in update(Draft(WORLD, NOW, SHOP), "cancel").actions if isinstance(a, SetReminder)] == []


def errands(actions: tuple[Action, ...]) -> list[str]:
    return [one.name for one in actions if isinstance(one, SetReminder)]


def test_what_becomes_of_the_ticket_that_took_it_up_elsewhere_is_told_once() -> None:
    apart, actions = turn(SHOP, change("merged", into="2000-1"))
    assert errands(actions) == [f"together:{REF}"], "the other ticket is to learn of it, written in the same turn"
    assert turn(apart, change("followed", status="open")) == (apart, ()), "what has not moved is no news"
    heard_of, actions = turn(apart, change("followed", status="waiting_part", note="On Friday."))
    assert told(actions) == ["case.followed"]
    assert turn(heard_of, change("followed", status="waiting_part", note="On Friday.")) == (heard_of, ())
    assert turn(heard_of, change("followed", status="waiting_part")) == (heard_of, ())
    _, actions = turn(heard_of, change("followed", status="waiting_part", note="On Monday."))
    assert told(actions) == ["case.followed"]
    assert turn(SHOP, change("followed", status="done")) == (SHOP, ())
    done, _ = turn(heard_of, change("followed", status="done", moved="2026-11-23T03:00:00+00:00"))
    assert turn(done, change("followed", status="working", moved="2026-11-23T02:59:00+00:00")) == (done, ()), "read before, come after"
    alone, _ = turn(heard_of, change("moved", status="working"))
    assert (the(alone).into, "followed" in the(alone).facts) == ("", False), "moved, it goes on by itself again"
    assert turn(alone, change("followed", status="done")) == (alone, ())


def test_the_ticket_that_took_another_up_tells_of_each_step_in_the_turn_in_which_it_is_taken() -> None:
    plain, actions = turn(SHOP, change("linked", other="2000-1"))
    assert errands(actions) == [], "what is only linked hears nothing"
    took, actions = turn(SHOP, change("linked", other="2000-1", taken="yes"))
    assert errands(actions) == [f"follow:{REF}"]
    for event in (change("moved", status="waiting_part"), change("moved", status="waiting_part", note="On Friday.")):
        took, actions = turn(took, event)
        assert errands(actions) == [f"follow:{REF}"]
    assert errands(turn(took, change("prioritised", priority="2"))[1]) == []
    done, actions = turn(took, change("moved", status="done"))
    assert f"follow:{REF}" in errands(actions)
    assert f"follow:{REF}" in errands(press(done, "accept")[1]), "what the merchant answers himself as well"
    assert f"follow:{REF}" in errands(turn(done, Elapsed(NOW + timedelta(days=3), f"close:{REF}", 1))[1])
    known, actions = turn(plain, change("linked", other="2000-1", taken="yes"))
    assert errands(actions) == [f"follow:{REF}"], "what was linked before it was taken up hears how it stands as well"
    assert the(known).links == ("2000-1",)


def test_who_had_it_taken_up_says_whether_it_works_and_that_is_passed_on_once() -> None:
    apart, _ = turn(SHOP, change("merged", into="2000-1"))
    done, actions = turn(apart, change("followed", status="done"))
    works, actions = press(done, "accept")
    assert told(actions) == ["case.accepted"]
    assert [a for a in actions if isinstance(a, Resolved)] == [], "it is counted where it was solved"
    assert errands(actions) == [f"answer:accept:{REF}"]
    assert turn(works, change("followed", status="closed")) == (works, ()), "closed he knows"
    _, actions = press(replace(works, question=done.question), "accept")
    assert (told(actions), errands(actions)) == (["common.stale"], [])
    broken, actions = press(done, "again")
    assert told(actions) == ["case.reopened_together", "common.person"]
    assert f"answer:again:{REF}" in errands(actions)
    assert turn(broken, change("followed", status="working")) == (broken, ()), "that it is open again he was told"
    assert told(press(replace(apart, question=done.question), "again")[1]) == ["common.stale"]


def test_what_another_merchant_answers_is_seen_at_the_ticket_and_takes_up_what_was_done() -> None:
    said = change("answered", by="2000-1", verb="accept", at=NOW.isoformat())
    done, _ = turn(SHOP, change("moved", status="done"))
    noted, actions = turn(done, said)
    assert told(actions) == []
    assert [(one.ref, one.verb, one.at) for one in the(noted).answers] == [("2000-1", "accept", NOW)]
    assert the(decode_state(encode_state(noted))).answers == the(noted).answers
    assert turn(noted, said) == (noted, ())
    again = change("answered", by="2000-1", verb="again", at=NOW.isoformat())
    reopened, actions = turn(noted, again)
    assert (the(reopened).status, told(actions)) == ("working", ["case.reopened_by_other"])
    assert CancelReminder(f"close:{REF}") in actions
    assert told(turn(SHOP, again)[1]) == [], "what is being worked on goes on"


def test_an_agreement_answered_after_its_ticket_was_taken_up_is_known_there() -> None:
    offered, _ = turn(SHOP, papered(change("offered", **TERMS), "a.pdf"))
    apart, _ = turn(offered, change("merged", into="2000-1"))
    agreed, actions = press(apart, "agree")
    assert f"answer:agree:{REF}" in errands(actions)
    assert f"answer:agree:{REF}" not in errands(press(replace(agreed, question=offered.question), "agree")[1])
    assert f"answer:agree:{REF}" not in errands(press(offered, "agree")[1]), "its own ticket knows it"


def test_a_ticket_that_is_taken_up_or_cancelled_gives_its_seat_back_and_what_it_took_up_goes_along() -> None:
    other = Ticket("1042-9", "paid", "power.dead", NOW)
    mine = replace(TICKET, visit={"window": WINDOW}, links=("2000-1",), facts={**TICKET.facts, "note_told": "On Friday."})
    two = replace(SHOP, tickets=(mine, other))
    one, actions = turn(two, change("merged", into="1042-9"))
    assert f"unbook:{REF}" in errands(actions)
    assert (the(one, "1042-9").links, the(one, "1042-9").facts) == (("2000-1",), TICKET.facts)
    assert f"unbook:{REF}" in errands(turn(two, change("moved", status="cancelled"))[1])
    assert f"unbook:{REF}" not in errands(turn(SHOP, change("moved", status="cancelled"))[1])
