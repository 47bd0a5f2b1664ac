"""How well a matcher does on labelled sentences: the figures of `posbot eval`."""

from __future__ import annotations

import resource
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from time import perf_counter

from bot.core.understanding import Decision
from bot.understanding.matcher.examples import Examples
from bot.understanding.matcher.matching import Match, Matcher, Precision

OUT = "out_of_scope"


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence, the intent it means or `OUT`, and a word for its kind."""

    text: str
    intent: str
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """``accuracy``: best candidate right, of what is in scope, whatever the decision.
    ``accepted_precision``: right of what was accepted, out of scope counted as wrong. ``coverage``:
    accepted of what is in scope. ``calibration``: stated probability beside how often it was right. ``offered``: in scope, accepted right or among three in a question.
    ``oos_recall``: out of scope and rejected; ``oos_false_accept``: out of scope and accepted.
    """

    cases: int
    accuracy: float
    macro_f1: float
    accepted_precision: float
    coverage: float
    offered: float
    oos_recall: float
    oos_false_accept: float
    by_tag: dict[str, dict[str, float]]
    confusions: list[dict[str, str | int]]
    calibration: list[dict[str, float]]
    p50_ms: float
    p99_ms: float
    per_second: float
    peak_rss_mb: float

    def as_json(self) -> dict[str, object]:
        """Plain values for `json.dumps`."""
        return asdict(self)


def evaluate(matcher: Matcher, cases: Iterable[Case]) -> Evaluation:
    """Match every case once and count."""
    rows, matches, times = list(cases), [], []
    for row in rows:
        began = perf_counter()
        matches.append(matcher.match(row.text))
        times.append((perf_counter() - began) * 1000)
    inside = [(row, match) for row, match in zip(rows, matches, strict=True) if row.intent != OUT]
    outside = [match for row, match in zip(rows, matches, strict=True) if row.intent == OUT]
    accepted = [(row, match) for row, match in zip(rows, matches, strict=True) if match.decision is Decision.ACCEPT]
    ordered = sorted(times) or [0.0]
    return Evaluation(
        cases=len(rows),
        accuracy=_share(row.intent == _best(match) for row, match in inside),
        macro_f1=_macro_f1([(row.intent, _best(match)) for row, match in inside]),
        accepted_precision=_share(row.intent == _best(match) for row, match in accepted),
        coverage=_share(match.decision is Decision.ACCEPT for _, match in inside),
        offered=_share(_is_offered(row, match) for row, match in inside),
        oos_recall=_share(match.decision is Decision.REJECT for match in outside),
        oos_false_accept=_share(match.decision is Decision.ACCEPT for match in outside),
        by_tag=_by_tag(rows, matches),
        confusions=_confusions(inside),
        calibration=_calibration(zip(rows, matches, strict=True)),
        p50_ms=round(ordered[len(ordered) // 2], 3),
        p99_ms=round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))], 3),
        per_second=round(1000 * len(times) / sum(times), 1) if times else 0.0,
        peak_rss_mb=round(_peak_mb(), 1),
    )


CURVE = (5, 10, 20, 40)
"""Examples an intent of the steps of a learning curve."""


def learning_curve(
    examples: Examples, cases: Sequence[Case], locales: Sequence[str] | None, precision: Precision
) -> list[dict[str, float]]:
    """What is reached with fewer examples an intent, spread evenly over those there are."""
    found = []
    for most in CURVE:
        phrases = {
            locale: {intent: all_[:: max(1, len(all_) // most)][:most] for intent, all_ in intents.items()}
            for locale, intents in examples.phrases.items()
        }
        reached = evaluate(Matcher.build(Examples(phrases, examples.background), locales, precision=precision), cases)
        found.append(
            {
                "examples": most,
                "accuracy": reached.accuracy,
                "coverage": reached.coverage,
                "accepted_precision": reached.accepted_precision,
            }
        )
    return found


def _best(match: Match) -> str:
    return match.candidates[0].intent if match.candidates else ""


def _is_offered(row: Case, match: Match) -> bool:
    if match.decision is Decision.ACCEPT:
        return row.intent == _best(match)
    return match.decision is Decision.CLARIFY and row.intent in {candidate.intent for candidate in match.candidates[:3]}


def _share(truths: Iterable[bool]) -> float:
    counted = list(truths)
    return round(sum(counted) / len(counted), 4) if counted else 0.0


def _macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    wanted, given = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    hits = Counter(a for a, b in pairs if a == b)
    scores = [2 * hits[intent] / (wanted[intent] + given[intent]) for intent in wanted]
    return round(sum(scores) / len(scores), 4) if scores else 0.0


def _by_tag(rows: Sequence[Case], matches: Sequence[Match]) -> dict[str, dict[str, float]]:
    tagged: dict[str, list[tuple[Case, Match]]] = defaultdict(list)
    for row, match in zip(rows, matches, strict=True):
        tagged[row.tag or "-"].append((row, match))
    return {
        tag: {
            "cases": len(pairs),
            "accuracy": _share((row.intent == _best(m)) if row.intent != OUT else m.decision is Decision.REJECT for row, m in pairs),
            "accepted": _share(m.decision is Decision.ACCEPT for _, m in pairs),
        }
        for tag, pairs in sorted(tagged.items())
    }


def _confusions(inside: Sequence[tuple[Case, Match]]) -> list[dict[str, str | int]]:
    counts = Counter((row.intent, _best(match)) for row, match in inside if row.intent != _best(match))
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [{"meant": meant, "taken_for": taken, "count": count} for (meant, taken), count in ranked[:50]]


def _calibration(pairs: Iterable[tuple[Case, Match]]) -> list[dict[str, float]]:
    """For each tenth of probability: how many first candidates had it, its mean, and how many were right."""
    tenths: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for row, match in pairs:
        if match.candidates:
            score = match.candidates[0].score
            tenths[min(9, int(score * 10))].append((score, row.intent == match.candidates[0].intent))
    return [
        {
            "from": tenth / 10,
            "cases": len(found),
            "stated": round(sum(score for score, _ in found) / len(found), 4),
            "right": _share(right for _, right in found),
        }
        for tenth, found in sorted(tenths.items())
    ]


def _peak_mb() -> float:
    """The most memory the process ever held; the unit of ru_maxrss differs by system."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 1024
