"""Plans and checks as files: a calendar that phones read, a page, a PDF; each of one chat and no other."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pypdfium2
import pytest
from icalendar import Calendar

from bot.core.deeds import DEEDS
from bot.core.draft import Draft
from bot.core.machine import step
from bot.core.messages import Media
from bot.core.reminders import making, pacing, reminding, single
from bot.core.state import Place, State, Ticket
from bot.core.understanding import Chose, Elapsed, Heard, Sent
from bot.core.upkeep.plan import Duty, Plan, Terminal
from bot.core.vocabulary import GAPS
from bot.core.walking import enter_flow
from bot.rendering.documents import Documents
from bot.rendering.printing import why_not
from bot.service.desk.upkeep import upkeep_of
from bot.service.papers import Papers
from bot.service.press import Press
from bot.service.turning import Mind
from bot.wiring.blobs import MemoryBlobs

TEMPLATES = Path(__file__).resolve().parents[3] / "templates"
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def planned(mind: Mind, locale: str = "zh") -> State:
    plan = Plan(NOW.date(), "heavy", "greasy", "meals", (Terminal("1", "PAX A920", "N9100032871"),))
    return State(ref="1001", locale=locale, plan=making.made(mind.knowledge, plan, NOW.date()))


def papers(mind: Mind, *states: State) -> Papers:
    async def state_of(number: int) -> State | None:
        return next((state for state in states if state.ref == str(number)), None)

    return Papers(MemoryBlobs(), lambda: mind, Press(Documents(TEMPLATES)), state_of)


def walked(mind: Mind, state: State, flow: str, *picks: str, at: datetime = NOW) -> State:
    """The state after a guided check was answered so; a pick that is no button is typed."""
    state = enter_flow(Draft(mind.knowledge, at, replace(state, turn=state.turn + 1)), flow).state
    for pick in picks:
        assert state.question is not None, pick
        offer = state.question.offer(pick)
        event = (
            Chose(at, state.question.key(offer))
            if offer
            else Sent(at, (Media("photo", pick),))
            if pick.endswith(".jpg")
            else Heard(at, pick)
        )
        state, _ = step(state, event, mind.knowledge)
    return state


async def test_the_calendar_has_every_duty_as_often_as_its_rule_says(mind: Mind) -> None:
    state = planned(mind)
    content = await papers(mind, state).get("upkeep/1001/plan.ics")
    assert content
    events = {str(event["uid"]): event for event in Calendar.from_ical(content).walk("VEVENT")}
    assert state.plan
    assert set(events) == {f"1001-{duty.key}@posbot" for duty in state.plan.duties}
    printer = events["1001-printer.1@posbot"]
    assert printer["rrule"].to_ical() == b"FREQ=WEEKLY;INTERVAL=2"
    assert (printer.decoded("dtstart"), str(printer["summary"])) == (date(2026, 12, 7), "清纸仓和打印头")
    assert "printer-3" in str(printer["description"])
    checks = {chore: str(events[f"1001-{chore}@posbot"]["description"]) for chore in ("protection", "inspection.1", "yearly.1")}
    assert all(description.partition("\n")[0].count("开始检查") == 1 for description in checks.values()), checks
    assert [alarm.decoded("trigger") for alarm in printer.walk("VALARM")] == [timedelta(hours=15)]


@pytest.mark.parametrize(("locale", "words"), [("zh", "给银行打电话"), ("en", "call the bank")])
async def test_what_a_merchant_wants_to_be_told_of_is_at_its_time_of_day_in_the_shop(mind: Mind, locale: str, words: str) -> None:
    timed = Duty("", "", "once", "once", "", date(2026, 12, 9), at="15:30", number=1, words=words)
    plan = Plan(NOW.date(), "", "", "", duties=(timed, replace(timed, number=2, at="")), zone="Asia/Shanghai")
    content = await papers(mind, State(ref="1001", locale=locale, plan=plan)).get("upkeep/1001/plan.ics")
    assert content
    first, second = (event for event in Calendar.from_ical(content).walk("VEVENT"))
    at = {str(event["uid"]): event.decoded("dtstart") for event in (first, second)}
    assert at == {"1001-once.1@posbot": datetime(2026, 12, 9, 7, 30, tzinfo=UTC), "1001-once.2@posbot": date(2026, 12, 9)}
    for event in (first, second):
        description = str(event["description"])
        assert (description.count(words), description.count("\n")) == (1, 0), description


@pytest.mark.parametrize(
    ("locale", "title", "why"), [("zh", "保养计划", "一天 300 笔以上"), ("en", "Maintenance plan", "Over 300 sales a day")]
)
async def test_the_page_names_each_date_with_its_rule(mind: Mind, locale: str, title: str, why: str) -> None:
    content = await papers(mind, planned(mind, locale)).get("upkeep/1001/plan.html")
    assert content
    for words in (title, why, "wipe-3", "2026-12-07", "PAX A920 …2871"):
        assert words in content.decode()


async def test_the_printed_plan_can_be_read(mind: Mind) -> None:
    if reason := why_not():
        pytest.skip(str(reason))
    content = await papers(mind, planned(mind)).get("upkeep/1001/plan.pdf")
    assert content
    words = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))
    assert "清纸仓和打印头" in words
    assert "printer-3" in words


async def test_what_is_due_at_several_terminals_on_one_day_is_one_row_that_names_them(mind: Mind) -> None:
    terminals = (Terminal("1", "PAX A920", "N9100032871"), Terminal("2", "V240m", "V2400003456"))
    plan = making.made(mind.knowledge, Plan(NOW.date(), "heavy", "greasy", "meals", terminals), NOW.date())
    content = await papers(mind, State(ref="1001", locale="en", plan=plan)).get("upkeep/1001/plan.html")
    assert content
    row = next(row for row in content.decode().split("<tr>") if "wipe-3" in row)
    assert "PAX A920 …2871" in row
    assert "V240m …3456" in row
    assert content.decode().count("wipe-3") == 1


async def test_a_protection_check_says_what_is_another_than_last_time(mind: Mind) -> None:
    first = walked(mind, planned(mind), "maintenance.protection", "fresh", "shared", "default", "off", "apart", "fine")
    second = walked(
        mind, first, "maintenance.protection", "tried", "own", "default", "off", "apart", "fine", at=datetime(2027, 2, 24, 2, 0, tzinfo=UTC)
    )
    sheet = second.sheets[-1]
    assert (sheet.check, sheet.last, sheet.changed) == ("protection", NOW.date(), frozenset({"backup_state", "logins_state"}))
    content = await papers(mind, second).get(f"upkeep/1001/sheet-{sheet.number}.html")
    assert content
    assert "大家共用" in content.decode()
    before = await papers(mind, first).get(f"upkeep/1001/sheet-{first.sheets[-1].number}.html")
    assert before
    mended = {gap: mind.phrases.sentence("zh", f"upkeep.mend_{gap}", {}) for gap in GAPS}
    open_then = {"backup_state_fresh", "logins_state_shared", "router_state_default", "factor_state_off"}
    assert {gap for gap, how in mended.items() if how in before.decode()} == open_then
    assert {gap for gap, how in mended.items() if how in content.decode()} == open_then - {"backup_state_fresh", "logins_state_shared"}
    assert second.plan
    assert next(duty for duty in second.plan.duties if duty.chore == "protection").done == date(2027, 2, 24)


async def test_an_inspection_is_logged_with_photo_name_and_day_and_a_swap_is_an_alarm(mind: Mind) -> None:
    fine = walked(mind, planned(mind), "maintenance.inspection", "same", "whole", "none", "proof.jpg", "王梅", "fine")
    sheet = fine.sheets[-1]
    assert (sheet.terminal, sheet.photo, sheet.answers["inspector"], sheet.day) == ("1", "proof.jpg", "王梅", NOW.date())
    content = await papers(mind, fine).get(f"upkeep/1001/sheet-{sheet.number}.html")
    assert content
    for words in ("N9100032871", "王梅", "proof.jpg", "2026-11-23"):
        assert words in content.decode()
    assert "data:image" not in content.decode()
    for bad in (("other", "whole", "none"), ("same", "torn", "none"), ("same", "whole", "found")):
        alarmed = walked(mind, planned(mind), "maintenance.inspection", *bad, "skip", "王梅")
        assert alarmed.place == Place("maintenance.inspection", "alarm")
        assert alarmed.sheets


async def test_the_photo_of_an_inspection_stands_on_its_sheet(mind: Mind) -> None:
    blobs = MemoryBlobs()
    photo = await blobs.put(b"\xff\xd8", ".jpg")
    fine = walked(mind, planned(mind), "maintenance.inspection", "same", "whole", "none", photo, "王梅", "fine")

    async def state_of(number: int) -> State:
        return fine

    made = Papers(blobs, lambda: mind, Press(Documents(TEMPLATES)), state_of)
    content = await made.get(f"upkeep/1001/sheet-{fine.sheets[-1].number}.html")
    assert content
    assert "data:image/jpeg;base64,/9g=" in content.decode()


@pytest.mark.parametrize(
    ("purchased", "tickets", "downtime", "verdict"),
    [
        ("2026-10-01", 0, "none", "keep"),
        ("2026-10-01", 2, "none", "plan"),
        ("2026-10-01", 0, "week", "plan"),
        ("2022-10-01", 0, "none", "plan"),
        ("2021-10-01", 0, "none", "replace"),
        ("2024-10-01", 4, "none", "replace"),
    ],
)
async def test_the_yearly_review_says_keep_plan_or_replace_with_the_numbers(
    mind: Mind, purchased: str, tickets: int, downtime: str, verdict: str
) -> None:
    filed = tuple(Ticket(f"1001-{n}", "other", "power.no_power", NOW) for n in range(tickets))
    state = replace(planned(mind), tickets=filed)
    begun = enter_flow(Draft(mind.knowledge, NOW, state), "maintenance.yearly").slot(purchased=purchased).state
    asked = enter_flow(Draft(mind.knowledge, NOW, replace(begun, place=None)), "maintenance.yearly")
    kept = DEEDS["sheet_kept"](asked.slot(purchased=purchased, downtime=downtime, repair_cost="120.00"))
    numbers = kept.state.sheets[-1].numbers
    assert (numbers["verdict"], numbers["incidents"], numbers["life_years"]) == (verdict, str(tickets), "5")
    content = await papers(mind, kept.state).get(f"upkeep/1001/sheet-{kept.state.sheets[-1].number}.html")
    assert content
    assert "120.00" in content.decode()


async def test_what_is_not_there_is_not_made(mind: Mind) -> None:
    made = papers(mind, State(ref="1001"))
    refs = (
        "upkeep/1001/plan.ics",
        "upkeep/1001/plan.pdf",
        "upkeep/1001/sheet-7.pdf",
        "upkeep/1002/plan.ics",
        "upkeep/../x.ics",
        "nothing.jpg",
    )
    assert [await made.get(ref) for ref in refs] == [None] * len(refs)
    ref = await made.put(b"x", ".jpg")
    assert await made.get(ref) == b"x"


def test_a_reminder_of_a_check_leads_into_it_and_back_to_what_is_left(mind: Mind) -> None:
    at = datetime(2027, 2, 23, 7, 30, tzinfo=UTC)
    told, _ = step(planned(mind), Elapsed(at, reminding.ALARM, 0), mind.knowledge)
    assert told.place == Place("maintenance.due", "with_check")
    assert told.question
    offer = told.question.offer("begin")
    assert offer
    begun, _ = step(told, Chose(at, told.question.key(offer)), mind.knowledge)
    assert begun.place
    assert begun.place.flow == "maintenance.protection"


async def test_what_the_merchant_has_set_or_left_out_is_on_the_printed_plan_in_the_calendar_and_at_the_desk(mind: Mind) -> None:
    plan, _ = pacing.paced(mind.knowledge, planned(mind).plan or Plan(NOW.date(), "", "", ""), "printer", "P1W", NOW.date())
    plan, _ = pacing.paced(mind.knowledge, plan, "battery", "never", NOW.date())
    state = State(ref="1001", locale="zh", plan=plan)
    page, calendar = [await papers(mind, state).get(f"upkeep/1001/plan.{kind}") for kind in ("html", "ics")]
    assert page
    assert calendar
    assert "您自己定的" in page.decode()
    assert "不提醒：看电池鼓没鼓" in page.decode()
    events = {str(one["uid"]): one for one in Calendar.from_ical(calendar).events}
    assert "您自己定的" in str(events["1001-printer.1@posbot"]["description"])
    assert b"FREQ=WEEKLY" in events["1001-printer.1@posbot"].to_ical()
    seen = upkeep_of(1001, state, mind.knowledge, mind.phrases, "en")
    assert seen
    assert seen.left == ("check that the battery doesn't bulge",)
    assert any("set by you [own]" in one.line for one in seen.duties)


async def test_what_comes_again_and_again_is_at_the_desk_on_the_page_and_in_the_calendar(mind: Mind) -> None:
    plan = single.on_clock(None, NOW.date())
    for when, words, every in (
        ("2026-11-27T15:00", "bank the cash", "P1W/15"),
        ("2026-11-30T10:00", "do the books", "P1M/31"),
        ("2026-12-01T10:00", "run payroll", "P1M/1,15"),
        ("2026-12-02T10:00", "count the stock", "P2D"),
    ):
        plan, _ = single.added(plan, when, "", words, every)
    state = State(ref="1001", locale="en", plan=plan)
    seen = upkeep_of(1001, state, mind.knowledge, mind.phrases, "zh")
    assert seen
    assert [one.line for one in seen.duties] == [
        "11月27日 15:00 bank the cash，每周一、五 15:00，您自己定的",
        "11月30日 10:00 do the books，每月最后一天 10:00，您自己定的",
        "12月1日 10:00 run payroll，每月 1 号和 15 号 10:00，您自己定的",
        "12月2日 10:00 count the stock，每 2 天 10:00，您自己定的",
    ]
    page, calendar = [await papers(mind, state).get(f"upkeep/1001/plan.{kind}") for kind in ("html", "ics")]
    assert page
    assert calendar
    assert "On the last day of every month at 10:00" in page.decode()
    rules = [one.to_ical().decode().partition("RRULE:")[2].partition("\r")[0] for one in Calendar.from_ical(calendar).events]
    assert rules == [
        "FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,FR",
        "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=-1",
        "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=1,15",
        "FREQ=DAILY;INTERVAL=2",
    ]
