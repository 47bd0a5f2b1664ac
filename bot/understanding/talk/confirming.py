"""Whether words ask for a nod to what they mean to do: as the open step says, or something else that has to wait for it. Decides nothing."""

from __future__ import annotations

import re

from bot.core.answering import AS_STEP, NOT_YET
from bot.core.knowledge import Kind, Knowledge, group_of
from bot.core.state import State
from bot.understanding.answers.wondering import parts_of

_NOD = re.compile(
    r".(?:就行|就可以|就好|就成|就够|就ok)了?(?:吧|吗|么|嘛|是吧|对吧|不)?[?？。!！]*$|^(?:那么?|所以|哦|噢|嗯|意思是|,|，| )*(?:我们?|就|直接|先|现在|再)+.{2,16}(?:是吧|对吧|对吗|对不对|没错吧|就行吧|好吧|行吧|吧|吗)[?？。!！]*$|.{2,}(?:是吧|对吧|对吗|对不对|没错吧)[?？。!！]*$"
    r"|^(?:so|then|ok(?:ay)?,? so|and so|right,? so|well)[, ]+(?:i|we|do i|should i|shall i|do we|shall we)\b(?!'?m\b)(?: just| only| simply| then| now)* \w.{3,60}$|^(?:so |then |and )?(?:just|simply) (?:press|select|choose|tap|pick|restart|void|refund|turn|switch|pull|plug|unplug|wipe|clean)\b.{0,50}\?+$|.{8,}(?:, ?|\bis that |that'?s )(?:right|correct|it|all|yes|ok)\s*\?+$",
    re.IGNORECASE,
)
_DEED = re.compile(
    r"撤|退|翻|放|装|取|重启|关机|开机|拔|插|换|签到|结算|日结|点|按|选|打印|补打|擦|充|忘记|连|扣|取消|重刷|再刷"
    r"|\b(?:press|select|choose|tap|pick|restart|reboot|void|refund|turn|switch|pull|plug|unplug|wipe|clean|charge|settle|reprint|print|run|close|forget|join|connect|enter|hit|click|cancel|swipe|swap|reset|flip|put|take|remove)\b",
    re.IGNORECASE,
)
_HAN, _WORD = re.compile(r"[\u4e00-\u9fff]+"), re.compile(r"[a-z]{3,}")
_EMPTY = re.compile(r"就(?:行|可以|好|成|够)了?|是吧|对吧|对吗|对不对|没错吧|那么?|所以|直接|现在|我们?|吧|吗|了|的|就|先")
_SMALL = frozenset("the and just then now should shall right correct that this its ok okay yes one for with from only simply find".split())  # noqa: SIM905 -- a list of words
_CLAUSE = re.compile(r"[,，.。:：;；!！?？、\n]+")
_DENIED = re.compile(r"别|不要|不能|不用|\b(?:don'?t|not|never|no)\b", re.IGNORECASE)
_ENOUGH = 0.6
_OF_MONEY = frozenset({"transaction", "settlement"})


def nod_to(text: str, state: State, knowledge: Knowledge) -> str:
    """as_step, where the words ask whether to do what the open step says; not_yet, where a payment has to be looked into before; or nothing."""
    if state.place is None or not (asked := _asked(text)):
        return ""
    flow = knowledge.flows[state.place.flow]
    step = flow.steps[state.place.step]
    says = knowledge.sentences.get(state.locale, {}).get(f"{flow.id}.{state.place.step}", "")
    if step.kind is Kind.TRY and _says(says, asked):
        return AS_STEP
    return NOT_YET if step.kind is Kind.ASK and group_of(flow.id) in _OF_MONEY else ""


def _asked(text: str) -> str:
    return next((part for part in reversed(parts_of(text)) if _NOD.search(part) and _DEED.search(part)), "")


def _says(sentence: str, asked: str) -> bool:
    """Whether the sentence says so, and not the contrary."""
    units = _units(asked)
    holding = [clause for clause in _CLAUSE.split(sentence) if units & _units(clause)]
    found = units & frozenset().union(*map(_units, holding))
    return bool(units) and len(found) / len(units) >= _ENOUGH and not any(map(_DENIED.search, holding))


def _units(text: str) -> frozenset[str]:
    said = text.casefold()
    runs = _HAN.findall(_EMPTY.sub(" ", said))
    return frozenset(
        {*(word for word in _WORD.findall(said) if word not in _SMALL), *(run[at : at + 2] for run in runs for at in range(len(run) - 1))}
    )
