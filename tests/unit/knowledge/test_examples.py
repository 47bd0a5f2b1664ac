"""Every intent is taught by enough examples, in each language as many as the project promises."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

EXAMPLES = Path(__file__).parents[3] / "knowledge" / "examples"
PROMISED = 60


@cache
def lessons() -> dict[tuple[str, str], list[str]]:
    """What teaches each intent, by language and intent; those of its acts among them."""
    found = {}
    for path in sorted(EXAMPLES.glob("*/*.yaml")):
        written = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        plain, acts = written.get("examples", []), written.get("acts", {}).values()
        found[path.parent.name, path.stem] = [str(one) for one in (*plain, *(one for act in acts for one in act))]
    return found


def test_an_intent_has_the_promised_examples_in_every_language() -> None:
    few = {name: len(said) for name, said in lessons().items() if len(said) < PROMISED}

    assert few == {}


def test_an_intent_that_is_taught_in_one_language_is_taught_in_the_other() -> None:
    assert {intent for locale, intent in lessons() if locale == "zh"} == {intent for locale, intent in lessons() if locale == "en"}


def test_no_example_is_written_twice_for_an_intent() -> None:
    twice = {name: [one for one in said if said.count(one) > 1] for name, said in lessons().items()}

    assert {name: said for name, said in twice.items() if said} == {}
