"""What is told of how much less came than was taken."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.understanding.facts.shortfalls import LITTLE, how_short, shortfall


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("took 1,000 and only 985 came", "0.015"),
        ("we should get 400 but received £388", "0.03"),
        ("sales 1200 payout was 900", "0.25"),
        ("z report says 1000 and 970.50 in my bank", "0.0295"),
        ("昨天刷了1000,只到了985", "0.015"),
        ("卖了800块 到卡里600", "0.25"),
    ],
)
def test_both_sums_tell_which_part_is_missing(text: str, short: str) -> None:
    assert shortfall(text) == Decimal(short)
    assert how_short(text) == (LITTLE if Decimal(short) <= Decimal("0.05") else None)


@pytest.mark.parametrize(
    "text",
    [
        "took 3 payments and only 2 came",
        "charged 450 instead of 45, only 10 came",
        "took 50 today, refund of 20 came",
        "took 985 and 1000 came",
        "sold for 400 on 12 nov, still not in",
        "收了10笔 到了9笔",
        "刷了380 下午3点到的",
        "多刷了380 只收到300",
    ],
)
def test_other_figures_tell_no_shortfall(text: str) -> None:
    assert shortfall(text) is None
