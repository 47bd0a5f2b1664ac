"""Where sales or money can be lost, only plain words let a step pass, only for a while, and only until they are taken back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.service.playing import Player

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.state import State
    from bot.service.turning import Mind

SENTENCES = Path(__file__).parents[1] / "sentences" / "guards.tsv"
FROZEN = {"zh": "机子卡死了整个没反应", "en": "terminal is frozen nothing reacts"}
RESET = {"zh": "机子恢复出厂设置", "en": "factory reset please"}
RESTART, WIPE = ("software.frozen", "restart"), ("software.factory_reset", "reset")
ASKED: Mapping[str, tuple[Mapping[str, str], Sequence[str], str]] = {
    "sale": (FROZEN, (), "sale_running"),
    "first": (FROZEN, ("yes",), "sale_running"),
    "unsettled": (RESET, ("other", "no"), "unsettled"),
    "settle": (RESET, ("other", "no", "waiting"), "unsettled"),
    "agrees": (RESET, ("other", "no", "settled"), "supplier_agrees"),
}
"""What is said and pressed to come to each question of a guard, and the fact it asks for."""
PASSES = {"sale_running": "no", "unsettled": "settled", "supplier_agrees": "yes"}


DEAR = SENTENCES.with_name("dear.tsv")
UNKNOWN = {"zh": "刚才那笔不知道成没成", "en": "payment got stuck, no idea if it went through"}
TWICE = {"zh": "客人被扣了两次", "en": "customer was charged twice"}
BACK = {"zh": "要给客人退款", "en": "i need to refund a customer"}
SETTLE = {"zh": "怎么结算", "en": "forgot to close the batch"}
SWOLLEN = {"zh": "电池鼓包了", "en": "battery is swollen"}
LATE = {"zh": "退款客人没收到", "en": "refund never arrived at the customer"}
ERASE = {"zh": "删除我的资料", "en": "erase my data please"}
REPAIR = {"zh": "帮我报修，键盘有个键按不动", "en": "book a repair, one of the keys is dead"}
CALLER = {"zh": "有人打电话让我报验证码", "en": "someone called and wants my verification code"}
DEARLY: Mapping[str, tuple[Mapping[str, str], Sequence[str], tuple[str, str, str]]] = {
    "debited": (UNKNOWN, ("not_fixed", "not_fixed"), ("transaction.unknown_result", "debited", "no")),
    "journal": (UNKNOWN, ("not_fixed",), ("transaction.unknown_result", "journal", "solved")),
    "status": (UNKNOWN, ("found",), ("transaction.unknown_result", "status", "approved")),
    "again": (UNKNOWN, ("not_fixed", "not_fixed", "no"), ("transaction.unknown_result", "charge_again", "yes")),
    "listed": (LATE, (), ("transaction.refund_void", "listed", "no")),
    "both": (TWICE, (), ("transaction.double_charge", "compare", "both")),
    "settle": (SETTLE, (), ("settlement.batch", "settle", "solved")),
    "refund": (BACK, ("give_back", "settled"), ("transaction.refund_void", "refund", "solved")),
    "calm": (SWOLLEN, (), ("power.battery_swollen", "now", "calm")),
    "erase": (ERASE, ("erase",), ("account.my_data", "sure", "yes")),
    "repair": (REPAIR, ("skip",) * 6, ("repair.visit", "confirm", "yes")),
    "nothing": (CALLER, (), ("security.scam", "given", "nothing")),
}
"""What is said and pressed to come to a question of which one answer costs dear where it was not meant, and that answer."""


def _rows(says: str, of: Path = SENTENCES) -> list[tuple[str, str, str]]:
    lines = (line.split("\t") for line in of.read_text(encoding="utf-8").splitlines()[1:])
    return [(locale, guard, text) for locale, guard, told, text in lines if told == says]


def _asked(mind: Mind, locale: str, words: Mapping[str, str], *pressed: str) -> Player:
    player = Player(mind, locale)
    player.play({"merchant": words[locale]})
    for key in pressed:
        player.play({"choose": key})
    return player


def _facts(player: Player) -> Mapping[str, str]:
    assert player.state is not None
    return player.state.slots


def _place(player: Player) -> tuple[str, str]:
    assert player.state is not None
    assert player.state.place is not None
    return player.state.place.flow, player.state.place.step


@pytest.mark.parametrize(("locale", "guard", "text"), _rows("-"))
def test_half_an_answer_lets_nothing_pass(mind: Mind, locale: str, guard: str, text: str) -> None:
    words, pressed, slot = ASKED[guard]
    player = _asked(mind, locale, words, *pressed)
    player.play({"merchant": text})

    assert _facts(player).get(slot) != PASSES[slot]


@pytest.mark.parametrize(("locale", "guard", "text"), _rows("plain"))
def test_a_plain_answer_does(mind: Mind, locale: str, guard: str, text: str) -> None:
    words, pressed, slot = ASKED[guard]
    player = _asked(mind, locale, words, *pressed)
    player.play({"merchant": text})

    assert _facts(player).get(slot) == PASSES[slot]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "wait there is one still processing"),
        ("en", "hang on someone is paying"),
        ("en", "oh theres one pending"),
        ("en", "a payment is still running"),
        ("en", "wait, one sale has no result"),
        ("en", "yes there was a sale"),
        ("zh", "等等有一笔还在转"),
        ("zh", "有人在付款"),
        ("zh", "哦有一笔没出结果"),
        ("zh", "客人正付着呢"),
        ("zh", "等一下客人在付款"),
    ],
)
def test_a_sale_that_runs_after_all_comes_before_the_restart(mind: Mind, locale: str, text: str) -> None:
    player = _asked(mind, locale, FROZEN, "no")
    assert _place(player) == RESTART
    player.play({"merchant": text})

    assert _place(player) == ("guard.sale_running", "first_the_sale")


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "picked the wrong one, there is a sale going through"),
        ("en", "someone is paying right now"),
        ("en", "wait there is"),
        ("zh", "刚才选错了，有一单正收着"),
        ("zh", "等等有一笔还在转"),
        ("zh", "哦有的"),
    ],
)
@pytest.mark.parametrize("pressed", [(), ("no",)])
def test_a_sale_that_runs_is_heard_where_it_is_asked_for_and_after_it_was_denied(
    mind: Mind, locale: str, text: str, pressed: Sequence[str]
) -> None:
    player = _asked(mind, locale, FROZEN, *pressed)
    player.play({"merchant": text})

    assert _place(player) == ("guard.sale_running", "first_the_sale")


@pytest.mark.parametrize("pressed", [("other", "no", "settled"), ("other", "no", "settled", "yes")])
@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "wait, not settled"),
        ("en", "sorry i was wrong its not settled"),
        ("en", "oh there are offline ones still"),
        ("en", "havent settled"),
        ("en", "todays are still on it"),
        ("zh", "等等其实没结"),
        ("zh", "还有两笔没结"),
        ("zh", "我还没结算呢"),
        ("zh", "等下还有几笔没结"),
    ],
)
def test_what_is_not_settled_after_all_is_settled_first(mind: Mind, locale: str, text: str, pressed: Sequence[str]) -> None:
    player = _asked(mind, locale, RESET, *pressed)
    player.play({"merchant": text})

    assert _place(player) == ("guard.unsettled", "settle_first")


@pytest.mark.parametrize(("locale", "text"), [("en", "actually they didnt agree"), ("zh", "其实供应商没答应")])
def test_without_the_supplier_nothing_is_wiped(mind: Mind, locale: str, text: str) -> None:
    player = _asked(mind, locale, RESET, "other", "no", "settled", "yes")
    assert _place(player) == WIPE
    player.play({"merchant": text})

    assert _place(player)[0] == "repair.visit"


@pytest.mark.parametrize(("locale", "text"), [("en", "what was i to do again"), ("zh", "再说一遍")])
def test_after_a_while_it_is_asked_anew(mind: Mind, locale: str, text: str) -> None:
    player = _asked(mind, locale, FROZEN, "no")
    player.play({"advance": "PT3H"})
    player.play({"merchant": text})

    assert _place(player) == ("guard.sale_running", "ask")


@pytest.mark.parametrize(("locale", "text"), [("en", "what was i to do again"), ("zh", "再说一遍")])
def test_in_one_sitting_it_is_not(mind: Mind, locale: str, text: str) -> None:
    player = _asked(mind, locale, FROZEN, "no")
    player.play({"advance": "PT20M"})
    player.play({"merchant": text})

    assert _place(player) == RESTART


@pytest.mark.parametrize(("locale", "text"), [("en", "there is a payment still processing"), ("zh", "有一笔还在转")])
def test_a_sale_told_at_a_safe_step_is_asked_of_before_the_next_risky_one(mind: Mind, locale: str, text: str) -> None:
    player = _asked(mind, locale, FROZEN, "no", "not_fixed")
    assert _place(player) == ("software.frozen", "storage")
    player.play({"merchant": text})

    assert _facts(player).get("sale_running") != "no"


def _dear(mind: Mind, locale: str, question: str) -> tuple[Player, State, State]:
    """At that question; how it stands there, and how it would with the dear answer pressed."""
    words, pressed, (flow, step, key) = DEARLY[question]
    player = _asked(mind, locale, words, *pressed)
    assert _place(player) == (flow, step)
    assert player.state is not None
    before = player.state
    player.play({"choose": key})
    return Player(mind, locale, before), before, player.state


@pytest.mark.parametrize(("locale", "question", "text"), _rows("-", DEAR))
def test_half_an_answer_settles_nothing_of_money_and_calls_nobody_safe(mind: Mind, locale: str, question: str, text: str) -> None:
    player, _, taken = _dear(mind, locale, question)
    player.play({"merchant": text})

    assert player.state is not None
    assert (player.state.place, player.state.slots) != (taken.place, taken.slots)


@pytest.mark.parametrize(("locale", "question", "text"), _rows("plain", DEAR))
def test_a_plain_answer_is_taken_there_as_well(mind: Mind, locale: str, question: str, text: str) -> None:
    player, before, taken = _dear(mind, locale, question)
    player.play({"merchant": text})

    assert player.state is not None
    assert player.state.place == taken.place != before.place
