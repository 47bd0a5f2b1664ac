"""A message of one part or several: what each part says is put together to what the whole means.

Knows how parts hang together; what one part means is for `judging`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, islice, pairwise, takewhile

from bot.core.knowledge import OF_THE_TERMINAL, group_of
from bot.core.understanding import Candidate, Decision
from bot.understanding.matcher.apart import are_apart, named_apart
from bot.understanding.matcher.examples import TALK
from bot.understanding.matcher.judging import Judge, Judgement, part_of
from bot.understanding.matcher.second import is_of_its_own
from bot.understanding.text.clauses import Parts, affirmed, is_asked, parts
from bot.understanding.text.telling import of_money
from bot.understanding.text.wording import has_words, tokens
from bot.understanding.words.chatting import bare_of

_LIKELY = 0.75  # probability from which a part names a second trouble, and a part that is sure makes the whole sure
_SURELY = 0.85  # probability from which a part is sure by itself: parts are shorter than what being sure was learned from
_RATHER = 0.5  # probability from which the whole message may stand for its telling parts
_CERTAIN = 0.95  # probability from which one part alone makes it sure …
_POSSIBLE = 0.3  # … unless with all else that is told it is rather something else: 我在你家买的耳机坏了，保修期多久
_STORY = 4  # parts
_IN_PASSING = 3  # words of a part of a story that is told in passing: "tills, music, the lot"
_AND = re.compile(r"\s+(?:and|as well as)\s+|\s*[&+]\s*|(?<=[\u4e00-\u9fff])(?:和|跟|也|又|还(?![是没有在能可要会]))(?=[\u4e00-\u9fffa-z])")
_BOTH = re.compile(r"^(?:既|不但|不仅|不光|both |not only )")
_MANNERS = frozenset({"conversation.greeting", "conversation.thanks"})  # they come along with a trouble and never hide it
_NO_SALES = re.compile(
    r"(?:所以|现在|今天|也|都|就|又|一直|根本|完全|,|，| )*(?:刷|收|付)不了?(?:了|成)?(?:卡|款|钱|账|银|成)*了?"
    r"|(?:so |and |now |we |i |it |you )*(?:can'?t|cannot|cant|could ?n'?t|unable to|won'?t) (?:take|accept|process|do|run) (?:any |a )?(?:cards?|payments?|money|sales?|anything)(?: at all| now)?|no (?:cards?|payments?|sales?)(?: at all)?"
)
"""What comes of a trouble that is told beside it, and is none of its own."""
_ONLY_WHEN = re.compile(
    r"(?:今天|昨天|前天|大前天|昨晚|今早|刚才|刚刚|上周|上个?月|早上|中午|下午|晚上|周[一二三四五六日天]|[几两三]天前|的时候| )*刚?(?:刷|付|收|买|扫|打|拍)(?:的|了)[吧啊呢]?"
    r"|(?:it was |he |she |they |was )*(?:paid|bought|sold|swiped|tapped|taken|done)(?: it)? (?:today|yesterday|last (?:night|week|month)|this morning|on \w+day|(?:a |two |a few |\d+ )?(?:days?|weeks?) (?:ago|back))"
)
"""When a sale was, which is no trouble with it."""
_HOW_MANY = re.compile(
    r"(?:已经|都|有|连着|,|，| )*(?:好?几十?|两三|三四|四五|五六|[一二两三四五六七八九十\d]+)[个位]?(?:客人|顾客|人|回|次)?(?:都)?(?:了|这样|走|等着|排着|队)+[啊呀吧呢]?"
    r"|(?:its |it's |thats |that's |already |now |for )*(?:several|many|a few|lots of|two|three|four|five|six|\d+) (?:customers?|people|times|guests)(?: (?:already|now|today|so far|waiting|gone|walked out))*"
)
"""How many it befell, which tells nothing of what it is."""
_AT_WORK = OF_THE_TERMINAL | {"transaction", "settlement"}  # kinds of which two troubles may come together
_SIDE = 4  # characters of words that name a trouble by themselves
_READ_TWICE = 240  # characters: longer parts together are not read each by itself, a longer message not whole beside what tells
_PAIR = 2  # parts: they are read together as the whole
_ASIDES = 2  # questions that are read with what they are of
_HALVED = 2  # parts of an unsure message that are tried for two troubles each
_ANDS, _SAID_IN_SHORT = 3, 120  # joints tried, and characters of what has any: longer words are parted by their pauses


@dataclass(frozen=True, slots=True)
class Match:
    """``candidates``: at most five, best first. ``act``: the finer reading of the nearest example.
    ``also``: the troubles named beside the first, likeliest first. ``denied``: a trouble the words say it is not.
    ``normalised``: the text as it was compared. ``two``: told of two machines.
    """

    decision: Decision
    candidates: tuple[Candidate, ...] = ()
    act: str | None = None
    also: tuple[str, ...] = ()
    denied: str | None = None
    normalised: str = ""
    two: bool = False

    @property
    def intent(self) -> str:
        """The first candidate's; empty without one."""
        return self.candidates[0].intent if self.candidates else ""

    @property
    def is_talk(self) -> bool:
        """Whether it is surely something about the talk, not about a trouble."""
        return self.decision is Decision.ACCEPT and self.candidates[0].intent.startswith(TALK)


