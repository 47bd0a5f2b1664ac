"""How a page fits words into the room they have."""

from __future__ import annotations

import pytest

from bot.console.telling import folded


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("小票打出来是什么样子？", ["小票打出来是什么样子？"]),
        ("把机器重启一次，再补打一张上一笔的小票。", ["把机器重启一次，再补打一", "张上一笔的小票。"]),
        ("换一卷新的热敏纸，没受潮、没晒过的，再补打一张上一笔的小票。", ["换一卷新的热敏纸，没受", "潮、没晒过的，再补打一…"]),
        ("Press it and wait.", ["Press it and", "wait."]),
        ("Press it and wait until the light is green", ["Press it and", "wait until…"]),
        ("", []),
    ],
)
def test_a_title_has_two_lines_at_most_and_says_where_it_was_cut(words: str, lines: list[str]) -> None:
    assert folded(words, 12) == lines
