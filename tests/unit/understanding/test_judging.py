"""Texts that are judged together: what one means does not depend on the others."""

from __future__ import annotations

import pytest

from bot.understanding.matcher.judging import Judge, Judgement
from tests.unit.understanding.world import matcher

TEXTS = {
    "en": ("receipts come out blank and the wifi keeps dropping", "receipts come out blank", "zzz", "the wifi keeps dropping"),
    "zh": ("小票没有字,网也连不上", "小票没有字", "kai bu liao ji", "wifi", "不好了"),
}


def judge(locale: str) -> Judge:
    """Of the examples of this world."""
    language = matcher().language(locale)
    assert language
    return Judge(language, (0.8, 0.3))


def told(judged: Judgement) -> tuple[object, ...]:
    """All that is made of it."""
    return judged.order, judged.evidence, judged.right, judged.chances, judged.decision, judged.candidates()


@pytest.mark.parametrize("locale", TEXTS)
def test_several_texts_are_judged_together_as_each_by_itself(locale: str) -> None:
    together = judge(locale)

    together.ahead(TEXTS[locale])

    alone = [judge(locale)(text) for text in TEXTS[locale]]
    assert [told(together(text)) for text in TEXTS[locale]] == [told(each) for each in alone]
    assert len({each.intent for each in alone}) > 1


def test_a_text_is_judged_once() -> None:
    each = judge("en")
    first = each("the wifi keeps dropping")

    each.ahead(["the wifi keeps dropping", "receipts come out blank"])

    assert each("the wifi keeps dropping") is first
