"""What words mean beside the sentence itself: amid an open question, beside what waits, as answers to questions still to come."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.knowledge import NONE, Knowledge, group_of, kind_of
from bot.core.reminders.pacing import ALL, NEVER
from bot.core.state import State
from bot.core.understanding import Candidate, Decision, Field
from bot.understanding.answers.answers import likened, parted
from bot.understanding.answers.asking import asks
from bot.understanding.answers.hinting import hinted
from bot.understanding.answers.telling import told, told_ahead
from bot.understanding.facts.fleets import fleets
from bot.understanding.facts.models import names
from bot.understanding.facts.paces import is_of_all, paces
from bot.understanding.matcher.matching import Match, Matcher
from bot.understanding.matcher.naming import part_that_fails
from bot.understanding.talk.chores import PACE, chores_named
from bot.understanding.talk.guessing import NAMED_FROM, ONLY_NAMES
from bot.understanding.talk.instead import named_instead, named_needless
from bot.understanding.talk.pleading import apart
from bot.understanding.talk.reminding import REMINDER, is_signal, names_one
from bot.understanding.talk.wishes import is_named_again, named_first, offered_next, waiting
from bot.understanding.text.normalising import has_han, levelled

PLAN = "maintenance.plan"
_TASK, _EVERY = "plan_task", "plan_every"
_IN_A_WORD = re.compile(
    r"(?:(?:hi|hello|hey|help|so|and|well|please|sorry|today)[,. ]+)*(?:it|this|(?:(?:my|our|the|this|a) )?(?:card |pos |payment )?(?:terminal|machine|reader|device|pos|pdq|unit|thing))(?:'?s| is| has gone| went| seems| looks)?(?: just| now| totally)? \w+[.! ]*",
    re.IGNORECASE,
)
"""The terminal, and in one word how it is: the trouble's name, which answers none of its questions. "my terminal is dead"."""
_PRINTER = "hardware.printer_"  # broken in a word or two: not yet its lid
_GREETS = re.compile(
    r"^(?:早上|上午|中午|下午|晚上)好[啊呀!！,，。 ]*|^(?:good )?(?:morning|afternoon|evening)\b(?! ?(?:is|are|rush|time))[,.! ]*",
    re.IGNORECASE,
)
_WAITS_FROM = 0.1  # probability from which they name the one that waits
_PLAINLY_FROM = 0.8  # probability from which they name just that, though the words of what waits hold them as well
_TWO = 2  # parts of an answer that holds another
_CONSENT = {True: 6, False: 20}  # characters (has Chinese, has not)
_UPKEEP, _SKIP = "maintenance", "skip"
_CANNOT = "cannot"
_BEGUN_FROM = 0.8  # probability from which a trouble is begun without asking


def _first_of(answer: str, state: State, knowledge: Knowledge, matcher: Matcher) -> tuple[Candidate, ...]:
    """What is named to come before the trouble at hand, if it is of another kind: 先弄网吧, "the wifi first"."""
    named = named_instead(answer) or named_first(answer, state) if state.question and state.trouble else ""
    if not named:
        return ()
    waits = waiting(state)
    known = {name for name, intent in knowledge.intents.items() if intent.trouble or name in waits}
    meant = [one for one in matcher.match(named).candidates if one.intent in known]
    kinds: dict[str, float] = {}
    for one in meant:
        kinds[kind_of(one.intent)] = kinds.get(kind_of(one.intent), 0.0) + one.score
    kind = max(kinds, key=lambda name: kinds[name], default="")
    is_named = kinds.get(kind, 0.0) >= NAMED_FROM
    if kind == kind_of(state.trouble) and is_named and state.place:
        return (Candidate(state.trouble, 1.0, named),)
    plainly = bool(offered_next(state)) and kinds.get(kind, 0.0) >= _PLAINLY_FROM and kind not in map(kind_of, waits)
    if is_named_again(named, state) and not plainly:
        return (Candidate(waits[0], 1.0, named),)
    is_named = is_named or kind in map(kind_of, waits)
    other = kind != kind_of(state.trouble) or offered_next(state)  # what was seen to may be named again
    return tuple(one for one in meant if kind_of(one.intent) == kind) if other and is_named else ()


