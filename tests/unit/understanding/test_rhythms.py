"""How often something is to come, as shopkeepers say it: what is understood is exactly that, and what cannot be had is never something else."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.understanding.facts.rhythms import again_in
from bot.understanding.talk.repeating import how_often, is_repeated

NOW = datetime(2026, 11, 23, 10)  # noqa: DTZ001 -- the shop's clock, a Monday


def every(text: str) -> str:
    found = again_in(text, NOW)
    return f"{found.every} {found.first}".strip() if found else ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("remind me on the last friday of the month to send the report", "P1M/-1:5 2026-11-27"),
        ("remind me the first monday of every month at 9 to check for updates", "P1M/1:1 2026-12-07T09:00"),
        ("every month on the 2nd tuesday remind me to pay", "P1M/2:2 2026-12-08"),
        ("remind me every first saturday to count the stock", "P1M/1:6 2026-12-05"),
        ("remind me every last sunday of the month", "P1M/-1:7 2026-11-29"),
        ("每周一次提醒我清打印机", "P1W"),
        ("两周一次提醒我清打印机", "P2W"),
        ("remind me every third friday", "P3W/5 2026-11-27"),
        ("每月第一个周一提醒我看更新", "P1M/1:1 2026-12-07"),
        ("每个月最后一个星期五下午三点提醒我发报表", "P1M/-1:5 2026-11-27T15:00"),
        ("每两个月的第二个礼拜天提醒我盘点", "P2M/2:7 2026-12-13"),
        ("remind me monday to friday at half past six to close the batch", "P1W/12345 2026-11-23T18:30"),
        ("mon-fri remind me to sign on", "P1W/12345 2026-11-24"),
        ("remind me on tuesday and thursday at 4pm to bank the cash", "P1W/24 2026-11-24T16:00"),
        ("weekdays at 9 remind me to sign on", "P1W/12345 2026-11-24T09:00"),
        ("周一到周五六点半提醒我结算", "P1W/12345 2026-11-23T18:30"),
        ("周一周四提醒我换纸", "P1W/14 2026-11-26"),
        ("周二四六提醒我擦机器", "P1W/246 2026-11-24"),
        ("remind me on the 15th and the 31st to reconcile", "P1M/15,31 2026-11-30"),
        ("remind me on the 1st and 15th every month", "P1M/1,15 2026-12-01"),
        ("15号和31号提醒我对账，每个月都要", "P1M/15,31 2026-11-30"),
        ("每个31号提醒我交房租", "P1M/31 2026-11-30"),
        ("every 31st remind me to pay the rent", "P1M/31 2026-11-30"),
        ("remind me every day except sunday at 9 to open", "P1W/123456 2026-11-24T09:00"),
        ("每天九点提醒我开机，周日除外", "P1W/123456 2026-11-24T09:00"),
        ("除了周末每天提醒我签到", "P1W/12345 2026-11-24"),
        ("every weekday but not wednesday remind me to bank", "P1W/1245 2026-11-24"),
    ],
)
def test_it_is_read_as_it_is_said(text: str, told: str) -> None:
    assert every(text) == told


@pytest.mark.parametrize(
    "text",
    [
        *("remind me twice a day to wipe the screen", "remind me three times a day", "remind me every hour", "remind me every 30 minutes"),
        *("remind me every morning and evening", "remind me every day at 9 and at 5 to count the till"),
        *("remind me twice a week to clean it", "remind me three times a month", "remind me on the last working day of every month"),
        *("remind me on the second and fourth friday of the month", "remind me every fifth sunday of the month"),
        *("一天两次提醒我擦屏幕", "每天早晚提醒我擦屏幕", "每小时提醒我看网络", "每天九点和五点提醒我点钱", "一周三次提醒我清洁"),
        *("初一十五提醒我对账", "每月初一提醒我盘点", "农历十五提醒我", "每月最后一个工作日提醒我结账", "每月第一个和第三个周五提醒我"),
    ],
)
def test_what_cannot_be_had_is_wanted_again_and_again_and_is_nothing_else(text: str) -> None:
    assert every(text) == ""
    assert is_repeated(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "remind me on the first monday of next month",
            "we are open monday to friday, remind me tomorrow",
            "remind me next monday and tuesday",
        ),
        *(
            "remind me monday or tuesday",
            "下个月第一个周一提醒我",
            "我们周一到周五营业，明天提醒我",
            "下周一和周三提醒我",
            "15号提醒我打每月报表",
            "remind me on the 5th",
        ),
    ],
)
def test_what_is_of_one_time_comes_once(text: str) -> None:
    assert not is_repeated(text)
    assert how_often(text, NOW) is None
