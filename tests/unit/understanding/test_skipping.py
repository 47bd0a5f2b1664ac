"""Which turns of a reminder are left out, as shopkeepers say it; and what stops it for good, or is no such thing."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.understanding.talk.skipping import left_out

NOW = datetime(2026, 11, 25, 10)  # noqa: DTZ001 -- the shop's clock, a Wednesday
NEXT_WEEK, TOMORROW, FRIDAY = "2026-11-30/2026-12-06", "2026-11-26/2026-11-26", "2026-11-27/2026-11-27"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("skip next week", NEXT_WEEK),
        ("not next week, we're closed", NEXT_WEEK),
        ("no reminder next week please", NEXT_WEEK),
        ("don't remind me tomorrow", TOMORROW),
        ("not tomorrow", TOMORROW),
        ("leave out this friday", FRIDAY),
        ("skip friday", FRIDAY),
        ("not this friday", FRIDAY),
        ("skip the next one", "next"),
        ("give it a miss this time", "next"),
        ("not this time, the one after is fine", "next"),
        ("just skip it once", "next"),
        ("pause it for the next two weeks", "2026-11-25/2026-12-08"),
        ("skip it this weekend", "2026-11-28/2026-11-29"),
        ("not next month", "2026-12-01/2026-12-31"),
        ("下周不用", NEXT_WEEK),
        ("下周我们关门，别提醒了", NEXT_WEEK),
        ("下个星期先不提醒", NEXT_WEEK),
        ("明天不用提醒", TOMORROW),
        ("这周五不用", FRIDAY),
        ("周五跳过", FRIDAY),
        ("下一次跳过", "next"),
        ("这次不用，下次再提醒", "next"),
        ("跳过一次", "next"),
        ("这个月不用了", "2026-11-25/2026-11-30"),
        ("接下来两周别提醒", "2026-11-25/2026-12-08"),
        ("12月4号那天不用", "2026-12-04/2026-12-04"),
        ("周末不要提醒", "2026-11-28/2026-11-29"),
    ],
)
def test_the_turns_that_are_meant(text: str, days: str) -> None:
    assert left_out(text, NOW) == days


@pytest.mark.parametrize(
    "text",
    [
        *(
            "stop it",
            "cancel that",
            "no more reminders",
            "cancel the friday reminder",
            "stop reminding me from next week",
            "make it next week",
        ),
        *("不要了", "取消周五那个", "别再提醒了", "从下周起不用提醒了", "改到下周", "以后这个不用提醒了"),
    ],
)
def test_what_is_of_all_turns_leaves_out_none(text: str) -> None:
    assert left_out(text, NOW) == ""
