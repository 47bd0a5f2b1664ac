"""What a model has and lacks decides what is asked and proposed; nothing is assumed of an unknown one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.actions import Say
from bot.core.device import SOME_MODEL, device, facts_of, is_for, only_answer, options_for, sharper
from bot.core.knowledge import Flow, Kind, Knowledge, Option, Slot, Step
from bot.core.lookups import Model
from tests.unit.core.test_machine import Chat
from tests.world import FRESH, KNOWLEDGE, REVIEWED, fact, heard

LINK = Step(
    "link",
    Kind.ASK,
    options=(
        Option("wifi", "socket", needs=("wifi",)),
        Option("cable", "socket", needs=("ethernet",)),
        Option("phone", "done", needs=("bluetooth",)),
        Option("unsure", "socket"),
    ),
    slot="light",
)
BATTERY = Step("battery", Kind.ASK, options=(Option("flat", "link"), Option("full", "done")), needs=("battery",), otherwise="cable")
CABLE = Step("cable", Kind.TELL, unless=("printer",), next="link")
SOCKET = Step("socket", Kind.TRY, options=(Option("solved", "solved"), Option("not_fixed", "done")), next="done", remedy="socket")
FLOW = Flow("power.dead", "battery", {step.id: step for step in (BATTERY, CABLE, LINK, SOCKET)}, REVIEWED)
FAMILY = Model("Acme", "Acme", facts={"long_press": "40"})
COUNTER = Model("Acme C1", "Acme", has=("printer",), lacks=("battery", "wifi", "bluetooth"), facts={"long_press": "10"})
READER = Model("Acme R1", "Acme", has=("battery", "bluetooth"), lacks=("wifi", "ethernet"))
KNOWN = replace(
    KNOWLEDGE,
    flows={**KNOWLEDGE.flows, "power.dead": FLOW},
    models={model.name: model for model in (FAMILY, COUNTER, READER)},
    slots={**KNOWLEDGE.slots, "model": Slot("model", "model", "device")},
)


def chat(model: str = "", knowledge: Knowledge = KNOWN) -> Chat:
    """A dead terminal of that model."""
    return Chat(replace(FRESH, slots={"model": model} if model else {}), knowledge).hear(heard("power.dead"))


def test_of_an_unknown_model_everything_is_asked_and_offered() -> None:
    for model in ("", "something else", "Acme"):
        asked = chat(model)
        assert asked.place == ("power.dead", "battery")
        asked.press("flat")
        assert asked.place == ("power.dead", "link")
        assert asked.state.question is not None
        assert [offer.name for offer in asked.state.question.offers] == ["wifi", "cable", "phone", "unsure"]


def test_a_question_for_a_part_it_lacks_is_passed_over() -> None:
    assert chat("Acme C1").place == ("power.dead", "socket")
    without = replace(KNOWN, models={"Acme C1": replace(COUNTER, lacks=("battery",), has=())})
    passed = chat("Acme C1", without)
    assert passed.sentences == ["power.dead.cable", "power.dead.link"]


def test_a_step_for_those_without_a_part_is_passed_over_by_those_with_it() -> None:
    told = chat("Acme C1", replace(KNOWN, models={"Acme C1": replace(COUNTER, lacks=("battery",))}))
    assert told.sentences == ["power.dead.link"]


def test_what_the_model_leaves_one_answer_for_is_not_asked() -> None:
    counter = chat("Acme C1")
    assert counter.state.slots["light"] == "cable"
    reader = chat("Acme R1").press("flat")
    assert reader.state.slots["light"] == "phone"
    assert reader.place is None


def test_an_only_answer_without_a_slot_is_followed_as_well() -> None:
    steps = {**FLOW.steps, "link": replace(LINK, slot="")}
    unnamed = replace(KNOWN, flows={**KNOWN.flows, "power.dead": replace(FLOW, steps=steps)})
    assert chat("Acme C1", unnamed).place == ("power.dead", "socket")


def test_an_answer_given_before_counts_more_than_what_the_model_leaves() -> None:
    said = heard("power.dead", fields=(fact("light", "unsure"),))
    assert Chat(replace(FRESH, slots={"model": "Acme R1"}), KNOWN).hear(said).press("flat").place == ("power.dead", "socket")


def test_an_answer_that_the_model_rules_out_does_not_count() -> None:
    said = heard("power.dead", fields=(fact("light", "wifi"),))
    asked = Chat(replace(FRESH, slots={"model": "Acme R1"}), KNOWN).hear(said).press("flat")
    assert asked.state.slots["light"] == "phone"


def test_sentences_are_given_what_the_model_is_known_for() -> None:
    (say,) = [action for action in chat("Acme").actions if isinstance(action, Say)]
    assert (say.values["long_press"], say.values["alcohol"]) == ("40", "")
    assert facts_of(KNOWN, {"model": "Acme C1"})["long_press"] == "10"
    assert facts_of(KNOWN, {})["long_press"] == ""


def test_a_family_named_later_does_not_unname_the_model() -> None:
    named = chat().hear(heard(fields=(fact("model", "Acme C1"),), text="C1"))
    assert named.hear(heard(fields=(fact("model", "Acme"),), text="my acme")).state.slots["model"] == "Acme C1"
    assert named.hear(heard(fields=(fact("model", "Acme R1"),), text="no, an R1")).state.slots["model"] == "Acme R1"


@pytest.mark.parametrize(
    ("known", "said", "kept"),
    [("Acme", "Acme C1", "Acme C1"), ("Acme C1", "Acme", "Acme C1"), ("", "Acme", "Acme"), ("an old one", "Acme", "Acme")],
)
def test_the_sharper_name_is_kept(known: str, said: str, kept: str) -> None:
    assert sharper(KNOWN, known, said) == kept


def test_nothing_is_ruled_out_by_a_model_of_which_nothing_is_known() -> None:
    assert device(KNOWN, {}) is SOME_MODEL
    assert all(is_for(SOME_MODEL, step) for step in FLOW.steps.values())
    assert options_for(SOME_MODEL, LINK) == LINK.options
    assert only_answer(SOME_MODEL, replace(LINK, options=LINK.options[:1])) is None


def test_a_model_named_at_a_step_it_has_no_part_for_leads_on() -> None:
    asked = chat()
    assert asked.place == ("power.dead", "battery")
    assert asked.hear(heard(fields=(fact("model", "Acme C1"),), text="it is a C1")).place == ("power.dead", "socket")
    assert chat().hear(heard(fields=(fact("model", "Acme R1"),), text="it is an R1")).place == ("power.dead", "battery")
