"""How every kind of reply looks at Telegram: written out in ``golden.yaml``, to be read by people."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.rendering import rendered
from bot.core.messages import Address, Choice, Media, Outbound
from bot.rendering.splitting import parts, units

GOLDEN: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "golden.yaml").read_text("utf-8"))


def message(given: dict[str, Any]) -> Outbound:
    choices = tuple(Choice(f"1.{label}", label) for label in given.get("choices", ()))
    media = tuple(Media(*pair.split(" ")) for pair in given.get("media", ()))
    text = given.get("text", "") * given.get("times", 1)
    image, document, who = given.get("image"), given.get("document"), given.get("who", "")
    return Outbound("1042-7", Address("telegram", "5"), text, choices, image, document, who=who, media=media)


def shown(given: dict[str, Any]) -> list[dict[str, Any]]:
    found = []
    for part in rendered(message(given), "{who}: {text}"):
        row: dict[str, Any] = {"kind": part.kind}
        if len(part.html) > 200:
            row["units"] = units(part.html)
        elif part.html:
            row["html"] = part.html
        if part.ref:
            row["ref"] = part.ref
        if part.rows:
            row["rows"] = [[f"{label} -> {key}" for label, key in line] for line in part.rows]
        found.append(row)
    return found


@pytest.mark.parametrize("name", GOLDEN)
def test_a_reply_looks_as_it_is_written_down(name: str) -> None:
    assert shown(GOLDEN[name]["reply"]) == GOLDEN[name]["telegram"]


@given(st.text(max_size=400), st.integers(10, 60))
def test_parts_fit_and_leave_out_nothing_but_blanks(text: str, most: int) -> None:
    cut = parts(text, most)
    assert all(0 < units(part) <= most for part in cut)
    assert "".join("".join(cut).split()) == "".join(text.split())


def test_a_long_text_is_cut_between_paragraphs_rather_than_within_a_sentence() -> None:
    assert parts("one two.\n\nthree four", 12) == ["one two.", "three four"]
    assert parts("第一句。第二句也不长。", 7) == ["第一句。", "第二句也不长。"]
    assert parts("aa bb cc dd", 6) == ["aa bb", "cc dd"]


def test_an_emoji_counts_twice_as_telegram_counts_it() -> None:
    assert units("🧾") == 2
    assert [units(part) for part in parts("🧾" * 2049)] == [4096, 2]
