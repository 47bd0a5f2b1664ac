"""What is to be written, translated or cooked tells of no danger; what befell a terminal does, whoever shall write of it."""

from __future__ import annotations

import pytest

from bot.core.messages import Address, Inbound
from bot.core.understanding import Heard
from bot.service.playing import Player
from bot.service.turning import Mind
from bot.understanding.hearing import understand
from bot.understanding.talk.errands import is_errand
from tests.world import FRESH, NOW


@pytest.mark.parametrize(
    "text",
    [
        "帮我写个奶茶店的朋友圈文案 俏皮一点 热饮别写烫手",
        "小心烫手用英文怎么说",
        "想一个火锅店的口号",
        "write me a post about our hot coffee, spilled with love",
        "translate: caution, hot liquid",
    ],
)
def test_an_errand_is_no_danger(text: str, mind: Mind) -> None:
    heard = understand(Inbound("1", Address("web", "1"), NOW, text), FRESH, mind.knowledge, mind.matcher)
    assert is_errand(text)
    assert isinstance(heard, Heard)
    assert heard.danger is None


@pytest.mark.parametrize("text", ["帮我写个通知 刷卡机冒烟了暂停收款", "写上维修单：机器进水了", "write a note that the reader is smoking"])
def test_where_a_terminal_is_named_the_danger_counts(text: str, mind: Mind) -> None:
    heard = understand(Inbound("1", Address("web", "1"), NOW, text), FRESH, mind.knowledge, mind.matcher)
    assert isinstance(heard, Heard)
    assert heard.danger is not None


@pytest.mark.parametrize(
    "text",
    ["有人打电话说是你们客服要我验证码 我给了 还有机器要不要停用", "他说不刷就停机 我刷了两百 是不是被骗了", "后背鼓起来了 要不要关机"],
)
def test_what_is_asked_in_one_clause_denies_no_danger_of_another(text: str, mind: Mind) -> None:
    player = Player(mind, "zh")
    player.say(text)
    assert player.state
    assert mind.knowledge.is_safety(player.state.trouble)
