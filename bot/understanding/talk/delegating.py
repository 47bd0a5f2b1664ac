"""An act that is wished in own words where it was proposed: "get somebody to do it", 那你帮我转吧. And what a person has to look at where
one is offered: a ticket's number that is not known, a contract that says otherwise.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.knowledge import Knowledge, Step
from bot.core.state import State
from bot.core.understanding import Heard
from bot.understanding.answers.answers import parted

_PERSON, _TICKET, _WARRANTY, _GUARD = "person", "ticket.", "warranty.", "guard."
_ENDS = frozenset({"solved", "done", "declined"})
"""Where it ends without anybody doing anything."""
_DO_IT = re.compile(
    r"(?:(?:yes|yeah|ok|okay|fine|sure|please|right|then|well|just|so|oh|go on|go ahead|alright|and)[, ]*)*"
    r"(?:(?:can|could|will|would) (?:you|someone|somebody|they|a colleague) (?:please |just )?|(?:get|have|let|ask|tell) (?:somebody|someone|a colleague|your colleagues?|them|one of (?:your|you) \w+|your (?:team|people|lads?|guys?)) (?:to )?|(?:i want|i'?d like) (?:you|somebody|someone|them) to |you )?"
    r"(?:(?:do|sort|handle|arrange|pass|forward|register|move|send|log|report|follow|raise|book) (?:it|that|this)(?: (?:up|on|over|along|out|in))?|take care of (?:it|that|this)|see to (?:it|that)|follow (?:it |that )?up|pass it on|(?:make|move|set|shift|change|put) it (?:to |for |at )?.{0,12}\d.{0,24})"
    r"(?: (?:for me|for us|then|please|now|instead|through|with them|if you can))*"
    r"|(?:行|好的?|可以|嗯|那|就|你们?|您|麻烦|请|直接|帮我|帮忙|给我|替我|(?:让|找|叫|派)(?:个)?(?:人|同事|你们的?人)|去|来|要|我要)*(?:转(?:过去|一下|给(?:他们|同事|你们))?|办(?:理|一下|了)?|弄|登记(?:一下|上)?|跟进(?:一下)?|处理(?:一下)?|报(?:上去|一下)|安排(?:一下)?|操作|(?:改|挪|调)(?:到|成).{1,12}|就这么办|你来)(?:吧|呗|啊|咯|谢谢|了|一下|帮我|嘛)*",
    re.IGNORECASE,
)
_OWN = re.compile(r"我(?:自己|来)|自己|\b(?:myself|ourselves|i'?ll|i will|we'?ll)\b", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?:尾号|单号|工单号?|编号|号码?)\D{0,6}\d{2,}|\b[a-z]{1,3}-?\d{3,}\b|\b(?:number|reference|ref|ticket)\b\D{0,14}\d{2,}", re.IGNORECASE
)
_CONTRACT = re.compile(
    r"合同.{0,8}[一二两三四五六\d]+\s?年|[一二两三四五六\d]+\s?年.{0,8}合同|\bcontract\b.{0,24}\b(?:\d+|one|two|three|four|five)[ -]?years?\b|\b(?:\d+|one|two|three|four|five)[ -]?years?\b.{0,24}\bcontract\b",
    re.IGNORECASE,
)


def delegated(heard: Heard, state: State, knowledge: Knowledge) -> Heard:
    """With the offer that the wish picks, if it picks one. At a guard "do it" is no answer."""
    step = _step(state, knowledge)
    if step is None or state.place is None or heard.offer or heard.danger or heard.refused:
        return heard
    if step.option(_PERSON) and _needs_person(heard.text, state.place.flow):
        return replace(heard, offer=_PERSON, guess=None)
    wished = any(_DO_IT.fullmatch(part) for part in parted(heard.text)) and not _OWN.search(heard.text)
    if wished and state.place.flow.startswith(_GUARD):
        return replace(heard, act="agreed", guess=None)
    put_right = step.option("change") is not None and bool(heard.fields)  # 改到十点 changes the summary, and does not send it yet
    wished = wished and _proposes(step) and not put_right
    return replace(heard, offer="yes", guess=None, act=None, correction=None) if wished else heard


def _step(state: State, knowledge: Knowledge) -> Step | None:
    flow = knowledge.flows.get(state.place.flow) if state.place and state.question else None
    return flow.steps.get(state.place.step) if flow and state.place else None


def _proposes(step: Step) -> bool:
    """Whether a yes has something done, and a no ends it."""
    yes, no = step.option("yes"), step.option("no")
    return yes is not None and no is not None and yes.to not in _ENDS and no.to in _ENDS


def _needs_person(text: str, flow: str) -> bool:
    return bool((flow.startswith(_TICKET) and _NUMBER.search(text)) or (flow.startswith(_WARRANTY) and _CONTRACT.search(text)))
