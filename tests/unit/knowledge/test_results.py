"""Answers that tell how a step went: written once, heard everywhere, with what steps call them already."""

from __future__ import annotations

from pathlib import Path

from bot.knowledge.loading import load
from bot.knowledge.results import OTHERS

ROOT = Path(__file__).parents[3]


def test_what_was_written_is_learned_with_the_common_phrasings_and_not_with_names_of_a_steps_own() -> None:
    read = load(ROOT / "knowledge", ROOT / "templates")
    told = read.examples.results

    assert set(told) == {"en", "zh"}
    for locale, of in told.items():
        assert set(of) == {"solved", "not_fixed", "cannot", "unsure"}
        assert read.knowledge.sentences[locale]["choice.not_fixed"] in of["not_fixed"]
        assert read.knowledge.sentences[locale]["network.outage.area.cannot"] not in of["cannot"]
        texts = [text for one in of.values() for text in one]
        assert len(texts) == len(set(texts))
        assert not set(texts) & set(read.examples.answers[locale])
        assert len(read.examples.answers[locale]) > OTHERS


def test_a_result_nobody_knows_is_a_problem_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "results").mkdir()
    (tmp_path / "results" / "en.yaml").write_text("locale: en\nresults:\n  mended:\n    - works now\n", encoding="utf-8")

    [problem] = [one for one in load(tmp_path, None).problems if one.path.endswith("en.yaml")]

    assert problem.line == 3
    assert "solved" in str(problem)
