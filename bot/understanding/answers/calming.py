"""What words tell of a danger that is at hand: that it is over, that what was told to be done is not, or where to leave the thing is asked."""

from __future__ import annotations

import re

from bot.core.knowledge import Knowledge
from bot.core.state import State
from bot.understanding.answers.answers import parted
from bot.understanding.answers.asking import is_question
from bot.understanding.answers.outcomes import AGREES
from bot.understanding.text.clauses import DENIAL

_CALMED = re.compile(
    r"没事了|好了|正常了?$|不(?:冒烟?|烫|热|响|漏|亮|报警?)了|(?:烟|火)?(?:灭|散|停|凉|冷)(?:了|下来)|没(?:烟|味)了|干了|缓过来"
    r"|(?:还|继续|接着|再|可以|能|能不能先|能先|先)(?:能不能|能|可以|要)?(?:继续|接着|再)?(?:用|充|开机?|插|刷|收款|打开|重启)(?:上|回去|着|电)*(?:一?[两几会下]?[天会儿下]*|试试?看?|看看)?(?:行不行|可以)?(?:吗|么|不|嘛|没|$)"
    r"|吹风机|(?:晒|烤|吹|擦|晾)(?:干|一下|一晒|一吹)|放米|凑[合和]|先用着|将就|硬撑|(?:自己|能不能|可以|能)(?:解除|清除|消除|取消|恢复|解锁|拆)"
    r"|\b(?:fine|ok|okay|alright|all right|good|(?<!start )over|out|stopped|gone|cooled|cool|cold|dry|dried|cleared|normal)(?: off| out| down)?(?: now| again| already)?[.!]?$"
    r"|(?:放|搁|摆)(?:在|到)?(?:哪|什么地方)|\bwhere (?:do|can|should|shall) (?:i|we) (?:put|leave|keep|store)\b"
    r"|戳|扎(?:个|一)|捅|放(?:放)?气|压(?:平|扁|回去)|\b(?:poke|pierce|puncture|pop it|prick|flatten|squash|press it (?:flat|back))\b|\bclears? (?:it|this|the (?:alarm|message|code))\b|\bunlocks? it\b"
    r"|\b(?:hair ?dr[iy]er|blow ?dr[iy]er|rice|heater|radiator|dry it)\b"
    r"|\b(?:keep|carry on|go on|continue|still) (?:on )?(?:using|charging|taking)\b|\b(?:can|could) i (?:just )?(?:clear|unlock|fix|reset|remove|open|cancel|bypass)\b"
    r"|\bno (?:more|longer)\b|\b(?:can|could|should|may|is it (?:ok|okay|safe) to) (?:(?:i|we) )?(?:still |just |now )?(?:use|charge|plug|turn|switch|keep|start|carry|restart|reboot|reset)\b",
    re.IGNORECASE,
)
"""How a danger is said to be over, or to be used again is asked."""

_LOST_OR_CHANGED = "security.incident"
_KEPT = "retain_card"
_CARD_BACK = re.compile(
    r"(?:拿|要|还|抢|取)(?:他|她|给他|给她|给客人|给顾客)?(?:回去|回来|回卡|卡|了回去)|还给(?:他|她|客人|顾客|人家)|不肯(?:给|留)|\b(?:wants?|asking for|demanding|give|hand|gave|need|get) (?:it|the card|his card|her card|their card|him|her)(?: it| the card| his card)? ?back\b|\bwants? (?:his|her|their|the) card\b",
    re.IGNORECASE,
)
"""That the customer wants the card that the screen says to keep."""
_USED_AGAIN = re.compile(
    r"(?:还|继续|接着)(?:能不能|能|可以)?(?:用|刷|收款|收钱)(?:吗|么|不|嘛|$)|\bcan (?:i|we) (?:still |just )?(?:use|keep using|take payments)\b",
    re.IGNORECASE,
)
"""Asking whether a terminal that somebody was at can be used."""

_TURNED_OFF = re.compile(r"关(?:机|掉|了)|拔(?:了|掉|下来)|\b(?:switched|turned|powered|it'?s|is|all) off\b|\bunplugged\b", re.IGNORECASE)
"""That the terminal was cut off from power, if nothing is denied."""

_UNHEEDED = re.compile(
    r"(?:没|未)(?:敢|去|来得及|法|办法|能)?(?:拔|断电|关机|停电|拉闸)|(?:还|仍|一直)(?:是)?(?:插|充|连|通|开|亮|转)着|还在(?:充|插|用|刷|亮|转)|(?:灯|屏幕?)(?:还|都还)亮|^还亮|没关(?:机)?$|^(?:它|机器|机子|现在|正|在)*(?:充|插)着电?(?:呢|的|啊|呀)*[。.!！]*$|^正?在充电(?:呢|啊)*[。.!！]*$"
    r"|\b(?:not|haven'?t|hasn'?t|didn'?t|isn'?t)(?: (?:yet|been|be|get to|get it))* (?:unplug(?:ged)?|switch(?:ed)? (?:it )?off|turn(?:ed)? (?:it )?off)\b"
    r"|\bstill (?:on\b|lit|running|lights? up|plugged|charging|on charge|switched on|connected|being used|in use|using it)\b"
    r"|^(?:it'?s |it is |currently |just |now |yeah |yes )*(?:on charge|on the charger|charging|plugged in)(?: now| at the moment)?[.!]*$",
    re.IGNORECASE,
)
"""That what was told to be done against a danger is not done."""

_OF_THE_TERMINAL = ("power.", "hardware.")  # a danger that can cool down; a theft or a caller does not


def is_unheeded(text: str, state: State, knowledge: Knowledge) -> bool:
    """Whether it is told, amid a danger of the terminal, that it is still plugged in, or in use; or asked whether one that somebody was at can be used."""
    if state.trouble == _LOST_OR_CHANGED and _USED_AGAIN.search(text):
        return True
    if _KEPT in {state.slots.get("code_words"), state.slots.get("code_class")} and state.place is None and _CARD_BACK.search(text):
        return True
    hot = knowledge.is_safety(state.trouble) and state.trouble.startswith(_OF_THE_TERMINAL) and state.place is not None
    if not hot or not is_question(text):
        return hot and bool(_UNHEEDED.search(text))
    return any(_UNHEEDED.search(part) for part in parted(text)[:-1])  # 插着呀 不是要充电吗


_PUT_AWAY = re.compile(
    r"(?:放|搁|摆)(?:在|到)?(?:哪|什么地方)|\bwhere (?:do|can|should|shall) (?:i|we) (?:put|leave|keep|store)\b", re.IGNORECASE
)


def asks_where_to_leave(text: str) -> bool:
    """Whether it is asked where to leave it."""
    return bool(_PUT_AWAY.search(text))


def is_calmed(text: str, state: State, knowledge: Knowledge) -> bool:
    """Whether a danger of the terminal is said to be over, or to use it again is asked."""
    said = text.strip()
    hot = knowledge.is_safety(state.trouble) and state.trouble.startswith(_OF_THE_TERMINAL) and not AGREES.fullmatch(said)
    return hot and bool(_CALMED.search(said) or (_TURNED_OFF.search(said) and not DENIAL.search(said)))
