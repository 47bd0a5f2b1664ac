"""Whatever is typed: the same answer each time, no exception, nothing slow, no secret let through."""

from __future__ import annotations

import random
import time

from hypothesis import given, settings
from hypothesis import strategies as some

from bot.understanding.answers.answers import picked
from bot.understanding.facts.extracting import extract, tried
from bot.understanding.facts.tongues import language
from bot.understanding.matcher.evaluating import OUT
from bot.understanding.matcher.matching import Matcher
from bot.understanding.text.masking import masked
from bot.understanding.text.normalising import plain
from bot.understanding.text.numerals import luhn
from tests.unit.understanding.world import AT, KNOWLEDGE, QUESTION, examples, matcher

LINES = [(e.text, intent) for phrases in examples().phrases.values() for intent, found in phrases.items() for e in found]
BACK = {
    "开": "開",
    "机": "機",
    "没": "沒",
    "电": "電",
    "扫": "掃",
    "码": "碼",
    "线": "線",
    "网": "網",
    "连": "連",
    "账": "賬",
    "钱": "錢",
    "还": "還",
    "到": "到",
    "单": "單",
    "时": "時",
}
anything = some.text(some.characters(), max_size=200)
crooked = some.lists(
    some.sampled_from(list("0123456789OolI| -.\n密码验证码是卡号cvvpin:：=一二三壹‹›card XxSN元年月日abc")), max_size=120
).map("".join)


@given(anything)
@settings(max_examples=300, deadline=None)
def test_nothing_that_can_be_typed_raises(text: str) -> None:
    clean, _ = masked(text)
    matcher().match(clean)
    extract(clean, AT)
    tried(clean, KNOWLEDGE)
    language(clean)
    picked(clean, QUESTION, KNOWLEDGE)


@given(anything)
@settings(max_examples=100, deadline=None)
def test_the_same_words_give_the_same_answer(text: str) -> None:
    assert matcher().match(text) == matcher().match(text)


@given(anything | crooked)
@settings(max_examples=500, deadline=None)
def test_masking_again_changes_nothing(text: str) -> None:
    clean, _ = masked(text)

    assert masked(clean) == (clean, 0)


@given(anything)
@settings(max_examples=200, deadline=None)
def test_normalising_again_changes_nothing(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(
    some.integers(10**11, 10**17 - 1).filter(lambda n: not str(n).startswith("89")),
    some.sampled_from([" ", "-", "", "\n", "."]),
    some.integers(1, 5),
)
@settings(max_examples=300, deadline=None)
def test_a_number_with_a_valid_check_digit_never_gets_through(start: int, gap: str, size: int) -> None:
    number = next(f"{start}{last:02d}" for last in range(100) if luhn(f"{start}{last:02d}"))
    broken = gap.join(number[i : i + size] for i in range(0, len(number), size))

    clean, count = masked(f"卡号 {broken} 刷不了")

    assert count == 1
    assert sum(c.isdigit() for c in clean) == 0


@given(
    some.sampled_from(LINES),
    some.lists(some.sampled_from(["spaces", "width", "case", "emoji", "traditional", "invisible"]), min_size=1, unique=True),
    some.randoms(),
)
@settings(max_examples=300, deadline=None)
def test_the_dress_of_a_sentence_never_changes_its_intent(line: tuple[str, str], changes: list[str], chance: random.Random) -> None:
    text, intent = line
    for change in changes:
        text = _dressed(text, change, chance)

    match = matcher().match(text)

    assert match.candidates
    assert match.candidates[0].intent == intent


def _dressed(text: str, change: str, chance: random.Random) -> str:
    place = chance.randrange(len(text) + 1)
    if change == "spaces":
        return f"  {text.replace(' ', '   ')} \t"
    if change == "width":
        return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
    if change == "case":
        return text.upper()
    if change == "emoji":
        return f"😭{text}🙏👍🏽"
    if change == "invisible":
        return f"{text[:place]}\u200b\u202e{text[place:]}"
    return "".join(BACK.get(c, c) for c in text)


HOPELESS_SECONDS = 5.0
"""No measure of speed, which the benchmark has: it only tells work that grows with the text from work that does not end."""


def test_a_hundred_kilobytes_of_anything_come_to_an_end() -> None:
    chance = random.Random(7)
    hostile = [
        "1 " * 50_000,
        "1" * 100_000,
        "\ud800" * 100_000,
        "密码" * 50_000,
        "a" * 100_000,
        "是不是" * 30_000,
        "ﷺ" * 100_000,
        "four " * 20_000,
        "不是,是" * 20_000,
        "\u202e\u0000" * 50_000,
    ]
    hostile += ["".join(chr(chance.randrange(0x11000)) for _ in range(3000)) for _ in range(20)]
    matcher().match("开不了机")
    slow = []
    for text in hostile:
        began = time.process_time()
        clean, _ = masked(text)
        matcher().match(clean)
        extract(clean, AT)
        slow.append(time.process_time() - began)

    assert max(slow) < HOPELESS_SECONDS


def test_background_is_never_an_intent() -> None:
    assert all(c.intent not in ("", OUT) for text in ("讲个笑话", "tell me a joke") for c in matcher().match(text).candidates)


def test_learning_twice_gives_the_same_matcher() -> None:
    again = Matcher.build(examples())

    assert all(again.match(text) == matcher().match(text) for text, _ in LINES[::5])
