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
