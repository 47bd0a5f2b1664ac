"""One message and what is read of it: the words, what they are like, the offer they pick, the facts they hold, what is danger or refused."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.knowledge import Knowledge, group_of
from bot.core.messages import Inbound
from bot.core.spoken import Danger
from bot.core.state import Question, State
from bot.core.understanding import Candidate, Decision, Field, Heard
from bot.core.upkeep.calendar import local
from bot.understanding.answers.answers import is_label, is_pick, picked
from bot.understanding.answers.asking import asks
from bot.understanding.answers.causes import of_another
from bot.understanding.answers.denying import asked_after
from bot.understanding.answers.earlier import was_well
from bot.understanding.answers.results import result_of
from bot.understanding.answers.taken_in import is_taken_in
from bot.understanding.answers.unfilled import beside_a_sum
from bot.understanding.answers.well_beside import told_well
from bot.understanding.facts.appointments import APPOINTMENT, DAY, MEANT, day_meant, offered, windows_in
from bot.understanding.facts.extracting import tried
from bot.understanding.facts.listing import listed
from bot.understanding.facts.takings import of_weekend
from bot.understanding.facts.tongues import language
from bot.understanding.matcher.matching import Match, Matcher
from bot.understanding.talk.amid import agrees_wholly, of_the_plan, told_beside, turned
from bot.understanding.talk.explained import of_its_own
from bot.understanding.talk.facts import NAMES, facts_in, is_awaited, is_left_open, is_sharper, is_when, only_facts
from bot.understanding.talk.once_only import gives_back_again
from bot.understanding.talk.paid_away import is_paid_away
from bot.understanding.talk.standing import begun, matched, top
from bot.understanding.talk.ticketing import ticket_told, told_apart
from bot.understanding.talk.warned import danger_told, told_with, wanted_in_vain
from bot.understanding.text.clauses import unhurried
from bot.understanding.text.normalising import plain, visible
from bot.understanding.words.chatting import bare_of

_PERSON, _ONLY_ONCE, _MONEY, _SOLVED = "handoff.human", "refund_again", "settlement", "solved"

_PROOF, _OF_PAPERS = "proof", frozenset({"repair.contract", "warranty.check", "warranty.coverage"})
"""The fact whether the papers are there, and what else words that tell it sound like: "the contract's in the drawer" asks for no advice on contracts."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a message; `bot.understanding.weighing` says what it means."""

    inbound: Inbound
    state: State
    answer: str
    """The words without what only says that it is urgent."""
    match: Match
    offer: str | None
    """The key of the offer that they pick."""
    facts: tuple[Field, ...]
    told: tuple[Field, ...]
    """What they answer of questions still to come."""
    tells: bool
    """Whether they mean something beside the facts that they hold."""
    danger: Danger | None
    refused: str | None
    tried: tuple[str, ...]
    """Remedies that they say were tried."""
    needless: tuple[Candidate, ...]
    """What waits for later and needs nothing any more."""
    first: tuple[Candidate, ...]
    """What is named to come before the trouble at hand."""
    well: str = ""
    """solved, where they tell that what was in trouble works again; comes_on, where they may."""

    @property
    def question(self) -> Question | None:
        """The open question."""
        return self.state.question

    @property
    def text(self) -> str:
        """The words as they were sent, without secrets."""
        return self.inbound.text

    @property
    def is_free(self) -> bool:
        """Whether nothing is picked, dangerous or refused, so that other readings may apply."""
        return not (self.offer or self.danger or self.refused)

    @property
    def turns(self) -> tuple[Candidate, ...]:
        """What the talk turns to, or turns from, beside the trouble at hand."""
        return self.needless or self.first


