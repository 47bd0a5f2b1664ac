"""What the merchant found out himself: with what it works, or what stands in the way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.spoken import Cause
from bot.core.state import Mode, Place, State
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


def _to(leads: str, **sets: str) -> Found:
    return Found(leads=leads, sets=sets)


OUTAGE, CARDS = _to("network.outage", scope="neighbours"), _to("network.outage", scope="neighbours", outage_of="cards")


@pytest.mark.parametrize(
    ("amid", "text", "found"),
    [
        ("transaction.response_code", "the pub across the road says theirs is doing the same", CARDS),
        ("transaction.response_code", "it's on the news that card payments are down nationwide", CARDS),
        ("transaction.unknown_result", "asked around, nobody on our road can take cards right now", CARDS),
        ("transaction.response_code", "旁边几家都刷不了", CARDS),
        ("transaction.response_code", "群里都说今天刷不了卡 银联崩了", CARDS),
        ("network.wifi", "楼上楼下都一样", OUTAGE),
        ("network.sim", "the whole area has no signal", OUTAGE),
        ("network.ethernet", "our IT company put in a new firewall last night", _to("network.changed", changed="firewall")),
        ("network.connection_failed", "网管昨晚改了防火墙", _to("network.changed", changed="firewall")),
        ("network.ethernet", "electrician rewired the network points last week", _to("network.changed", changed="cabling")),
        ("network.ethernet", "装修重新布过线以后就这样", _to("network.changed", changed="cabling")),
        ("network.wifi", "changed the router password", _to("network.wifi", scope="one", wifi_symptom="password")),
        ("network.connection_failed", "昨天换了无线密码", _to("network.wifi", scope="one", wifi_symptom="password")),
        ("network.connection_failed", "since the broadband man swapped the router", _to("network.changed", changed="box")),
        ("network.ethernet", "昨天电信来换了光猫", _to("network.changed", changed="box")),
        ("software.signin_key", "提示主密钥丢失", _to("software.signin_key", signin_problem="lost")),
        ("hardware.printer_paper_jam", "prints now but there's a white stripe", _to("hardware.printer_blank", print_fault="striped")),
        ("hardware.scanner", "最后一位没有", _to("hardware.scanner", scan_scope="short")),
        ("software.driver_update", "单独用 进度条不动", _to("software.driver_update", update_state="running", attachment="alone")),
    ],
)
def test_what_is_told_of_the_surroundings_leads_to_what_deals_with_it(shipped: Loaded, amid: str, text: str, found: Found) -> None:
    assert found_in(text, replace(_amid(amid), place=Place(amid, shipped.knowledge.flows[amid].start)), shipped.knowledge) == found


@pytest.mark.parametrize(
    ("amid", "text"),
    [
        ("transaction.response_code", "next door works fine"),
        ("transaction.response_code", "隔壁好好的"),
        ("network.ethernet", "tried another port on the router"),
        ("network.ethernet", "换了路由器上另一个口"),
        ("network.wifi", "should i change the router password"),
        ("network.wifi", "路由器密码没改过"),
        ("network.wifi", "should i get a new router"),
        ("network.ethernet", "we have no firewall"),
        ("network.wifi", "要不要换个路由器"),
        ("hardware.screen", "next door has the same"),
    ],
)
def test_what_is_well_tried_wished_or_denied_leads_nowhere(shipped: Loaded, amid: str, text: str) -> None:
    assert found_in(text, replace(_amid(amid), place=Place(amid, shipped.knowledge.flows[amid].start)), shipped.knowledge) is None


def test_with_nothing_at_hand_it_is_of_what_the_words_are_likely_to_begin(shipped: Loaded) -> None:
    text, fresh = "the shops around have it too", State(ref="1")
    assert found_in(text, fresh, shipped.knowledge, ("network.sim", "transaction.response_code")) == OUTAGE
    assert found_in(text, fresh, shipped.knowledge, ("transaction.response_code", "network.sim")) == CARDS
    assert found_in(text, fresh, shipped.knowledge, ("hardware.screen",)) is None
    assert found_in("证书过期", fresh, shipped.knowledge) == _to("software.signin_key", signin_problem="certificate")
