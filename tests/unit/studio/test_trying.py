"""A sentence tried out gets the very answer that a merchant would; a flow's picture speaks the reader's language."""

from __future__ import annotations

from datetime import UTC, date, datetime

from bot.service.insight.flows import flow_page
from bot.service.insight.numbers import Asked, Choices
from bot.service.studio.trying import tried
from bot.service.turning import Mind

NOON = datetime(2026, 11, 26, 4, tzinfo=UTC)


def test_a_sentence_is_tried_as_it_would_be_heard_and_answered(mind: Mind) -> None:
    found = tried(mind, "打印机不出纸", "zh", "en", NOON)
    assert found
    heard = mind.matcher.match("打印机不出纸")
    assert found.why.candidates[0].intent == heard.candidates[0].intent
    assert found.why.decision == heard.decision.value == "accept"
    assert found.why.entry is not None
    assert found.why.entry.flow == heard.candidates[0].intent
    assert found.why.text
    assert 0 < (found.sure_from or 0) <= found.why.candidates[0].score


def test_a_secret_that_is_tried_is_masked_as_any_merchants_is(mind: Mind) -> None:
    found = tried(mind, "卡号 6222021234567890128 刷不出来", "zh", "zh", NOON)
    assert found
    assert found.why.masked == 1
    assert "6222021234567890128" not in f"{found.why.said} {found.why.normal}"


def test_the_arrows_of_a_picture_read_as_merchants_read_the_answers(mind: Mind) -> None:
    flow, day = mind.knowledge.flows["power.no_power"], date(2026, 11, 26)
    labels = {
        locale: " ".join(line.label for line in flow_page(mind.knowledge, flow, Asked(day, day), {}, locale, Choices()).drawing.lines)
        for locale in ("zh", "en")
    }
    assert "还是不行" in labels["zh"]
    assert "not_fixed" not in labels["zh"] + labels["en"]
