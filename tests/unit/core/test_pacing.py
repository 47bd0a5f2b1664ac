"""How often something comes may be set by the merchant, within the rule table; each date says that he set it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.core.knowledge import Knowledge
from bot.core.reminders import making, pacing
from bot.core.reminders.pacing import ABSENT, CLAMPED, LEFT, RULED, SAME, SET
from bot.core.reminders.telling import facts
from bot.core.upkeep.calendar import days_of
from bot.core.upkeep.plan import Duty, Plan, Terminal, decode_plan, encode_plan
from bot.knowledge.loading import Loaded

DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def knowledge(shipped: Loaded) -> Knowledge:
    return shipped.knowledge


@pytest.fixture
def plan(knowledge: Knowledge) -> Plan:
    """A quiet, clean shop with two terminals."""
    return making.made(knowledge, Plan(DAY, "light", "clean", "any", (Terminal("1"), Terminal("2"))), DAY)


def of(plan: Plan, chore: str) -> Duty:
    return next(duty for duty in plan.duties if duty.chore == chore)


def test_a_task_comes_as_often_as_the_merchant_wants_on_every_terminal_and_says_that_he_set_it(knowledge: Knowledge, plan: Plan) -> None:
    made, came = pacing.paced(knowledge, plan, "printer", "P2W", DAY)
    assert came == SET
    mine = [duty for duty in made.duties if duty.chore == "printer"]
    assert [(duty.rule, duty.because, duty.every, duty.due) for duty in mine] == [("own", "own", "P2W", date(2026, 12, 7))] * 2
    told = facts(knowledge, made, mine[0])
    assert (told["count"], told["unit"], told["because"]) == ("2", "W", "@upkeep.because_own")
    assert of(made, "reader") == of(plan, "reader")
    assert pacing.paced(knowledge, made, "printer", "P2W", DAY) == (made, SAME)
    assert decode_plan(encode_plan(made)) == made


def test_it_is_counted_from_when_it_was_last_done_and_what_was_just_reminded_of_stays_open(knowledge: Knowledge, plan: Plan) -> None:
    done = plan.having(replace(of(plan, "printer"), done=date(2026, 11, 20)))
    assert of(pacing.paced(knowledge, done, "printer", "P2W", DAY)[0], "printer").due == date(2026, 12, 4)
    long_ago = plan.having(replace(of(plan, "printer"), done=date(2026, 1, 1)))
    assert of(pacing.paced(knowledge, long_ago, "printer", "P2W", DAY)[0], "printer").due == DAY, "never in the past"
    asked = plan.having(replace(of(plan, "printer"), due=DAY, asked=DAY))
    now = of(pacing.paced(knowledge, asked, "printer", "P2W", DAY)[0], "printer")
    assert (now.asked, now.due, now.every) == (DAY, DAY, "P2W")


@pytest.mark.parametrize(("chore", "pace", "every"), [("printer", "P1D", "P1W"), ("printer", "P1Y", "P3M"), ("yearly", "P5Y", "P1Y")])
def test_beyond_what_the_table_holds_the_nearest_is_taken(knowledge: Knowledge, plan: Plan, chore: str, pace: str, every: str) -> None:
    made, came = pacing.paced(knowledge, plan, chore, pace, DAY)
    assert of(made, chore).every == every
    assert came == (SAME if every == of(plan, chore).every else CLAMPED)


def test_less_and_more_often_go_a_step_along_the_usual_paces_and_end_at_the_bounds(knowledge: Knowledge, plan: Plan) -> None:
    seen = []
    now = plan
    for _ in range(4):
        now, came = pacing.paced(knowledge, now, "printer", "more", DAY)
        seen.append((of(now, "printer").every, came))
    assert seen == [("P1M", SET), ("P2W", SET), ("P1W", SET), ("P1W", SAME)]
    back, came = pacing.paced(knowledge, now, "printer", "less", DAY)
    assert (of(back, "printer").every, came) == ("P2W", SET)


def test_the_whole_plan_can_be_set_and_every_task_stays_within_its_bounds(knowledge: Knowledge, plan: Plan) -> None:
    made, came = pacing.paced(knowledge, plan, "all", "P1M", DAY)
    assert came == CLAMPED
    assert of(made, "wipe").every == "P1W"
    assert of(made, "reader").every == "P1M"
    for duty in made.duties:
        often, seldom = pacing.bounds(knowledge.upkeep.chores[duty.chore])
        assert days_of(often) <= days_of(duty.every) <= days_of(seldom)


def test_what_is_set_stays_when_the_shop_changes_and_goes_back_to_the_rule_when_wanted(knowledge: Knowledge, plan: Plan) -> None:
    made, _ = pacing.paced(knowledge, plan, "printer", "P2W", DAY)
    busier = making.made(knowledge, replace(made, usage="middle"), DAY)
    assert (of(busier, "printer").rule, of(busier, "reader").rule) == ("own", "reader-2")
    ruled, came = pacing.paced(knowledge, busier, "printer", "rule", DAY)
    assert (came, of(ruled, "printer").rule, of(ruled, "printer").due) == (RULED, "printer-2", date(2026, 12, 23))


def test_a_task_can_be_left_out_and_comes_back_only_when_it_is_named_or_by_the_rule(knowledge: Knowledge, plan: Plan) -> None:
    left, came = pacing.paced(knowledge, plan, "battery", "never", DAY)
    assert (came, left.left, any(duty.chore == "battery" for duty in left.duties)) == (LEFT, ("battery",), False)
    assert decode_plan(encode_plan(left)) == left
    old = encode_plan(left)
    assert old is not None
    del old["left"]
    assert decode_plan(old) == replace(left, left=()), "a plan from before has nothing left out"
    assert pacing.paced(knowledge, left, "battery", "never", DAY) == (left, SAME), "said twice, left out once"
    monthly, _ = pacing.paced(knowledge, left, "all", "P1M", DAY)
    assert monthly.left == ("battery",)
    assert of(pacing.paced(knowledge, left, "battery", "P1M", DAY)[0], "battery").every == "P1M"
    whole, came = pacing.paced(knowledge, left, "all", "rule", DAY)
    assert (came, whole.left, {duty.key for duty in whole.duties}) == (RULED, (), {duty.key for duty in plan.duties})
    assert pacing.paced(knowledge, plan, "charge", "P1M", DAY) == (plan, ABSENT), "no spare terminal, nothing to charge"
