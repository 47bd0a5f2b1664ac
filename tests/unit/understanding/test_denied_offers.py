"""Words that deny an offer, ask after it, or tell that it is well by now do not pick it: in an outage a restart would follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.service.playing import Player

if TYPE_CHECKING:
    from bot.service.turning import Mind

OPENED = {
    "scope": {"zh": "终端连不上wifi了", "en": "wifi is down on the terminal"},
    "screen": {"zh": "屏幕有问题", "en": "something is wrong with the screen"},
    "paper": {"zh": "小票机出纸有问题", "en": "the paper is playing up in the printer"},
}


def _asked(mind: Mind, which: str, text: str) -> tuple[Player, object]:
    locale = "en" if text.isascii() else "zh"
    player = Player(mind, locale)
    player.play({"merchant": OPENED[which][locale]})
    assert player.state is not None
    before = player.state.place
    player.play({"merchant": text})
    return player, before


@pytest.mark.parametrize(
    ("which", "text"),
    [
        *(
            ("scope", text)
            for text in (
                "not just this one",
                "不止这一台",
                "不是只有这台",
                "my neighbour says his is fine",
                "邻居说他家没事",
                "is it just this one?",
            )
        ),
        *(("screen", text) for text in ("not black", "不是黑的", "会不会碎了")),
        *(("paper", text) for text in ("its fine in the morning", "早上是好的", "not jammed", "是卡住了吗")),
    ],
)
def test_what_is_not_so_is_not_taken(mind: Mind, which: str, text: str) -> None:
    player, before = _asked(mind, which, text)
    assert player.state is not None
    assert player.state.place == before


@pytest.mark.parametrize("text", ["just this one", "就这一台", "only this terminal", "this one only i think"])
def test_what_is_so_is(mind: Mind, text: str) -> None:
    player, before = _asked(mind, "scope", text)
    assert player.state is not None
    assert player.state.place != before
