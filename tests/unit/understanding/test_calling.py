"""A person is wanted wherever it stands in a message; who came, stole or rang, and who is to mend it, are no such wish."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.messages import Address, Inbound
from bot.core.state import Question
from bot.core.understanding import Decision, Heard
from bot.service.turning import Mind
from bot.understanding.hearing import understand
from bot.understanding.talk.calling import calls_for_person
from tests.world import FRESH, NOW

SENTENCES = [line.split("\t") for line in (Path(__file__).parents[2] / "sentences" / "person.tsv").read_text("utf-8").splitlines()[1:]]


@pytest.mark.parametrize(("wanted", "text"), [(wanted, text) for _, wanted, text in SENTENCES])
def test_a_person_is_wanted_in_plain_words_only(wanted: str, text: str) -> None:
    assert calls_for_person(text, FRESH) is (wanted == "yes")


def test_there_are_eighty_of_each_language() -> None:
    told = [(locale, wanted) for locale, wanted, _ in SENTENCES]
    assert all(told.count((locale, wanted)) >= 80 for locale in ("zh", "en") for wanted in ("yes", "no"))


@pytest.mark.parametrize("text", ["call me on 07700 900123", "打我电话13800001111"])
def test_where_a_number_is_asked_for_it_is_told_and_nobody_is_called(text: str) -> None:
    asked = FRESH.but(question=Question(1, slot="contact"))
    assert calls_for_person(text, FRESH)
    assert not calls_for_person(text, asked)


def test_danger_and_number_are_heard_beside_the_wish(mind: Mind) -> None:
    heard = understand(
        Inbound("1", Address("web", "1"), NOW, "it is smoking, get me someone, 07700 900123"), FRESH, mind.knowledge, mind.matcher
    )
    assert isinstance(heard, Heard)
    assert (heard.intent, heard.decision, heard.act) == ("handoff.human", Decision.ACCEPT, "human")
    assert heard.danger is not None
    assert [field.name for field in heard.fields] == ["phone"]
