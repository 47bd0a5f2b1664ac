"""One sentence judged by one language: the ranking of the intents and how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.knowledge import group_of
from bot.core.understanding import Candidate, Decision
from bot.understanding.clauses import DENIAL
from bot.understanding.confidence import signs
from bot.understanding.evidence import Evidence
from bot.understanding.keeping import Language
from bot.understanding.learning import shares
from bot.understanding.reader import Reader, Sense
from bot.understanding.reasons import why
from bot.understanding.rehearsing import CANDIDATES, ranked

TALK = ("conversation.", "handoff.")  # intents of the talk about the talk
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


def judge(language: Language, text: str, thresholds: tuple[float, float]) -> Judgement:
    """The judgement of a normalised text with words in it; ``thresholds``: to accept, to ask."""
    reader, confidence = language.reader, language.confidence
    sense = reader.sense(text)
    order = ranked(sense.scores, reader.choices)
    whole, share = reader.known(sense)
    found = reader.evidence(sense, whole, order[:CANDIDATES])
    ranks = confidence.ranks(sense.scores, order, found)
    ranks[[_is_denied_consent(reader, text, intent, each) for intent, each in zip(order, found, strict=False)]] -= _DENIED
    places = (-ranks).argsort(kind="stable").tolist()
    order = [*(order[i] for i in places), *order[CANDIDATES:]]
    found = [found[i] for i in places]
    right, near = confidence.of(signs(sense.scores, ranks, order[0], found[0], share, len(sense.words), reader.choices))
    accept = max(thresholds[0], _OF_THE_TALK_FROM) if reader.intents[order[0]].startswith(TALK) else thresholds[0]
    decision = Decision.ACCEPT if right >= accept else Decision.CLARIFY if near >= thresholds[1] else Decision.REJECT
    return Judgement(language, sense, tuple(order), tuple(found), right, _chances(sense, order, right, near), decision)


def _chances(sense: Sense, order: Sequence[int], right: float, near: float) -> tuple[float, ...]:
    """The probability of each of ``order``; ``right``: of the first, ``near``: of one of the first three."""
    following = shares(sense.scores)[order[1:]]
    rest = float(following.sum()) or 1.0
    others = sorted((min(right, (near - right) * share / rest) for share in following.tolist()), reverse=True)
    return tuple(round(chance, 4) for chance in (right, *others))


def _is_denied_consent(reader: Reader, text: str, intent: int, found: Evidence) -> bool:
    """A denial never passes for consent: 不好了 is not 好了."""
    return reader.intents[intent] in _CONSENT and bool(DENIAL.search(text)) and not DENIAL.search(reader.phrases[found.row])
