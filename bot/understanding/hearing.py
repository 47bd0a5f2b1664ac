"""The one door: a sealed message and the state become what happened. Pure, and never raises on words."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from bot.core.beginning import SITTING
from bot.core.knowledge import Knowledge
from bot.core.messages import Inbound
from bot.core.resuming import NOBODY
from bot.core.returning import NOT_THIS, TURNED
from bot.core.state import State
from bot.core.ticketing import CANCEL, UNBOOKED
from bot.core.understanding import Candidate, Chose, Decision, Heard, Sent
from bot.understanding.answers.answers import picked
from bot.understanding.answers.asking import asks, asks_to_leave, is_after_person
from bot.understanding.answers.causes import with_found
from bot.understanding.answers.evasions import declined as turned_down
from bot.understanding.answers.evasions import evaded
from bot.understanding.answers.gladness import after_solved, is_apart, waiting_one
from bot.understanding.answers.half_well import in_full, not_closed
from bot.understanding.answers.heating import answered
from bot.understanding.answers.parts import part_well
from bot.understanding.answers.plainly import guarded
from bot.understanding.answers.theirs import on_their_side
from bot.understanding.answers.unproven import proven
from bot.understanding.facts.amounts import is_sum
from bot.understanding.facts.tongues import language
from bot.understanding.matcher.matching import Matcher
from bot.understanding.reading import bare, read, tells_no_which
from bot.understanding.talk.added import added
from bot.understanding.talk.anew import ANEW, told_anew
from bot.understanding.talk.annotating import annotated
from bot.understanding.talk.asides import with_aside
from bot.understanding.talk.beside import asked_beside
from bot.understanding.talk.both import read_apart
from bot.understanding.talk.calling import asks_how_long, called, calls_for_person
from bot.understanding.talk.closing import closed_wholly
from bot.understanding.talk.condensing import condensed
from bot.understanding.talk.dangers import danger_in, names_danger, refused_in
from bot.understanding.talk.declining import declined
from bot.understanding.talk.delegating import delegated
from bot.understanding.talk.details import of_a_detail
from bot.understanding.talk.fragments import whole
from bot.understanding.talk.given_away import gave
from bot.understanding.talk.given_back import given_back
from bot.understanding.talk.leaving import leaves
from bot.understanding.talk.money_steps import told_of_money
from bot.understanding.talk.on_the_spot import met
from bot.understanding.talk.owed import with_question
from bot.understanding.talk.paid_otherwise import otherwise_paid
from bot.understanding.talk.promised import of_promise
from bot.understanding.talk.reminders import wished
from bot.understanding.talk.reminding import PLAN, Wished
from bot.understanding.talk.self_answered import without_denied
from bot.understanding.talk.sending_off import sent_off
from bot.understanding.talk.sparing import spared
from bot.understanding.talk.standing import compared
from bot.understanding.talk.ticketing import TICKET, is_of_visit, ticket_named
from bot.understanding.talk.turning import denied, says_nothing, tells_else
from bot.understanding.talk.unsettled import of_the_sale, with_day
from bot.understanding.talk.wishes import holds
from bot.understanding.talk.withdrawn import withdrawn
from bot.understanding.text.emoji import meant, stands_for_media
from bot.understanding.text.folding import folded
from bot.understanding.text.masking import sealed
from bot.understanding.text.normalising import visible
from bot.understanding.text.reproaches import unsent
from bot.understanding.weighing import CONSENTS, weighed
from bot.understanding.words.chatting import is_angry, tongue_of

_GREETING, _HELP, _NO, _UNSURE = "conversation.greeting", "conversation.help", "conversation.no", "conversation.unsure"
_DONE, _SOLVED = "conversation.done", "solved"
_NOT_SO = "not_so"
_NEAR_TO_SOLVED = frozenset({"not_fixed", "finished", "comes_on"})  # acts that words may be which tell, spelled right, that it is solved
_SHORT_ANSWER = 40  # characters up to which words amid a question are read as its answer


def understand(inbound: Inbound, state: State, knowledge: Knowledge, matcher: Matcher) -> Heard | Chose | Sent:
    """What the message means now. A message that was not sealed is sealed first."""
    inbound = inbound if inbound.masked else sealed(inbound)
    if inbound.choice is not None:
        return Chose(inbound.at, inbound.choice)
    said = unsent(condensed(folded(inbound.text), knowledge))
    rest = without_denied(said, names_danger(knowledge.dangers))
    if said.strip() and not rest.strip() and not knowledge.is_safety(state.trouble):
        return bare(inbound, _NO, _NOT_SO)
    short = replace(inbound, text=rest or said)
    heard = _understood(short, state, knowledge, matcher)
    return replace(heard, text=inbound.text) if isinstance(heard, Heard) and short.text != inbound.text else heard


def _understood(inbound: Inbound, state: State, knowledge: Knowledge, matcher: Matcher) -> Heard | Sent:
    """What the words or the picture mean."""
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
    return _less(inbound, words, state, knowledge, matcher)


def _less(inbound: Inbound, words: str, state: State, knowledge: Knowledge, matcher: Matcher) -> Heard:
    """What is heard without what is denied of what waits, or as if nothing had been told before."""
    if (others := sent_off(words, state)) is not None:
        return _without_person(inbound, others, state, knowledge, matcher)
    rest, gone = withdrawn(inbound.text, state, matcher)
    if not rest and state.question is not None and picked(inbound.text, state.question, knowledge):
        gone = ()  # 不是原装的 answers, and denies nothing that waits
    if gone:
        noted = tuple(one for one in state.noted if one not in gone)
        left = replace(inbound, text=rest)
        heard = _beside(left, rest, state.but(noted=noted), knowledge, matcher) if rest else bare(inbound, _NO, _NOT_SO)
        return replace(heard, text=inbound.text, gone=gone)
    if told := annotated(words, state):
        heard = Heard(inbound.at, inbound.text, Decision.REJECT, (), fields=told, media=inbound.media, masked=inbound.masked)
        return replace(heard, locale=language(words))
    if unbooked := _unbooked(inbound, words, state, knowledge, matcher):
        return unbooked
    if turned := _turned(inbound, words, state, knowledge, matcher):
        return turned
    rest = told_anew(words)
    anew = understand(replace(inbound, text=rest), _cleared(state), knowledge, matcher) if rest else None
    return replace(anew, text=inbound.text, act=ANEW) if isinstance(anew, Heard) else _beside(inbound, words, state, knowledge, matcher)


def _without_person(inbound: Inbound, rest: str, state: State, knowledge: Knowledge, matcher: Matcher) -> Heard:
    """What is heard of words that want no person any more, with what they tell and ask beside it."""
    heard = _beside(replace(inbound, text=rest), rest, state, knowledge, matcher) if rest else bare(inbound, _NO, NOBODY)
    return replace(heard, text=inbound.text, act=NOBODY, offer=None, guess=None)


def _unbooked(inbound: Inbound, words: str, state: State, knowledge: Knowledge, matcher: Matcher) -> Heard | None:
    """What is heard of words that want no repair: amid its form that, or what else is told with it; amid a step the rest of the words."""
    left = declined(words, state, knowledge)
    if left is None or (not left.form and not left.rest):
        return bare(inbound, _NO, _NOT_SO) if left else None
    if not left.form:
        beside = _beside(replace(inbound, text=left.rest), left.rest, state, knowledge, matcher)
        filed = any(ticket.is_open for ticket in state.tickets)  # "skip the repair. cancel it", and there is none
        return bare(inbound, CANCEL, UNBOOKED) if beside.intent == CANCEL and not filed else replace(beside, text=inbound.text)
    safe = not knowledge.is_safety(state.trouble)
    heard = understand(replace(inbound, text=left.rest), _cleared(state), knowledge, matcher) if left.rest else None
    if (
        safe
        and isinstance(heard, Heard)
        and heard.intent != CANCEL
        and (tells_else(heard, state, plainly=True) or _is_apart(heard, state, knowledge))
    ):
        return replace(heard, text=inbound.text, act=TURNED)
    return bare(inbound, CANCEL, UNBOOKED)


def _is_apart(heard: Heard, state: State, knowledge: Knowledge) -> bool:
    """Whether a trouble is surely told that is not the one at hand, though it may be of its kind."""
    told = knowledge.intents.get(heard.intent or "") if heard.decision is Decision.ACCEPT else None
    return told is not None and told.trouble and told.id != state.trouble


def _turned(inbound: Inbound, words: str, state: State, knowledge: Knowledge, matcher: Matcher) -> Heard | None:
    """What is heard of words that deny what is at hand: what is told beside that, as if nothing had been told before; or only the denial."""
    left = denied(words, state, knowledge, matcher)
    if left is None or part_well(words, state, knowledge) is not None:
        return None
    heard = understand(replace(inbound, text=left.rest), _cleared(state), knowledge, matcher) if left.rest else None
    if isinstance(heard, Heard) and tells_else(heard, state, plainly=left.plainly):
        return replace(heard, text=inbound.text, act=TURNED)
    return bare(inbound, _NO, NOT_THIS) if left.plainly and (heard is None or says_nothing(heard)) else None


def _beside(inbound: Inbound, words: str, state: State, knowledge: Knowledge, matcher: Matcher) -> Heard:
    """What is heard of words that go on with what is at hand, with what they ask or wish beside it; or that leave it."""
    if not danger_in(inbound.text, knowledge.dangers) and (left := leaves(words, state, knowledge)):
        return otherwise_paid(bare(inbound, _DONE if left == _SOLVED else _NO, left), words, state)
    hear = partial(_in_full, inbound, state, knowledge, matcher)
    heard = with_day(inbound.text, state, lambda text: read_apart(with_aside(hear(text), state, knowledge), state, knowledge, hear))
    heard = added(heard, words, state, knowledge, lambda text: _heard(replace(inbound, text=text), _cleared(state), knowledge, matcher))
    heard = not_closed(with_found(replace(delegated(heard, state, knowledge), angry=is_angry(words)), words, state, knowledge), state)
    if promised := of_promise(inbound, state):
        return replace(heard, act=promised)
    heard = of_a_detail(closed_wholly(heard, words, state, knowledge), words, state)
    heard = given_back(otherwise_paid(of_the_sale(heard, words, state), words, state), words, state)
    heard = asks_how_long(proven(told_of_money(heard, words, state, knowledge), state, knowledge), words, state)
    return (
        called(heard)
        if calls_for_person(words, state)
        else with_question(met(gave(spared(heard, words, state), words, state), words, state), state)
    )


def _cleared(state: State) -> State:
    """As if nothing had been told."""
    return state.but(place=None, question=None, trouble="", paused=(), noted=())


def _in_full(inbound: Inbound, state: State, knowledge: Knowledge, matcher: Matcher, text: str) -> Heard:
    """What these words of the message say, with what is known of the open question."""
    heard = answered(_told(replace(inbound, text=text), state, knowledge, matcher), state)
    return guarded(on_their_side(in_full(heard, state), state), state, knowledge)


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
    beside = None if danger_in(inbound.text, knowledge.dangers) else asked_beside(inbound.text, state.trouble)
    evades = evaded(visible(inbound.text), state.question, knowledge)
    nobody = turned_down(visible(inbound.text), state.question, knowledge)
    if beside or evades or nobody:
        return bare(inbound, _HELP if beside else _NO if nobody else _UNSURE, beside or nobody or evades)
    rest = after_solved(visible(inbound.text).strip(), state)
    other = _another(rest, inbound, state, knowledge, matcher) if rest else None
    if other := other or _later(inbound, state, knowledge, matcher):
        return other
    question = state.question
    if question is not None and (
        picked(inbound.text, question, knowledge)
        or tells_no_which(inbound.text, state, knowledge)
        or is_sum(inbound.text.strip())
        or holds(inbound.text)
        or asks_to_leave(inbound.text)
    ):
        return _heard(inbound, state, knowledge, matcher)
    both, is_surer = whole(inbound.text, state, knowledge, lambda text: matcher.match(compared(text, knowledge)))
    if not is_surer:
        heard = _mended(inbound, state, knowledge, matcher)
        return replace(heard, whole=both) if both != heard.whole else heard
    heard = _heard(replace(inbound, text=both), state.but(question=None), knowledge, matcher)
    refused = refused_in(inbound.text, knowledge.refusals, mild=heard.decision is not Decision.ACCEPT)  # once is enough
    return replace(heard, text=inbound.text, refused=refused, whole=both)


def _heard(inbound: Inbound, state: State, knowledge: Knowledge, matcher: Matcher) -> Heard:
    """What words mean that are none of the above."""
    return weighed(read(inbound, state, knowledge, matcher), knowledge, matcher)


def _another(rest: str, inbound: Inbound, state: State, knowledge: Knowledge, matcher: Matcher) -> Heard | None:
    """The other trouble that is told after the one at hand is said to be gone, as if nothing had been told before."""
    heard = _heard(replace(inbound, text=rest), _cleared(state), knowledge, matcher)
    waits = waiting_one(rest, state)
    if waits and not (heard.decision is Decision.ACCEPT and is_apart(heard.intent or "", state.trouble, knowledge)):
        heard = replace(heard, decision=Decision.ACCEPT, candidates=(Candidate(waits, 1.0),), offer=None)
    if heard.decision is not Decision.ACCEPT or not is_apart(heard.intent or "", state.trouble, knowledge):
        return None
    return replace(heard, text=inbound.text, act="solved_but")


def _later(inbound: Inbound, state: State, knowledge: Knowledge, matcher: Matcher) -> Heard | None:
    """Another trouble, told when the talk has long been left, as if nothing had been told before: "money from monday is still not here"."""
    question = state.question
    left = state.place is not None and question is not None and state.wrote is not None and inbound.at - state.wrote > SITTING
    if not left or question is None or not state.trouble or picked(inbound.text, question, knowledge):
        return None
    heard = _heard(inbound, _cleared(state), knowledge, matcher)
    return heard if heard.decision is Decision.ACCEPT and is_apart(heard.intent or "", state.trouble, knowledge) else None


def _mended(inbound: Inbound, state: State, knowledge: Knowledge, matcher: Matcher) -> Heard:
    """What is heard; of a short answer that is none as it is spelled, or no more than consent, what it is with its slips put right:
    "other card wnt through", "fine ill wait thn".
    """
    heard, asked = _heard(inbound, state, knowledge, matcher), state.question
    consents = heard.act in CONSENTS
    is_near = heard.act in _NEAR_TO_SOLVED and heard.decision is not Decision.ACCEPT  # "different card woorked", near "nothing different"
    says = (heard.decision is Decision.ACCEPT or (heard.act and not is_near)) and not consents
    answers = heard.offer or says or heard.danger or heard.refused or heard.fields
    if asked is None or asked.slot or answers or len(inbound.text) > _SHORT_ANSWER:
        return heard
    words = matcher.mended(inbound.text)
    again = heard if words == inbound.text else _heard(replace(inbound, text=words), state, knowledge, matcher)
    return replace(again, text=inbound.text) if again.offer or (again.act and not consents) else heard