def read(inbound: Inbound, state: State, knowledge: Knowledge, matcher: Matcher) -> Reading:
    """Read a message in the light of the state."""
    answer, question = unhurried(visible(inbound.text)), state.question
    match = matched(answer, inbound.text, state, knowledge, matcher)
    offer, facts, told = _held(answer, inbound, state, knowledge, match)
    well = told_well(inbound.text, state, knowledge, matcher.result)
    if well == _SOLVED:
        offer = _SOLVED if question is not None and question.offer(_SOLVED) else None
    offer = None if (offer == "yes" and not agrees_wholly(inbound.text, state)) or was_well(inbound.text, state) else offer
    offer = "no" if offer is None and is_taken_in(inbound.text, state, knowledge) else offer
    match = of_its_own(of_the_plan(match, told, state), answer, state, knowledge, matcher)
    answers = is_awaited(facts, question, knowledge)  # "call me on 159…", where the number is asked for, is that number
    pressed = offer is not None and question is not None and is_label(inbound.text, question, knowledge)
    asks_who = offer not in {None, "person"} and top(match) == _PERSON  # "An agent", to whom is to be checked, asks for nobody
    papers = top(match) in _OF_PAPERS and any(field.name == _PROOF for field in (*facts, *told)) and not asks(inbound.text)
    is_manner = asks_who or papers or (answers and is_left_open(facts))
    tells = not is_manner and _tells(inbound.text, match, facts, answers=answers or is_when(facts))
    danger = None if pressed else danger_told(inbound.text, state, knowledge, match)
    told = told_with(danger, told, inbound.text, state, knowledge, match)
    refused = wanted_in_vain(inbound.text, state, knowledge, match)
    if not refused and gives_back_again(inbound.text, state):
        refused, offer = _ONLY_ONCE, None
    done = of_another(tried(listed(knowledge.codes.words).cut_from(inbound.text), knowledge), inbound.text)
    needless, first = turned(answer, offer, state, knowledge, matcher)
    offer = None if first else offer  # 好，看扫码, where the printer is offered
    return Reading(inbound, state, answer, match, offer, facts, told, tells, danger, refused, done, needless, first, well)


def bare(inbound: Inbound, intent: str, act: str) -> Heard:
    """What is heard of words that are manner and no matter."""
    sure, said = (Candidate(intent, 1.0),), inbound.text
    return Heard(inbound.at, said, Decision.ACCEPT, sure, act, media=inbound.media, locale=language(said), masked=inbound.masked)


def _held(
    answer: str, inbound: Inbound, state: State, knowledge: Knowledge, match: Match
) -> tuple[str | None, tuple[Field, ...], tuple[Field, ...]]:
    """The offer that the words pick, the facts that they hold, and what they answer of questions still to come."""
    question, money = state.question, group_of(state.place.flow if state.place else begun(match)) == _MONEY
    said = of_weekend(inbound.text, local(inbound.at, knowledge.upkeep.zone).date()) if money else inbound.text
    answer = unhurried(visible(said)) if money else answer
    fitting = windows_in(inbound.text, inbound.at, state, knowledge, begun(match))
    window = fitting[0] if len(fitting) == 1 else ""
    offer = (picked(answer, question, knowledge) or result_of(answer, state, knowledge) if question else None) or offered(window, question)
    if offer and (_is_other_trouble(match, state) or tells_no_which(inbound.text, state, knowledge)):
        offer = None
    bare_pick = offer is not None and question is not None and is_pick(inbound.text, question, knowledge)
    offer = None if offer and not bare_pick and asked_after(inbound.text, offer) else offer
    facts = () if bare_pick else facts_in(inbound, state, knowledge, match, offer)
    if offer and question is not None and is_sharper(facts, question, offer):
        offer = None
    offer = offer or (beside_a_sum(inbound.text, question, knowledge) if question and group_of(state.trouble) == "transaction" else None)
    facts = facts if offer else (*told_apart(facts, match), *ticket_told(inbound.text, match))
    facts = (*facts, Field(APPOINTMENT, window)) if window and not offer else facts
    facts = (*facts, *(Field(DAY, one) for one in fitting)) if len(fitting) > 1 and not offer else facts
    offer, told = (offer, ()) if bare_pick else told_beside(said, offer, state, knowledge, match)
    meant = next((day_meant(one.value, inbound.at, knowledge, state.locale) for one in facts if one.name == "window"), "")
    facts = (*facts, Field(MEANT, meant)) if meant else facts
    if told and state.place and not is_awaited(facts, question, knowledge):
        facts = tuple(fact for fact in facts if fact.name not in {"window", MEANT} or not only_facts(inbound.text, (fact,)))
    return offer, facts, told


def _tells(text: str, match: Match, facts: tuple[Field, ...], *, answers: bool) -> bool:
    """Whether the words mean something beside the facts that they hold."""
    sure = match.decision is Decision.ACCEPT and not {*NAMES, "amount"}.issuperset(field.name for field in facts)
    return (not answers and (sure or is_paid_away(text))) or not only_facts(text, facts)


def _is_other_trouble(match: Match, state: State) -> bool:
    """Whether the words name another trouble at length; a short answer is an answer."""
    best = match.candidates[0] if match.candidates else None
    if best is None or match.decision is not Decision.ACCEPT or len(match.normalised) < 8:
        return False
    return not match.is_talk and best.intent != state.trouble and best.score > 0.99


def tells_no_which(text: str, state: State, knowledge: Knowledge) -> bool:
    """Whether a merchant who was asked which trouble it is says no more than that it is broken, or that he has paid somebody."""
    asked = state.question if state.place is None else None
    return asked is not None and (is_paid_away(text) or (bare_of(plain(text)) == "broken" and not is_label(text, asked, knowledge)))
