"""What closes a case says that it works; what is left, and what was called mended and is not, is heard as that."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.state import Move, Offer, Place, Question, State
from bot.core.understanding import Heard
from bot.service.turning import Mind
from bot.understanding.hearing import understand
from tests.unit.understanding.world import said

RESULTS = Question(3, tuple(Offer(name, f"choice.{name}", Move.ANSWER, name) for name in ("solved", "not_fixed", "cannot")))


def at(place: str) -> State:
    """The state at that step of a flow, where it is asked how it went."""
    flow, _, step = place.rpartition(".")
    return State(ref="1042", locale="en", turn=3, trouble=flow, place=Place(flow, step), question=RESULTS)


def hear(mind: Mind, text: str, state: State) -> Heard:
    heard = understand(said(text), replace(state, locale="en" if text.isascii() else "zh"), mind.knowledge, mind.matcher)
    assert isinstance(heard, Heard)
    return heard


def closes(heard: Heard) -> bool:
    """Whether it ends the trouble."""
    return "solved" in {heard.act, heard.offer} or bool(heard.found and heard.found.works)


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("power.random_shutdown.charge", "its at home on the charger all night any way. is it just the battery knackered"),
        ("hardware.printer_blank.new_roll", "put new one. now just prints a line and stops"),
        ("hardware.printer_blank.turn_roll", "turned it over, now it prints grey stripes"),
        ("hardware.printer_paper_jam.reload", "loaded again, now it feeds and feeds"),
        ("hardware.touch.wipe", "screen wiped, bottom row fine top row dead"),
        ("software.frozen.restart", "back on, how come it hangs each sale"),
        ("software.frozen.restart", "yesterday it worked fine after that"),
        ("power.no_power.outlet", "perfect, now the socket's dead too"),
        ("power.no_power.outlet", "different socket same thing, on battery it is perfect"),
        ("network.wifi.rejoin", "forget repair. its saying cannot connect to HOST. wifi works on it"),
        ("network.wifi.rejoin", "连上了，付款都超时"),
        ("software.frozen.restart", "昨天这么弄就好了"),
        ("software.frozen.restart", "真行，太行了"),
        ("hardware.printer_blank.new_roll", "换了新纸，现在只打一行就停"),
    ],
)
def test_what_does_not_say_that_it_works_closes_nothing(mind: Mind, place: str, text: str) -> None:
    assert not closes(hear(mind, text, at(place)))


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("network.wifi.rejoin", "ah that's it, working now. do i have to do this every time the router restarts"),
        ("hardware.touch.adapter", "original charger came from friend now, with this no jumping at all"),
        ("hardware.scanner.wipe", "不用了 擦了下玻璃就能扫了"),
        ("software.frozen.restart", "重启完好了 谢谢 为啥会卡呢"),
        ("hardware.printer_blank.new_roll", "又能打了"),
        ("network.wifi.rejoin", "it was the password, it wasn't right. works now"),
    ],
)
def test_what_was_wrong_and_what_is_asked_beside_take_nothing_back(mind: Mind, place: str, text: str) -> None:
    assert closes(hear(mind, text, at(place)))


@pytest.mark.parametrize(
    "text",
    [
        "no more steps please, it's his card, he already paid cash",
        "stop, it's her card thats the problem, not the machine",
        "dont bother, i'll use my phone",
        "enough, i'm not touching it any more today",
        "ok i'll live with it",
        "i give up, leave it",
        "别再让我弄机器了，是他卡的事，已经收了现金了",
        "不用弄了，是客人卡坏了",
        "不折腾了，先用现金",
        "没关系，不用了",
        "凑合用吧，不弄了",
    ],
)
def test_what_is_left_with_its_reason_is_left(mind: Mind, text: str) -> None:
    assert hear(mind, text, at("hardware.card_reader_chip.insert")).act == "drop"


@pytest.mark.parametrize("text", ["都不是，已经好了，没事了", "none of those, its fine now, never mind"])
def test_what_is_left_because_it_works_is_over(mind: Mind, text: str) -> None:
    assert hear(mind, text, at("network.wifi.rejoin")).act == "solved"


@pytest.mark.parametrize(
    "text",
    [
        "forget the roll, its the lid",
        "i dont want to break it",
        "leave it on charge overnight?",
        "算了还是再试试",
        "不用换纸，刚换的",
        "我不想弄这个",
        "i dont want to do this",
    ],
)
def test_what_only_sounds_like_leaving_it_is_none(mind: Mind, text: str) -> None:
    assert hear(mind, text, at("hardware.printer_paper_jam.reload")).act != "drop"


@pytest.mark.parametrize(
    "text",
    [
        "its NOT sorted, cant take a card!!!",
        "no no its not sorted, I was asking you",
        "who said its fixed",
        "没好呢",
        "谁说好了",
        "根本没好，还是空白",
    ],
)
def test_what_was_called_mended_and_is_not_is_back(mind: Mind, text: str) -> None:
    rests = State(ref="1042", locale="en", turn=3, trouble="hardware.printer_blank")
    assert hear(mind, text, rests).act == "not_fixed"


@pytest.mark.parametrize("text", ["refunded? how do i know", "退成了？我连那笔都找不到"])
def test_an_answer_that_is_asked_back_is_none(mind: Mind, text: str) -> None:
    own = Question(3, (Offer("solved", "transaction.refund_void.refund.solved", Move.ANSWER, "solved"),))
    state = replace(at("transaction.refund_void.refund"), question=own)
    assert not closes(hear(mind, text, state))


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("hardware.sound.volume", "yes it was on zero!! now speaking. but how to make it speak hindi"),
        ("hardware.sound.volume", "It works. But how I change language"),
        ("hardware.sound.volume", "我打开了，响了！"),
        ("power.no_power.outlet", "its alive!!"),
        ("software.frozen.restart", "妥了"),
        ("software.frozen.restart", "problem solved, thank you very much"),
        ("hardware.touch.wipe", "膜撕了，好使了"),
    ],
)
def test_that_it_works_is_heard_in_other_words(mind: Mind, place: str, text: str) -> None:
    assert closes(hear(mind, text, at(place)))


@pytest.mark.parametrize("text", ["e dey print now", "e don dey print well well"])
def test_that_it_works_is_heard_in_pidgin(mind: Mind, text: str) -> None:
    heard = hear(mind, text, at("hardware.printer_blank.turn_roll"))
    assert closes(heard) or heard.act == "comes_on"


@pytest.mark.parametrize(
    "text",
    [
        "did it by the slip, says refund approved. cheers",
        "refund approved it says. do i keep the slip",
        "点退款成功了",
        "退成了，客人说银行短信没看到退",
    ],
)
def test_that_money_went_back_is_heard_with_more_beside(mind: Mind, text: str) -> None:
    own = Question(3, (Offer("solved", "transaction.refund_void.refund.solved", Move.ANSWER, "solved"),))
    assert closes(hear(mind, text, replace(at("transaction.refund_void.refund"), question=own)))


@pytest.mark.parametrize("text", ["refund not approved it says", "退款没成功", "did the refund, it says declined"])
def test_that_money_did_not_go_back_closes_nothing(mind: Mind, text: str) -> None:
    own = Question(3, (Offer("solved", "transaction.refund_void.refund.solved", Move.ANSWER, "solved"),))
    assert not closes(hear(mind, text, replace(at("transaction.refund_void.refund"), question=own)))


GUARDED = replace(
    at("hardware.printer_paper_jam.scraps"),
    place=Place("guard.sale_running", "ask"),
    question=Question(3, tuple(Offer(name, f"guard.sale_running.ask.{name}", Move.ANSWER, name) for name in ("no", "yes", "unsure"))),
)


@pytest.mark.parametrize(
    ("text", "act"), [("拿出来了，能打了", "mended"), ("opened it, was crooked. prints now thanks", "mended"), ("能打了", "comes_on")]
)
def test_that_it_works_ends_it_before_a_guard(mind: Mind, text: str, act: str) -> None:
    assert hear(mind, text, GUARDED).act == act


@pytest.mark.parametrize("text", ["it went through, customer paid", "那笔收完了，成功了", "好了", "客人付款成功了"])
def test_what_became_of_a_sale_ends_nothing_before_a_guard(mind: Mind, text: str) -> None:
    assert hear(mind, text, GUARDED).act != "mended"
