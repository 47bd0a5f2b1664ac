"""A question that nothing known answers is admitted, kept and, asked again, given to a person in the merchant's words."""

from __future__ import annotations

from dataclasses import replace

from bot.core.actions import CallStaff, Say
from bot.core.codec import decode_state, encode_state
from bot.core.knowledge import Answer
from bot.core.state import Move, Offer, Question
from bot.core.understanding import Candidate, Decision, Heard, StaffJoined
from tests.unit.core.test_machine import Chat, in_socket
from tests.world import FRESH, KNOWLEDGE, NOW, POWER, REVIEWED, heard, said

ASKED = "can i pay the rent with it"
WAITING = replace(FRESH, called=True, since=NOW)


def asking(**more: object) -> Heard:
    return heard(**{"text": ASKED, "question": ASKED, "asks": "question", **more})  # type: ignore[arg-type]  # names are checked by the dataclass


def values(chat: Chat, sentence: str) -> str:
    said = next(action for action in chat.actions if isinstance(action, Say) and action.sentence == sentence)
    return str(said.values["question"])


def test_a_question_beside_an_answer_is_admitted_before_the_next_step() -> None:
    chat = in_socket().hear(asking(text=f"no. {ASKED}", offer="not_fixed"))
    assert chat.sentences[0] == "common.asked_beside"
    assert values(chat, "common.asked_beside") == ASKED
    assert chat.state.question is not None
    assert decode_state(encode_state(chat.state)).asked == ASKED


def test_asked_again_beside_an_answer_a_person_is_called_and_the_step_goes_on() -> None:
    chat = in_socket().hear(asking())
    assert "common.asked" in chat.sentences
    chat.hear(asking(text=f"no. {ASKED}", offer="not_fixed", again=True))
    assert chat.sentences[:2] == ["common.asked_again", "common.person"]
    assert chat.wanted(CallStaff)
    assert not chat.state.asked


def test_amid_danger_nothing_stands_before_what_is_to_be_done() -> None:
    flows = {**KNOWLEDGE.flows, POWER.id: replace(POWER, safety=True)}
    chat = Chat(in_socket().state, replace(KNOWLEDGE, flows=flows)).hear(asking(text=f"no. {ASKED}", offer="not_fixed"))
    assert "common.asked_beside" not in chat.sentences
    assert chat.state.asked == ASKED


def test_asked_again_alone_it_is_for_a_person() -> None:
    chat = in_socket().hear(asking(), asking(again=True))
    assert chat.sentences == ["common.asked_again", "common.person"]


def test_the_step_that_calls_a_person_hands_the_question_on() -> None:
    chat = in_socket().hear(asking(), heard("handoff.human", text="get me a person"))
    assert chat.sentences == ["common.person", "common.asked_along"]
    assert not chat.hear(StaffJoined(NOW, "li")).state.asked


def test_what_only_comes_near_to_an_answer_is_none_where_it_is_asked() -> None:
    chat = in_socket().hear(asking(guess="not_fixed"))
    assert chat.place == ("power.dead", "socket")
    assert "common.asked" in chat.sentences


def test_words_of_which_nothing_is_made_that_ask_are_admitted() -> None:
    chat = in_socket().hear(replace(asking(), asks=""))
    assert "common.asked" in chat.sentences
    assert "common.missed" not in chat.sentences


def test_while_a_person_is_awaited_it_is_kept_amid_a_step() -> None:
    chat = Chat(replace(in_socket().state, called=True, since=NOW)).hear(replace(asking(), asks=""))
    assert chat.sentences == ["common.kept"]
    beside = Chat(replace(in_socket().state, called=True, since=NOW)).hear(asking(offer="not_fixed", again=True))
    assert beside.sentences[0] == "common.asked_beside"


def test_what_is_known_is_said_while_a_person_is_awaited_and_that_he_comes() -> None:
    near = Heard(NOW, ASKED, Decision.CLARIFY, (Candidate("care.cleaning", 0.6),), asks="question")
    assert Chat(WAITING).hear(near).sentences == ["answer.care.cleaning", "common.still_coming"]
    assert Chat(WAITING).hear(replace(near, candidates=(Candidate("care.cleaning", 0.3),))).sentences == ["common.kept"]
    danger = replace(WAITING, trouble="battery.fire")
    assert "answer.care.cleaning" not in Chat(danger).hear(near).sentences


def test_an_answer_that_is_asked_for_again_and_again_ends_with_a_person() -> None:
    chat = in_socket()
    for _ in range(3):
        chat.hear(heard(aside="plugged", asks="question", offer="not_fixed" if _ == 1 else None))
    assert not chat.state.called or chat.wanted(CallStaff)
    chat.hear(heard(aside="plugged", asks="question"))
    assert chat.state.called


def test_a_colleague_who_was_offered_with_the_answer_comes_at_a_yes() -> None:
    told = {
        locale: {**sentences, "menu.person": "A person", "answer.care.cleaning": "For a person say so: a person"}
        for locale, sentences in KNOWLEDGE.sentences.items()
    }
    plain = replace(KNOWLEDGE, sentences=told, answers={"care.cleaning": Answer("care.cleaning", REVIEWED)})
    chat = Chat(replace(FRESH, answered="care.cleaning"), plain).hear(said("yes"))
    assert chat.wanted(CallStaff) == [CallStaff("human")]
    asked = Question(0, (Offer("yes", "choice.yes", Move.LEAVE),))
    assert not Chat(replace(FRESH, answered="care.cleaning", question=asked), plain).hear(said("yes")).wanted(CallStaff)


def test_an_answer_that_calls_a_person_takes_the_question_along() -> None:
    asked = Question(0, (Offer("someone", "menu.person", Move.PERSON),))
    chat = Chat(replace(in_socket().state, question=asked)).hear(asking(text=f"yes. {ASKED}", offer="someone"))
    assert chat.sentences[-1] == "common.asked_along"


def test_what_only_comes_near_while_a_person_is_awaited_is_kept() -> None:
    chat = Chat(replace(in_socket().state, called=True, since=NOW)).hear(asking(guess="not_fixed"))
    assert chat.sentences == ["common.kept"]


def test_an_answer_given_three_times_is_for_a_person_whatever_is_told_beside_it() -> None:
    given = replace(in_socket().state, given=("aside.plugged",) * 3, wrote=NOW)
    assert Chat(given).hear(heard(aside="plugged", asks="question", offer="not_fixed")).wanted(CallStaff)
