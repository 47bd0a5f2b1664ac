"""What worked before does not work now: since when it is so is told, the open step stands, and nothing is closed by it."""

from __future__ import annotations

import pytest

from bot.service.turning import Mind
from tests.unit.understanding.test_went import heard


@pytest.mark.parametrize("place", ["network.wifi.scope", "network.wifi.rejoin", "hardware.printer_blank.turn_roll"])
@pytest.mark.parametrize(
    "text",
    [
        *("it was working this morning", "it was working yesterday", "it was printing ok an hour ago", "it used to work"),
        *("before it worked", "yesterday it was fine", "its been working for 2 years", "connected fine when we opened up"),
        *(
            "it was fine until lunch",
            "always scanned first time before today",
            "never had a problem before",
            "always worked before today",
            "yesterday it was fine, today nothing",
        ),
        *("上午还能打", "以前好用的", "昨天还好好的", "用了两年都没问题", "刚才还能点呢", "早上开门的时候还连得好好的"),
        *("以前都好使", "之前没这样过", "昨天还能用 今天就不行了", "一直都扫得好好的 就今天"),
    ],
)
def test_what_was_well_before_tells_since_when_and_closes_nothing(mind: Mind, place: str, text: str) -> None:
    found = heard(mind, place, text)

    assert (found.act, found.offer, found.guess) == ("since", None, None)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "it works now",
            "works like before",
            "it's been fine for an hour now",
            "it was fine before i dropped it",
            "it wasn't working before",
        ),
        *("fine in the mornings", "was it working yesterday?", "works the same as before", "it worked"),
        *("跟以前一样好用了", "又能用了", "刚才好了", "中午好了", "一直不行", "昨天还好好的 今天摔了一下就不行了", "以前能用吗"),
    ],
)
def test_what_is_told_of_now_of_another_cause_or_asked_is_not_of_before(mind: Mind, text: str) -> None:
    assert heard(mind, "network.wifi.rejoin", text).act != "since"
