"""A conversation replayed from its log says again what it said, and where another mind parts from it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.rendering.phrases import Phrases
from bot.service.playing import Player
from bot.service.ports import Entry, Kept, Logged
from bot.service.studio.replaying import compared, replayed
from bot.service.turning import Mind

TURNS = (
    {"merchant": "打印机不出纸"},
    {"merchant": "asdkjh qwoeiu zxmcn"},
    {"choose": "not_fixed"},
    {"advance": "PT30M"},
    {"merchant": "转人工"},
    {"staff": {"do": "join", "who": "li"}},
    {"merchant": "在吗"},
    {"staff": {"do": "say", "who": "li", "text": "您好"}},
    {"staff": {"do": "leave", "who": "li"}},
    {"merchant": "还是不行"},
)


class Recorder(Player):
    """A player whose lines are kept as a log's."""

    def __init__(self, mind: Mind) -> None:
        super().__init__(mind, "zh")
        self.entries: list[Entry] = []

    def keep(self, kept: Kept) -> None:
        self.entries += kept.entries
        super().keep(kept)


@pytest.fixture(scope="module")
def lines(mind: Mind) -> list[Logged]:
    recorder = Recorder(mind)
    for turn in TURNS:
        recorder.play(turn)
    return [Logged(seq, entry.kind, entry.at, entry.body) for seq, entry in enumerate(recorder.entries, 1)]


def test_what_was_said_is_said_again_to_the_letter(mind: Mind, lines: list[Logged]) -> None:
    said = [str(line.body["text"]) for line in lines if line.kind.value in {"bot", "staff"}]
    again = [answer.said for answer in replayed(mind, 1042, lines) if answer.said]
    assert "\n".join(again) == "\n".join(said)
    assert len(said) > len(TURNS) // 2
    assert compared(1042, mind, mind, lines).is_same


def test_other_words_are_told_turn_by_turn_side_by_side(mind: Mind, lines: list[Logged]) -> None:
    sentences = {locale: {**of, "common.missed": "请换个说法。"} for locale, of in mind.knowledge.sentences.items()}
    knowledge = replace(mind.knowledge, version="draft", sentences=sentences)
    found = compared(1042, mind, replace(mind, knowledge=knowledge, phrases=Phrases(knowledge)), lines)
    [difference] = found.differences
    assert difference.kind == "words"
    assert difference.before.words == "asdkjh qwoeiu zxmcn"
    assert "请换个说法。" in difference.after.said
    assert "请换个说法。" not in difference.before.said


def test_a_flow_that_goes_another_way_parts_where_its_buttons_are_not_offered(mind: Mind, lines: list[Logged]) -> None:
    flows = {name: flow for name, flow in mind.knowledge.flows.items() if not name.startswith("hardware.printer")}
    knowledge = replace(mind.knowledge, version="draft", flows=flows)
    found = compared(1042, mind, replace(mind, knowledge=knowledge, phrases=Phrases(knowledge)), lines)
    assert found.differences[0].kind in {"way", "deed"}
