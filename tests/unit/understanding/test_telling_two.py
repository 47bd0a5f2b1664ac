"""What is told together is told apart, by the knowledge that ships."""

from __future__ import annotations

from bot.core.understanding import Decision
from bot.understanding.matching import Matcher


def test_an_and_parts_two_troubles_and_nothing_else(matcher: Matcher) -> None:
    match = matcher.match("wifi keeps dropping and yesterdays money isnt in my account")
    assert (match.candidates[0].intent, match.also) == ("network.wifi", ("settlement.delay",))
    assert matcher.match("i turned it off and on, still frozen").also == ()


def test_a_greeting_does_not_hide_the_trouble_it_comes_with(matcher: Matcher) -> None:
    match = matcher.match("老板在吗 机器死机了 客人都等着呢")
    assert (match.decision, match.candidates[0].intent) == (Decision.ACCEPT, "software.frozen")
