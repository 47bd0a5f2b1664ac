"""How far a trouble goes is told by who else has it."""

from __future__ import annotations

import pytest

from bot.service.playing import Player
from bot.service.turning import Mind
from bot.understanding.answers.answers import parted
from bot.understanding.facts.extents import extent, reach
from bot.understanding.facts.remedies import tried_in

REACHES = """
neighbours|整条街都断网了，机器也用不了
neighbours|the whole street has no internet and our terminal is offline
neighbours|隔壁店也没网
neighbours|next door is down too
terminals|三台机器全断网，手机能上
terminals|all three terminals are offline but the phones work
terminals|two of our three readers are offline, laptop is fine
terminals|both readers show network error, our mobiles are fine
terminals|all the terminals time out, connection failed, phones work
terminals|两台机器都报网络异常，手机有网
terminals|both mahcines are offline, phones fine
terminals|all three termnals offlne but my phone has internet
one|only this macine wont conect
neighbours|the nieghbours are offline too
shop|手机电脑都没网，隔壁有网
shop|nothing works in here, no internet at all, next door is fine
one|就这一台连不上网，手机都好的
one|另一台好的 就这台没网
one|电脑能上网，pos机显示无网络
one|wifi only drops on this terminal, our phones are fine
one|my phone works fine on the wifi but the terminal wont connect
one|the other terminal is fine, this one says no network
"""
UNTOLD = """
刷卡机连不上网
terminal has no internet
隔壁有网，我家机器连不上
全店都没网了
whole shop has no internet
三台机器全断网
both machines are offline
昨天隔壁也没网
is it only this terminal
客人手机付款正常 刷卡机连不上
手机蓝牙连不上机器
app on my phone is not working
手机号换了连不上
three terminals work fine, the wifi is down
"""
EXTENTS = """
all|it read one card
all|only this card works
all|just one of them was read
all|one card works, the rest don't
all|only one phone scans
all|有一张读出来了
all|就这张卡能刷
all|刷出来一张
all|一张能读，别的都不行
all|只有一个客人的能扫
one|别的卡能刷，就他的不行
all|chip wont read on any card
all|none of the cards will read
all|three cards in a row wouldnt read
all|scanner wont read any qr code
all|什么卡插进去都读不出来
all|试了好几张卡插卡都没反应
all|谁的卡都读不了
one|one customer's card wont read, the others were fine
one|just this one lady's card wont go through the chip
one|就一张卡读不出来，别的卡都好好的
one|只有这个客人的卡插了没反应
"""
UNCOUNTED = """
卡读不出来
chip reader not working all day
chip wont read at all
is it all cards or only one
所有人都在等，卡读不出来
phones wont tap, cards are fine
"""


def cases(text: str) -> list[tuple[str, str]]:
    return [(want, words) for want, _, words in (line.partition("|") for line in text.split("\n") if line)]


def lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


@pytest.mark.parametrize(("told", "text"), cases(REACHES))
def test_who_else_is_offline_tells_how_far_it_goes(told: str, text: str) -> None:
    assert reach(parted(text)) == told


@pytest.mark.parametrize("text", lines(UNTOLD))
def test_what_may_go_farther_is_still_asked(text: str) -> None:
    assert reach(parted(text)) is None


@pytest.mark.parametrize(("told", "text"), cases(EXTENTS))
def test_whose_cards_fail_is_told(told: str, text: str) -> None:
    assert extent(parted(text)) == told


@pytest.mark.parametrize("text", lines(UNCOUNTED))
def test_where_it_is_not_told_whose_cards_fail_it_is_asked(text: str) -> None:
    assert extent(parted(text)) is None


@pytest.mark.parametrize(
    ("locale", "text", "slot", "value"),
    [
        ("zh", "就这一台连不上网，手机都好的", "scope", "one"),
        ("en", "wifi only drops on this terminal, our phones are fine", "scope", "one"),
        ("zh", "扫码头什么码都扫不出", "scan_scope", "all"),
        ("en", "chip wont read on any card", "reader_scope", "all"),
        ("en", "contactless not working for any card or phone", "tap_scope", "all"),
        ("zh", "天天凌晨三点自动重启一次", "shutdown_when", "daily"),
        ("en", "same time each night the terminal turns off and on alone", "shutdown_when", "daily"),
        ("zh", "指示灯亮着就是开不了机", "power_light", "on"),
    ],
)
def test_what_the_first_message_tells_is_not_asked(mind: Mind, locale: str, text: str, slot: str, value: str) -> None:
    player = Player(mind, locale)
    player.say(text)
    assert player.state is not None
    assert player.state.slots[slot] == value


def test_it_answers_the_open_question_as_well(mind: Mind) -> None:
    player = Player(mind, "en")
    player.say("wifi keeps dropping on the terminal")
    player.say("laptop and till are both online, it is the terminal that drops")
    assert player.state is not None
    assert player.state.slots["scope"] == "one"


def test_that_other_cards_read_is_not_a_card_that_was_tried_in_vain(mind: Mind) -> None:
    assert tried_in("就一张卡读不出来，别的卡都好好的", mind.knowledge.remedies) == ()
    assert "other_card" in tried_in("换了别的卡也不行", mind.knowledge.remedies)


def test_several_terminals_that_are_named_are_never_taken_for_one() -> None:
    """What is wrong with them may be misspelt: then it is asked, and nothing is restarted."""
    assert reach(["both machines say cnxn eror", "phones ok"]) is None
    assert reach(["两台机器都报通信不上", "手机能上网"]) is None
    assert reach(["phones ok"]) == "one"
