"""What is told together is told apart, by the knowledge that ships."""

from __future__ import annotations

import pytest

from bot.core.state import State
from bot.core.understanding import Decision, Heard
from bot.service.turning import Mind
from bot.understanding.hearing import understand
from bot.understanding.matcher.matching import Matcher
from bot.understanding.text.clauses import parts
from bot.understanding.text.normalising import phrased, plain
from tests.unit.understanding.world import said


def test_an_and_parts_two_troubles_and_nothing_else(matcher: Matcher) -> None:
    match = matcher.match("wifi keeps dropping and yesterdays money isnt in my account")
    assert (match.candidates[0].intent, match.also) == ("network.wifi", ("settlement.delay",))
    assert matcher.match("i turned it off and on, still frozen").also == ()


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("the whole cafe has no internet, tills, radio, card machine, the lot", "network.router"),
        ("receipts come out blank since the morning, same roll, full battery, two months old", "hardware.printer_blank"),
        ("小票打出来一片白什么字都没有，充满电，新纸卷，没摔过", "hardware.printer_blank"),
    ],
)
def test_what_a_story_tells_in_passing_is_no_second_trouble(matcher: Matcher, text: str, trouble: str) -> None:
    match = matcher.match(text)
    assert (match.decision, match.candidates[0].intent, match.also) == (Decision.ACCEPT, trouble, ())


def test_what_is_told_in_few_words_is_read_where_nothing_else_in_a_story_names_a_trouble(matcher: Matcher) -> None:
    match = matcher.match(
        "just got back from the wholesaler, its raining, theres a queue of people and now unplug it to take to the table and it shuts down"
    )
    assert (match.decision, match.candidates[0].intent) == (Decision.ACCEPT, "power.random_shutdown")


@pytest.mark.parametrize(
    ("text", "fourth"),
    [
        ("no wifi, paper jammed, screen cracked, battery flat", "hardware.damage"),
        ("没wifi，卡纸了，死机了，不充电", "software.frozen"),
    ],
)
def test_a_list_of_troubles_in_a_few_words_each_tells_them_all(matcher: Matcher, text: str, fourth: str) -> None:
    match = matcher.match(text)
    assert match.candidates[0].intent == "network.wifi"
    assert set(match.also) == {"hardware.printer_paper_jam", "power.battery", fourth}


def test_a_greeting_does_not_hide_the_trouble_it_comes_with(matcher: Matcher) -> None:
    match = matcher.match("老板在吗 机器死机了 客人都等着呢")
    assert (match.decision, match.candidates[0].intent) == (Decision.ACCEPT, "software.frozen")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("一台黑屏一台打不出纸", ("一台黑屏", "一台打不出纸")),
        ("一个不开机另一个连不上网", ("一个不开机", "另一个连不上网")),
        ("one won't turn on the other won't print", ("one won't turn on", "the other won't print")),
        ("one is dead and another keeps beeping", ("one is dead", "another keeps beeping")),
        ("我有一台机器坏了", ("我有一台机器坏了",)),
        ("一个月了一个电话都没有", ("一个月了一个电话都没有",)),
        ("one of the others is fine", ("one of the others is fine",)),
    ],
)
def test_two_machines_told_in_one_breath_are_two_parts(text: str, told: tuple[str, ...]) -> None:
    assert parts(text).telling == told


@pytest.mark.parametrize("text", ["一台黑屏一台打不出纸", "one won't turn on the other won't print"])
def test_of_two_machines_told_in_one_breath_both_troubles_are_heard(text: str, matcher: Matcher) -> None:
    match = matcher.match(text)
    assert match.decision is Decision.ACCEPT
    assert match.also


def test_two_parts_of_one_terminal_joined_by_and_are_two_troubles(matcher: Matcher) -> None:
    match = matcher.match("scanner is dead and the receipts are blank")
    assert {match.candidates[0].intent, *match.also} == {"hardware.scanner", "hardware.printer_blank"}


def test_a_space_before_a_latin_word_that_begins_a_clause_is_a_pause(matcher: Matcher) -> None:
    match = matcher.match("卡纸了 wifi也连不上")
    assert {match.candidates[0].intent, *match.also} == {"hardware.printer_paper_jam", "network.wifi"}


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("hello team, paper gets stuck and bluetooth wont pair, please advise", {"hardware.printer_paper_jam", "network.bluetooth"}),
        ("the qr scanner is dead & no signal on the sim", {"hardware.scanner", "network.sim"}),
        ("receipts come out blank + the battery wont charge", {"hardware.printer_blank", "power.battery"}),
        ("tap does not work as well as the paper jamming", {"hardware.card_reader_contactless", "hardware.printer_paper_jam"}),
        ("1. the chip is not read 2. wifi keeps dropping", {"hardware.card_reader_chip", "network.wifi"}),
        ("您好，小票空白又连不上蓝牙", {"hardware.printer_blank", "network.bluetooth"}),
        ("触屏点不动还总自动关机", {"hardware.touch", "power.random_shutdown"}),
        ("第一个问题：扫码扫不出来，第二个问题：电池充不进电", {"hardware.scanner", "power.battery"}),
        ("插卡那种机器上不了网，信号是满的，另外wifi连不上", {"network.sim", "network.wifi"}),
        ("sim isnt detected and wifi wont connect either", {"network.sim", "network.wifi"}),
        ("既扫不了码又打不出小票", {"hardware.scanner", "hardware.printer_blank"}),
        ("扫码和打印都不行", {"hardware.scanner", "hardware.printer_blank"}),
        ("it neither reads chips nor prints receipts", {"hardware.card_reader_chip", "hardware.printer_blank"}),
        ("neither the tap nor the printer works", {"hardware.card_reader_contactless", "hardware.printer_paper_jam"}),
        ("the printer and the scanner are both broken", {"hardware.printer_paper_jam", "hardware.scanner"}),
        ("充不进电，还有打印卡纸", {"power.battery", "hardware.printer_paper_jam"}),
    ],
)
def test_two_troubles_are_heard_however_they_are_joined(text: str, both: set[str], matcher: Matcher) -> None:
    match = matcher.match(text)
    assert match.decision is Decision.ACCEPT
    assert {match.candidates[0].intent, *match.also} == both


