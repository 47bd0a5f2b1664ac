"""What is said to be well, or was only done, names no trouble; what fails beside it does."""

from __future__ import annotations

import pytest

from bot.core.understanding import Decision
from bot.service.playing import Player
from bot.service.turning import Mind
from bot.understanding.matcher.matching import Matcher
from bot.understanding.text.clauses import is_fine, is_well_only, parts
from bot.understanding.text.normalising import plain


@pytest.mark.parametrize(
    "part",
    [
        *("the print is fine", "the account is ok", "payment was good"),  # words that end like "isnt" deny nothing
        *("signal is really strong", "receipts are nice and clear", "network ok", "my charger full"),
        *("tablets ok now", "it charges away grand", "tap does work", "the other one does connect", "its working"),
        *("条码枪好使", "挥卡刷得出来", "小票印得很清楚", "账号没错"),
    ],
)
def test_what_is_well(part: str) -> None:
    assert is_fine(part)


@pytest.mark.parametrize(
    "part",
    [
        *("the print isnt clear", "i want it right", "that is so strong", "it doesnt look good", "too full"),
        *(
            "does the warranty cover batteries",
            "my nephew did a full reset",
            "need to do end of day",
            "if i hold it at an angle it charges",
            "batch full",
            "memory is full",
        ),
        *("条码枪不好使", "挥卡刷不出来", "我没说清楚", "刷得出来吗"),
    ],
)
def test_what_is_not_well_or_says_nothing_of_it(part: str) -> None:
    assert not is_fine(part)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("按钮坏了,打不出票", ("按钮坏了", "打不出票")),
        ("充电线断了,屏幕也黑", ("充电线断了", "屏幕也黑")),
        ("更新失败了,卡在一半", ("更新失败了", "卡在一半")),
        ("老是自己关机了,小票也空白", ("老是自己关机了", "小票也空白")),
        ("关机了两次,小票还是空白", ("小票还是空白",)),
        ("it restarted by itself twice, receipts are faint", ("it restarted by itself twice", "receipts are faint")),
        ("i restarted it twice, receipts are faint", ("receipts are faint",)),
        ("how long should it last unplugged, mine is like an hour", ("how long should it last unplugged", "mine is like an hour")),
    ],
)
def test_what_broke_by_itself_was_not_done_by_the_merchant(text: str, told: tuple[str, ...]) -> None:
    assert parts(text).telling == told


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("printing is clear, its the chip that is not read", "hardware.card_reader_chip"),
        ("挥卡刷得出来，插卡一直读不了", "hardware.card_reader_chip"),
        ("no visit needed, can i open the back myself and look", "repair.self_open"),
    ],
)
def test_what_stands_beside_the_matter_does_not_take_its_place(text: str, intent: str, matcher: Matcher) -> None:
    match = matcher.match(text)
    assert (match.decision, match.candidates[0].intent) == (Decision.ACCEPT, intent)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("we changed the router and now the terminal cant get on it", "network.wifi"),
        ("i replaced the sim card and now it cant get on", "network.sim"),
    ],
)
def test_what_was_done_is_read_as_well_where_it_says_more(text: str, intent: str, matcher: Matcher) -> None:
    match = matcher.match(text)
    assert (match.decision, match.candidates[0].intent) == (Decision.ACCEPT, intent)


@pytest.mark.parametrize("manner", ["please advise", "kindly suggest", "please do the needful", "kindly assist sir", "good day madam"])
def test_manners_tell_nothing_beside_the_trouble(manner: str) -> None:
    assert parts(f"{manner}, card reader is slow").telling == ("card reader is slow",)


@pytest.mark.parametrize(
    ("text", "is_over"),
    [
        ("printer prints blank, everything else is working", False),
        ("touch is dead on the left, otherwise works fine", False),
        ("battery drains by noon, rest all ok", False),
        ("打印空白，其他都正常", False),
        ("printer was jammed this morning, now its working", True),
        ("hi, wifi is fine", True),
        ("i changed the roll, it prints fine", True),
        ("昨天卡纸，今天好的", True),
    ],
)
def test_what_is_well_of_the_rest_leaves_the_trouble_standing(text: str, is_over: bool) -> None:
    assert is_well_only(plain(text)) is is_over


def test_a_trouble_is_begun_where_all_else_is_said_to_work(mind: Mind) -> None:
    for locale, text in (("en", "printer prints blank, everything else is working"), ("zh", "打印空白，其他都正常")):
        player = Player(mind, locale)
        player.say(text)
        assert player.state
        assert player.state.place
        assert player.state.place.flow == "hardware.printer_blank"


ABOUT_THE_TALK = {
    "en": (
        "not sure about that movie",
        "dont know about that concert",
        "i dont know which song",
        "not sure about that film",
        "no idea about that match",
        "no idea which colour",
    ),
    "zh": ("不知道看哪部电影好", "晚饭吃什么好呢不知道", "不知道选哪个颜色好", "周末去哪玩还不知道", "不知道买哪件衣服"),
}
"""Some are near enough to not knowing to be taken for it, were it a trouble; which of them moves with the examples."""


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_words_about_the_talk_are_taken_as_such_only_where_that_is_surer(locale: str, matcher: Matcher) -> None:
    likely = [
        match
        for match in map(matcher.match, ABOUT_THE_TALK[locale])
        if [one.intent for one in match.candidates[:1]] == ["conversation.unsure"]
    ]
    accepted_from = matcher.sure_from(ABOUT_THE_TALK[locale][0])
    assert accepted_from is not None
    assert any(match.candidates[0].score > accepted_from and match.decision is Decision.CLARIFY for match in likely)


@pytest.mark.parametrize("text", ["bar telly has a blue screen", "our toaster trips the breaker", "projector keeps flickering"])
def test_what_befell_another_machine_is_no_trouble_of_the_terminal(text: str, matcher: Matcher) -> None:
    assert matcher.match(text).decision is Decision.REJECT
