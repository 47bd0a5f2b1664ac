"""A time is when somebody may come only where a visit is spoken of: a story has days of its own."""

from __future__ import annotations

import pytest

from bot.understanding.facts.places import windows


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("明天下午派人过来修一下,机器开不了机", "明天下午"),
        ("周三上午吧", "周三上午"),
        ("师傅今天能来吗", "今天"),
        ("can someone come out tomorrow afternoon, terminal is dead", "tomorrow afternoon"),
        ("tomorrow morning works", "tomorrow morning"),
    ],
)
def test_a_time_for_a_visit(text: str, said: str) -> None:
    assert [found for _, _, found in windows(text)] == [said]


@pytest.mark.parametrize(
    "text",
    [
        "平时都是我老婆看店,今天她回娘家,我一个人忙不过来,结果机子打出来没字",
        "今天早上机器一直没缓过来",
        "今天中午大约十二点多机器就死了",
        "today when i come in the terminal was dead",
        "it has been like this since this morning, the whole queue saw it and a man who was there said that the printer of his own shop once had that, and then his technician mended it",
    ],
)
def test_a_day_of_a_story_is_none(text: str) -> None:
    assert not list(windows(text))
