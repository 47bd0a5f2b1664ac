"""What the opening words hint at, what is told more exactly afterwards, and the open question that is not read out twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.actions import CallStaff
from bot.core.knowledge import Intent, Knowledge, Step
from bot.core.understanding import Candidate, Decision, Heard
from tests.unit.core.test_machine import Chat, in_socket, unclear
from tests.world import KNOWLEDGE, LIGHT, NOW, POWER, fact, heard, said

UNKNOWN = "transaction.unknown_result"


def hinting() -> Heard:
    return replace(heard("power.dead", text="nothing on it lights up"), hinted=(fact("light", "off"),))


def with_unknown_result() -> Knowledge:
    flow = replace(POWER, id=UNKNOWN)
    intents = {**KNOWLEDGE.intents, UNKNOWN: Intent(UNKNOWN, "transaction", trouble=True)}
    named = {locale: {**of, f"intent.{UNKNOWN}": "<unknown>"} for locale, of in KNOWLEDGE.sentences.items()}
    return replace(KNOWLEDGE, intents=intents, flows={**KNOWLEDGE.flows, UNKNOWN: flow}, sentences=named)


def again(decision: Decision = Decision.CLARIFY, intent: str = "printer.blank") -> Heard:
    return Heard(NOW, "can i run it again", decision, (Candidate(intent, 0.4),), "charge_again")


def test_a_hint_is_taken_said_aloud_and_can_be_gone_back_on() -> None:
    chat = Chat().hear(hinting())
    assert chat.sentences == ["common.taken_as", "power.dead.socket"]
    assert chat.state.slots["light"] == "off"

    assert chat.hear(said("back")).place == ("power.dead", "light")


def test_a_hint_at_something_the_question_does_not_know_is_none() -> None:
    event = replace(hinting(), hinted=(fact("light", "purple"), fact("scope", "one")))
    assert Chat().hear(event).sentences == ["power.dead.light"]


def test_what_was_hinted_at_is_told_more_exactly_and_the_flow_is_gone_through_anew() -> None:
    chat = Chat().hear(hinting())
    chat.hear(replace(heard(text="it is on", decision=Decision.REJECT), fields=(fact("light", "unsure"),)))
    assert chat.sentences[0] == "common.corrected"
    assert chat.state.slots["light"] == "unsure"


def test_a_result_of_the_open_step_is_no_better_telling() -> None:
    chat = Chat().hear(hinting())
    chat.hear(replace(said("not_fixed"), fields=(fact("light", "on"),)))
    assert "common.corrected" not in chat.sentences


def test_the_open_question_is_not_read_out_again_and_its_buttons_stay_the_same() -> None:
    chat = Chat().hear(heard("power.dead"))
    asked = chat.state.question
    chat.hear(said("no"))
    assert chat.sentences == ["common.pick_one"]
    assert chat.state.question == asked


def test_in_another_language_it_is_read_out_again() -> None:
    chat = Chat().hear(heard("power.dead"), replace(said("no"), locale="en", text="no that is wrong"))
    assert chat.sentences == ["common.pick_one", "power.dead.light"]


def test_what_lets_a_risky_step_pass_is_asked_in_full() -> None:
    chat = in_socket().press("not_fixed")
    assert chat.place == ("guard.sale", "ask")
    assert chat.hear(said("broken")).sentences == ["common.pick_one", "guard.sale.ask"]


@pytest.mark.parametrize("act", ["finished", "yes", "not_fixed", "broken"])
def test_how_it_goes_is_no_answer_to_which_of_them_it_is(act: str) -> None:
    chat = Chat().hear(unclear("power.dead", "printer.blank"), said(act))
    assert chat.sentences == ["common.which_again"]
    assert chat.press("printer.blank").place == ("printer.blank", "roll")


def test_after_three_words_that_do_not_say_which_a_person_is_called() -> None:
    chat = Chat().hear(unclear("power.dead", "printer.blank"), said("finished"), said("finished"))
    assert chat.wanted(CallStaff) == [CallStaff("stuck")]


def test_what_now_after_a_person_was_called_tells_that_he_is_on_his_way() -> None:
    chat = Chat().hear(heard("handoff.human", "human"), said("repeat"))
    assert chat.sentences == ["common.person_waiting"]
    assert chat.hear(said("explain")).sentences == ["common.person_waiting"]


def test_whether_to_charge_again_where_nothing_is_at_hand_looks_that_payment_up() -> None:
    chat = Chat(knowledge=with_unknown_result()).hear(again())
    assert chat.state.trouble == UNKNOWN


def test_charging_again_beside_a_trouble_that_is_understood_is_left_to_that_trouble() -> None:
    assert Chat(knowledge=with_unknown_result()).hear(again(Decision.ACCEPT, "printer.blank")).state.trouble == "printer.blank"
    assert Chat().hear(again()).state.trouble != UNKNOWN


def test_a_payment_nobody_knows_the_end_of_is_begun_sooner_than_others() -> None:
    event = Heard(NOW, "the card went in and then it just sat there", Decision.CLARIFY, (Candidate(UNKNOWN, 0.6),))
    assert Chat(knowledge=with_unknown_result()).hear(event).state.trouble == UNKNOWN


def test_yes_to_a_step_with_results_of_its_own_asks_for_one_of_them() -> None:
    named = {locale: {**of, "power.dead.socket.solved": "<reads again>"} for locale, of in KNOWLEDGE.sentences.items()}
    chat = Chat(knowledge=replace(KNOWLEDGE, sentences=named), state=in_socket().state)
    assert chat.hear(said("yes")).sentences == ["common.pick_one"]


def test_the_trouble_at_hand_again_while_a_fact_is_awaited_asks_for_the_fact() -> None:
    chat = in_socket().press("not_fixed").press("yes")
    waiting = chat.place
    assert chat.hear(heard("power.dead")).place == waiting


def test_a_step_takes_a_hint_only_where_the_terminal_has_the_part() -> None:
    needing = replace(LIGHT, options=tuple(replace(one, needs=("battery",)) if one.key == "off" else one for one in LIGHT.options))
    steps: dict[str, Step] = {**POWER.steps, "light": needing}
    chat = Chat(knowledge=replace(KNOWLEDGE, flows={**KNOWLEDGE.flows, "power.dead": replace(POWER, steps=steps)}))
    assert chat.hear(hinting()).sentences == ["common.taken_as", "power.dead.socket"]
