"""One sentence judged by one language: the ranking of the intents and how sure it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from bot.core.knowledge import group_of
from bot.core.understanding import Candidate, Decision
from bot.understanding.matcher.adding import Floats
from bot.understanding.matcher.confidence import Numbers, signs
from bot.understanding.matcher.evidence import Evidence
from bot.understanding.matcher.examples import TALK
from bot.understanding.matcher.keeping import Language
from bot.understanding.matcher.reader import Reader, Sense
from bot.understanding.matcher.reasons import why
from bot.understanding.matcher.rehearsing import CANDIDATES, ranked
from bot.understanding.text.clauses import DENIAL

_PARTED = frozenset({"transaction", "settlement", "conversation"})  # kinds whose members are things apart
_CONSENT = frozenset({"conversation.yes", "conversation.done", "conversation.thanks"})
_OF_THE_TALK_FROM = 0.85  # probability from which words are taken to be about the talk: who means it says little else
_DENIED = 20.0  # marks that a denied consent loses: all that it could have


@dataclass(frozen=True, slots=True)
class Judgement:
    """``order``: classes, best first, with their ``chances``; ``evidence`` for the first three; ``right``: probability that the
    winner is right.
    """

    language: Language
    sense: Sense
    order: tuple[int, ...]
    evidence: tuple[Evidence, ...]
    right: float
    chances: tuple[float, ...]
    decision: Decision

    @property
    def intent(self) -> str:
        """The winner."""
        return self.language.reader.intents[self.order[0]]

    @property
    def is_sure(self) -> bool:
        """Whether the winner is accepted."""
        return self.decision is Decision.ACCEPT

    @property
    def is_talk(self) -> bool:
        """Whether the winner is about the talk, not about a trouble."""
        return self.intent.startswith(TALK)

    @property
    def of_one_kind(self) -> float:
        """Probability that what fails is right, be it in one way or another: of those of the first three that are of the winner's part."""
        part = part_of(self.intent)
        intents = [self.language.reader.intents[intent] for intent in self.order[:CANDIDATES]]
        return sum(chance for intent, chance in zip(intents, self.chances, strict=False) if part_of(intent) == part)

    @property
    def act(self) -> str | None:
        """The act of the nearest example."""
        return self.language.acts[self.evidence[0].row] or None

    def candidates(self) -> tuple[Candidate, ...]:
        """The intents with their probabilities, nearest examples and reasons."""
        reader = self.language.reader
        phrases = [*(reader.phrases[evidence.row] for evidence in self.evidence), *[""] * len(self.order)]
        reasons = [*why(reader, self.sense, self.order, CANDIDATES), *[""] * len(self.order)]
        found = zip(self.order, self.chances, phrases, reasons, strict=False)
        return tuple(Candidate(reader.intents[intent], chance, phrase, reason) for intent, chance, phrase, reason in found)


def part_of(intent: str) -> str:
    """What fails each for itself: a kind of trouble; of the terminal's parts each one; of money and the talk each thing."""
    kind = group_of(intent)
    return intent.partition("_")[0] if kind == "hardware" else intent if kind in _PARTED else kind


class Judge:
    """Judges normalised texts with words in them by one language, each but once; ``thresholds``: to accept, to ask."""

    def __init__(self, language: Language, thresholds: tuple[float, float]) -> None:
        self._language = language
        self._thresholds = thresholds
        self._judged: dict[str, Judgement] = {}

    def __call__(self, text: str) -> Judgement:
        if text not in self._judged:
            self.ahead([text])
        return self._judged[text]

    def ahead(self, texts: Iterable[str]) -> None:
        """Judge texts that will be asked for, which costs less together."""
        new = [text for text in dict.fromkeys(texts) if text not in self._judged]
        if new:
            self._judged.update(zip(new, self._judgements(new), strict=True))

    def _judgements(self, texts: Sequence[str]) -> Iterator[Judgement]:
        reader, confidence = self._language.reader, self._language.confidence
        senses = reader.senses(texts)
        orders = [ranked(sense.scores, reader.choices) for sense in senses]
        known = list(map(reader.known, senses))
        evidence = reader.evidence(senses, [whole for whole, _ in known], [order[:CANDIDATES] for order in orders])
        leads = [_Lead.of(self._language, *each) for each in zip(senses, orders, evidence, strict=True)]
        told = [
            signs((sense.scores, sense.shares), lead.ranks, lead.order[0], lead.evidence[0], share, len(sense.words), reader.choices)
            for sense, lead, (_, share) in zip(senses, leads, known, strict=True)
        ]
        for sense, lead, (right, near) in zip(senses, leads, confidence.of(told), strict=True):
            chances = _chances(sense.shares, lead.order, right, near)
            yield Judgement(self._language, sense, lead.order, lead.evidence, right, chances, self._decision(lead.order[0], right, near))

    def _decision(self, first: int, right: float, near: float) -> Decision:
        accept, ask = self._thresholds
        if self._language.reader.intents[first].startswith(TALK):
            accept = max(accept, _OF_THE_TALK_FROM)
        return Decision.ACCEPT if right >= accept else Decision.CLARIFY if near >= ask else Decision.REJECT


class _Lead(NamedTuple):
    """The classes, best first, with the evidence for the first three, and the marks by which these were put in order."""

    order: tuple[int, ...]
    evidence: tuple[Evidence, ...]
    ranks: Numbers

    @classmethod
    def of(cls, language: Language, sense: Sense, order: Sequence[int], found: Sequence[Evidence]) -> _Lead:
        reader = language.reader
        ranks = language.confidence.ranks(sense.scores, order, found)
        denied = [_is_denied_consent(reader, sense.text, intent, each) for intent, each in zip(order, found, strict=False)]
        if any(denied):
            ranks[denied] -= _DENIED
        places = (-ranks).argsort(kind="stable").tolist()
        return cls((*(order[place] for place in places), *order[CANDIDATES:]), tuple(found[place] for place in places), ranks)


def _chances(shares: Floats, order: Sequence[int], right: float, near: float) -> tuple[float, ...]:
    """The probability of each of ``order``; ``right``: of the first, ``near``: of one of the first three."""
    following = shares.take(order[1:])
    rest = float(np.add.reduce(following)) or 1.0
    others = sorted([min(right, (near - right) * share / rest) for share in following.tolist()], reverse=True)
    return tuple([round(chance, 4) for chance in (right, *others)])


def _is_denied_consent(reader: Reader, text: str, intent: int, found: Evidence) -> bool:
    """A denial never passes for consent: 不好了 is not 好了."""
    return reader.intents[intent] in _CONSENT and bool(DENIAL.search(text)) and not DENIAL.search(reader.phrases[found.row])