def joined(text: str, spoken: str, judge: Judge) -> Match:
    """What a normalised text with words in it means. ``spoken`` has its pauses as commas."""
    split = parts(spoken)
    if len(split.telling) + len(split.denied) < 2 and not split.left_out:
        whole = judge(text)
        found = _match(whole, _halves(text, judge) or _run_on(text, whole, judge), None)
        beside = () if found.also else named_apart(text, whole, judge)
        return replace(found, also=beside) if beside else found
    telling = [part for part in split.telling if not _names_nothing(part)] or split.telling
    read = [part for part in _first(telling) if has_words(part)]
    long = _at_length(read)
    judge.ahead([_told_of(text, split), *(long if len(split.telling) > 1 else ()), *_affirmed(split)])
    whole = _told(text, split, judge)
    several = _each(long, split, whole, judge)
    if not any(map(_names_trouble, several)):
        several = _each(read, split, whole, judge)
    several += _asked_of(split.telling, judge) if len(split.telling) > _PAIR else []
    found = _match(whole, several, _denied(split, judge))
    also = found.also or (named_apart(",".join(read), whole, judge, two=split.two) if len(read) <= _PAIR else ())
    return replace(found, also=also, two=split.two)


def _each(read: Sequence[str], split: Parts, whole: Judgement, judge: Judge) -> list[Judgement]:
    """The parts one by one, the first of an unsure message in halves where it names two troubles; none of a part that is all that tells."""
    alone = len(split.telling) < 2
    halves = {part: _halves(part, judge) for part in read[:_HALVED] if alone or not whole.is_sure}
    return [each for part in read for each in halves.get(part) or ([] if alone else [judge(part)])]


def _asked_of(telling: Sequence[str], judge: Judge) -> list[Judgement]:
    """What is asked in a part that names nothing, of what the part before it tells: 键盘缝里都是面粉，怎么弄出来."""
    asked = [(before, part) for before, part in pairwise(telling) if is_asked(part) and has_words(part)]
    return [judge(f"{before} , {part}") for before, part in asked[:_ASIDES] if not judge(part).is_sure]


def _names_nothing(part: str) -> bool:
    """What comes of a trouble, when it was, how many it befell, or only that something is broken: near enough to a broken case to be taken for one."""
    return bool(_NO_SALES.fullmatch(part) or _ONLY_WHEN.fullmatch(part) or _HOW_MANY.fullmatch(part)) or bare_of(part) == "broken"


def _first(telling: Sequence[str]) -> list[str]:
    """The parts of a long story that are read each by itself: what tells of money, and the first of the others."""
    order = sorted(range(len(telling)), key=lambda place: not of_money(telling[place]))
    read = accumulate((len(telling[place]) for place in order), initial=0)
    kept = {place for place, before in zip(order, read, strict=False) if before + len(telling[place]) <= _READ_TWICE or not before}
    return [part for place, part in enumerate(telling) if place in kept]


def _at_length(read: Sequence[str]) -> Sequence[str]:
    """The parts of a story without those that are told in passing; these are read where no other names a trouble."""
    return [part for part in read if len(tokens(part)) > _IN_PASSING] if len(read) >= _STORY else read


def _told(text: str, split: Parts, judge: Judge) -> Judgement:
    """The parts that tell; all of it where these are not certain and all is surer, since what was done may say what it is about.
    Never where something is denied: its words would speak for it.
    """
    told = judge(_told_of(text, split))
    is_certain = told.is_sure and told.right >= _CERTAIN and not told.is_talk
    if is_certain or split.denied or not split.left_out or len(text) > _READ_TWICE:
        return told
    everything = judge(text)
    return everything if everything.right > max(told.right, _RATHER) and not everything.is_talk else told


def _told_of(text: str, split: Parts) -> str:
    return split.told if split.left_out else text


