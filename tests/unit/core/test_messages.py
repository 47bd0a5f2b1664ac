"""What a messenger says of a place, in words."""

from __future__ import annotations

from bot.core.messages import place_of


def test_a_place_is_its_names_once_each_and_where_it_lies() -> None:
    assert place_of(31.230416, 121.473701) == "31.230416, 121.473701"
    assert place_of(31.2304161, 121.4737, "Corner Shop", " 14 Church Street ") == "Corner Shop, 14 Church Street (31.230416, 121.473700)"
    assert place_of(31.2, 121.4, "人民路88号", "人民路88号", "") == "人民路88号 (31.200000, 121.400000)"
