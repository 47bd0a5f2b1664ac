"""How a terminal came to the shop, and whom to ask for, in a merchant's words."""

from __future__ import annotations

import pytest

from bot.understanding.facts.fleets import fleets
from bot.understanding.facts.owning import holdings
from bot.understanding.facts.people import people


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("2nd hand from my cousin", ["second_hand"]),
        ("got it off ebay", ["second_hand"]),
        ("闲鱼上买的", ["second_hand"]),
        ("前面老板留下的", ["second_hand"]),
        ("we lease it", ["rented"]),
        ("租的", ["rented"]),
        ("on loan from the bank", ["lent"]),
        ("借银行的", ["lent"]),
        ("came free with the contract", ["given"]),
        ("白送的", ["given"]),
        ("it's not rented", []),
        ("bought it new", []),
    ],
)
def test_how_it_came_is_told(text: str, how: list[str]) -> None:
    assert [value for _, _, value in holdings(text)] == how


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("ask for Mary", ["Mary"]),
        ("contact is Mr Ahmed", ["Mr Ahmed"]),
        ("speak to the manager Sue", ["Sue"]),
        ("找小王", ["小王"]),
        ("联系人张强", ["张强"]),
        ("找店长小刘", ["小刘"]),
        ("ask for a refund", []),
        ("找个师傅来", []),
    ],
)
def test_who_is_asked_for(text: str, who: list[str]) -> None:
    assert [value for _, _, value in people(text)] == who


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("our 6 machines", ["6"]),
        ("add five more same ones", ["+5"]),
        ("再加五台一样的", ["+5"]),
        ("店里三台", ["3"]),
        ("one machine", []),
        ("Move 5000", []),
        ("about 200 a day", []),
    ],
)
def test_how_many_terminals_are_told(text: str, number: list[str]) -> None:
    assert [value for _, _, value in fleets(text)] == number
