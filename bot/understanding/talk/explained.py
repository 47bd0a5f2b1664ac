"""Whether another trouble is told amid the one at hand: by words of its own, that the open step does not use itself. 它要主管密码, where
"no manager code" is one of the answers, is no forgotten login, nor "tapped, same" where it is asked to tap.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from bot.core.knowledge import Knowledge, group_of, kind_of
from bot.core.noting import LINKS, UNCERTAIN_MONEY
from bot.core.state import State
from bot.core.understanding import Decision
from bot.understanding.answers.asking import asks
from bot.understanding.matcher.matching import Match, Matcher
from bot.understanding.matcher.second import is_a_name, is_of_its_own
from bot.understanding.talk.wishes import corrects
from bot.understanding.text.normalising import has_han, levelled, plain
from bot.understanding.text.wording import has_words, is_latin, stem, tokens

_OWN_FROM = 0.4
"""Probability that what is left of the words must have of the same kind of trouble, for that to be told."""
_DOUBTED = 0.3
"""Of the probability is left where it has not."""
_CHANGE, _COMMON = "ticket.update", "choice."
_FORMS = frozenset({"repair", "ticket"})
"""Where what is registered is spoken of."""
_SHORTEST = 3  # letters of a word that says what is spoken of
_SAYS_HOW = """
the and not but you your with for its it's this that was are is has have had does did can could still just
now then them they all one any no none out off too yes again get got says said say
"""
"""English words that stand in every step, and tell how something is."""
_HOW_WORDS = frozenset(_SAYS_HOW.split())
_HOW = re.compile(r"[的了是不没无有还在一这那我它就都也又好行会能要去来过着吗吧呢啊]")
"""Chinese characters that do."""
_PAIR = 2


def of_its_own(match: Match, text: str, state: State, knowledge: Knowledge, matcher: Matcher) -> Match:
    """What the words mean, with less belief in another trouble of which they say nothing but what the open step says itself, and none in
    one of which they say nothing that is wrong.
    """
    best = match.candidates[0] if match.candidates and match.decision is not Decision.REJECT else None
    if best is None or state.place is None or state.question is None or not _may_be_explained(best.intent, state, knowledge):
        return match
    said = levelled(text).casefold()
    wrong, corrected = is_a_name(said) or is_of_its_own(best.intent, said), corrects(text, state, match)
    if not (wrong or corrected):
        return replace(match, decision=Decision.REJECT, candidates=match.candidates[1:], also=())
    if corrected or asks(text):
        return match
    if best.intent == _CHANGE:
        return match if state.tickets else _doubted(match)
    rest = _rest(text, _of_step(state, knowledge))
    if rest == plain(text):
        return match
    left = matcher.match(rest) if has_words(rest) else Match(Decision.REJECT)
    told = any(kind_of(one.intent) == kind_of(best.intent) and one.score >= _OWN_FROM for one in left.candidates[:1])
    return match if told and left.decision is not Decision.REJECT else _doubted(match)


def _may_be_explained(intent: str, state: State, knowledge: Knowledge) -> bool:
    """Whether it is another trouble, none that is dangerous, and no other way to the network, which is named by a word of the step."""
    known = knowledge.intents.get(intent)
    if (
        known is None
        or intent in UNCERTAIN_MONEY
        or kind_of(intent) == kind_of(state.trouble)
        or knowledge.is_safety(intent)
        or {intent, state.trouble} <= LINKS
    ):
        return False
    return (known.trouble or intent == _CHANGE) and not (state.place and group_of(state.place.flow) in _FORMS)


def _doubted(match: Match) -> Match:
    best, *others = match.candidates
    return replace(match, decision=Decision.CLARIFY, candidates=(replace(best, score=best.score * _DOUBTED), *others), also=())


def _of_step(state: State, knowledge: Knowledge) -> tuple[str, ...]:
    """What the open step says and is answered with, in every language; what is an answer everywhere says nothing of it."""
    place, question = state.place, state.question
    if place is None or question is None:
        return ()
    names = (f"{place.flow}.{place.step}", *(offer.label for offer in question.offers if not offer.label.startswith(_COMMON)))
    return tuple(plain(sentences.get(name, "")) for sentences in knowledge.sentences.values() for name in names)


@lru_cache(maxsize=512)
def _named(texts: tuple[str, ...]) -> frozenset[str]:
    """The stems and the pairs of characters that name what is spoken of."""
    words = (token for text in texts for token in tokens(text))
    stems = {stem(word) for word in words if is_latin(word) and len(word) >= _SHORTEST and word not in _HOW_WORDS}
    return frozenset(stems | {pair for text in texts for pair in _pairs(text)})


def _pairs(text: str) -> list[str]:
    together = (text[at : at + _PAIR] for at in range(len(text) - 1))
    return [pair for pair in together if all(map(has_han, pair)) and not _HOW.search(pair)]


def _rest(text: str, texts: tuple[str, ...]) -> str:
    """The words without those that the texts have as well."""
    said, named = plain(text), _named(texts)
    if not has_han(said):
        left = [token for token in tokens(said) if stem(token) not in named]
        return said if len(left) == len(tokens(said)) else " ".join(left)
    gone = {at + step for at in range(len(said) - 1) if said[at : at + _PAIR] in named for step in range(_PAIR)}
    return "".join(" " if at in gone else letter for at, letter in enumerate(said))
