"""English of one region, or typed in haste, is read in the words of all; the same letters in other words stay."""

from __future__ import annotations

import pytest

from bot.understanding.text.normalising import plain


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("it does nowt", "it does nothing"),
        ("wont do owt", "wont do anything"),
        ("sod all happens", "nothing happens"),
        ("the printer is knackered", "the printer is not working"),
        ("broadband on the blink", "broadband not working"),
        ("contactless has packed in", "contactless has stopped working"),
        ("it conked out", "it died"),
        ("keeps conking out", "keeps cutting out"),
        ("it has given up the ghost", "it has died"),
        ("me card machine is slow", "my card machine is slow"),
        ("the yoke is frozen", "the machine is frozen"),
        ("paper wont come thru", "paper wont come through"),
        ("kindly do the needful", "kindly please help"),
        ("txn failed coz of u", "transaction failed because of you"),
        ("it cannae connect tae the wifi", "it cannot connect to the wifi"),
        ("it'll no turn on", "it'll not turn on"),
        ("the printer's no printin", "the printer's not printing"),
        ("card no gree comot", "card will not come out"),
        ("pos no dey read card, e dey hang", "pos does not read card, e is hang"),
        ("battery don die abeg", "battery has die please"),
    ],
)
def test_words_of_one_region_are_read_as_those_of_all(said: str, meant: str) -> None:
    assert plain(said) == meant
    assert plain(meant) == meant


@pytest.mark.parametrize(
    "said",
    [
        "send me money",
        "we packed up the shop",
        "a turkey for christmas",
        "menu key",
        "the blinking light",
        "owtput",
        "no fee on this",
        "i don it myself",
        "affect",
        "a cabin",
        "a purse",
    ],
)
def test_the_same_letters_in_other_words_stay(said: str) -> None:
    assert plain(said) == said


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("我昨日收嘅钱点解今日仲未入数", "我昨日收的钱为什么今天还没入账"),
        ("部机嘅屏幕㩒极都冇反应", "机器的屏幕怎么按都没反应"),
        ("有冇得上门整㗎", "有没有上门整"),
        ("系唔系要换电池", "是不是要换电池"),
        ("阿拉店里网断特了", "我们店里网断掉了"),
        ("机子呒没反应哪能办", "机子没有反应怎么办"),
        ("啷个又刷不起卡", "怎么又刷不了卡"),
        ("密码搞忘了不得行", "密码忘了不行"),
        ("钱遭扣了两次", "钱被扣了两次"),
        ("自己拆中不中", "自己拆行不行"),
        ("螢幕破了還能保固嗎", "屏幕破了还能保修吗"),
    ],
)
def test_what_one_region_of_china_says_is_read_as_what_is_written_in_all(said: str, meant: str) -> None:
    assert plain(said) == meant


@pytest.mark.parametrize(
    "said", ["过了几点算第二天", "点解锁没反应", "不中断业务能升级吗", "第二排点不中", "在哪能导流水", "怎么样才好", "遭遇诈骗", "遭了"]
)
def test_the_same_characters_in_other_words_stay(said: str) -> None:
    assert plain(said) == said
