"""What the merchant says he has tried already. Asking, refusing and planning are not trying."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz import fuzz

from bot.understanding.normalising import has_han, plain

_CLAUSE = re.compile(r"[,.;:!?。、…\n]+|\s(?=(?:but|so|then|also)\b)|(?:但是|可是|不过|结果|然后|还是)")
_NOT_TRIED = re.compile(
    r"没有?(?:试|用|法|办|来得及|敢|去)?|未(?!果)|不(?:想|敢|会|能|要|用|该|知道|懂)|别(?![的人家])|勿|怎么|怎样|如何|咋|要不要|能不能|可不可以|需不需要|是不是要|该不该|"
    r"需要|可以.*吗|要.*吗|是否|打算|准备|等下|待会|一会|回头|明天|吗$|呢$|"
    r"\b(?:not|never|n't|haven'?t|hasn'?t|didn'?t|don'?t|won'?t|can'?t|cannot|how|should|shall|could|can i|do i|need to|want to|wants to|going to|gonna|will|would|before i|if i|without|"
    r"trying to|try to|unable|refuse|yet to|about to|later|tomorrow|when i|whether)\b"
)
_NEAR = 90.0  # partial likeness, 0 to 100, from which a phrase of remedies is taken to be said
_SHORTEST_NEAR = 9  # letters; shorter phrases must be there as they are


def tried_in(text: str, remedies: Mapping[str, Mapping[str, tuple[str, ...]]]) -> tuple[str, ...]:
    """The remedies, in the order of the mapping, whose "already done" phrases a clause holds.

    Where two phrases overlap ("restarted the router", "restarted"), the longer is what was said.
    """
    clauses = [clause.strip() for clause in _CLAUSE.split(plain(text)) if clause and clause.strip()]
    found: set[str] = set()
    for clause in clauses:
        if not _is_undone(clause):
            found |= _in_clause(clause, remedies)
    return tuple(dict.fromkeys(remedy for of in remedies.values() for remedy in of if remedy in found))


def _in_clause(clause: str, remedies: Mapping[str, Mapping[str, tuple[str, ...]]]) -> set[str]:
    known = [(phrase, remedy) for of in remedies.values() for remedy, phrases in of.items() for phrase in map(_plain, phrases) if phrase]
    said = [(len(phrase), at, remedy) for phrase, remedy in known if phrase in clause and (at := _place(clause, phrase)) >= 0]
    if not said and not has_han(clause):
        return {remedy for phrase, remedy in known if _is_near(clause, phrase)}
    taken: list[tuple[int, int]] = []
    found: set[str] = set()
    for length, at, remedy in sorted(said, key=lambda match: -match[0]):
        if all(at + length <= start or end <= at or (start, end) == (at, at + length) for start, end in taken):
            taken.append((at, at + length))
            found.add(remedy)
    return found


_plain = lru_cache(maxsize=16_384)(plain)


@lru_cache(maxsize=16_384)
def _words(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(phrase)}\b")


@lru_cache(maxsize=16_384)
def _is_han(phrase: str) -> bool:
    return has_han(phrase)


def _is_undone(clause: str) -> bool:
    """Whether the clause denies, asks or plans. "重启没用", "didn't help" tell of the result and do count."""
    result = re.sub(
        r"没(?:有)?(?:用|效果|反应|变化|好|解决)|不(?:行|管用|好使|起作用|顶用)|(?:did|does|has)(?:n'?t| not)(?: really)? (?:help|work|fix|change|solve|do anything|make)\w*|no (?:luck|use|good|change|difference|joy)|not (?:working|help\w*|fixed)",
        "",
        clause,
    )
    return bool(_NOT_TRIED.search(result))


def _place(clause: str, phrase: str) -> int:
    """Where the phrase stands in the clause, as whole words where words have spaces; -1 if it does not."""
    if _is_han(phrase):
        return clause.find(phrase)
    found = _words(phrase).search(clause)
    return found.start() if found else -1


def _is_near(clause: str, phrase: str) -> bool:
    """Whether the clause holds the phrase but for a slip of the finger."""
    if _is_han(phrase) or len(phrase) < _SHORTEST_NEAR or len(clause) < len(phrase) - 2:
        return False
    return fuzz.partial_ratio(phrase, clause, score_cutoff=_NEAR) >= _NEAR
