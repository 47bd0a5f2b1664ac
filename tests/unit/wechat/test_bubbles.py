"""From our message to WeChat's bubbles: golden files for every kind of reply, counted in bytes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.wechat.bubbles import Fit, bubbles, joined, rest
from bot.core.messages import Address, Choice, Media, Outbound
from bot.rendering.words import Words

TEMPLATES = Path(__file__).resolve().parents[3] / "templates"
WORDS = Words({locale: yaml.safe_load((TEMPLATES / locale / "wechat.yaml").read_text())["sentences"] for locale in ("zh", "en")})
ACCOUNT = Fit()
SERVICE = Fit(menu=True, files=frozenset({"image", "file"}))
GOLDEN = Path(__file__).with_name("golden.yaml")
SHOP = Address("wx_oa", "wang")


def message(given: dict[str, Any]) -> Outbound:
    choices = tuple(Choice(f"3.{n}", label) for n, label in enumerate(given.get("choices", ())))
    media = tuple(Media(kind, f"{kind}.bin") for kind in given.get("media", ()))
    text = given.get("text", "") * given.get("times", 1)
    return Outbound(
        "1042-7", SHOP, text, choices, given.get("image"), given.get("document"), who=given.get("who", ""), media=media,
        locale=given.get("locale", "zh"),
    )  # fmt: skip


def shown(one: Outbound, fit: Fit) -> list[dict[str, Any]]:
    """As the golden file has it: what is long is told by its length and its ends."""
    found = []
    for bubble in bubbles(one, WORDS, fit):
        row: dict[str, Any] = {"kind": bubble.kind}
        if len(bubble.text) > 300:
            row |= {"bytes": len(bubble.text.encode()), "begins": bubble.text[:20], "ends": bubble.text[-60:]}
        elif bubble.text:
            row["text"] = bubble.text
        row |= {"ref": bubble.ref} if bubble.ref else {}
        row |= {"items": [list(item) for item in bubble.items]} if bubble.items else {}
        found.append(row)
    return found


CASES = yaml.safe_load(GOLDEN.read_text()) if GOLDEN.exists() else []


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_message_is_shown_as_the_golden_file_has_it(case: dict[str, Any]) -> None:
    one = message(case["given"])
    assert shown(one, ACCOUNT) == case["account"]
    assert shown(one, SERVICE) == case["service"]


TEXT = st.text(st.sampled_from("好的终端按键，。\n 🔌👨‍👩‍👧ab <&"), min_size=1, max_size=3000)


@given(TEXT, st.lists(st.text(st.sampled_from("亮不灯ab🔌"), min_size=1, max_size=60), max_size=12), st.sampled_from(["", "李工"]))
def test_no_bubble_is_too_long_and_nothing_gets_lost(text: str, labels: list[str], who: str) -> None:
    for fit in (ACCOUNT, SERVICE):
        one = message({"text": text, "choices": labels, "who": who})
        pages = []
        for _ in range(40):
            found = bubbles(one, WORDS, fit)
            assert len(found) <= 1
            pages += [bubble.text for bubble in found]
            assert all(len(bubble.text.encode()) <= (1024 if bubble.kind == "menu" else 2048) for bubble in found)
            left = rest(one, WORDS, fit)
            if not left:
                break
            one = message({"text": left.removeprefix(f"{who}：") if who else left, "choices": labels, "who": who})
        said = "".join("".join(pages).split())
        assert all(piece in said for piece in text.split() if len(piece.encode()) < 300)


@given(st.lists(st.tuples(TEXT, st.booleans(), st.booleans()), min_size=1, max_size=8))
def test_what_is_joined_fits_into_one_bubble_and_leaves_nothing_out(lines: list[tuple[str, bool, bool]]) -> None:
    messages = [
        Outbound(f"1042-{n}", SHOP, text, (Choice("1.a", "好"),) if asks else (), who="李工" if person else "")
        for n, (text, asks, person) in enumerate(lines)
    ]
    one, count = joined(messages, WORDS, ACCOUNT)
    assert 1 <= count <= len(messages)
    if count > 1:
        assert one.id == messages[count - 1].id
        [bubble] = bubbles(one, WORDS, ACCOUNT)
        assert len(bubble.text.encode()) <= 2048
        assert not rest(one, WORDS, ACCOUNT)
        assert all(part in bubble.text for message in messages[:count] for part in message.text.split())
        assert one.choices == messages[count - 1].choices
