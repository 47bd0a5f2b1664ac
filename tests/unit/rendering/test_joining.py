"""Sentences that stand on two lines of a template are two sentences when they are read, too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ENGLISH = Path(__file__).resolve().parents[3] / "templates" / "en"
RUN_TOGETHER = re.compile(r"[.?!](?:\{% endif %\})+\n[ ]+[A-Z]")
"""The line end after a block is not printed (Jinja's ``trim_blocks``)."""


@pytest.mark.parametrize("file", sorted(ENGLISH.rglob("*.yaml")), ids=lambda file: file.relative_to(ENGLISH).as_posix())
def test_no_sentence_begins_where_the_one_before_ends(file: Path) -> None:
    assert RUN_TOGETHER.findall(file.read_text("utf-8")) == []
