"""One sentence judged by one language: the ranking of the intents and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bot.core.understanding import Candidate, Decision
from bot.understanding.clauses import DENIAL
from bot.understanding.confidence import evidence_for, ranked, signs
from bot.understanding.keeping import Language
from bot.understanding.reader import Sense, belief
from bot.understanding.reasons import why
from bot.understanding.weighing import Floats

TALK = ("conversation.", "handoff.")  # intents of the talk about the talk
_CONSENT = frozenset({"conversation.yes", "conversation.done", "conversation.thanks"})
_EXPLAINED = 3  # candidates with phrase and reason: as many as are ever offered


@dataclass(frozen=True, slots=True)
class Judgement:
    """``order``: classes, best first; ``row``: the winner's nearest example; ``right``, ``near``:
    probability that the winner is right, and that one of the first three is."""

    language: Language
    sense: Sense
    wanted: Floats
    order: tuple[int, ...]
    row: int
    right: float
    near: float
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
    def act(self) -> str | None:
        """The act of the nearest example. A denial never passes for consent: 不好了 is not 好了."""
        return None if self._is_denied_consent() else self.language.acts[self.row] or None

    def _is_denied_consent(self) -> bool:
        phrase = self.language.reader.phrases[self.row]
        return self.intent in _CONSENT and bool(DENIAL.search(self.sense.text)) and not DENIAL.search(phrase)

    def verdict(self) -> Decision:
        """The decision, with the denial of a consent never accepted."""
        return Decision.CLARIFY if self.is_sure and self._is_denied_consent() else self.decision

    def candidates(self) -> tuple[Candidate, ...]:
        """The intents with their probabilities, nearest examples and reasons."""
        reader = self.language.reader
        shares = belief(self.sense.scores)[list(self.order)]
        rest = float(shares[1:].sum()) or 1.0
        scores = [self.right, *(min(self.right, (self.near - self.right) * float(share) / rest) for share in shares[1:])]
        rows = [self.row, *(self._closest(intent) for intent in self.order[1:_EXPLAINED])]
        phrases = [*(reader.phrases[row] for row in rows), *[""] * len(self.order)]
        reasons = [*why(reader, self.sense, self.order, _EXPLAINED), *[""] * len(self.order)]
        found = zip(self.order, scores, phrases, reasons, strict=False)
        return tuple(Candidate(reader.intents[intent], round(score, 4), phrase, reason) for intent, score, phrase, reason in found)

    def _closest(self, intent: int) -> int:
        rows = self.language.reader.rows(intent)
        return int(rows.start + np.argmax(self.language.reader.bags.likeness(self.wanted, rows)))


def judge(language: Language, text: str, thresholds: tuple[float, float]) -> Judgement:
    """The judgement of a normalised text with words in it; ``thresholds``: to accept, to ask."""
    reader = language.reader
    sense = reader.sense(text)
    order = ranked(sense.scores, reader.choices)
    wanted = reader.spread(sense.bag)
    row, evidence = evidence_for(reader, sense, wanted, order[0])
    right, near = language.confidence.of(signs(sense.scores, order, reader.choices, len(sense.words), evidence))
    decision = Decision.ACCEPT if right >= thresholds[0] else Decision.CLARIFY if near >= thresholds[1] else Decision.REJECT
    return Judgement(language, sense, wanted, tuple(order), row, right, near, decision)
