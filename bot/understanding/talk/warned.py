"""What a message tells of danger, and what it wants that is never helped with, where the talk stands."""

from __future__ import annotations

import re

from bot.core.alarms import HEAT
from bot.core.knowledge import OF_THE_TERMINAL, Knowledge, group_of
from bot.core.spoken import Danger
from bot.core.state import State
from bot.core.understanding import Decision, Field
from bot.understanding.answers.asking import is_question
from bot.understanding.answers.telling import told
from bot.understanding.facts.trying import clauses
from bot.understanding.matcher.matching import Match
from bot.understanding.talk.cutting import cuts_power
from bot.understanding.talk.dangers import danger_in, refused_in
from bot.understanding.talk.errands import is_errand
from bot.understanding.talk.paid_away import SCAM, is_paid_away
from bot.understanding.text.normalising import has_han, phrased, plain

OPENS = "repair.self_open"
_DAMAGE, _NO_HEAT = "hardware.damage", "heat_dry"
_HEAT_ITSELF = re.compile(r"烫|冒烟|冒火|火花|焦|糊味|嘶|\b(?:hot|smok\w+|spark\w*|hiss\w*|fizz\w*|burn\w*)\b", re.IGNORECASE)
"""Heat and smoke by their names: what leaks or is swollen is told of something."""
_SHORT = {True: 8, False: 24}  # characters (has Chinese, has not); who says more says of what
_AT_REST, _RESTART = frozenset({"not_started", "broke", "failed"}), "restart"
_UNDER_WAY = re.compile(
    r"更新|升级|刷机|装新版|正在安装|\b(?:updat(?:e|es|ing)|upgrad(?:e|ing)|firmware|installing|patching|progress bar)\b", re.IGNORECASE
)
_OVER = re.compile(
    r"(?:更新|升级|装)(?:完|好|成功|之?后|过)|\b(?:after|since|finished|done|complete[ds]?|failed|updated|upgraded|was updating|won'?t update|no updates?)\b",
    re.IGNORECASE,
)
_SETTING = "setting"
_UPDATES, _RESTARTS, _NO_POWER = "software.driver_update", "power.random_shutdown", "pull_power"  # what is cut off never starts again


def danger_told(text: str, state: State, knowledge: Knowledge, match: Match) -> Danger | None:
    """What the words tell of."""
    return _named(text, knowledge, match) or _heated(text, state, knowledge) or _paid(text, state)


_CLOCK, _OF_VISITS = "clock", frozenset({"repair", "ticket"})


def told_with(  # noqa: PLR0913 - what was read of the message so far
    danger: Danger | None, answers: tuple[Field, ...], text: str, state: State, knowledge: Knowledge, match: Match
) -> tuple[Field, ...]:
    """What the words answer, with what they answer of a danger that they tell of beside what they begin: "tampered since I changed the
    battery, can I reset it". What the danger itself says of it is surer: 会员信息被偷了 is no lost terminal.
    """
    if danger is None:
        return answers
    begins = danger.intent not in {state.trouble, match.candidates[0].intent if match.candidates else ""}
    beside = told(text, danger.intent, knowledge) if begins else ()
    return tuple(field for field in (*answers, *beside) if field.name not in danger.sets)


def wanted_in_vain(text: str, state: State, knowledge: Knowledge, match: Match) -> str | None:
    """The name of the refusal that answers what the words want."""
    refused = refused_in(text, knowledge.refusals, mild=match.decision is not Decision.ACCEPT)
    if refused == _SETTING and state.question and state.question.slot:
        return None  # 字太小, where a number on a label is asked for
    if refused == _CLOCK and state.place is not None and group_of(state.place.flow) in _OF_VISITS:
        return None  # 时间不对, where it is told when somebody may come
    if refused == _NO_POWER and state.trouble == _RESTARTS:
        return None  # of what restarts by itself, "can I switch that off" asks of the restart
    if refused == _NO_HEAT and state.trouble == _DAMAGE:
        return None  # its own words of caution say so, in full once and then in short
    return refused or (_NO_POWER if _is_updating(text, state, knowledge) and cuts_power(text) else None)


def _is_updating(text: str, state: State, knowledge: Knowledge) -> bool:
    """Whether an update is under way, as far as it was told, and no restart was proposed."""
    if state.trouble == _UPDATES:
        step = knowledge.step(state.place.flow, state.place.step) if state.place else None
        return state.slots.get("update_state", "") not in _AT_REST and (step is None or step.remedy != _RESTART)
    return state.place is None and bool(_UNDER_WAY.search(text)) and not _OVER.search(text)


def _named(text: str, knowledge: Knowledge, match: Match) -> Danger | None:
    """What is named. A single clause that is surely a question ("is water damage covered") tells of nothing, nor does what is to be
    written or translated.
    """
    if is_errand(text):
        return None
    asks = match.decision is Decision.ACCEPT and match.candidates[0].intent in knowledge.answers
    asks = asks and (
        is_question(text) or knowledge.asks_of_cost(match.candidates[0].intent)
    )  # "opened it, now it says attacked", "our till pc got ransomware" ask nothing
    return None if asks and len(clauses(plain(phrased(text)))) == 1 else danger_in(text, knowledge.dangers)


def _paid(text: str, state: State) -> Danger | None:
    """Money that was paid to somebody, told in few words amid what sounds like a swindle, or after it."""
    asked = state.question is not None and any(offer.to == SCAM for offer in state.question.offers) and not state.question.slot
    return Danger(SCAM, {"scam_given": "money"}, ()) if (state.trouble == SCAM or asked) and is_paid_away(text) else None


def _heated(text: str, state: State, knowledge: Knowledge) -> Danger | None:
    """What is told of heat or smoke without saying of what, where a terminal is worked on or a dangerous one waits for its repair: 发烫了."""
    if state.place is None or group_of(state.trouble) not in OF_THE_TERMINAL:
        return None
    in_short = len(text) <= _SHORT[has_han(text)] and _HEAT_ITSELF.search(text)
    if not (knowledge.is_safety(state.trouble) or in_short):
        return None
    of_it = danger_in(f"电池{text}" if has_han(text) else f"battery {text}", knowledge.dangers)
    return of_it if of_it and of_it.intent == HEAT and not is_question(text) else None
