"""Danger and crime are heard from any wording: from a cold start, amid another trouble, and while a ticket is filled in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.service.playing import Player

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.service.turning import Mind

SENTENCES = Path(__file__).parents[1] / "sentences" / "safety.tsv"
STOPS: Mapping[str, tuple[str, str]] = {
    "tamper": ("hardware.tamper_alarm", "stop"),
    "swollen": ("power.battery_swollen", "stop"),
    "smoke": ("power.battery_swollen", "stop"),
    "liquid": ("hardware.damage", "stop"),
    "fall": ("hardware.damage", "stop"),
    "object": ("hardware.damage", "stop"),
    "skimmer": ("security.incident", "what"),
    "stolen": ("security.incident", "what"),
    "threatened": ("security.incident", "threatened"),
    "data": ("security.incident", "data"),
    "account": ("security.incident", "account"),
    "shock": ("power.adapter", "damaged"),
    "scam": ("security.scam", "stop"),
    "retained": ("transaction.response_code", "retain_card"),
}
"""The trouble each is, and the step whose sentence is its safety line."""
KNOWN = {"skimmer": ("skimmer", "swapped", "code"), "stolen": ("lost",), "scam": ("visitor", "sharing")}
"""Steps of an incident, or a visit, that say their own safety line where the words told what happened."""
BEFORE: Mapping[str, Mapping[str, Sequence[Mapping[str, str]]]] = {
    "zh": {
        "cold": (),
        "amid": ({"merchant": "小票打出来是空白的"}, {"choose": "striped"}),
        "ticket": ({"merchant": "帮我报修,有个按键按不动"}, {"choose": "skip"}, {"choose": "skip"}, {"choose": "skip"}),
    },
    "en": {
        "cold": (),
        "amid": ({"merchant": "receipts come out blank"}, {"choose": "striped"}),
        "ticket": ({"merchant": "book a repair, one of the keys is dead"}, {"choose": "skip"}, {"choose": "skip"}, {"choose": "skip"}),
    },
}


def _rows() -> list[tuple[str, str, str]]:
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()[1:]
    return [(locale, stop, text) for locale, stop, text in (line.split("\t") for line in lines)]


def _played(mind: Mind, locale: str, where: str) -> Player:
    player = Player(mind, locale)
    for turn in BEFORE[locale][where]:
        player.play(turn)
    return player


@pytest.mark.parametrize("where", ["cold", "amid", "ticket"])
@pytest.mark.parametrize(("locale", "stop", "text"), [row for row in _rows() if row[1] != "-"])
def test_danger_comes_first_whatever_is_going_on(mind: Mind, locale: str, stop: str, text: str, where: str) -> None:
    player = _played(mind, locale, where)
    player.play({"merchant": text})

    trouble, step = STOPS[stop]
    lines = [mind.knowledge.sentences[locale][f"{trouble}.{name}"] for name in (step, *KNOWN.get(stop, ()))]
    assert player.state is not None
    assert player.state.trouble == trouble
    hurt = [mind.knowledge.sentences[locale][f"common.hurt_{how}"] for how in ("shock", "burn", "splash", "other")]
    said = player.texts[0].split("\n\n", 1)
    told = said[-1] if said[0] in hurt else player.texts[0]  # who is hurt is looked after before the terminal
    assert any(told.startswith(line.strip().splitlines()[0]) for line in lines), player.texts


@pytest.mark.parametrize("where", ["cold", "amid"])
@pytest.mark.parametrize(("locale", "text"), [(locale, text) for locale, stop, text in _rows() if stop == "-"])
def test_what_only_sounds_like_danger_is_none(mind: Mind, locale: str, text: str, where: str) -> None:
    player = _played(mind, locale, where)
    player.play({"merchant": text})

    assert player.state is None or player.state.trouble not in {trouble for trouble, _ in STOPS.values()} - {"transaction.response_code"}


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_every_safety_stop_has_ten_wordings(locale: str) -> None:
    told = [stop for of, stop, _ in _rows() if of == locale]
    assert all(told.count(stop) >= 10 for stop in STOPS)
