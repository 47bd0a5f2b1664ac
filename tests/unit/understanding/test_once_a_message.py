"""What a message's rules ask for several times is worked out once, and long patterns are only tried where they may match."""

from __future__ import annotations

from bot.understanding.facts.beginnings import Beginnings
from bot.understanding.facts.cities import places
from bot.understanding.text.masking import masked
from bot.understanding.text.remembering import LATELY, lately


def test_the_same_question_of_the_same_thing_is_worked_out_once() -> None:
    asked: list[str] = []

    @lately
    def longer(text: str, table: list[str], *, by: int = 0) -> int:
        asked.append(text)
        return len(text) + len(table) + by

    mine, theirs = ["a"], ["a", "b"]

    assert [longer("x", mine), longer("x", mine), longer("x", theirs), longer("x", mine, by=1)] == [2, 2, 3, 3]
    assert len(asked) == 3


def test_no_more_is_kept_than_a_few_messages_need() -> None:
    asked: list[str] = []

    @lately
    def kept(text: str) -> str:
        asked.append(text)
        return text

    for number in range(LATELY + 1):
        kept(str(number))
    kept("0")

    assert len(asked) == LATELY + 2


def test_words_may_begin_where_their_first_letters_stand() -> None:
    words = Beginnings(["a920pro", "请插卡", "x"])

    assert [words.are_in(text) for text in ("mya920", "提示请插卡了", "请插", "a92", "axe", "")] == [True, True, False, False, True, False]


def test_a_place_is_found_by_the_first_of_its_words() -> None:
    assert [found[2] for found in places("we are in New York and not in London")] == ["America/New_York", "Europe/London"]
    assert [found[2] for found in places("从上海搬到乌鲁木齐")] == ["Asia/Shanghai", "Asia/Urumqi"]


def test_a_secret_is_taken_out_each_time_it_is_seen() -> None:
    assert [masked("卡号6228480012345678")[1] for _ in range(3)] == [1, 1, 1]
    assert [masked("开不了机") for _ in range(2)] == [("开不了机", 0)] * 2
