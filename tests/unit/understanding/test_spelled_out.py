"""Chinese in Latin letters, and what was done before: which parts of a message are heard."""

from __future__ import annotations

import pytest

from bot.core.understanding import Decision
from bot.understanding.text.clauses import parts
from tests.unit.understanding.world import matcher


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("kai bu liao ji", "power.no_power"),
        ("wuxianwang lian bu shang", "network.wifi"),
        ("qian hai mei daozhang", "settlement.delay"),
        ("sao ma sao bu chu lai", "hardware.scanner"),
    ],
)
def test_chinese_that_is_spelled_out_is_as_sure_as_if_it_was_written(text: str, intent: str) -> None:
    match = matcher().match(text)

    assert (match.decision, match.candidates[0].intent) == (Decision.ACCEPT, intent)


@pytest.mark.parametrize("text", ["卡插进去拔不出来了,急死了", "按键按不动了,急用"])
def test_what_cannot_be_done_is_a_trouble_and_no_step_that_was_done(text: str) -> None:
    assert text.split(",", maxsplit=1)[0] in parts(text).telling


@pytest.mark.parametrize("text", ["重启过了,还是连不上网", "换了两次,打出来还是白的"])
def test_what_was_done_names_no_trouble(text: str) -> None:
    assert parts(text).telling == (text.split(",")[1],)
