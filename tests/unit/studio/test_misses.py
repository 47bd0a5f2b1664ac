"""Which sentences went wrong is read off a log as it grows, each once, and who wrote them is hidden."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.service.ports import EntryKind, Logged
from bot.service.studio.misses import Miss, misses

AT = datetime(2026, 11, 26, 9, tzinfo=UTC)


def log(*lines: tuple[EntryKind, dict[str, Any]]) -> list[Logged]:
    return [Logged(seq, kind, AT + timedelta(minutes=seq), body) for seq, (kind, body) in enumerate(lines, 1)]


def wrote(text: str, decision: str = "reject", intent: str = "hardware.printer_blank", **heard: Any) -> tuple[EntryKind, dict[str, Any]]:
    candidates = [{"intent": intent, "score": 0.41}]
    return EntryKind.MERCHANT, {
        "text": text,
        "choice": None,
        "heard": {"decision": decision, "candidates": candidates, "fields": {}, **heard},
    }


def pressed(key: str) -> tuple[EntryKind, dict[str, Any]]:
    return EntryKind.MERCHANT, {"text": "", "choice": key, "label": key, "heard": {"decision": "chose"}}


def said(rule: str) -> tuple[EntryKind, dict[str, Any]]:
    return EntryKind.BOT, {"text": "…", "locale": "zh", "why": {"rule": rule}}


def did(what: str, **more: Any) -> tuple[EntryKind, dict[str, Any]]:
    return EntryKind.SYSTEM, {"did": what, **more}


def kinds(lines: list[Logged], after: int = 0) -> list[tuple[int, Miss]]:
    return [(one.seq, one.kind) for one in misses(lines, after)]


def test_what_was_not_understood_and_what_was_asked_about_is_found_with_what_it_is_nearest_to() -> None:
    lines = log(
        wrote("机子吐白纸"), said("missed"), wrote("paper comes out blank", "clarify"), said("either"), wrote("好的", "accept"), said("act")
    )
    found = list(misses(lines))
    assert [(one.seq, one.kind, one.locale) for one in found] == [(1, Miss.REJECTED, "zh"), (3, Miss.CLARIFIED, "en")]
    assert (found[0].intent, found[0].score) == ("hardware.printer_blank", 0.41)


def test_a_trouble_that_the_merchant_says_is_not_his_was_misunderstood() -> None:
    lines = log(wrote("屏幕花了", "accept", "hardware.screen"), said("request"), pressed("2.not_this"), said("chose"))
    assert kinds(lines) == [(1, Miss.CORRECTED)]


def test_words_that_name_another_trouble_correct_the_one_before() -> None:
    first, second = wrote("网不行", "accept", "network.wifi"), wrote("不是网，是打印机", "accept", "hardware.printer_blank")
    assert kinds(log(first, said("request"), second, said("other_trouble"))) == [(1, Miss.CORRECTED)]


def test_a_person_who_is_called_after_the_last_step_did_not_help_counts_for_the_sentence_that_began_it() -> None:
    lines = log(wrote("打不出票", "accept"), said("request"), pressed("3.not_fixed"), did("staff_called", reason="printer"), said("chose"))
    assert kinds(lines) == [(1, Miss.NOT_FIXED)]


def test_a_person_who_was_asked_for_is_no_failure_and_one_who_comes_unasked_is() -> None:
    asked = log(
        wrote("转人工", "accept", "handoff.human"), did("staff_called", reason="human"), said("person"), did("staff_joined", by="li")
    )
    assert kinds(asked) == []
    unasked = log(wrote("打不出票", "accept"), said("request"), did("staff_joined", by="li"))
    assert kinds(unasked) == [(1, Miss.TAKEN_OVER)]


def test_nothing_counts_while_a_person_speaks() -> None:
    lines = log(did("staff_joined", by="li"), wrote("那个啥"), said("missed"))
    assert kinds(lines) == []


def test_a_log_that_has_grown_gives_only_what_is_new() -> None:
    lines = log(wrote("机子吐白纸"), said("missed"), wrote("还是不行啊"), said("missed"))
    assert kinds(lines[1:], after=2) == [(3, Miss.REJECTED)]
    assert kinds(lines, after=4) == []


def test_who_wrote_it_is_hidden() -> None:
    [found] = misses(log(wrote("打13800138000找我，序列号N910-0032871，mail li@shop.cn", fields={"address": "人民路88号"}), said("missed")))
    assert "138" not in found.text
    assert "0032871" not in found.text
    assert "@" not in found.text