@pytest.mark.parametrize(
    "text",
    [
        "put the card in & out and the chip is still not read",
        "wifi and router are right next to it and it still wont join the wifi",
        "换了新的纸又放了一次还是卡纸",
        "我又试了一次还是没有信号，sim卡的",
        "wifi连不上，密码是对的",
        "灯和屏幕都坏了",
        "充不进电，换了充电器也不行",
    ],
)
def test_what_is_joined_within_one_trouble_is_one(text: str, matcher: Matcher) -> None:
    assert matcher.match(text).also == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("my little one spilt squash in it \U0001f629 is that covered", ("my little one spilt squash in it", "is that covered")),
        ("screen is smashed would the guarantee do anything", ("screen is smashed", "would the guarantee do anything")),
        ("rollers all sticky how do i clean it", ("rollers all sticky", "how do i clean it")),
        ("at what time does the shop open", ("at what time does the shop open",)),
        ("the display is so dim i need a torch", ("the display is so dim", "i need a torch")),
        ("the printer died so we write receipts by hand", ("the printer died", "we write receipts by hand")),
        ("打不出票\U0001f62d一个字都没有", ("打不出票", "一个字都没有")),
    ],
)
def test_a_question_run_on_and_a_little_picture_part_what_is_told(text: str, told: tuple[str, ...]) -> None:
    assert parts(plain(phrased(text))).telling == told


def test_a_wish_for_the_staff_is_no_denial() -> None:
    assert parts("i don't want my waiters able to refund, just sales").denied == ()


@pytest.mark.parametrize(
    ("text", "told", "asked"),
    [
        ("打印头上全是胶带印 怎么擦掉 另外老是卡纸", "hardware.printer_paper_jam", "maintenance.cleaning"),
        ("wifi老掉线，还有合同没到期不用了违约金多少", "network.wifi", "repair.contract"),
        ("screen went black, and is that covered by the warranty", "hardware.screen", "warranty.coverage"),
    ],
)
def test_what_is_asked_beside_a_trouble_is_heard_too(text: str, told: str, asked: str, matcher: Matcher) -> None:
    match = matcher.match(text)
    assert {match.candidates[0].intent, *match.also} == {told, asked}


@pytest.mark.parametrize(
    ("text", "two"),
    [
        ("my printer is jamed and the wifi is down ffs", {"hardware.printer", "network.wifi"}),
        ("reciept printer stuck n cant log in", {"hardware.printer", "account.login"}),
        ("printer's jammed again & the chip slot is dodgy", {"hardware.card", "hardware.printer"}),
        ("bluetooth keeps droppin and battery drains in 2 hrs", {"network.bluetooth", "power.battery"}),
        ("冲不进电了，操作员密码也忘了", {"power.battery", "account.login"}),
        ("触摸没反应无线网还老掉", {"hardware.touch", "network.wifi"}),
        ("打印机卡住登录也登不进", {"hardware.printer", "account.login"}),
    ],
)
def test_of_two_troubles_told_badly_both_are_named(matcher: Matcher, text: str, two: set[str]) -> None:
    match = matcher.match(text)
    assert {intent.partition("_")[0] for intent in (match.intent, *match.also)} >= two


@pytest.mark.parametrize(
    "text",
    [
        "customer's card is stuck in the slot and won't come out",
        "im smoking mad, printer wont print",
        "一充电屏幕就自己乱点，拔了就好",
        "wifi老掉，刷两笔就断一次",
    ],
)
def test_what_belongs_to_one_trouble_is_no_second_one(matcher: Matcher, text: str) -> None:
    assert matcher.match(text).also == ()


@pytest.mark.parametrize("text", ["开机会响灯也亮，就是屏幕一直黑的"])
def test_what_beeps_and_stays_dark_is_switched_on(mind: Mind, text: str) -> None:
    heard = understand(said(text), State(ref="1042", locale="zh"), mind.knowledge, mind.matcher)
    assert isinstance(heard, Heard)
    assert heard.intent == "hardware.screen"
    assert "power.no_power" not in heard.also
