"""How often something is wanted, in the words of both languages; what says nothing of it says nothing."""

from __future__ import annotations

import pytest

from bot.understanding.facts.paces import is_of_all, paces

SAID = {
    "P1D": ("daily", "remind me every day", "天天提醒", "每天一次"),
    "P2D": ("every other day", "every Monday, Wednesday and Friday", "每周一、三、五", "隔天擦", "隔日一次", "每两天"),
    "P3D": ("twice a week", "two times a week", "every monday and tuesday", "每周一和周四", "一周两次", "每隔三天"),
    "P1W": ("weekly", "once a week is enough", "every Monday", "每周一次", "改成一周", "一个星期一次", "每礼拜"),
    "P2W": ("clean the printer every two weeks instead", "fortnightly", "twice a month", "改成半个月一次", "每两周清一次打印机", "隔周"),
    "P3W": ("once every three weeks", "三个星期一次"),
    "P1M": ("monthly", "once a month", "保养改成每月一次", "一个月一次"),
    "P2M": ("every second month", "两个月一次", "每两个月"),
    "P3M": ("quarterly", "once a quarter", "每季度", "三个月一次", "every 3 months"),
    "P6M": ("twice a year", "half-yearly", "每半年", "一年两次"),
    "P1Y": ("yearly", "once a year", "每年一次"),
    "less": ("less often please", "that's too often", "别那么勤", "太勤了，少提醒", "隔久点"),
    "more": ("more often", "勤一点", "再勤些"),
    "rule": ("by the rule", "back to what it was", "as recommended", "按规则来", "恢复默认"),
    "never": ("never", "don't remind me of that", "no more reminders about the battery", "打印机不用提醒了", "别提醒了"),
}


@pytest.mark.parametrize(("value", "said"), [(value, said) for value, words in SAID.items() for said in words])
def test_how_often_is_read(value: str, said: str) -> None:
    assert [found for _, _, found in paces(said)] == [value]


@pytest.mark.parametrize(
    "said",
    ["", "the printer jams", "打印机坏了", "0 times a day", "每次都这样", "in 3 months", "周一来", "a month ago", "every 9999 years"],
)
def test_what_says_nothing_of_it_is_not_read(said: str) -> None:
    assert list(paces(said)) == []


@pytest.mark.parametrize(
    ("said", "value"), [("3 months", "P3M"), ("half a year", "P6M"), ("两周", "P2W"), ("半年", "P6M"), ("a month", "P1M")]
)
def test_where_it_was_asked_a_span_alone_is_enough(said: str, value: str) -> None:
    assert [found for _, _, found in paces(said, asked=True)] == [value]


def test_the_upkeep_as_a_whole_is_told_from_a_part_of_it() -> None:
    assert is_of_all("保养改成每月一次")
    assert is_of_all("the reminders come too often")
    assert not is_of_all("clean the printer every two weeks")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("don't remind me every day", "less"),
        ("don't remind me so often", "less"),
        ("别每天提醒我", "less"),
        ("stop reminding me about the printer every day", "less"),
        ("打印机别每天提醒了", "less"),
        ("别老提醒我", "less"),
        ("不用提醒那么多次", "less"),
        ("每周太勤了，改成每月", "P1M"),
        ("擦机器每周提醒我两次", "P3D"),
    ],
)
def test_a_pace_that_is_denied_or_complained_of_is_not_the_one_that_is_wanted(text: str, value: str) -> None:
    assert [found for _, _, found in paces(text, asked=True)] == [value]


@pytest.mark.parametrize("text", ["改天再说", "三天后", "下个月", "in three days", "我每天都很忙"])
def test_a_day_or_a_habit_is_no_pace(text: str) -> None:
    assert list(paces(text, asked=True)) == []
