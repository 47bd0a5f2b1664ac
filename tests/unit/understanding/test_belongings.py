"""What fails of other things than the terminal is asked back, never begun."""

from __future__ import annotations

import pytest

from bot.core.understanding import Decision
from bot.understanding.matcher.belongings import is_of_others
from bot.understanding.matcher.matching import Matcher
from bot.understanding.text.normalising import plain

OTHERS = """
iphone更新到一半卡住了
我家洗衣机漏水
孩子的平板屏幕碎了，换一块多少
華為手機充不進電
笔记本键盘进水了按键失灵
my iphone is stuck on the update
the fridge in the kitchen is leaking
laptop screen is cracked how much
面单机打出来一片白
空调滴水，叫人来修一下空调
顺丰单号查下
饮水机的水有股味，保修期内能修吗
the teacher reset my chromebook
the stairlift key does nothing
hmrc locked me out
"""
OURS = """
手机碰一碰没反应
客人手机黑屏付不了款
电脑连不上机器
三轮车压过去，按键蹦了好几个
平板收银的屏碎了
相机打不开，说被其他应用占用
电脑城好几家能修这个的
phone wont tap on the reader
the mobile data doesn't work
our tablet till has a cracked screen
冰箱漏水滴到刷卡机上，按键没反应
the fridge shares the plug with the card machine, no lights
"""


@pytest.mark.parametrize("text", OTHERS.split("\n")[1:-1])
def test_what_fails_of_another_thing_is_none_of_ours(text: str, matcher: Matcher) -> None:
    assert is_of_others(plain(text))
    assert matcher.match(text).decision is not Decision.ACCEPT


@pytest.mark.parametrize("text", ["掉进鱼缸里了", "fell in the fryer", "能用吹风机吹灰吗", "the courier stole our card machine"])
def test_whatever_it_befell_it_is_ours(text: str, matcher: Matcher) -> None:
    assert matcher.match(text).decision is Decision.ACCEPT


@pytest.mark.parametrize("text", OURS.split("\n")[1:-1])
def test_where_the_trade_is_spoken_of_it_may_be_ours(text: str) -> None:
    assert not is_of_others(plain(text))
