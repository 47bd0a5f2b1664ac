"""Merchants fill in the repair form in their own words: what they meant is what the ticket holds, and nothing is asked twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.forms.run import forms, play, wrong

if TYPE_CHECKING:
    from bot.service.turning import Mind
    from tests.forms.run import Form

ASKED_AGAIN_AT_MOST = {"en": 2, "zh": 2}
"""In all forms of a language together: "two years this December" names no day, and who says what a label is soaked with tells of water."""


@pytest.mark.parametrize(
    ("locale", "form"),
    [(locale, form) for locale in ("en", "zh") for form in forms(locale)],
    ids=lambda one: one if isinstance(one, str) else f"line {one.line}",
)
def test_the_ticket_holds_what_was_meant(mind: Mind, locale: str, form: Form) -> None:
    assert list(wrong(*play(mind, locale, form))) == []


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_hardly_anything_is_asked_twice(mind: Mind, locale: str) -> None:
    assert sum(len(play(mind, locale, form)[1].again) for form in forms(locale)) <= ASKED_AGAIN_AT_MOST[locale]
