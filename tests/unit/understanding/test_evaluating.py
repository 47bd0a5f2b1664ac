"""Labelled sentences are counted honestly."""

from __future__ import annotations

from bot.understanding.matcher.evaluating import OUT, Case, evaluate, learning_curve
from bot.understanding.matcher.examples import Example, Examples
from bot.understanding.matcher.matching import Precision
from tests.unit.understanding.world import matcher


def test_right_wrong_and_foreign_sentences_are_counted() -> None:
    cases = [Case("开不了机", "power.no_power", "plain"), Case("小票没有字", "hardware.scanner", "plain"), Case("讲个笑话", OUT, "far")]

    found = evaluate(matcher(), cases)

    assert (found.cases, found.accuracy, found.coverage, found.oos_false_accept) == (3, 0.5, 1.0, 0.0)
    assert found.accepted_precision == 0.5
    assert found.by_tag["plain"] == {"cases": 2, "accuracy": 0.5, "accepted": 1.0}
    assert found.confusions == [{"meant": "hardware.scanner", "taken_for": "hardware.printer_blank", "count": 1}]
    assert found.as_json()["p50_ms"]


def test_no_cases_are_no_error() -> None:
    assert evaluate(matcher(), []).accuracy == 0.0


def test_what_was_stated_stands_beside_what_was_right() -> None:
    found = evaluate(matcher(), [Case("开不了机", "power.no_power"), Case("小票没有字", "hardware.scanner")])

    assert sum(row["cases"] for row in found.calibration) == 2
    assert found.calibration[-1]["right"] == 0.5
    assert found.calibration[-1]["stated"] > 0.9


def test_a_learning_curve_has_a_step_for_each_number_of_examples() -> None:
    few = Examples({"en": {"a": (Example("hello world"), Example("hi world")), "b": (Example("card lost"), Example("lost my card"))}})

    steps = learning_curve(few, [Case("hello world", "a"), Case("lost card", "b")], None, Precision())

    assert [step["examples"] for step in steps] == [5, 10, 20, 40]
    assert all(step["accuracy"] == 1.0 for step in steps)