def _halves(text: str, judge: Judge) -> list[Judgement]:
    """The two sides of an "and", where each surely names a trouble of its own kind or part: it may as well join two words."""
    for found in islice(_AND.finditer(text), _ANDS if len(text) <= _SAID_IN_SHORT else 0):
        sides = [side for side in (_BOTH.sub("", text[: found.start()]), text[found.end() :]) if has_words(side)]
        halves = list(takewhile(_names_trouble, map(judge, sides)))
        if are_apart([judged.intent for judged in halves]):
            return halves
    return []


def _names_trouble(judged: Judgement) -> bool:
    """Whether it surely names a trouble; of what fails, be it in one way or another."""
    sure = judged.of_one_kind if group_of(judged.intent) in OF_THE_TERMINAL else judged.right
    return judged.is_sure and sure >= _SURELY and not judged.is_talk


def _run_on(text: str, whole: Judgement, judge: Judge) -> list[Judgement]:
    """The two sides of words that name two troubles in one breath: 机器天天死机打印不清楚. Only where what comes second is named
    by an example of its own, word for word.
    """
    reader = whole.language.reader
    for place, found in zip(whole.order[1:], whole.evidence[1:], strict=False):
        phrase, other = reader.phrases[found.row], reader.intents[place]
        kinds = {group_of(other), group_of(whole.intent)}
        at = text.find(phrase) if len(kinds) > 1 and kinds <= OF_THE_TERMINAL else -1
        for cut in (at, at + len(phrase)) if at >= 0 else ():
            sides = [judge(side) for side in (text[:cut].strip(), text[cut:].strip()) if len(side) >= _SIDE and has_words(side)]
            if {judged.intent for judged in sides if judged.is_sure} >= {whole.intent, other}:
                return sides
    return []


def _denied(split: Parts, judge: Judge) -> str | None:
    return next((judge(part).intent for part in _affirmed(split)), None)


def _affirmed(split: Parts) -> Sequence[str]:
    """What the first part that denies something denies."""
    return [part for part in map(affirmed, split.denied) if has_words(part)][:1]


def _match(whole: Judgement, several: Sequence[Judgement], denied: str | None) -> Match:
    """The whole message; surer if a part that is sure means the same; the first of two troubles if two
    parts are sure of different kinds, and the other beside it.
    """
    sure = [judged for judged in several if _names_trouble(judged)]
    named = list(dict.fromkeys(judged.intent for judged in sure))
    first, decision = whole, whole.decision
    if len(named) > 1 and (not whole.is_sure or whole.right < _LIKELY or (whole.intent in named and _is_first(sure, whole))):
        first = sure[0]
        decision = first.decision
    elif len(named) == 1 and whole.intent.startswith("conversation.") and (not whole.is_sure or whole.intent in _MANNERS):
        first, decision = sure[0], sure[0].decision
    elif named == [whole.intent] and (whole.right >= _LIKELY or (sure[0].right >= _CERTAIN and whole.right >= _POSSIBLE)):
        decision = Decision.ACCEPT
    elif len(named) == 1 and not whole.is_sure and len(several) >= _STORY and sure[0].right >= _CERTAIN:
        first, decision = sure[0], sure[0].decision  # a long story that names one trouble
    elif len(named) == 1 and decision is Decision.REJECT:
        decision = Decision.CLARIFY
    also = _beside(first, several) if decision is not Decision.REJECT else ()
    return Match(decision, first.candidates(), first.act, also, denied)


def _beside(first: Judgement, several: Sequence[Judgement]) -> tuple[str, ...]:
    """The troubles named beside the first, likeliest first. What is only likely to be of a part is not told of a part that is named."""
    others = [judged for judged in several if judged.intent != first.intent and judged.of_one_kind >= _LIKELY and _is_told(judged)]
    found: dict[str, None] = {}
    for judged in sorted(others, key=lambda judged: -judged.right):
        if judged.right >= _LIKELY or part_of(judged.intent) not in map(part_of, (first.intent, *found)):
            found[judged.intent] = None
    return tuple(found)


def _is_told(judged: Judgement) -> bool:
    """Whether a part tells of a trouble of its own."""
    return not judged.is_talk and is_of_its_own(judged.intent, judged.sense.text)


def _is_first(sure: Sequence[Judgement], whole: Judgement) -> bool:
    """Whether the first sure part stands for itself: as sure as the whole, and of another kind. Parts of one kind (``network.``)
    are one trouble in other words; and of two that are not both of the terminal or its money, one is only told beside the other.
    """
    kinds = {group_of(sure[0].intent), group_of(whole.intent)}
    return sure[0].right >= whole.right and len(kinds) > 1 and kinds <= _AT_WORK
