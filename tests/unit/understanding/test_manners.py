"""Signs alone, small talk, what is never helped with, and a danger said to be over."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.core.state import State
from bot.core.understanding import Heard
from bot.service.playing import Player
from bot.understanding.hearing import understand
from bot.understanding.talk.dangers import refused_in
from bot.understanding.talk.pleading import apart
from bot.understanding.text.emoji import meant
from bot.understanding.words.chatting import bare_of, manner_of
from tests.unit.understanding.world import said

if TYPE_CHECKING:
    from bot.service.turning import Mind


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("👍", "acknowledged"),
        ("👍🏻👍🏻!!", "acknowledged"),
        ("[强]", "acknowledged"),
        ("[OK]", "acknowledged"),
        ("🙏🙏", "thanks"),
        ("[抱拳]", "thanks"),
        ("😡", "complaint"),
        ("👎", "not_fixed"),
        ("❓", "explain"),
        ("?!", "explain"),
        ("？？？", "explain"),
        ("……", "repeat"),
        ("!!!", "repeat"),
        ("👋", "greeting"),
        ("😂", "greeting"),
        ("☕", "greeting"),
        ("[捂脸]", "plea"),
        ("😭😭", "plea"),
        ("[微笑]", "greeting"),
    ],
)
def test_signs_alone_mean_something(text: str, act: str) -> None:
    found = meant(text)
    assert found is not None
    assert found[1] == act


@pytest.mark.parametrize("text", ["", "51", "👍好了", "[序列号]", "not ok 👎"])
def test_words_and_numbers_are_no_signs(text: str) -> None:
    assert meant(text) is None


@pytest.mark.parametrize("text", ["讲个笑话", "今天天气真好", "哈哈哈", "tell me a joke", "lol", "good bot"])
def test_idle_talk_is_known_as_such(text: str) -> None:
    assert manner_of(text) == "chatter"
    assert manner_of(f"{text}, and by the way nothing that I sell can be paid for since this morning") is None


@pytest.mark.parametrize(
    "text", ["好像是吧", "差不多", "可能吧", "有点像", "嗯……怎么说呢", "maybe", "i guess so", "kind of", "erm", "depends"]
)
def test_half_an_answer_is_known_as_such(text: str) -> None:
    assert bare_of(text) == "vague"


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("it works now thanks", "solved"),
        ("never mind, its sorted", "solved"),
        ("the printer is working again", "solved"),
        ("坏了", "broken"),
        ("机器又坏了怎么办", "broken"),
        ("card machine not working", "broken"),
        ("my terminal is broken please help", "broken"),
        ("something is off with the terminal today", "broken"),
        ("the card machine is acting weird", "broken"),
        ("our pos isnt right", "broken"),
        ("今天机器有点问题", "broken"),
        ("机器不对劲", "broken"),
        ("the machine is off", None),
        ("that isnt right", None),
        ("金额不太对", None),
        ("救命", "plea"),
        ("urgent!!!", "plea"),
        ("can someone help me please", "plea"),
        ("is it working", None),
        ("not working but the light is on", None),
        ("printer not working", None),
        ("网坏了", None),
        ("屏幕坏了", None),
        ("no problem", None),
    ],
)
def test_words_that_say_only_that_it_works_or_not_are_known_as_such(text: str, manner: str | None) -> None:
    assert bare_of(text) == manner


@pytest.mark.parametrize(
    "text", ["hola mi terminal no funciona", "die karte wird nicht gelesen", "la carte ne marche pas", "カードが読めない", "не работает"]
)
def test_another_language_is_known_as_such(text: str) -> None:
    assert manner_of(text) == "foreign"


@pytest.mark.parametrize("text", ["die machine die", "no es bueno printer", "the pos is con fused", "la terminal"])
def test_a_word_that_looks_foreign_is_not_another_language(text: str) -> None:
    assert manner_of(text) != "foreign" or "funciona" in text


@pytest.mark.parametrize("text", ["什么破机器", "气死我了", "客人都跑了", "what a piece of junk", "so annoying", "ffs"])
def test_anger_and_no_more_is_known_as_such(text: str) -> None:
    assert manner_of(text) == "cross"


@pytest.mark.parametrize("text", ["好像没电了", "maybe the cable", "可能是网不行", "应该是昨天", "灯亮着"])
def test_what_holds_more_than_manner_is_read(text: str) -> None:
    assert manner_of(text) is None
    assert bare_of(text) is None


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("can you run it for me, the card number is on the phone", "take_card"),
        ("卡号给你帮我刷一笔", "take_card"),
        ("give me the merchants address", "others"),
        ("把商户的电话发我", "others"),
        ("when do i get my deposit back", "deposit"),
        ("押金什么时候退", "deposit"),
        ("batch full can i delete the batch", "wipe_sales"),
        ("批次满了能不能直接清掉", "wipe_sales"),
        ("it froze in a sale can i pull the battery", "pull_power"),
        ("正收着款卡死了，能不能直接拔电池", "pull_power"),
        ("how can i split payments", "split"),
        ("can we break up a big sale so it doesnt get flagged", "split"),
        ("一笔五万怎么分开刷", "split"),
        ("分几次刷行不行，超限额了", "split"),
        ("怎么避开风控", "split"),
        ("can i test with my own card", "own_card"),
        ("should i run a test sale", "own_card"),
        ("能不能拿我的卡刷一分钱试试", "own_card"),
        ("用自己的卡试一下可以吗", "own_card"),
        ("想套点现，怎么刷", "cash_out"),
        ("how do i run my own card for cash", "cash_out"),
        ("how do we split the bill between two guests", None),
        ("two cashiers share one login, how do i split it", None),
        ("一笔拆成两笔到账", None),
        ("刷卡没反应", None),
        ("my card machine is dead", None),
    ],
)
def test_what_is_never_helped_with_is_heard(mind: Mind, text: str, refusal: str | None) -> None:
    assert refused_in(text, mind.knowledge.refusals) == refusal


@pytest.mark.parametrize(
    "text", ["no its fine now", "it has stopped", "can i use it again", "没事了", "不冒烟了", "凉下来了", "那还能用吗"]
)
def test_a_danger_said_to_be_over_is_heard_as_that_and_only_after_a_danger(mind: Mind, text: str) -> None:
    burnt = State(ref="1", trouble="power.battery_swollen")
    for state, calmed in ((burnt, True), (replace(burnt, trouble="power.no_power"), False)):
        heard = understand(said(text), state, mind.knowledge, mind.matcher)
        assert isinstance(heard, Heard)
        assert (heard.act == "calmed") is calmed


@pytest.mark.parametrize(("locale", "text"), [("zh", "给我唱首歌"), ("en", "do you like coffee")])
def test_idle_talk_is_no_misunderstanding(mind: Mind, locale: str, text: str) -> None:
    player = Player(mind, locale)
    player.say(text)
    assert player.heard["act"] == "chatter"
    assert player.state is not None
    assert player.state.misses == 0


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("打印机卡纸了派个师傅来看看", "打印机卡纸了, 派个师傅来看看"),
        ("screen is cracked send someone please", "screen is cracked, send someone please"),
        ("叫人来修", "叫人来修"),
        ("send someone", "send someone"),
        ("they got me someone else's terminal", "they got me someone else's terminal"),
    ],
)
def test_a_plea_for_somebody_to_come_is_parted_from_what_is_wrong(text: str, parted: str) -> None:
    assert apart(text) == parted
