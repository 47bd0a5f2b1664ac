"""Words that mean nearly the same, read as one: 机子, 终端 and 刷卡机; "decline" and "refuse".

A sentence becomes a row of meanings: the longest group word at each place by the name of its
group, everything else as it stands. Chinese words of two characters or more are also known by
their sound, so that a homophone keeps its meaning; groups of the two languages that mean the same
are one, so that a mixed sentence ("printer 不出纸") is understood too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise, repeat

from bot.understanding.text.sounds import Sounds
from bot.understanding.text.wording import stem, tokens
from bot.understanding.words import meanings_daily, meanings_elsewhere, meanings_en, meanings_wider_en, meanings_wider_zh, meanings_zh

_LONGEST = 5  # tokens that a group word may have

_SAME = """
terminal=机器 printer=打印 receipt=小票 paper=纸 display=屏幕 screen=屏幕 touch_screen=触摸 button=按键 battery=电池
charger=适配器 cable=充电线 socket=插座 dock=底座 start=开机 stop=关机 restart=重启 charge=充电 swell=鼓包 smoke=冒烟
hot=发烫 black=黑屏 white=白屏 freeze=卡死 slow=慢 crash=闪退 jam=卡纸 dim=淡 chip=插卡 swipe=磁条 contactless=挥卡
scan=扫码 drop=摔 water=进水 break=坏 open=拆 update=更新 reset=恢复出厂 internet=网络 offline=没网 wifi=wifi
sim=流量卡 router=路由器 bluetooth=蓝牙 connect=连接 pay=刷卡 sale=刷卡 credit_card=银行卡 decline=被拒 fail=失败
double=重复 refund=退款 void=撤销 settle=结算 payout=到账 amount=金额 fee=手续费 hold=冻结 fraud=骗子 call=电话
contact=联系 firm=厂家 warranty=保修 fix=修 technician=师傅 visit=报修 how_much=多少钱 status=进度 ticket=工单 cancel=取消
reschedule=改时间 address=地址 clean=清洁 dirt=脏 backup=备份 password=密码 forget=忘记 login=登录 lock=锁定 change=修改
employee=员工 permission=权限 steal=被盗 human=人工 complain=投诉 client=顾客 boss=老板 shop=店 contract=发票 replace=更换
setting=设置 detail=资料 photo=照片 bank=银行 expire=到期 legal=正规 restore=恢复出厂 deduct=扣款 spare=备用机 risk=风险
go_back=返回 version=更新 encrypt=加密 trigger=自毁 often=老是 suddenly=突然 full=好了 serial=机器 review=维护 now=现在
ethernet=网线 link=链接 system=系统 computer=电脑 key=按键 today=今天 yesterday=昨天
error=应答码 code=应答码 install=驱动 agent=人工 money=钱 customer=顾客 how=怎么 help=帮 reader=机器 hello=你好 thank=谢谢
"""

_TRADE = (meanings_zh.GROUPS, meanings_en.GROUPS, meanings_daily.GROUPS)
_WIDER = (meanings_wider_zh.GROUPS, meanings_wider_en.GROUPS, meanings_elsewhere.GROUPS)
"""After the trade: its reading of a word goes first, and these are known by their sound only where one character stands as it is
written, since they would share it with words of the trade.
"""

WRITTEN = "".join((_SAME, *_TRADE, *_WIDER))
"""All of the groups as they are written: what is learned changes with them."""


@cache
def _groups(sources: tuple[str, ...] = _TRADE + _WIDER) -> Mapping[str, str]:
    """Words joined by blanks -> group; the first group a word stands in has it."""
    same = dict(pair.split("=") for pair in _SAME.split())
    found: dict[str, str] = {}
    for source in sources:
        for line in source.strip().splitlines():
            words = line.split()
            name = "@" + next((same[word] for word in words if word in same), words[0])
            for word in words:
                found.setdefault(" ".join(stem(token) for token in tokens(word.replace("_", " "))), name)
    return found


class Meanings:
    """Reads rows of words as rows of meanings, with the help of how Chinese sounds."""

    def __init__(self, sounds: Sounds) -> None:
        self.sounds = sounds
        self._words = _groups()
        trade = _groups(_TRADE)
        self._heard = self._by_sound(trade)
        self._half_heard = self._by_sound(word for word in self._words if word not in trade)
        self._reach = _reach(self._words)
        self._reach_heard = _reach((*self._heard, *self._half_heard))

    def knows(self, word: str) -> bool:
        """Whether a group has the word, or one that differs in its ending alone."""
        return stem(word) in self._words

    def row(self, stems: Sequence[str], heard: Sequence[str]) -> list[str]:
        """The meanings of a row of stems; ``heard`` is the sound of each.

        >>> Meanings(Sounds("")).row(["card", "machin", "wifi"], ["card", "machin", "wifi"])
        ['@机器', '@wifi']
        """
        found: list[str] = []
        place = 0
        written, spoken = map(self._reach.get, pairwise(stems), repeat(1)), map(self._reach_heard.get, pairwise(heard), repeat(1))
        reaches = [*map(max, written, spoken), 1]
        while place < len(stems):
            stem, reach = stems[place], reaches[place]
            group, length = self._longest(stems, heard, place, reach) if reach > 1 else (self._words.get(stem, ""), 1)
            found.append(group or stem)
            place += length
        return found

    def _longest(self, stems: Sequence[str], heard: Sequence[str], place: int, reach: int) -> tuple[str, int]:
        for length in range(min(reach, len(stems) - place), 1, -1):
            word = self._meant(stems[place : place + length], " ".join(heard[place : place + length]))
            if word:
                return self._words[word], length
        return self._words.get(stems[place], ""), 1

    def _meant(self, written: Sequence[str], sound: str) -> str:
        """The group word that is written so, or sounds so; empty if there is none."""
        word = " ".join(written)
        if word in self._words:
            return word
        half = self._half_heard.get(sound, "")
        return self._heard.get(sound) or (half if any(map(half.split().__contains__, written)) else "")

    def _by_sound(self, words: Iterable[str]) -> dict[str, str]:
        """The Chinese words of two characters or more, by how they sound; the first of those that sound alike."""
        found: dict[str, str] = {}
        for word in words:
            parts = word.split()
            if len(parts) > 1 and not word.isascii():
                found.setdefault(" ".join(map(self.sounds.of, parts)), word)
        return found


def _reach(words: Iterable[str]) -> dict[tuple[str, str], int]:
    """By the first two parts of a word of several: how many parts the longest has."""
    found: dict[tuple[str, str], int] = {}
    for word in words:
        first, *rest = word.split()
        if rest:
            found[first, rest[0]] = min(_LONGEST, max(found.get((first, rest[0]), 1), 1 + len(rest)))
    return found