def _waived_of(answer: str, state: State, matcher: Matcher) -> tuple[Candidate, ...]:
    """What waits for later and needs nothing any more, if it is of another kind than what is at hand: wifi 好了不用管."""
    named = named_needless(answer) if state.noted and state.place else ""
    waits = set(map(kind_of, state.noted)) - {kind_of(state.trouble)}
    meant = matcher.match(named).candidates if named and waits else ()
    return tuple(one for one in meant if kind_of(one.intent) in waits and one.score >= _WAITS_FROM)[:1]


def turned(
    answer: str, offer: str | None, state: State, knowledge: Knowledge, matcher: Matcher
) -> tuple[tuple[Candidate, ...], tuple[Candidate, ...]]:
    """What needs nothing any more, and what shall come first, beside the trouble at hand."""
    needless = () if offer else _waived_of(answer, state, matcher)
    stays = needless or offer == _SKIP or (offer and not (offered_next(state) or named_instead(answer)))
    return needless, () if stays else _first_of(answer, state, knowledge, matcher)


def told_in(text: str, state: State, knowledge: Knowledge, match: Match) -> tuple[Field, ...]:
    """What the words answer of questions still to come: of the trouble at hand, or of the one that they begin."""
    text = apart(_GREETS.sub("", text))
    if state.place is not None and group_of(state.place.flow) == _UPKEEP:
        text = _without_terminals(text, knowledge)
    best = match.candidates[0] if match.candidates else None
    begins = best is not None and (match.decision is Decision.ACCEPT or best.score >= _BEGUN_FROM)
    begun = best.intent if best and begins else ""
    if state.place is not None and state.question is not None:
        if asks(text) == "when":
            return ()  # "when is the next one" tells of no number
        asked_for = state.slots if state.question.slot else ()  # the facts of a sale tell its day once more
        ahead = tuple(one for one in told_ahead(text, state.place, knowledge, state.paused) if one.name not in asked_for)
        fresh = told(text, begun, knowledge) if begun and not state.trouble and begun != state.place.flow else ()
        return (*ahead, *fresh, *_of_pace(text, (state.place.flow, begun), knowledge, match))
    return (*told(text, begun, knowledge), *_of_pace(text, (begun,), knowledge, match)) if begun else ()


