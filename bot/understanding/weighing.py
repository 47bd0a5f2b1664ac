"""What a reading means: the act, how a step went, a guess; or words that are manner and no matter."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.knowledge import NONE, Knowledge
from bot.core.state import Question
from bot.core.understanding import Decision, Field, Heard
from bot.understanding.answers.answers import between, rules_out
from bot.understanding.answers.asking import asks, is_question
from bot.understanding.answers.correcting import correction
from bot.understanding.answers.earlier import was_well
from bot.understanding.answers.evasions import asked_back
from bot.understanding.answers.gladness import is_glad
from bot.understanding.answers.parts import part_well
from bot.understanding.answers.relapses import is_back_at_rest
from bot.understanding.answers.well_beside import will_do
from bot.understanding.answers.went import Went, plain_act, went
from bot.understanding.facts.open_days import LEFT_OPEN
from bot.understanding.facts.tongues import language
from bot.understanding.facts.trying import clauses
from bot.understanding.matcher.matching import Match, Matcher
from bot.understanding.reading import Reading, bare
from bot.understanding.talk.about import named_in
from bot.understanding.talk.acts import act_of
from bot.understanding.talk.amid import agrees_wholly, hinted_beside, hinted_in, slowed
from bot.understanding.talk.beside import is_not_befallen, is_not_now, is_said_beside, is_without_proof
from bot.understanding.talk.booking import books_beside
from bot.understanding.talk.guessing import guessed, is_no_guess
from bot.understanding.talk.manner import manner_in
from bot.understanding.talk.needless import CANCEL, needs_nobody
from bot.understanding.talk.standing import rests, top
from bot.understanding.talk.summary import CHANGE, UPDATE, is_stated, put_right
from bot.understanding.talk.ticketing import change_of
from bot.understanding.talk.too_hard import TOO_HARD
from bot.understanding.talk.warned import OPENS
from bot.understanding.talk.wishes import corrects
from bot.understanding.text.normalising import plain

_DONE, _SOLVED, _NOT_FIXED, _NO = "conversation.done", "solved", "conversation.not_fixed", "conversation.no"
_YES = "yes"
_SINCE, _COMES_ON = "since", "comes_on"
_SCREEN, _DEAD, _VISIT = "hardware.screen", "power.no_power", "repair.visit"
_PLAIN = frozenset({"calmed", "seen_to", "insists", "unheeded", "enough", "visit", TOO_HARD})  # acts that words of manner may be as well
_WISHES = frozenset({"enough", "visit", "stop"})  # acts that answer no question, whatever they come near to
_NO_GUESS = _WISHES | {_COMES_ON, _SOLVED}
_SAYS_ELSE = frozenset({_SINCE, "explain"})  # acts beside which words may answer all the same, if they come nearer
CONSENTS = frozenset({"yes", "agreed", "acknowledged"})
"""Acts that may be the sound of an answer that is misspelt, and that pass over what was offered unless the words agree wholly."""
_WANTS = re.compile(r"想(?:要|办|装|买|换|申请|问|了解)|\b(?:i|we)(?:'d| would)? (?:want|need|like to)\b")


def weighed(reading: Reading, knowledge: Knowledge, matcher: Matcher) -> Heard:
    """What the message means."""
    if first := _first(reading, knowledge):
        return first
    offer, act = _wished(reading, knowledge)
    reading = replace(reading, offer=offer)
    if reading.is_free and not reading.turns and (aside := _aside(reading, knowledge)):
        return aside
    if reading.well and reading.is_free and not (reading.well == _COMES_ON and act):
        return replace(bare(reading.inbound, _DONE, reading.well), tried=reading.tried)
    stated = offer is None and not reading.danger and is_stated(reading.text, reading.question, reading.facts)
    if _is_turned_down(reading) or stated:
        return _heard(replace(reading, told=()), act, None, knowledge, matcher)
    known = _went(reading, act, knowledge, matcher)
    reading, act = replace(reading, offer=known.offer or offer), known.act or act
    if act == "human" and reading.told and reading.match.decision is not Decision.ACCEPT:
        reading, act = replace(reading, match=replace(reading.match, decision=Decision.REJECT, candidates=())), None
    if act in CONSENTS and not agrees_wholly(reading.text, reading.state):
        act = _SOLVED  # what was offered is passed over
    if reading.is_free and not known.guess and (alone := _without_matter(reading, act)):
        return replace(alone, tried=reading.tried)
    return _heard(reading, act, known.guess or _guessed(reading, act, knowledge, matcher), knowledge, matcher)


def _first(reading: Reading, knowledge: Knowledge) -> Heard | None:
    """What is heard of words that tell since when it is so, that nobody need come any more, or call something of the summary wrong."""
    if reading.is_free and was_well(reading.text, reading.state):
        return bare(reading.inbound, _NO, _SINCE)
    if not (reading.danger or reading.refused) and needs_nobody(reading.text, reading.state, knowledge):
        return replace(bare(reading.inbound, CANCEL, ""), act=None)
    return _put_right(reading)


def _put_right(reading: Reading) -> Heard | None:
    """What is heard of words that call something of the summary wrong."""
    wrong = None if reading.danger or reading.refused else put_right(reading.text, reading.question, reading.facts)
    if wrong is None or reading.offer not in {None, CHANGE}:
        return None
    told = replace(bare(reading.inbound, UPDATE, wrong.act), fields=wrong.facts)
    return replace(told, act=None, offer=CHANGE) if wrong.act == CHANGE else told


def _is_turned_down(reading: Reading) -> bool:
    """Whether the trouble at hand is denied and another surely named: that answers none of its questions."""
    match, trouble = reading.match, reading.state.trouble
    return bool(trouble) and match.denied == trouble and match.decision is Decision.ACCEPT and not match.is_talk and reading.is_free


def _wished(reading: Reading, knowledge: Knowledge) -> tuple[str | None, str | None]:
    """The offer that is picked, if it still is, and the act that the words are."""
    plainly = act_of(reading.answer, reading.state, knowledge, reading.match, reading.tried)
    act = "waived" if reading.needless else "noted_first" if reading.first else slowed(plainly, reading.told)
    offer = reading.offer
    if books_beside(reading.answer, reading.state, act, offer):
        offer, act = None, "visit"
    change = change_of(reading.text, reading.match)
    act = None if act == _SOLVED and will_do(reading.text, reading.state) else act
    stated = offer == _YES and is_stated(reading.text, reading.question, reading.facts)
    offer = None if stated or (change and offer == CHANGE) else offer  # which of it is to be another is said
    return offer, asked_back(reading.text, change or act, reading.question)


def _went(reading: Reading, act: str | None, knowledge: Knowledge, matcher: Matcher) -> Went:
    """How the open step went."""
    lacks = any(field.value == NONE for field in reading.told)  # what a later step needs is not there, which tells nothing of this one
    known = reading.state.slots
    otherwise = any(
        known.get(field.name, field.value) != field.value for field in reading.told
    )  # as does what puts an earlier answer right
    shows_code = any(fact.name == "code" for fact in reading.facts)
    if not reading.is_free or reading.turns or lacks or otherwise or shows_code:
        return Went()
    return went(reading.answer, plain_act(act, reading.tried, reading.match), reading.tried, reading.state, knowledge, matcher.result)


def _guessed(reading: Reading, act: str | None, knowledge: Knowledge, matcher: Matcher) -> str | None:
    """The offer that the words come near to."""
    if (
        reading.offer
        or act in _NO_GUESS
        or _says_again(reading)
        or any(fact.name == "code" for fact in reading.facts)
        or change_of(reading.text, reading.match)
        or is_no_guess(reading.text, reading.facts, reading.state)
    ):
        return None
    is_read = bool(reading.tried or act in _SAYS_ELSE or (reading.told and not _is_result(reading.question)))
    return guessed(reading.answer, reading.state, knowledge, matcher, reading.match, is_read=is_read)


def _says_again(reading: Reading) -> bool:
    """Whether the words tell nothing but what is known: "only when charging, on battery it is perfect"."""
    known = reading.state.slots
    return bool(reading.told) and all(known.get(field.name) == field.value for field in reading.told)


def _heard(reading: Reading, act: str | None, guess: str | None, knowledge: Knowledge, matcher: Matcher) -> Heard:
    """The whole of it."""
    key = reading.offer or guess
    text, state, match, offer, question = reading.text, reading.state, reading.match, reading.offer, reading.question
    return Heard(
        at=reading.inbound.at,
        text=text,
        decision=match.decision if reading.tells else Decision.REJECT,
        candidates=reading.turns or (match.candidates if reading.tells else ()),
        act=act,
        offer=offer,
        guess=guess,
        fields=(*reading.facts, *reading.told),
        hinted=hinted_beside(text, key, state, knowledge, matcher) if key else hinted_in(text, state, knowledge, matcher, match),
        tried=reading.tried,
        also=_beside(match, knowledge) or named_in(text, match, matcher, knowledge),
        danger=reading.danger,
        refused=reading.refused,
        media=reading.inbound.media,
        locale=language(text),
        correction=None
        if offer or _is_turned_down(reading)
        else correction(text, state, knowledge, None if act == "back" else matcher.nearest),
        corrects=corrects(text, state, match),
        asks=asks(text),
        masked=reading.inbound.masked,
        two=match.two,
        inside=LEFT_OPEN.search(text) is not None,
        between=between(reading.answer, question, knowledge) if question and not offer else (),
    )


def _without_matter(reading: Reading, act: str | None) -> Heard | None:
    """What is heard of words that are manner alone, or tell no more than that it is back, or well."""
    text, state = reading.text, reading.state
    if rests(state) and is_back_at_rest(text, state, reading.match, {fact.name for fact in reading.facts}):
        return bare(reading.inbound, _NOT_FIXED, "not_fixed")
    if reading.tells and act not in _PLAIN and (manner := manner_in(plain(text), state.question, reading.match)):
        return bare(reading.inbound, *manner)
    glad = act == _SOLVED and state.place is not None and is_glad(reading.answer, state)
    return bare(reading.inbound, _DONE, _SOLVED) if glad else None  # however little the words are like any that say so


def _aside(reading: Reading, knowledge: Knowledge) -> Heard | None:
    """What is heard of words that only tell what did not happen, is well elsewhere, is not so, or cannot be done now."""
    answer, state = reading.answer, reading.state
    lacks = state.place is not None and state.place.flow == _VISIT and is_without_proof(answer)
    beside = (asked := state.question) and (is_said_beside(answer, state.trouble, state.slots) or rules_out(answer, asked, knowledge))
    if lacks or beside or is_not_befallen(answer):
        return replace(bare(reading.inbound, _NO, "not_so"), fields=(Field("proof", "none"),) if lacks else ())
    part = None if reading.told or reading.facts else part_well(answer, state, knowledge)
    if part is not None:
        act = None if part else "acknowledged" if asked and asked.offer("not_fixed") else "not_so"
        return replace(bare(reading.inbound, _NO, act or ""), act=act, offer=part or None, tried=reading.tried)
    return replace(bare(reading.inbound, _NO, "no"), fields=reading.facts) if asked is not None and is_not_now(answer) else None


def _beside(match: Match, knowledge: Knowledge) -> tuple[str, ...]:
    """What is named beside the first. What only answers a question is so where one is asked, something is wanted, or it was opened."""
    asked = bool(_WANTS.search(match.normalised)) or any(map(is_question, clauses(match.normalised)))
    is_on = top(match) == _SCREEN  # what is dark and beeps is switched on
    also = (name for name in match.also if not (is_on and name == _DEAD))
    return tuple(name for name in also if asked or name == OPENS or name not in knowledge.answers)


def _is_result(question: Question | None) -> bool:
    """Whether it is asked how a step went: then the words tell that, whatever else they hold."""
    return question is not None and question.offer("not_fixed") is not None
