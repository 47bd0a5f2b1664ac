"""What a shop tells in a form is kept whole: what stands after the number of the house, how a time is preferred, which of two dates is meant."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.understanding.facts.extracting import extract
from tests.unit.understanding.world import KNOWLEDGE

AT = datetime(2026, 11, 28, 9, tzinfo=UTC)


def _told(text: str, waiting: str) -> dict[str, str]:
    return {field.name: field.value for field in extract(text, AT, waiting, KNOWLEDGE)}


@pytest.mark.parametrize(
    ("text", "waiting", "said"),
    [
        ("建设路12号桥头水站", "address", "建设路12号桥头水站"),
        ("地址写：建设路12号桥头水站旁边", "", "建设路12号桥头水站旁边"),
        ("红旗街5号 小卖部", "model", "红旗街5号 小卖部"),
        ("东门夜市C区12号摊", "address", "东门夜市C区12号摊"),
        ("南山路28号王姐超市隔壁，电话13912345678", "address", "南山路28号王姐超市隔壁"),
        ("人民路33号农业银行对面", "", "人民路33号农业银行对面"),
        ("中山路88号，老王面馆", "address", "中山路88号,老王面馆"),
        ("解放路6号明天上午来", "address", "解放路6号"),
        ("解放路6号你们快点来", "address", "解放路6号"),
        ("解放路6号打印机不出纸", "", "解放路6号"),
        ("9 Park Rd Bristol, next to the bakery", "address", "9 Park Rd Bristol, next to the bakery"),
        ("12 Main St, Dayton, opposite the bank and my phone is 555 201 3344", "address", "12 Main St, Dayton, opposite the bank"),
    ],
)
def test_an_address_is_told_with_what_stands_there(text: str, waiting: str, said: str) -> None:
    assert _told(text, waiting)["address"] == said


@pytest.mark.parametrize("text", ["地址刚才写了", "你帮我把地址也改一下，店搬了", "地址我写过了", "地址都给你了啊"])
def test_that_an_address_was_told_is_none(text: str) -> None:
    assert "address" not in _told(text, "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("随时，最好早上八点前，送水去了就不在", "随时,最好早上八点前,送水去了就不在"),
        ("随便，下午吧", "随便,下午吧"),
        ("随时都行，就是中午别来", "随时都行,就是中午别来"),
        ("明天下午，最好三点以后，电话13912345678", "明天下午,最好三点以后"),
        ("anytime really but mornings are best", "anytime really but mornings are best"),
        ("friday, ideally after 2, call me 07911 123456", "friday, ideally after 2"),
        ("随时", "随时"),
        ("tomorrow 2pm", "tomorrow 2pm"),
    ],
)
def test_a_time_is_kept_with_what_is_preferred(text: str, said: str) -> None:
    assert _told(text, "window")["window"] == said


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("去年，不对，2023年夏天", "2023-07"),
        ("前年，哦不，去年三月", "2025-03"),
        ("2022, sorry 2021", "2021"),
        ("last year, no wait, 2023", "2023"),
        ("2023年，不是2022年", "2023"),
        ("2023 not 2022", "2023"),
        ("前年买的吧 大概2024年3月", "2024-03"),
        ("23年的", "2023"),
        ("23年", "2023"),
        ("二三年底买的", "2023-12"),
        ("二四年五月", "2024-05"),
        ("22年夏天", "2022-07"),
        ("summer '22", "2022-07"),
        ("bought it in march last year i think", "2025-03"),
        ("三年了", "2023"),
        ("八年了", "2018"),
    ],
)
def test_of_two_dates_the_one_that_is_meant_is_kept(text: str, value: str) -> None:
    assert _told(text, "purchased")["purchased"] == value
