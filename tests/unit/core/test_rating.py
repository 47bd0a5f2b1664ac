"""After a conversation is closed: solved, not yet, or a word, which is no new trouble."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.actions import CallStaff, Rate, Resolved
from bot.core.state import Mode
from bot.core.understanding import Candidate, Decision, Elapsed, StaffClosed, StaffJoined
from tests.unit.core.test_machine import Chat, in_socket
from tests.world import NOW, heard


def closed() -> Chat:
    return in_socket().hear(StaffJoined(NOW, "li"), StaffClosed(NOW, "li"))


def test_solved_is_the_staffs_doing_and_leaves_room_for_a_word() -> None:
    chat = closed().press("solved")
    assert chat.sentences == ["common.rated"]
    assert chat.wanted(Resolved) == [Resolved("power.dead", "staff")]
    assert chat.wanted(Rate) == [Rate("solved")]
    assert chat.state.rating == "solved"


def test_not_yet_calls_a_person_again() -> None:
    chat = closed().press("not_fixed")
    assert chat.wanted(CallStaff) == [CallStaff("not_yet")]
    assert chat.wanted(Rate) == [Rate("not_yet")]
    assert (chat.state.mode, chat.state.called, chat.state.rated) == (Mode.BOT, True, False)


@pytest.mark.parametrize("chat", [closed(), closed().press("solved")], ids=["instead of a rating", "after it"])
def test_a_word_is_kept_and_is_no_new_trouble(chat: Chat) -> None:
    rating, words = chat.state.rating, chat.state.words
    unsure = replace(heard("printer.blank", text="too slow"), decision=Decision.CLARIFY, candidates=(Candidate("printer.blank", 0.6),))
    said = chat.hear(unsure)
    assert said.sentences == ["common.rated_word"]
    assert said.wanted(Rate) == [Rate(rating, "too slow")]
    assert (said.state.word, said.state.words, said.state.question) == ("too slow", words, None)
    assert said.hear(heard("printer.blank", text="blank receipts")).state.trouble == "printer.blank"


@pytest.mark.parametrize(("answer", "trouble"), [("yes", "printer.blank"), ("no", "power.dead")])
def test_a_word_that_may_be_a_trouble_is_kept_and_asked(answer: str, trouble: str) -> None:
    chat = closed().press("solved").hear(heard("printer.blank", text="too pale"))
    assert chat.sentences == ["common.rated_or_trouble"]
    assert chat.state.word == "too pale"
    assert chat.press(answer).state.trouble == trouble


def test_a_trouble_that_is_described_begins() -> None:
    chat = closed().press("solved").hear(heard("printer.blank", text="the printer gives blank receipts since this very morning"))
    assert (chat.state.trouble, chat.state.word) == ("printer.blank", "")


def test_who_asks_for_a_person_gets_one_and_who_complains_as_well() -> None:
    asked = closed().press("solved").hear(heard("handoff.human", text="a person please"))
    assert (asked.state.called, asked.state.word) == (True, "")
    angry = closed().press("solved").hear(heard("handoff.human", text="he was rude", act="complaint"))
    assert (angry.state.called, angry.state.word) == (True, "he was rude")


def test_words_that_answer_are_the_answer() -> None:
    assert closed().hear(heard("conversation.done", text="works now", act="solved")).state.rating == "solved"


def test_long_after_words_are_words_again_but_the_buttons_still_count() -> None:
    day = Elapsed(NOW + timedelta(days=1), "word", 0)
    assert closed().hear(day).sentences == []
    assert closed().hear(day, heard("printer.blank", text="too pale")).state.trouble == "printer.blank"
    assert closed().hear(day).press("solved").state.rating == "solved"
    assert closed().press("solved").hear(day).state.question is None
    assert closed().press("not_fixed").hear(day).sentences == []
