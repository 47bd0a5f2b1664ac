"""Why the bot said that, out of the log alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.core.hearing import RULES
from bot.core.machine import TIMERS
from bot.core.state import State
from bot.service.insight.reasons import why_of
from bot.service.ports import EntryKind, Logged
from bot.service.sources import took
from tests.unit.insight.told import NINE
from tests.world import KNOWLEDGE, fact, heard

ASKED: dict[str, Any] = {"text": "Is a light on?", "choices": [{"key": "1.on", "label": "On"}, {"key": "1.off", "label": "Off"}]}
HEARD: dict[str, Any] = {
    "decision": "accept",
    "intent": "printer.blank",
    "act": None,
    "offer": "off",
    "candidates": [
        {"intent": "printer.blank", "score": 0.93, "phrase": "prints nothing", "why": "≈ 打印, blank … paper, ♪ kong bai, ~ prin"},
        {"intent": "power.dead", "score": 0.04, "phrase": "", "why": ""},
    ],
    "masked": 1,
    "normal": "blank paper comes out",
}
WHY: dict[str, Any] = {
    "flow": "printer.blank",
    "step": "roll",
    "trouble": "printer.blank",
    "rule": "offer",
    "knowledge": KNOWLEDGE.version,
    "took": {"light": {"value": "off", "from": "answer"}, "scope": {"value": "", "from": "flow"}},
}


def lines(*, heard_at: int = 2, why: dict[str, Any] | None = None) -> list[Logged]:
    at = [NINE.replace(minute=minute) for minute in range(4)]
    return [
        Logged(1, EntryKind.BOT, at[0], ASKED),
        Logged(2, EntryKind.MERCHANT, at[heard_at], {"text": "Blank PAPER comes out", "choice": None, "heard": HEARD}),
        Logged(3, EntryKind.SYSTEM, at[2], {"did": "ticket_opened"}),
        Logged(4, EntryKind.BOT, at[2], {"text": "Turn the roll.", "choices": [], "why": why or WHY}),
    ]


def test_what_was_said_compared_weighed_taken_and_chosen_is_told() -> None:
    why = why_of(lines(), KNOWLEDGE, "en")
    assert (why.text, why.said, why.normal, why.rule, why.masked) == (
        "Turn the roll.",
        "Blank PAPER comes out",
        "blank paper comes out",
        "offer",
        1,
    )
    assert why.offer == "Off"
    first, second = why.candidates
    assert (first.intent, first.score, first.phrase) == ("printer.blank", 0.93, "prints nothing")
    assert [(one.kind, one.text) for one in first.carried] == [
        ("meaning", "打印"),
        ("word", "blank … paper"),
        ("sound", "kong bai"),
        ("letters", "prin"),
    ]
    assert second.carried == ()
    assert why.pieces == (("blank", True), (" ", False), ("paper", True), (" comes out", False))
    assert [(fact.value, fact.source) for fact in why.facts] == [("off", "answer"), ("", "flow")]
    assert why.entry
    assert (why.entry.flow, why.entry.step) == ("printer.blank", "roll")
    assert why.entry.reviewed
    assert why.is_current


def test_what_a_timer_says_rests_on_nobodys_words() -> None:
    why = why_of(lines(heard_at=1), KNOWLEDGE, "en")
    assert (why.said, why.candidates) == (None, ())


def test_knowledge_that_has_changed_since_is_said_to_have_and_a_step_that_is_gone_hurts_nothing() -> None:
    why = why_of(lines(why={**WHY, "knowledge": "older", "flow": "gone.flow", "step": "gone"}), KNOWLEDGE, "en")
    assert not why.is_current
    assert why.entry
    assert (why.entry.risk, why.entry.reviewed) == (None, None)


def test_a_line_of_an_older_version_without_reasons_can_be_looked_at() -> None:
    bare = [Logged(1, EntryKind.BOT, NINE, {"text": "Hello"})]
    assert why_of(bare, KNOWLEDGE, "zh").rule == ""


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_every_rule_that_can_choose_an_answer_has_a_sentence(locale: str) -> None:
    page = Path(__file__).parents[3] / "templates" / locale / "desk_insight.yaml"
    told = {name for name in yaml.safe_load(page.read_text("utf-8"))["sentences"] if name.startswith("rule_")}
    rules = {rule.__name__ for rule in RULES} | {"chose", "stale", "media", "notice", "staff_left", "staff_closed", "another_code"}
    timers = {{"visit_eve": "visit", "visit_morning": "visit"}.get(name, name) for name in TIMERS}
    assert {f"rule_{name}" for name in rules | timers} <= told


def test_where_a_fact_is_from_is_written_down_with_the_answer() -> None:
    before = State(ref="1", slots={"light": "on", "code": "91"})
    said = replace(heard("printer.blank", text="it is a P20", fields=(fact("model", "P20"),)), offer="off")
    found = took(before, replace(before, slots={"light": "off", "model": "P20", "verdict": "in"}), said)
    assert {name: (one["value"], one["from"]) for name, one in found.items() if isinstance(one, dict)} == {
        "light": ("off", "answer"),
        "model": ("P20", "words"),
        "verdict": ("in", "flow"),
        "code": ("", "flow"),
    }
