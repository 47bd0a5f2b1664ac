"""A sentence is matched to what it means, surely, doubtfully or not at all, with a reason."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.understanding import Decision
from bot.understanding.matcher import keeping
from bot.understanding.matcher.examples import Example, Examples
from bot.understanding.matcher.keeping import FOLDERS
from bot.understanding.matcher.matching import Matcher, Precision
from tests.unit.understanding.world import examples, matcher


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("開不了機", "power.no_power"),
        ("  开 不 了 机 ！！！😭", "power.no_power"),
        ("开部了鸡", "power.no_power"),
        ("kai bu liao ji", "power.no_power"),
        ("ＷＩＦＩ连不上", "network.wifi"),
        ("小票没有子", "hardware.printer_blank"),
        ("recipts come out blnak", "hardware.printer_blank"),
        ("WIFI KEEPS DROPPING", "network.wifi"),
        ("wont turn on", "power.no_power"),
        ("qr 扫不出来", "hardware.scanner"),
    ],
)
def test_slips_homophones_and_spellings_do_not_change_what_is_meant(text: str, intent: str) -> None:
    assert matcher().match(text).candidates[0].intent == intent


def test_every_example_wins_its_own_intent() -> None:
    wrong = [
        (example.text, intent)
        for phrases in examples().phrases.values()
        for intent, found in phrases.items()
        for example in found
        if (match := matcher().match(example.text)).decision is not Decision.ACCEPT or match.candidates[0].intent != intent
    ]

    assert wrong == []


@pytest.mark.parametrize("text", ["", "   ", "？？", "🎉", "\ud800", "qwzx", "给我唱首歌吧", "who wrote macbeth"])
def test_what_is_not_understood_is_not_accepted(text: str) -> None:
    assert matcher().match(text).decision is not Decision.ACCEPT


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("不是没网，是开不了机", "power.no_power"),
        ("wifi is fine, receipts come out blank", "hardware.printer_blank"),
        ("it's not the scanner, it won't turn on", "power.no_power"),
        ("无线网正常，就是二维码扫不了", "hardware.scanner"),
    ],
)
def test_what_is_denied_is_not_what_is_meant(text: str, intent: str) -> None:
    assert matcher().match(text).candidates[0].intent == intent


def test_what_is_denied_is_said() -> None:
    assert matcher().match("不是wifi连不上，是开不了机").denied == "network.wifi"


def test_a_second_trouble_is_noticed() -> None:
    match = matcher().match("开不了机，还有二维码扫不了")

    assert match.candidates[0].intent == "power.no_power"
    assert match.also == ("hardware.scanner",)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("好了", "solved"),
        ("嗯嗯好了好了哦", "solved"),
        ("没好", "not_fixed"),
        ("done", "finished"),
        ("still no", "not_fixed"),
        ("Fixed!!", "solved"),
        ("弄完了", "finished"),
    ],
)
def test_a_short_answer_has_its_act(text: str, act: str) -> None:
    match = matcher().match(text)

    assert match.decision is Decision.ACCEPT
    assert match.act == act


@pytest.mark.parametrize("text", ["不好了", "没修好", "还没好了", "not fixed", "not all good now"])
def test_a_denial_never_passes_for_consent(text: str) -> None:
    assert matcher().match(text).act != "solved"


def test_a_candidate_says_why() -> None:
    best = matcher().match("二维码扫不出").candidates[0]

    assert best.intent == "hardware.scanner"
    assert best.phrase
    assert best.why


def test_scores_are_probabilities_and_fall() -> None:
    scores = [candidate.score for candidate in matcher().match("钱没到而且扫不了码").candidates]

    assert len(scores) <= 5
    assert scores == sorted(scores, reverse=True) or scores[0] >= 0.99
    assert all(0 <= score <= 1 for score in scores)


def test_the_same_examples_teach_the_same() -> None:
    again = Matcher.build(examples())

    assert again.match("打不开机器了") == matcher().match("打不开机器了")


def test_what_was_learned_is_kept_and_found_again(tmp_path: Path) -> None:
    first = Matcher.build(examples(), cache=tmp_path)
    kept = list(tmp_path.iterdir())
    second = Matcher.build(examples(), cache=tmp_path)

    assert len(kept) == 1
    assert [second.match(t) for t in ("开不了机", "blank receipt", "done")] == [
        first.match(t) for t in ("开不了机", "blank receipt", "done")
    ]


def test_a_torn_cache_is_as_good_as_none(tmp_path: Path) -> None:
    first = Matcher.build(examples(), cache=tmp_path)
    (folder,) = tmp_path.iterdir()
    for file in sorted(folder.iterdir()):
        written = file.read_bytes()
        half = len(written) // 2
        for torn in (written[:half], written[:half] + bytes([written[half] ^ 1]) + written[half + 1 :], b""):
            file.write_bytes(torn)
            assert Matcher.build(examples(), cache=tmp_path).match("开不了机") == first.match("开不了机")
            assert file.read_bytes() == written, "it is written anew"
        file.unlink()
        assert Matcher.build(examples(), cache=tmp_path).match("开不了机") == first.match("开不了机")


def test_what_is_big_is_mapped_and_shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MAPPED", 1000)
    built = Matcher.build(examples(), cache=tmp_path)
    found = Matcher.build(examples(), cache=tmp_path)

    assert len(list(next(tmp_path.iterdir()).glob("*.npy"))) > 2
    for one in (built, found):
        language = one.language("en")
        assert language
        assert not language.reader.weights.rows.flags.owndata
        assert not language.reader.weights.rows.flags.writeable
    before = built.match("blank receipt")
    keeping.let_go()
    assert found.match("blank receipt") == before, "what was given back comes back"


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    assert Matcher.build(examples(), cache=tmp_path / "file").match("开不了机").decision is Decision.ACCEPT


def test_of_many_caches_those_used_last_are_left(tmp_path: Path) -> None:
    Matcher.build(examples(), cache=tmp_path)
    (mine,) = tmp_path.iterdir()
    others = [tmp_path / f"understanding-{number:032x}" for number in range(12)]
    for age, path in enumerate(others, start=1):
        path.mkdir()
        os.utime(path, (1_000_000 - age, 1_000_000 - age))
    half, fresh = (tmp_path / f".understanding-{name}.1.part" for name in ("old", "new"))
    half.mkdir()
    fresh.mkdir()
    os.utime(half, (1_000_000, 1_000_000))
    os.utime(mine, (1, 1))
    Matcher.build(examples(), cache=tmp_path)
    Matcher.build(replace(examples(), background={}), cache=tmp_path)

    left = set(tmp_path.glob("understanding-*"))
    assert len(left) == FOLDERS
    assert mine in left, "it was used after all others were made"
    assert left.issuperset(others[: FOLDERS - 2])
    assert fresh.exists()
    assert not half.exists()


def test_other_examples_have_another_cache(tmp_path: Path) -> None:
    Matcher.build(examples(), cache=tmp_path)
    Matcher.build(replace(examples(), background={}), cache=tmp_path)

    assert len(list(tmp_path.iterdir())) == 2


def test_one_language_and_one_intent_are_enough() -> None:
    lonely = Matcher.build(Examples({"en": {"a": (Example("hello world"), Example("hi world"))}}))

    assert lonely.match("hello world").candidates[0].intent == "a"


def test_no_examples_understand_nothing() -> None:
    assert Matcher.build(Examples({})).match("开不了机").decision is Decision.REJECT


def test_a_stricter_setting_accepts_no_more(tmp_path: Path) -> None:
    texts = ("机器不行", "屏幕看不清字", "钱呢", "wifi", "the machine is off", "no text", "print", "没到")
    strict, easy = (Matcher.build(examples(), cache=tmp_path, precision=Precision(wrong_in, 60)) for wrong_in in (1000, 2))

    accepted = [{text for text in texts if each.match(text).decision is Decision.ACCEPT} for each in (strict, easy)]

    assert accepted[0] < accepted[1]


def test_the_words_that_would_flip_it_are_named() -> None:
    flips = matcher().flips("扫码 wifi")

    assert flips
    assert all(intent != matcher().match("扫码 wifi").candidates[0].intent for _, intent in flips)
    assert matcher().flips("") == ()


def test_a_trouble_told_between_a_greeting_and_haste_is_the_trouble() -> None:
    match = matcher().match("老板在吗，开不了机，客人都等着呢")

    assert match.candidates[0].intent == "power.no_power"
    assert match.decision is Decision.ACCEPT
