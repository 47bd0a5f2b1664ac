"""Response codes are looked up by acquirer, then by the default family; what differs elsewhere is not guessed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.codes import class_of, classes, family_of, gravest, told
from bot.core.knowledge import Flow, Kind, Option, Slot, Step
from bot.core.lookups import Codes, Model
from bot.core.understanding import Candidate, Decision
from tests.unit.core.test_machine import Chat
from tests.world import FRESH, KNOWLEDGE, REVIEWED, fact, heard

CODES = Codes(
    families={"home": {"51": "no_funds", "91": "no_answer", "A0": "sign_in"}, "abroad": {"A0": "acquirer", "08": "approved"}},
    default="home",
    contested={"A0": "a refusal", "08": "an approval"},
    order=("no_answer", "approved", "acquirer", "sign_in", "no_funds"),
)
ASKED = Flow(
    "transaction.response_code",
    "given",
    {
        step.id: step
        for step in (
            Step("given", Kind.CHECK, rule="codes", branches={"none": "code", "several": "both"}, otherwise="class"),
            Step("code", Kind.FORM, slots=("code",), optional=("code",), next="class"),
            Step("both", Kind.TELL, next="class"),
            Step("class", Kind.CHECK, rule="code_class", slot="code_class", branches={"contested": "words"}, otherwise="told"),
            Step("words", Kind.ASK, slot="code_words", options=(Option("no_funds", "told"), Option("other", "told"))),
            Step("told", Kind.TELL, next="done"),
        )
    },
    REVIEWED,
)
KNOWN = replace(
    KNOWLEDGE,
    codes=CODES,
    flows={**KNOWLEDGE.flows, ASKED.id: ASKED},
    models={"Acme": Model("Acme", "Acme", facts={"codes": "abroad"})},
    slots={**KNOWLEDGE.slots, "code_words": Slot("code_words", "choice"), "acquirer": Slot("acquirer", "choice", "merchant")},
)


@pytest.mark.parametrize(
    ("code", "family", "meaning"),
    [
        ("51", "", "no_funds"),
        ("A0", "", "contested"),
        ("A0", "home", "sign_in"),
        ("A0", "abroad", "acquirer"),
        ("51", "abroad", "no_funds"),
        ("08", "", "contested"),
        ("08", "home", "unknown"),
        ("83", "", "unknown"),
        ("83", "abroad", "unknown"),
    ],
)
def test_a_code_means_what_its_family_says(code: str, family: str, meaning: str) -> None:
    assert class_of(CODES, code, family) == meaning


def test_the_family_is_the_merchants_then_the_terminals_then_the_shops() -> None:
    shop = replace(KNOWN, codes=replace(CODES, shop="home"))
    assert family_of(shop, {"acquirer": "abroad", "model": "Acme"}) == "abroad"
    assert family_of(shop, {"model": "Acme"}) == "abroad"
    assert family_of(shop, {}) == "home"
    assert family_of(KNOWN, {}) == ""


def test_of_several_codes_the_gravest_is_acted_on_and_named() -> None:
    slots = {"code": "51 91"}
    assert classes(KNOWN, slots) == {"51": "no_funds", "91": "no_answer"}
    assert gravest(KNOWN, slots) == "no_answer"
    assert told(KNOWN, slots | {"code_class": "no_answer"}) == "91"
    assert told(KNOWN, slots | {"code_class": "contested"}) == "51、91"
    assert told(KNOWN, slots) == ""


def test_words_on_the_screen_tell_what_a_code_alone_does_not() -> None:
    assert gravest(KNOWN, {"code": "A0"}) == "contested"
    assert gravest(KNOWN, {"code": "83"}) == "unknown"
    assert gravest(KNOWN, {"code": "A0", "code_words": "no_funds"}) == "no_funds"
    assert gravest(KNOWN, {"code": "51", "code_words": "sign_in"}) == "no_funds"
    assert gravest(KNOWN, {"code": "-"}) == "unknown"


def test_two_codes_with_one_meaning_are_no_two_troubles() -> None:
    both = Chat(FRESH, KNOWN).hear(heard("transaction.response_code", fields=(fact("code", "51 91"),)))
    assert both.sentences == ["transaction.response_code.both", "transaction.response_code.told"]
    same = Chat(FRESH, KNOWN).hear(heard("transaction.response_code", fields=(fact("code", "51 51"),)))
    assert same.sentences == ["transaction.response_code.told"]


def test_words_without_a_code_are_enough() -> None:
    chat = Chat(FRESH, KNOWN).hear(heard("", text="no money", fields=(fact("code_words", "no_funds"),)))
    assert chat.sentences == ["transaction.response_code.told"]
    assert chat.state.slots["code_class"] == "no_funds"


def test_words_on_the_screen_answer_the_question_for_them() -> None:
    asked = Chat(FRESH, KNOWN).hear(heard("transaction.response_code", fields=(fact("code", "A0"),)))
    assert asked.place == ("transaction.response_code", "words")
    elsewhere = asked.hear(heard("", text="hm", fields=(fact("code_words", "sign_in"),)))
    assert elsewhere.place == ("transaction.response_code", "words")
    assert elsewhere.hear(heard("printer.blank", fields=(fact("code_words", "no_funds"),))).place is None


def test_the_acquirer_named_later_lets_the_code_be_read() -> None:
    asked = Chat(FRESH, KNOWN).hear(heard("transaction.response_code", fields=(fact("code", "A0"),)))
    read = asked.hear(heard("", text="we are with abroad", fields=(fact("acquirer", "abroad"),)))
    assert read.sentences == ["common.fact_noted", "transaction.response_code.told"]


def test_words_on_a_screen_do_not_outweigh_another_trouble() -> None:
    said = heard("printer.blank", text="no money, blank", decision=Decision.CLARIFY, fields=(fact("code_words", "no_funds"),))
    assert Chat(FRESH, KNOWN).hear(said).place != ("transaction.response_code", "told")
    faint = heard("printer.blank", text="no money", decision=Decision.CLARIFY, fields=(fact("code_words", "no_funds"),))
    faint = replace(faint, candidates=(Candidate("printer.blank", 0.3),))
    assert Chat(FRESH, KNOWN).hear(faint).sentences == ["transaction.response_code.told"]
