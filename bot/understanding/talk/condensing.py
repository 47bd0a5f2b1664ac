"""What is read of a long message: a story whole, and of what is longer how it begins and ends, with what is told between of danger, of what
is never helped with, and of money, and the numbers. Whoever writes for pages holds up nobody else; what is kept of the message is the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain

from bot.core.knowledge import Knowledge
from bot.understanding.talk.dangers import sounds_dangerous, sounds_refused
from bot.understanding.text.normalising import LONGEST, plain, visible
from bot.understanding.text.telling import of_money

_BEGINNING, _END = 240, 160
"""Characters that are read of the beginning and of the end, whatever stands between."""
_SEEN = 8_000
"""Characters that are looked at; no door lets more in, but one sign may stand for many."""
_UNIT, _HARDLY_ANY = 80, 20
"""Characters of a sentence after which it is parted at a comma or a space, or where it has neither anywhere; and of room that is not filled."""
_SENTENCE = re.compile(r"(?<=[.。!！?？;；\n])(?![.。!！?？;；\n\d])")
_PART = re.compile(rf".{{1,{_UNIT - 1}}}[,，、 ]|.{{1,{_UNIT}}}", re.DOTALL)
_NUMBER = re.compile(r"\d{5}")
_LEFT_OUT = "… "


def condensed(text: str, knowledge: Knowledge) -> str:
    """A long message as it is read; any other as it is."""
    seen = visible(text)
    if len(seen) <= LONGEST:
        return text
    units = _units(seen[:_SEEN])
    kept: set[int] = set()
    room = LONGEST
    for place in _by_weight(units, knowledge):
        size = len(units[place]) + len(_LEFT_OUT)
        if place not in kept and size <= room:
            kept.add(place)
            room -= size
        if room < _HARDLY_ANY:
            break
    return "".join(f"{'' if not place or place - 1 in kept else _LEFT_OUT}{units[place]}" for place in sorted(kept)).strip()


def _units(text: str) -> tuple[str, ...]:
    """What is read or left out as one: parts of long sentences, and short ones together."""
    sentences = filter(str.strip, _SENTENCE.split(text))
    units = [""]
    for part in chain.from_iterable([one] if len(one) <= _UNIT else _PART.findall(one) for one in sentences):
        if len(units[-1]) + len(part) <= _UNIT:
            units[-1] += part
        else:
            units.append(part)
    return tuple(units)


def _by_weight(units: Sequence[str], knowledge: Knowledge) -> Iterator[int]:
    """The places of the units, what has to be read first; some more than once."""
    here = range(len(units))
    outer = [*_up_to(_BEGINNING, units, here), *_up_to(_END, units, here[::-1])]
    yield from outer
    between = {place: plain(units[place]) for place in here if place not in outer}
    for tells in (sounds_dangerous(knowledge.dangers), sounds_refused(knowledge.refusals), of_money, _NUMBER.search):
        yield from (place for place, said in between.items() if tells(said))
    yield from here


def _up_to(characters: int, units: Sequence[str], places: Sequence[int]) -> Iterator[int]:
    """The first of the places, as long as their units are no longer together."""
    sizes = accumulate(len(units[place]) for place in places)
    return (place for place, size in zip(places, sizes, strict=True) if size <= characters)
