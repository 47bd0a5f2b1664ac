"""What the merchant found out himself: with what it works, or what stands in the way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.causes import Cause
from bot.core.state import Mode, State
from bot.core.understanding import Found
from bot.knowledge.loading import Loaded
from bot.understanding.answers.causes import found_in, of_another


def _amid(trouble: str) -> State:
    return State(ref="1", trouble=trouble, mode=Mode.BOT)


@pytest.mark.parametrize(
    ("trouble", "text", "remedy"),
    [
        ("power.no_power", "the adapter from my mates shop works. its got the same numbers on", "same_adapter"),
        ("power.no_power", "borrowed my neighbour's charger and it lights up", "same_adapter"),
        ("power.no_power", "with a different power brick it came on", "same_adapter"),
        ("power.no_power", "我隔壁有个一样的充电头 拿来插上灯亮了 机子也亮了", "same_adapter"),
        ("power.no_power", "换了个充电器就好了", "same_adapter"),
        ("power.no_power", "in another socket it powers up", "different_outlet"),
        ("hardware.printer_blank", "我抽屉里还有半卷旧的 换上有字了", "new_roll"),
        ("hardware.printer_blank", "put the old roll back and it prints", "new_roll"),
        ("hardware.printer_blank", "turned the roll over and it prints now", "turn_roll"),
        ("hardware.printer_blank", "把纸翻了个面，有字了", "turn_roll"),
        ("hardware.card_reader_contactless", "moved it away and it taps", "remove_case_metal"),
        ("hardware.card_reader_contactless", "挪开了就能刷了", "remove_case_metal"),
        ("network.ethernet", "with another cable its online", "other_network_cable"),
        ("network.ethernet", "换了根网线 通了", "other_network_cable"),
    ],
)
def test_with_another_thing_it_works(shipped: Loaded, trouble: str, text: str, remedy: str) -> None:
    assert found_in(text, _amid(trouble), shipped.knowledge) == Found(remedy, works=True)


@pytest.mark.parametrize(
    ("trouble", "text", "remedy"),
    [
        ("hardware.printer_blank", "he put the roll wrong way around. nail makes mark on inside", "turn_roll"),
        ("hardware.printer_blank", "是不是装反了", "turn_roll"),
        ("hardware.printer_blank", "里面那面能划出印", "turn_roll"),
        ("hardware.card_reader_contactless", "only since we moved it next to the till drawer", "remove_case_metal"),
        ("hardware.card_reader_contactless", "旁边就是个铁柜子", "remove_case_metal"),
    ],
)
def test_what_stands_in_the_way_leads_to_the_step_that_takes_it_away(shipped: Loaded, trouble: str, text: str, remedy: str) -> None:
    assert found_in(text, _amid(trouble), shipped.knowledge) == Found(remedy)


@pytest.mark.parametrize(
    ("trouble", "text"),
    [
        ("power.no_power", "another adapter does not work either"),
        ("power.no_power", "would another adapter work?"),
        ("power.no_power", "换了充电器还是不亮"),
        ("power.no_power", "借个充电器能好吗"),
        ("hardware.printer_blank", "new roll, still blank"),
        ("hardware.printer_blank", "换了新纸也没字"),
        ("hardware.printer_blank", "昨天我翻了纸就好了 今天又打不出来了"),
        ("hardware.printer_blank", "turned it off and on and it prints half"),
        ("hardware.card_reader_contactless", "the new ones are fine, the old ones in the drawer went white"),
        ("hardware.scanner", "another phone works"),
        ("", "another adapter works"),
        ("security.scam", "another adapter works"),
    ],
)
def test_what_failed_is_asked_or_is_of_no_step_finds_nothing_out(shipped: Loaded, trouble: str, text: str) -> None:
    assert found_in(text, _amid(trouble), shipped.knowledge) is None


def test_a_roll_that_another_put_in_was_not_turned_yet() -> None:
    assert of_another(("turn_roll", "restart"), "He turned the paper himself") == ("restart",)
    assert of_another(("turn_roll",), "turned the roll") == ("turn_roll",)
    assert of_another(("reload_roll",), "师傅换的纸") == ()


def test_a_further_language_is_only_a_file(shipped: Loaded) -> None:
    causes = {"de": (Cause("adapter", "same_adapter", things=("anderes netzteil",), works=("leuchtet",)),)}
    known = replace(shipped.knowledge, causes=causes)
    assert found_in("anderes netzteil, leuchtet", _amid("power.no_power"), known) == Found("same_adapter", works=True)
    assert found_in("borrowed a charger and it lights up", _amid("power.no_power"), known) is None
