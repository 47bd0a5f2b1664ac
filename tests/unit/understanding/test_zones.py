"""Where the words say that the shop is, and by whose clock."""

from __future__ import annotations

import pytest

from bot.understanding.facts.tongues import language
from bot.understanding.facts.zones import own


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("my shop is in London", "Europe/London"),
        ("we're in Lisbon, not Berlin", "Europe/Lisbon"),
        ("we moved to New York last week", "America/New_York"),
        ("im in Dubai not Shanghai, times are off", "Asia/Dubai"),
        ("remind me at 9 Tokyo time", "Asia/Tokyo"),
        ("your clock is an hour ahead of ours, we are in Lagos not Nairobi", "Africa/Lagos"),
        ("our restaurant is now open in 曼谷", "Asia/Bangkok"),
        ("我的店在伦敦", "Europe/London"),
        ("换地方了，按东京的钟算", "Asia/Tokyo"),
        ("我搬到乌鲁木齐来了，你那个钟点老是差两小时", "Asia/Urumqi"),
        ("我在迪拜，不是上海，钟点对不上", "Asia/Dubai"),
        ("我们店开在Lisbon", "Europe/Lisbon"),
    ],
)
def test_the_place_of_the_shop_is_told_beside_anything(text: str, zone: str) -> None:
    found = own(text)
    assert found is not None
    assert found[2] == zone


@pytest.mark.parametrize(
    "text",
    [
        "where is the bank in Paris",
        "i bought it from London",
        "stuck on London Bridge",
        "call me when i am in London",
        "不在上海",
        "北京的客户要退款",
        "寄到广州要几天",
    ],
)
def test_another_place_is_not_the_shops(text: str) -> None:
    assert own(text) is None


@pytest.mark.parametrize(
    ("text", "spoken"), [("my shop is in 上海", "en"), ("我的店在New York", "zh"), ("上海", "zh"), ("my shop is 上海 的", "zh")]
)
def test_the_name_of_a_place_does_not_change_the_language(text: str, spoken: str) -> None:
    assert language(text) == spoken
