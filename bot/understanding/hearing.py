"""The one door: a sealed message and the state become what happened. Pure, and never raises on words."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.knowledge import NONE, Knowledge, group_of
from bot.core.messages import Inbound
from bot.core.state import Question, State
from bot.core.understanding import Candidate, Chose, Decision, Field, Heard, Sent
from bot.core.upkeep.calendar import local
from bot.understanding.answers.answers import beside_a_sum, between, is_label, is_pick, picked, rules_out
from bot.understanding.answers.asking import asks, asks_to_leave, is_after_person, is_question
from bot.understanding.answers.correcting import correction
from bot.understanding.answers.denying import asked_after
from bot.understanding.answers.evasions import asked_back, declined, evaded
from bot.understanding.answers.gladness import after_solved, is_apart, is_glad
from bot.understanding.answers.half_well import in_full
from bot.understanding.answers.heating import answered
from bot.understanding.answers.plainly import guarded
from bot.understanding.answers.relapses import is_back_at_rest
from bot.understanding.answers.results import result_of
from bot.understanding.answers.theirs import on_their_side
from bot.understanding.answers.went import Went, plain_act, went
from bot.understanding.facts.amounts import is_sum
from bot.understanding.facts.appointments import APPOINTMENT, DAY, offered, windows_in
from bot.understanding.facts.extracting import language, tried
from bot.understanding.facts.listing import listed
from bot.understanding.facts.takings import of_friday
from bot.understanding.facts.trying import clauses
from bot.understanding.matcher.matching import Match, Matcher
from bot.understanding.talk.about import named_in
from bot.understanding.talk.acts import act_of
from bot.understanding.talk.amid import agrees_wholly, guessed, hinted_in, is_no_guess, of_the_plan, slowed, told_beside, turned
from bot.understanding.talk.asides import with_aside
from bot.understanding.talk.beside import asked_beside, has_sales_inside, is_not_befallen, is_not_now, is_said_beside, is_without_proof
from bot.understanding.talk.booking import books_beside
from bot.understanding.talk.calling import called, calls_for_person
from bot.understanding.talk.dangers import danger_in, refused_in
from bot.understanding.talk.facts import NAMES, facts_in, is_awaited, is_sharper, is_when, only_facts
from bot.understanding.talk.fragments import whole
from bot.understanding.talk.manner import manner_in
from bot.understanding.talk.once_only import gives_back_again
from bot.understanding.talk.paid_away import is_paid_away
from bot.understanding.talk.reminders import wished
from bot.understanding.talk.reminding import PLAN, Wished
from bot.understanding.talk.sparing import spared
from bot.understanding.talk.standing import begun, compared, matched, rests, top
from bot.understanding.talk.ticketing import TICKET, change_of, is_of_visit, ticket_named, ticket_told
from bot.understanding.talk.warned import OPENS, danger_told, wanted_in_vain
from bot.understanding.talk.wishes import corrects, holds
from bot.understanding.text.clauses import unhurried
from bot.understanding.text.emoji import meant, stands_for_media
from bot.understanding.text.masking import sealed
from bot.understanding.text.normalising import plain, visible
from bot.understanding.words.chatting import bare_of, tongue_of

_PERSON, _ONLY_ONCE = "handoff.human", "refund_again"
_GREETING, _DONE, _SOLVED, _NOT_FIXED = "conversation.greeting", "conversation.done", "solved", "conversation.not_fixed"
_SCREEN, _DEAD, _VISIT, _MONEY = "hardware.screen", "power.no_power", "repair.visit", "settlement"
_HELP, _NO, _UNSURE = "conversation.help", "conversation.no", "conversation.unsure"
_PLAIN = frozenset({"calmed", "seen_to", "insists", "unheeded", "enough", "visit"})  # acts that words of manner may be as well
_NEAR_TO_SOLVED = frozenset({"not_fixed", "finished", "comes_on"})  # acts that words may be which tell, spelled right, that it is solved
_CONSENTS = frozenset({"yes", "agreed", "acknowledged"})  # acts that may be the sound of an answer that is misspelt
_WISHES = frozenset({"enough", "visit", "stop"})  # acts that answer no question, whatever they come near to
_NO_GUESS = _WISHES | {"comes_on", _SOLVED}
_SAYS_ELSE = frozenset({"since", "explain"})  # acts beside which words may answer all the same, if they come nearer
_SHORT_ANSWER = 40  # characters up to which words amid a question are read as its answer
_WANTS = re.compile(r"想(?:要|办|装|买|换|申请|问|了解)|\b(?:i|we)(?:'d| would)? (?:want|need|like to)\b")


def understand(inbound: Inbound, state: State, knowledge: Knowledge, matcher: Matcher) -> Heard | Chose | Sent:
    """What the message means now. A message that was not sealed is sealed first."""
    inbound = inbound if inbound.masked else sealed(inbound)
    if inbound.choice is not None:
        return Chose(inbound.at, inbound.choice)
    words = visible(inbound.text).strip()
    inbound = inbound if words else replace(inbound, text="")  # what cannot be seen is nothing
    if (not words and inbound.media) or stands_for_media(words):
        return Sent(inbound.at, inbound.media)
    if sign := meant(inbound.text) or ((_GREETING, "greeting") if state.is_awaiting and is_after_person(words) else None):
        return Heard(inbound.at, inbound.text, Decision.ACCEPT, (Candidate(sign[0], 1.0),), sign[1], media=inbound.media)
    if tongue := tongue_of(words):
        asked = (Candidate("conversation.help", 1.0),)
        return Heard(inbound.at, inbound.text, Decision.ACCEPT, asked, "repeat", media=inbound.media, locale=tongue)
    if (found := ticket_named(words, state)) or is_of_visit(words, state):
        heard = Heard(inbound.at, inbound.text, Decision.ACCEPT, (Candidate(TICKET, 1.0),), fields=found, media=inbound.media)
        return replace(heard, asks=asks(words))
    heard = answered(_told(inbound, state, knowledge, matcher), state)
    heard = with_aside(guarded(on_their_side(in_full(heard, state), state), state, knowledge), state, knowledge)
    return called(heard) if calls_for_person(words, state) else spared(heard, words, state)


def _reminding(inbound: Inbound, wish: Wished, knowledge: Knowledge) -> Heard:
    """Something is wished of reminders. What is danger, or never helped with, is so also in what is to be told."""
    danger, refused = danger_in(inbound.text, knowledge.dangers), refused_in(inbound.text, knowledge.refusals)
    sure, said = (Candidate(PLAN, 1.0),), inbound.text
    heard = Heard(inbound.at, said, Decision.ACCEPT, sure, wish.act, fields=wish.fields, danger=danger, refused=refused)
    return replace(heard, media=inbound.media, locale=language(said), masked=inbound.masked)


def _told(inbound: Inbound, state: State, knowledge: Knowledge, matcher: Matcher) -> Heard:
    """What the words say; or they and those before them that were not understood, where that says more."""
    if wish := wished(visible(inbound.text).strip(), inbound.at, state, knowledge):
        return _reminding(inbound, wish, knowledge)
    beside, evades = asked_beside(inbound.text), evaded(visible(inbound.text), state.question, knowledge)
    nobody = declined(visible(inbound.text), state.question, knowledge)
    if beside or evades or nobody:
        return _bare(inbound, _HELP if beside else _NO if nobody else _UNSURE, beside or nobody or evades)
    if (rest := after_solved(visible(inbound.text).strip(), state)) and (other := _another(rest, inbound, state, knowledge, matcher)):
        return other
    question = state.question
    if question is not None and (
        picked(inbound.text, question, knowledge)
        or _tells_no_which(inbound.text, state, knowledge)
        or is_sum(inbound.text.strip())
        or holds(inbound.text)
        or asks_to_leave(inbound.text)
    ):
        return _heard(inbound, state, knowledge, matcher)
    both, is_surer = whole(inbound.text, state, knowledge, lambda text: matcher.match(compared(text, knowledge)))
    if not is_surer:
        return replace(_mended(inbound, state, knowledge, matcher), whole=both)
    heard = _heard(replace(inbound, text=both), state.but(question=None), knowledge, matcher)
    refused = refused_in(inbound.text, knowledge.refusals, mild=heard.decision is not Decision.ACCEPT)  # once is enough
    return replace(heard, text=inbound.text, refused=refused, whole=both)


def _another(rest: str, inbound: Inbound, state: State, knowledge: Knowledge, matcher: Matcher) -> Heard | None:
    """The other trouble that is told after the one at hand is said to be gone, as if nothing had been told before."""
    free = state.but(place=None, question=None, trouble="", paused=())
    heard = _heard(replace(inbound, text=rest), free, knowledge, matcher)
    if heard.decision is not Decision.ACCEPT or not is_apart(heard.intent or "", state.trouble, knowledge):
        return None
    return replace(heard, text=inbound.text, act="solved_but")


def _mended(inbound: Inbound, state: State, knowledge: Knowledge, matcher: Matcher) -> Heard:
    """What is heard; of a short answer that is none as it is spelled, or no more than consent, what it is with its slips put right:
    "other card wnt through", "fine ill wait thn".
    """
    heard, asked = _heard(inbound, state, knowledge, matcher), state.question
    consents = heard.act in _CONSENTS
    is_near = heard.act in _NEAR_TO_SOLVED and heard.decision is not Decision.ACCEPT  # "different card woorked", near "nothing different"
    says = (heard.decision is Decision.ACCEPT or (heard.act and not is_near)) and not consents
    answers = heard.offer or says or heard.danger or heard.refused or heard.fields
    if asked is None or asked.slot or answers or len(inbound.text) > _SHORT_ANSWER:
        return heard
    words = matcher.mended(inbound.text)
    again = heard if words == inbound.text else _heard(replace(inbound, text=words), state, knowledge, matcher)
    return replace(again, text=inbound.text) if again.offer or (again.act and not consents) else heard


def _heard(inbound: Inbound, state: State, knowledge: Knowledge, matcher: Matcher) -> Heard:
    answer = unhurried(visible(inbound.text))
    match, question = matched(answer, inbound.text, state, knowledge, matcher), state.question
    offer, facts, told = _read(answer, inbound, state, knowledge, match)
    offer = None if offer == "yes" and not agrees_wholly(inbound.text, state) else offer
    match = of_the_plan(match, told, state)
    answers = is_awaited(facts, question, knowledge)  # "call me on 159…", where the number is asked for, is that number
    pressed = offer is not None and question is not None and is_label(inbound.text, question, knowledge)
    asks_who = offer not in {None, "person"} and top(match) == _PERSON  # "An agent", to whom is to be checked, asks for nobody
    tells = not asks_who and _tells(inbound.text, match, facts, answers=answers or is_when(facts))
    danger = None if pressed else danger_told(inbound.text, state, knowledge, match)
    refused = wanted_in_vain(inbound.text, state, knowledge, match)
    if not refused and gives_back_again(inbound.text, state):
        refused, offer = _ONLY_ONCE, None
    done_before = tried(listed(knowledge.codes.words).cut_from(inbound.text), knowledge)
    needless, first = turned(answer, offer, state, knowledge, matcher)
    offer = None if first else offer  # 好，看扫码, where the printer is offered
    act = "waived" if needless else "noted_first" if first else slowed(act_of(answer, state, knowledge, match, done_before), told)
    if books_beside(answer, question, act, offer):
        offer, act = None, "visit"
    act = asked_back(inbound.text, change_of(inbound.text, match) or act, question)
    free = not (offer or danger or refused)
    if free and not (first or needless) and (aside := _aside(inbound, answer, facts, state, knowledge)):
        return aside
    lacks = any(field.value == NONE for field in told)  # what a later step needs is not there, which tells nothing of this one
    tells_how = free and not (first or needless or lacks)
    sounds = plain_act(act, done_before, match)
    known = went(answer, sounds, done_before, state, knowledge, matcher.result) if tells_how else Went()
    offer, act = known.offer or offer, known.act or act
    act = "solved" if act in _CONSENTS and not agrees_wholly(inbound.text, state) else act  # what was offered is passed over
    free = not (offer or danger or refused or known.guess)
    if free and (bare := _without_matter(inbound, answer, facts, act, match, state, tells=tells)):
        return replace(bare, tried=done_before)
    is_none = offer or act in _NO_GUESS or is_no_guess(inbound.text, facts, state)
    is_read = bool(done_before or act in _SAYS_ELSE or (told and not _is_result(question)))
    return Heard(
        at=inbound.at,
        text=inbound.text,
        decision=match.decision if tells else Decision.REJECT,
        candidates=needless or first or (match.candidates if tells else ()),
        act=act,
        offer=offer,
        guess=known.guess or (None if is_none else guessed(answer, state, knowledge, matcher, match, is_read=is_read)),
        fields=(*facts, *told),
        hinted=() if offer else hinted_in(inbound.text, state, knowledge, matcher, match),
        tried=done_before,
        also=_beside(match, knowledge) or named_in(inbound.text, match, matcher, knowledge),
        danger=danger,
        refused=refused,
        media=inbound.media,
        locale=language(inbound.text),
        correction=None if offer else correction(inbound.text, state, knowledge, None if act == "back" else matcher.nearest),
        corrects=corrects(inbound.text, state, match),
        asks=asks(inbound.text),
        masked=inbound.masked,
        two=match.two,
        inside=has_sales_inside(inbound.text),
        between=between(answer, question, knowledge) if question and not offer else (),
    )


def _without_matter(  # noqa: PLR0913 - what was read of the message so far
    inbound: Inbound, answer: str, facts: tuple[Field, ...], act: str | None, match: Match, state: State, *, tells: bool
) -> Heard | None:
    """What is heard of words that are manner alone, or tell no more than that it is back, or well."""
    if rests(state) and is_back_at_rest(inbound.text, state, match, {fact.name for fact in facts}):
        return _bare(inbound, _NOT_FIXED, "not_fixed")
    if tells and act not in _PLAIN and (manner := manner_in(plain(inbound.text), state.question, match)):
        return _bare(inbound, *manner)
    glad = act == _SOLVED and state.place is not None and is_glad(answer, state)
    return _bare(inbound, _DONE, _SOLVED) if glad else None  # however little the words are like any that say so


def _aside(inbound: Inbound, answer: str, facts: tuple[Field, ...], state: State, knowledge: Knowledge) -> Heard | None:
    """What is heard of words that only tell what did not happen, is well elsewhere, is not so, or cannot be done now."""
    lacks = state.place is not None and state.place.flow == _VISIT and is_without_proof(answer)
    beside = (asked := state.question) and (is_said_beside(answer, state.trouble, state.slots) or rules_out(answer, asked, knowledge))
    if lacks or beside or is_not_befallen(answer):
        return replace(_bare(inbound, _NO, "not_so"), fields=(Field("proof", "none"),) if lacks else ())
    return replace(_bare(inbound, _NO, "no"), fields=facts) if asked is not None and is_not_now(answer) else None


def _read(
    answer: str, inbound: Inbound, state: State, knowledge: Knowledge, match: Match
) -> tuple[str | None, tuple[Field, ...], tuple[Field, ...]]:
    """The offer that the words pick, the facts that they hold, and what they answer of questions still to come."""
    question, money = state.question, group_of(state.place.flow if state.place else begun(match)) == _MONEY
    said = of_friday(inbound.text, local(inbound.at, knowledge.upkeep.zone).date()) if money else inbound.text
    answer = unhurried(visible(said)) if money else answer
    fitting = windows_in(inbound.text, inbound.at, state, knowledge, begun(match))
    window = fitting[0] if len(fitting) == 1 else ""
    offer = (picked(answer, question, knowledge) or result_of(answer, state, knowledge) if question else None) or offered(window, question)
    if offer and (_is_other_trouble(match, state) or _tells_no_which(inbound.text, state, knowledge)):
        offer = None
    bare_pick = offer is not None and question is not None and is_pick(inbound.text, question, knowledge)
    offer = None if offer and not bare_pick and asked_after(inbound.text, offer) else offer
    facts = () if bare_pick else facts_in(inbound, state, knowledge, match, offer)
    if offer and question is not None and is_sharper(facts, question, offer):
        offer = None
    offer = offer or (beside_a_sum(inbound.text, question, knowledge) if question and group_of(state.trouble) == "transaction" else None)
    facts = facts if offer else (*facts, *ticket_told(inbound.text, match))
    facts = (*facts, Field(APPOINTMENT, window)) if window and not offer else facts
    facts = (*facts, *(Field(DAY, one) for one in fitting)) if len(fitting) > 1 and not offer else facts
    offer, told = (offer, ()) if bare_pick else told_beside(said, offer, state, knowledge, match)
    if told and state.place and not is_awaited(facts, question, knowledge):
        facts = tuple(fact for fact in facts if fact.name != "window" or not only_facts(inbound.text, (fact,)))
    return offer, facts, told


def _beside(match: Match, knowledge: Knowledge) -> tuple[str, ...]:
    """What is named beside the first. What only answers a question is so where one is asked, something is wanted, or it was opened."""
    asked = bool(_WANTS.search(match.normalised)) or any(map(is_question, clauses(match.normalised)))
    is_on = top(match) == _SCREEN  # what is dark and beeps is switched on
    also = (name for name in match.also if not (is_on and name == _DEAD))
    return tuple(name for name in also if asked or name == OPENS or name not in knowledge.answers)


def _tells(text: str, match: Match, facts: tuple[Field, ...], *, answers: bool) -> bool:
    """Whether the words mean something beside the facts that they hold."""
    sure = match.decision is Decision.ACCEPT and not {*NAMES, "amount"}.issuperset(field.name for field in facts)
    return (not answers and (sure or is_paid_away(text))) or not only_facts(text, facts)


def _bare(inbound: Inbound, intent: str, act: str) -> Heard:
    """What is heard of words that are manner and no matter."""
    sure, said = (Candidate(intent, 1.0),), inbound.text
    return Heard(inbound.at, said, Decision.ACCEPT, sure, act, media=inbound.media, locale=language(said), masked=inbound.masked)


def _is_result(question: Question | None) -> bool:
    """Whether it is asked how a step went: then the words tell that, whatever else they hold."""
    return question is not None and question.offer("not_fixed") is not None


def _is_other_trouble(match: Match, state: State) -> bool:
    """Whether the words name another trouble at length; a short answer is an answer."""
    best = match.candidates[0] if match.candidates else None
    if best is None or match.decision is not Decision.ACCEPT or len(match.normalised) < 8:
        return False
    return not match.is_talk and best.intent != state.trouble and best.score > 0.99


def _tells_no_which(text: str, state: State, knowledge: Knowledge) -> bool:
    """Whether a merchant who was asked which trouble it is says no more than that it is broken, or that he has paid somebody."""
    asked = state.question if state.place is None else None
    return asked is not None and (is_paid_away(text) or (bare_of(plain(text)) == "broken" and not is_label(text, asked, knowledge)))