def _without_terminals(text: str, knowledge: Knowledge) -> str:
    """The words without how many terminals there are, and what they are called: neither "Move 5000" nor "six machines" counts sales."""
    for start, end, _ in sorted((*fleets(text), *names(knowledge.models).found(text)), reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text


def told_beside(text: str, offer: str | None, state: State, knowledge: Knowledge, match: Match) -> tuple[str | None, tuple[Field, ...]]:
    """The answer to the open question, and what the words tell of later ones. That a later step lacks what it needs is no answer to
    this one, and an answer may hold that of a later question as well: "每天两百单，油烟大", "昨天的，昨晚结算过了".
    """
    more = state.place is not None and group_of(state.place.flow) in {"maintenance", "settlement"}
    told = told_in(text, state, knowledge, match) if offer in {None, _CANNOT} or more else ()
    lacks = tuple(field for field in told if field.value == NONE) if offer == _CANNOT and not more else ()
    return (None, lacks) if lacks else (offer, told if offer is None or more else ())


def agrees_wholly(text: str, state: State) -> bool:
    """Whether consent to what is offered in passing is all that the words are: 好吧 让他换卡了 wants no plan."""
    asked, said = state.question, text.strip()
    return asked is None or not asked.aside or len(said) <= _CONSENT[has_han(said)]


_SALES = re.compile(
    r"[笔单客人]|生意|周末|节假日|旺季|淡季|\b(?:sales?|customers?|covers|payments?|weekends?|busy|busier|quiet(?:er)?|season)\b",
    re.IGNORECASE,
)
_REMINDERS = re.compile(
    r"提醒|发|勤|频|打扰|消息|保养|清|擦|备份|检查|\b(?:remind\w*|often|messages?|text|ping|clean\w*|back ?ups?|check\w*|upkeep|maintenance)\b",
    re.IGNORECASE,
)


def _is_of_sales(flat: str) -> bool:
    """Whether more or less is told of sales, and not of what is wanted: 七八十笔 周末多点."""
    return bool(_SALES.search(flat)) and not _REMINDERS.search(flat)


def _of_pace(text: str, flows: tuple[str, ...], knowledge: Knowledge, match: Match) -> tuple[Field, ...]:
    """How often something of a plan is wanted, and what; all of it, where no part of it is named. To hear of nothing any more is
    never taken for meant.
    """
    asked = PACE in knowledge.flows and (PLAN in flows or PACE in flows)
    flat = levelled(text)
    asked = asked and not is_signal(flat)
    found = tuple(Field(_EVERY, value) for _, _, value in paces(flat)) if asked and not _is_of_sales(flat) else ()
    if not found and not (asked and (match.act == "often" or names_one(flat))):
        return ()
    named = chores_named(text, knowledge)
    if not named and found and found[0].value != NEVER and is_of_all(text):
        named = {ALL}
    return (*found, *(Field(_TASK, key) for key in named if len(named) == 1))


def of_the_plan(match: Match, told: tuple[Field, ...], state: State) -> Match:
    """Of a chore that is not wanted, or how often, amid what is asked for the plan: no trouble of that part. "stop the battery one". How
    often alone is of the reminder that is being set: 还是改成两个月一次吧.
    """
    asked = state.place is not None and group_of(state.place.flow) == group_of(PLAN)
    names, of_own = {field.name for field in told}, state.place is not None and state.place.flow == REMINDER
    of_chore = {_TASK, _EVERY} <= names or (of_own and _EVERY in names and _TASK not in names)
    return replace(match, decision=Decision.CLARIFY) if asked and of_chore and match.decision is Decision.ACCEPT else match


def slowed(act: str | None, told: tuple[Field, ...]) -> str | None:
    """Who wants less of the reminders, or none of one chore, does not stop the whole plan: 打印机别每天提醒了."""
    of = {field.name: field.value for field in told}
    narrow = of.get(_TASK, ALL) != ALL or of.get(_EVERY, NEVER) != NEVER
    return "often" if act == "stop" and narrow else act


def hinted_beside(text: str, key: str, state: State, knowledge: Knowledge, matcher: Matcher) -> tuple[Field, ...]:
    """What the rest of the words, beside the part that is the answer ``key`` to the open question, come very near to answering of the
    questions that follow it.
    """
    question, place, parts = state.question, state.place, parted(text)
    if question is None or place is None or len(parts) < _TWO or knowledge.is_safety(state.trouble):
        return ()
    rest = [part for part in parts if likened(part, question, knowledge, matcher.nearest) != key]
    step = knowledge.step(place.flow, place.step)
    found = hinted(", ".join(rest), place.flow, knowledge, matcher, surely=True) if rest else ()
    return tuple(field for field in found if step is None or field.name != step.slot)


def hinted_in(text: str, state: State, knowledge: Knowledge, matcher: Matcher, match: Match) -> tuple[Field, ...]:
    """What the words that begin a trouble come near to answering of the questions that take a hint; or, while it is not sure which
    trouble they begin, what they come very near to answering of each that they may.
    """
    if (state.place is not None and state.question is not None) or not match.candidates:
        return ()
    said = text.strip()
    if ONLY_NAMES.fullmatch(said) or _IN_A_WORD.fullmatch(said) or part_that_fails(levelled(text)) == _PRINTER:
        return ()
    best = match.candidates[0]
    if match.decision is Decision.ACCEPT or best.score >= _BEGUN_FROM:
        return hinted(text, best.intent, knowledge, matcher)
    may_be = [one.intent for one in match.candidates if match.decision is Decision.CLARIFY and one.score >= _WAITS_FROM]
    found = (field for one in may_be for field in hinted(text, one, knowledge, matcher, surely=True))
    return tuple({field.name: field for field in found}.values())
