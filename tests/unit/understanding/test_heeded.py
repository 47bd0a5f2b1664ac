"""What is dangerous is heard in whatever words, and what is urgent is answered also while a person is awaited."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bot.service.playing import Player
from bot.understanding.talk.dangers import danger_in, names_danger
from bot.understanding.talk.self_answered import without_denied

if TYPE_CHECKING:
    from bot.service.turning import Mind

SWINDLED = {"en": "i got scammed on the phone and gave him my code", "zh": "有人打电话说是你们公司的，我把验证码给他了"}


def _answers(mind: Mind, name: str, *words: str) -> bool:
    """Whether the last of the words are answered with the first sentence of that answer."""
    locale = "en" if words[-1].isascii() else "zh"
    player = Player(mind, locale)
    for text in words:
        player.play({"merchant": text})
    first = re.split(r"[.。：]", mind.knowledge.sentences[locale][f"aside.{name}"])[0]
    return first in " ".join(player.texts)


@pytest.mark.parametrize(
    ("intent", "value", "text"),
    [
        *(
            ("hardware.damage", "object", text)
            for text in (
                "chip and tap both dead after my toddler put a coin in the slot",
                "my kid shoved a lego piece into the card slot",
                "theres a coin stuck in the chip reader",
                "card slot has a penny in it",
                "娃把硬币塞插卡口里了，插卡没反应",
                "卡槽里掉进一个回形针",
                "孩子往卡槽里塞了块积木",
            )
        ),
        *(
            ("security.incident", "skimmer", text)
            for text in (
                "customer is saying the machine copied her card",
                "lady says her card got cloned at my shop",
                "customer accuses us of skimming her card",
                "two customers say their cards were used fraudulently after paying here",
                "客人说我机器把她卡复制了",
                "顾客说在我店里刷完卡就被盗刷了",
            )
        ),
        *(
            ("power.battery_swollen", "", text)
            for text in (
                "battery temperature too high charging stopped",
                "charging paused temperature too high",
                "充电的时候说温度过高不充了",
            )
        ),
        ("power.battery_swollen", "sun", "battery temperature too high on the dashboard"),
    ],
)
def test_a_danger_is_told_in_many_words(mind: Mind, intent: str, value: str, text: str) -> None:
    told = danger_in(text, mind.knowledge.dangers)
    assert told is not None
    assert (told.intent, next(iter(told.sets.values()), "")) == (intent, value)


@pytest.mark.parametrize(
    "text",
    [
        "can i use a toothpick in the slot",
        "should i use a cleaning card in the slot",
        "card is stuck in the slot, half a card snapped off",
        "i copied the serial number from the label",
        "customer says he was charged twice after paying here",
        "printer says head temperature too high",
        "能不能用牙签挑卡槽里的灰",
        "客人的卡断在卡槽里了",
        "客人说他卡被刷了两次",
        "打印头过热",
    ],
)
def test_what_only_sounds_so_is_no_danger(mind: Mind, text: str) -> None:
    assert danger_in(text, mind.knowledge.dangers) is None


@pytest.mark.parametrize(
    "text",
    [
        "I have installed the app he told me, AnyDesk",
        "do I need to delete this anydesk?",
        "he may see my bank. what I should do right now with the phone?",
        "is my phone safe now",
        "should i change my passwords",
        "他让我装的那个向日葵我装上了",
        "这个软件要不要删",
        "我手机现在该怎么弄",
        "密码要不要全改了",
    ],
)
def test_what_to_do_with_the_phone_is_answered_while_a_person_is_awaited(mind: Mind, text: str) -> None:
    assert _answers(mind, "phone_taken_in", SWINDLED["en" if text.isascii() else "zh"], text)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("object_out", ("my kid put a coin in the card slot", "should I shake the coin out")),
        ("object_out", ("娃把硬币塞插卡口里了", "能不能晃出来")),
        ("heat_moved", ("battery temperature too high, charging stopped", "its not hot it just says that. do i move it")),
        ("reader_reset", ("Bluetooth reader wont pair with my new iphone", "is there a way to reset the reader")),
        ("reader_reset", ("蓝牙读卡器连不上新手机", "读卡器怎么重置")),
        ("cash_customer", ("a guy wants to run 5000 on my machine and give me 200 cash for it, ok?", "he is still sitting in the shop")),
        ("cash_customer", ("一个小伙子说要在我机器上刷五万套现给我两百好处费，能搞不", "他还在店里坐着")),
    ],
)
def test_a_question_beside_a_danger_has_its_own_answer(mind: Mind, name: str, words: tuple[str, ...]) -> None:
    assert _answers(mind, name, *words)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("smoke? no", ""),
        ("is it hot? no not hot", ""),
        ("none here. battery is swollen? no, looks flat", "none here"),
        ("is it smoking? nah. light is red", "light is red"),
        ("鼓了吗？没有，是平的", ""),
        ("冒烟？没有", ""),
        ("红灯亮着，烫不烫？不烫", "红灯亮着"),
    ],
)
def test_a_danger_asked_and_denied_at_once_is_left_out(mind: Mind, text: str, rest: str) -> None:
    assert without_denied(text, names_danger(mind.knowledge.dangers)) == rest


@pytest.mark.parametrize(
    "text",
    [
        "swollen? no idea",
        "swollen? yes",
        "swollen? no but it smokes",
        "can i use it while its smoking? no?",
        "is it swollen? not sure",
        "pending? no",
        "鼓了吗？不知道",
        "鼓了吗？鼓了",
        "电池鼓了吗？没有看",
        "鼓了能不能用？不能吧",
    ],
)
def test_a_danger_that_is_only_asked_after_stays(mind: Mind, text: str) -> None:
    assert without_denied(text, names_danger(mind.knowledge.dangers)) == text


FROZEN = {
    "en": ("app frozen on the logo", "stuck on the logo"),
    "zh": ("刚刚更新完软件就打不开了一直转圈圈", "停在开机那个logo画面"),
}


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("没有。可我拔了电它也不关，怎么重启", True),
        ("没有，但是刚才那个没弄完", False),
        ("没有，可是机器上还有一个在转", False),
        ("没有，不过屏幕上还转着圈", False),
        ("no, but the screen is still spinning", False),
        ("no but one was pending when i restarted it", False),
    ],
)
def test_a_no_with_how_the_terminal_behaves_is_a_no(mind: Mind, text: str, *, passes: bool) -> None:
    locale = "en" if text.isascii() else "zh"
    player = Player(mind, locale)
    for said in FROZEN[locale]:
        player.play({"merchant": said})
    assert player.state is not None
    assert player.state.place is not None
    assert player.state.place.flow == "guard.sale_running"
    player.play({"merchant": text})
    assert player.state is not None
    assert player.state.place is not None
    assert (player.state.place.flow == "software.frozen") is passes


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("kept_for_them", ("is it legal to keep card number for a customer who pays monthly", "he asked me to")),
        ("kept_for_them", ("能不能存客人卡号，他按月付", "他让我存的")),
        ("new_arrives", ("i want to buy a second terminal, for the terrace", "how long till i have it")),
        ("new_arrives", ("想再买一台机器放外面", "多久能拿到")),
        ("one_account", ("i want to buy a second terminal, for the terrace", "is it one bank account for both?")),
        ("invoice", ("invoice for YOUR charges, the monthly fee, so i can claim the vat back",)),
    ],
)
def test_a_word_beside_does_not_turn_the_meaning(mind: Mind, name: str, words: tuple[str, ...]) -> None:
    assert _answers(mind, name, *words)


def _noted(mind: Mind, *words: str) -> tuple[str, tuple[str, ...]]:
    """The trouble at hand after the words, and what waits."""
    player = Player(mind, "en" if words[-1].isascii() else "zh")
    for text in words:
        player.play({"merchant": text})
    assert player.state is not None
    return player.state.trouble.partition(".")[0], player.state.noted


@pytest.mark.parametrize(
    "words",
    [
        ("wifi密码改了以后刷不了卡",),
        ("changed the wifi password and now cards dont go through",),
        ("扫码盒子扫不出来，灯亮着", "刚试了三个客人都不行！红灯也不亮了现在，只有绿灯"),
        ("打印空白", "没有没结算"),
        ("我那个维修单怎么样了", "转人工", "你帮我把地址也改一下，店搬了，师傅别跑错"),
    ],
)
def test_one_trouble_is_not_split_in_two(mind: Mind, words: tuple[str, ...]) -> None:
    assert _noted(mind, *words)[1] == ()


@pytest.mark.parametrize(
    "words",
    [
        ("打印卡纸，网也断了，先弄网",),
        ("打印卡纸，wifi也连不上。网络要紧，先搞那个",),
        ("打印小票卡纸，流量卡无服务", "我说了先弄网络！不是先弄纸"),
        ("printer jammed and the wifi is down. do the wifi first",),
        ("paper jam and no wifi", "i said network first! not the paper"),
    ],
)
def test_what_shall_come_first_does_and_the_other_waits(mind: Mind, words: tuple[str, ...]) -> None:
    assert _noted(mind, *words) == ("network", ("hardware.printer_paper_jam",))


@pytest.mark.parametrize("text", ["我不是还有个卡纸的事嘛", "我没说不看卡纸！"])
def test_who_is_reminded_of_what_waits_leaves_it_waiting(mind: Mind, text: str) -> None:
    assert "hardware.printer_paper_jam" in _noted(mind, "流量卡显示无服务，另外还卡纸", "只有这台不行", text)[1]


def test_what_is_denied_of_what_waits_is_left_out(mind: Mind) -> None:
    assert _noted(mind, "流量卡显示无服务，另外还卡纸", "只有这台不行", "我没说卡纸")[1] == ()
