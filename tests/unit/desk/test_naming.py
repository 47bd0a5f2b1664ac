"""What things are called at the desk."""

from __future__ import annotations

from bot.service.desk.naming import Names
from bot.service.turning import Mind


def test_a_messengers_own_queue_has_a_name_and_a_person_there_keeps_his(mind: Mind) -> None:
    names = Names(lambda: mind.knowledge)
    assert names.elsewhere("zh", "queue") == "待接入池"
    assert names.elsewhere("en", "queue") == "the queue"
    assert not names.elsewhere("zh", "lin")


def test_a_word_about_the_talk_has_a_name(mind: Mind) -> None:
    names = Names(lambda: mind.knowledge)
    assert names.trouble("zh", "conversation.yes") == "说是"
    assert names.trouble("en", "conversation.not_fixed") != "conversation.not_fixed"


def test_what_a_choice_made_known_reads_as_its_button_did(mind: Mind) -> None:
    names = Names(lambda: mind.knowledge)
    assert names.value("en", "spare_adapter", "none") == "No spare one"
    assert names.value("zh", "spare_adapter", "none") == "没有同款"
    of = mind.knowledge
    made = {
        (slot, value)
        for flow in of.flows.values()
        for step in flow.steps.values()
        for one in step.options
        for slot, value in one.sets.items()
    }
    chosen = sorted((slot, value) for slot, value in made if names.is_chosen(slot))
    assert [(slot, value) for slot, value in chosen if names.value("zh", slot, value) == value] == []
