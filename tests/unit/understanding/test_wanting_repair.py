"""A repair that is asked for amid a step is begun, whatever stands beside it; one that is not wanted is not, and its form ends."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.machine import step
from bot.core.state import Move, Offer, Place, Question, State
from bot.service.playing import START
from bot.service.turning import Mind
from bot.understanding.hearing import understand
from tests.unit.understanding.world import said

VISIT = "repair.visit"


def _at(mind: Mind, where: str, text: str, slot: str = "", trouble: str = "") -> State:
    flow, _, at = where.rpartition(".")
    locale = "en" if text.isascii() else "zh"
    known = mind.knowledge.sentences[locale]
    options = mind.knowledge.flows[flow].steps[at].options
    offers = tuple(Offer(o.key, n if (n := f"{where}.{o.key}") in known else f"choice.{o.key}", Move.ANSWER, o.key) for o in options)
    asked = Question(3, () if slot else offers, slot)
    return State(ref="1042", locale=locale, turn=3, trouble=trouble or flow, place=Place(flow, at), question=asked)


def _after(mind: Mind, text: str, state: State) -> tuple[str, list[str]]:
    heard = understand(replace(said(text), at=START), state, mind.knowledge, mind.matcher)
    after, actions = step(state, heard, mind.knowledge)
    return after.place.flow if after.place else "", [getattr(action, "sentence", "") for action in actions]


@pytest.mark.parametrize(
    "text",
    [
        *("没有同款的，给我登记维修吧", "我说了给我登记维修，充电灯不亮咋充30分钟", "还是不行要不报修吧", "没用，能不能帮我登记维修"),
        *("no spare. just send someone", "no change, i need a technician", "ok can i just get a repair", "same. get me a repair please"),
    ],
)
def test_it_is_begun_at_once(mind: Mind, text: str) -> None:
    assert _after(mind, text, _at(mind, "power.no_power.adapter", text))[0] == VISIT


@pytest.mark.parametrize("text", ["没有膜，这是裸机。要不给我报修吧", "没有，给我报修吧", "no, just send someone"])
def test_it_is_begun_where_it_is_asked_whether_a_sale_runs(mind: Mind, text: str) -> None:
    assert _after(mind, text, _at(mind, "guard.sale_running.ask", text, trouble="power.no_power"))[0] == VISIT


@pytest.mark.parametrize(
    "text", ["不要报修", "修好了", "报修要多久", "先不报修，还有别的办法吗", "no repair please", "how long does a repair take"]
)
def test_it_is_not_begun_by_words_that_do_not_want_it(mind: Mind, text: str) -> None:
    assert _after(mind, text, _at(mind, "power.no_power.adapter", text))[0] != VISIT


@pytest.mark.parametrize("text", ["有一笔正在收，给我报修吧", "yes one is still going, send someone"])
def test_a_sale_that_runs_comes_first(mind: Mind, text: str) -> None:
    assert _after(mind, text, _at(mind, "guard.sale_running.ask", text, trouble="power.no_power"))[0] != VISIT


@pytest.mark.parametrize(
    "text",
    [
        *(
            "I dont want a repair",
            "whoa a repair? you only tried one thing",
            "I no want repair, na the sim dem never pay",
            "a repair already?",
        ),
        *("那就别报了", "我没说要报修啊", "这就要报修了？", "才试了一样就报修啊？", "不用报修，我自己弄", "不是报修"),
        "I dont want a repair I've got a client in 10 mins. any other way to take her card?",
    ],
)
def test_its_form_ends(mind: Mind, text: str) -> None:
    for where, slot in (("repair.visit.bought", "purchased"), ("repair.visit.device", "serial")):
        assert _after(mind, text, _at(mind, where, text, slot, "network.sim"))[0] != VISIT


@pytest.mark.parametrize(
    "text",
    [
        *("i dont want a repair today, friday", "i don't want a repair if it costs more than 50", "don't know", "no technician before 10"),
        *("去年修过一次", "没修过", "报修要钱吗", "两个都要修", "我就要报修", "我要修", "没有发票"),
    ],
)
def test_its_form_goes_on(mind: Mind, text: str) -> None:
    assert _after(mind, text, _at(mind, "repair.visit.bought", text, "purchased", "network.sim"))[0] == VISIT


def test_what_is_told_beside_it_is_taken_up(mind: Mind) -> None:
    text = "no forget repair. its saying cannot connect to HOST"
    assert _after(mind, text, _at(mind, "repair.visit.bought", text, "purchased", "network.changed"))[0].startswith("network.")


@pytest.mark.parametrize("text", ["那就别报了，先放着晾，晾几天能用不", "no repair then, i'll dry it"])
def test_of_a_danger_the_caution_stays(mind: Mind, text: str) -> None:
    flow, told = _after(mind, text, _at(mind, "repair.visit.bought", text, "purchased", "power.battery_swollen"))
    assert flow == ""
    assert told[-1] == "common.not_filed" or "common.not_filed" in told
    assert len([one for one in told if one]) > 1


KNOWN = {"address": "12 Main St", "contact": "13800000000", "window": "friday", "symptom": "x", "model": "-", "serial": "-"}


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("yes but put that I say the guarantee is 3 years", "I say the guarantee is 3 years"),
        ("add that the printer is broken too", "the printer is broken too"),
        ("yes but its the battery bulging so no visit pls", "its the battery bulging so no visit pls"),
        ("please mention it fell last month", "it fell last month"),
        ("对，备注一下打印机也坏了", "打印机也坏了"),
        ("好的，另外还有按键也不灵", "按键也不灵"),
        ("不用上门，我寄过去", "不用上门,我寄过去"),
    ],
)
@pytest.mark.parametrize("trouble", ["hardware.printer_blank", "power.battery_swollen"])
def test_a_word_on_the_summary_is_noted_and_it_is_shown_again(mind: Mind, text: str, note: str, trouble: str) -> None:
    state = replace(_at(mind, "repair.visit.confirm", text, trouble=trouble), slots=KNOWN)
    after, _ = step(state, understand(replace(said(text), at=START), state, mind.knowledge, mind.matcher), mind.knowledge)
    assert (after.place, after.slots["note"]) == (Place(VISIT, "confirm"), note)
    assert ("visit" in after.slots["window"] or "上门" in after.slots["window"]) == ("visit" in text or "上门" in text)


@pytest.mark.parametrize(
    "text",
    [
        *("yes", "add that it's smoking now", "yes but it is getting hotter now", "yes but when will he come?", "cancel it"),
        *("对，提交", "对，不过它现在冒烟了", "电话错了，13800001111", "yes but make it saturday"),
    ],
)
def test_what_is_no_note_is_none(mind: Mind, text: str) -> None:
    state = replace(_at(mind, "repair.visit.confirm", text, trouble="power.battery_swollen"), slots=KNOWN)
    after, _ = step(state, understand(replace(said(text), at=START), state, mind.knowledge, mind.matcher), mind.knowledge)
    assert "note" not in after.slots
