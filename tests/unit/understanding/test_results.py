"""How a proposed step went, and that nobody has looked, told in a few words that are no button's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.state import Move, Offer, Place, Question, State
from bot.core.understanding import Heard
from bot.service.turning import Mind
from bot.understanding.answers.results import result_of
from bot.understanding.hearing import understand
from tests.unit.understanding.world import said


def at(mind: Mind, flow: str, step: str) -> State:
    """Where the question of a step is open, with its own labels or the common ones."""
    known = mind.knowledge.sentences["en"]
    options = mind.knowledge.flows[flow].steps[step].options
    named = ((one.key, f"{flow}.{step}.{one.key}") for one in options)
    offers = tuple(Offer(key, own if own in known else f"choice.{key}", Move.ANSWER, key) for key, own in named)
    return State(ref="1042", turn=3, trouble=flow, place=Place(flow, step), question=Question(3, offers))


def told(mind: Mind, place: str, text: str) -> str | None:
    flow, _, step = place.rpartition(".")
    return result_of(text, at(mind, flow, step), mind.knowledge)


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("network.wifi.rejoin", "没连上"),
        ("network.wifi.rejoin", "no connection"),
        ("power.no_power.cable", "held it for 15 secs nope"),
        ("hardware.printer_blank.restart", "put a new roll in. nothing"),
        ("network.bluetooth.old_phone", "搜不到"),
        ("network.bluetooth.permission", "doesn't show"),
        ("hardware.printer_blank.restart", "打不出来字"),
        ("hardware.printer_blank.restart", "same error again"),
        ("power.battery.dim", "没改善"),
        ("software.driver_update.update", "更新失败"),
        ("software.driver_update.update", "it failed again"),
        ("hardware.screen.restart", "还是黑屏"),
        ("hardware.screen.brightness", "拉到头了也黑乎乎"),
        ("hardware.screen.brightness", "slider is all the way up, dark anyway"),
        ("network.bluetooth.phone_internet", "page opens but the app is offline"),
        ("network.router.hotspot", "terminal cant see my hotspot"),
        ("network.router.hotspot", "连不上热点"),
    ],
)
def test_it_failed_again(mind: Mind, place: str, text: str) -> None:
    assert told(mind, place, text) == "not_fixed"


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("network.wifi.rejoin", "连上了"),
        ("network.ethernet.cable", "clicked it in, we're online"),
        ("hardware.printer_blank.new_roll", "有字了"),
        ("hardware.printer_blank.new_roll", "prints fine now"),
        ("hardware.printer_blank.new_roll", "new paper did it, prints"),
        ("hardware.scanner.brighten", "滴了"),
        ("hardware.scanner.brighten", "scanned straight away with the screen up"),
        ("hardware.screen.unplug", "yes clear picture"),
        ("power.battery.dim", "耐用多了"),
        ("power.battery.dim", "lasts longer"),
        ("hardware.keypad.wipe", "按得动了"),
        ("software.frozen.storage", "much faster now"),
        ("software.signin_key.clock", "签上了"),
    ],
)
def test_it_works_again(mind: Mind, place: str, text: str) -> None:
    assert told(mind, place, text) == "solved"


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("network.wifi.rejoin", "my phone is connected"),
        ("power.no_power.outlet", "nothing at all, no light"),
        ("network.wifi.rejoin", "手机连上了"),
        ("network.wifi.rejoin", "connected for a minute"),
        ("network.wifi.rejoin", "连上了又断"),
        ("network.wifi.rejoin", "prints fine now"),
        ("hardware.printer_blank.restart", "没打出来什么时候能修"),
        ("hardware.printer_blank.restart", "does it print?"),
        ("power.no_power.charge", "亮了"),
        ("power.no_power.charge", "the light is on"),
        ("transaction.refund_void.listed", "失败"),
        ("hardware.printer_blank.which", "打不出来"),
    ],
)
def test_another_thing_another_time_a_sign_of_life_and_a_question_tell_of_no_result(mind: Mind, place: str, text: str) -> None:
    flow, _, step = place.rpartition(".")
    known = step in mind.knowledge.flows[flow].steps
    assert told(mind, place if known else f"{flow}.restart", text if known else "再打一张看看") is None


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("network.ethernet.phone_line", "没座机"),
        ("network.ethernet.phone_line", "店里没有电话机"),
        ("network.ethernet.phone_line", "no ordinary phone"),
        ("hardware.touch.wipe", "手边没布"),
        ("hardware.touch.wipe", "we haven't got a soft cloth here"),
        ("hardware.printer_blank.new_roll", "没有备用的卷了"),
        ("power.adapter.cable", "够不着插座"),
        ("power.adapter.cable", "i can't reach it"),
        ("network.ethernet.port", "路由器锁在柜子里"),
        ("hardware.scanner.brighten", "客人付现金走了"),
        ("hardware.scanner.brighten", "customer has left"),
        ("hardware.scanner.glare", "cant move it, fixed mount"),
        ("network.router.hotspot", "手机没流量"),
        ("network.router.hotspot", "my phone died"),
        ("network.ethernet.port", "the router is locked in a cupboard"),
        ("network.bluetooth.permission", "公司手机不让改设置"),
        ("network.bluetooth.permission", "this phone is locked by the company, wont let me change it"),
    ],
)
def test_what_the_step_wants_is_not_there_or_out_of_reach(mind: Mind, place: str, text: str) -> None:
    assert told(mind, place, text) == "cannot"


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("network.sim.window", "没卡"),
        ("hardware.printer_paper_jam.reload", "没纸"),
        ("network.sim.card", "no sim"),
        ("hardware.touch.restart", "no cloth"),
    ],
)
def test_what_its_own_screen_says_is_missing_and_what_nobody_asked_for_is_no_hindrance(mind: Mind, place: str, text: str) -> None:
    assert told(mind, place, text) is None


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("supplier.verify_channel.authority", "没问过"),
        ("supplier.verify_channel.authority", "didn't ask"),
        ("supplier.verify_channel.authority", "i'll have to ask him"),
        ("supplier.verify_channel.licence", "不会查"),
        ("supplier.verify_channel.licence", "网站打不开"),
        ("supplier.verify_channel.licence", "the site doesn't load"),
        ("software.signin_key.problem", "一闪就没了"),
        ("software.signin_key.problem", "message goes away too fast"),
    ],
)
def test_nobody_has_looked(mind: Mind, place: str, text: str) -> None:
    assert told(mind, place, text) == "unsure"


def test_what_was_not_looked_at_reassures_nobody_amid_danger(mind: Mind) -> None:
    state = replace(at(mind, "supplier.verify_channel", "authority"), trouble="security.scam")
    assert result_of("didn't ask", state, mind.knowledge) is None


def test_nothing_is_told_where_nothing_is_open_and_at_length(mind: Mind) -> None:
    state = at(mind, "network.wifi", "rejoin")
    assert result_of("没连上", replace(state, place=None), mind.knowledge) is None
    assert result_of("没连上", replace(state, question=None), mind.knowledge) is None
    assert result_of("我" * 60 + "没连上", state, mind.knowledge) is None
    assert result_of("", state, mind.knowledge) is None


def test_an_answer_of_its_own_is_picked_by_its_own_words(mind: Mind) -> None:
    assert told(mind, "network.outage.area", "恢复了") is None


def test_it_is_heard_as_the_answer(mind: Mind) -> None:
    state = replace(at(mind, "network.wifi", "rejoin"), locale="zh")
    heard = understand(said("没连上"), state, mind.knowledge, mind.matcher)
    assert isinstance(heard, Heard)
    assert heard.offer == "not_fixed"


def test_what_comes_after_but_takes_back_the_part_before(mind: Mind) -> None:
    state = replace(at(mind, "transaction.refund_void", "listed"), locale="en")
    heard = understand(said("its there but in red"), state, mind.knowledge, mind.matcher)
    assert isinstance(heard, Heard)
    assert heard.offer is None


def test_a_signal_that_is_there_has_not_come_back(mind: Mind) -> None:
    assert told(mind, "network.wifi.rejoin", "有信号") is None
    assert told(mind, "network.wifi.rejoin", "有信号了") == "solved"
