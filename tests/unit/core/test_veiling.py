"""A contact on a page is recognised and not read."""

from __future__ import annotations

import pytest

from bot.core.veiling import recorded, veiled, veiled_in


@pytest.mark.parametrize(
    ("contact", "shown"),
    [
        ("13812345678", "138****5678"),
        ("+86 138-1234-5678", "86138****5678"),
        ("王先生 13812345678 晚上打", "王先生 138****5678 晚上打"),
        ("8765 4321", "****21"),
        ("wang_pos", "w***"),
        ("微信同号", "微***"),
        ("", ""),
    ],
)
def test_a_contact_is_veiled(contact: str, shown: str) -> None:
    assert veiled(contact) == shown


def test_the_record_tells_that_a_number_changed_and_not_to_which() -> None:
    assert recorded("contact", "13812345678", "13987654321") == ("138****5678", "139****4321")
    assert recorded("locale", "zh", "en") == ("zh", "en")


def test_in_a_merchants_words_only_the_contact_is_veiled() -> None:
    said = "call 138 1234 5678, the serial is 12345678"
    assert veiled_in(said, "13812345678") == "call 138****5678, the serial is 12345678"
    assert veiled_in(said, "") == said
