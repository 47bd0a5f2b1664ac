"""What a merchant may type that is a secret, and what he may type that is none: one sentence a line, both languages."""

from __future__ import annotations

import re
from pathlib import Path

from bot.understanding.text.masking import masked

TABLES = Path(__file__).parents[2] / "secrets"
SECRETS = (TABLES / "masked.txt").read_text("utf-8").splitlines()
KEPT = (TABLES / "kept.txt").read_text("utf-8").splitlines()


def test_every_secret_of_the_table_is_taken_out() -> None:
    assert [text for text in SECRETS if not masked(text)[1]] == []


def test_what_is_masked_once_is_not_masked_again() -> None:
    assert [text for text in SECRETS if masked(masked(text)[0])[1]] == []


def test_nothing_else_of_the_table_is() -> None:
    assert [text for text in KEPT if masked(text)[1]] == []


def test_the_table_speaks_both_languages() -> None:
    for table in (SECRETS, KEPT):
        chinese = sum(bool(re.search(r"[\u4e00-\u9fff]", text)) for text in table)
        assert chinese > len(table) // 3
        assert len(table) - chinese > len(table) // 3
