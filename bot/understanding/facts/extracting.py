"""The facts in a merchant's words, each with where it stood. Reads what is left after masking."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.core.knowledge import Knowledge
from bot.core.lookups import Codes
from bot.core.understanding import Field
from bot.core.upkeep.calendar import local
from bot.core.upkeep.chores import Upkeep
from bot.understanding.facts import devices, figures, places
from bot.understanding.facts.amounts import amounts
from bot.understanding.facts.clocks import hour_meant
from bot.understanding.facts.dates import dates
from bot.understanding.facts.listing import listed
from bot.understanding.facts.models import names
from bot.understanding.facts.moments import moments
from bot.understanding.facts.owning import holdings
from bot.understanding.facts.paces import paces
from bot.understanding.facts.people import people
from bot.understanding.facts.put_right import as_meant
from bot.understanding.facts.remedies import tried_in
from bot.understanding.facts.seeking import Found, Sought
from bot.understanding.facts.zones import zones
from bot.understanding.text.normalising import has_han, levelled

_BOUGHT = re.compile(
    r"买|购|入手|入的|办的|装的|领的|拿的|开始用|用到|启用|激活|签的|保修|质保|在保|过保|发票|新机|到手|\bbought|purchas|\bgot (?:it|this|the|mine|one)|\bhad (?:it|this)|\binstalled|delivered|warranty|invoice|receipt date|new in|brand new|ordered",
    re.IGNORECASE,
)


_BEFELL = re.compile(r"摔|坏|进水|碎|裂|出的事|\b(?:fell|dropped|broke|broken|stopped|happened|started|smashed|cracked)\b", re.IGNORECASE)
"""What befell a terminal has a day too, which is not the day it was bought."""


def extract(  # noqa: PLR0913 -- what words may be read by
    text: str,
    at: datetime,
    waiting: str = "",
    knowledge: Knowledge | None = None,
    zone: str = "",
    locale: str = "",
    *,
    visits: bool = False,
    calls: bool = False,
) -> tuple[Field, ...]:
    """The facts: serial, model, purchased, phone, code, amount, window, address, acquirer, code_words (the class of
    response code that the words on the screen are of), moment, zone and every (where one is asked for), ask_for (whom, of a visit),
    ownership (how the terminal came here, where it is asked since when).

    ``at`` is when it was said; ``waiting`` the name or kind of the fact that was asked for, which
    makes a doubtful one certain; ``zone`` is the shop's, ``locale`` the language of the talk, ``visits`` that a visit is asked for, ``calls`` that a person is awaited; ``knowledge`` lists models, acquirers and what screens say. Values: serial in capitals without gaps, purchased as in
    `dates.dates`, phone as digits (with + for other countries), amount as "1234.50".
    """
    flat = levelled(text[:2000])
    found: list[Field] = []
    sought = replace(_sought(at, waiting, knowledge, zone), han=locale == "zh" or has_han(text), visits=visits, calls=visits or calls)
    phones = list(figures.phones(flat, sought))
    sought, apart = replace(sought, rung=bool(phones)), _without(flat, phones)
    for name in sorted(_SEEKERS, key=lambda name: name != waiting):  # what is asked for is looked for first
        for start, end, value in _SEEKERS[name](apart if name in _NEXT_TO_PHONES else flat, sought):
            within = [field.name for field in found if field.start < end and start < field.end]
            if not within or (name, within) == ("model", ["serial"]):  # a serial number may begin with its model
                found.append(Field(name, value, start, end))
    return tuple(sorted(found, key=lambda field: field.start))


def _without(text: str, found: list[Found]) -> str:
    """The words with a sign in place of what was found, so that nothing beside it goes on into it."""
    for start, end, _ in found:
        text = text[:start] + ";" * (end - start) + text[end:]
    return text


def _sought(at: datetime, waiting: str, knowledge: Knowledge | None, zone: str) -> Sought:
    codes = knowledge.codes if knowledge else Codes()
    models = names(knowledge.models if knowledge else {})
    now = local(at, zone or (knowledge.upkeep if knowledge else Upkeep()).zone)
    return Sought(at.date(), waiting, models, listed(codes.acquirers), listed(codes.words), now)


def tried(text: str, knowledge: Knowledge) -> tuple[str, ...]:
    """The remedies that the words say were tried, in the order of the knowledge."""
    return tried_in(text, knowledge.remedies)


_OF_SALES = re.compile(r"结[算账]|没结|的?[账款钱]|流水|营业|\b(?:sales?|takings|settled?|batch|money|payments?)\b", re.IGNORECASE)
"""A day of sales is not the day the terminal was bought."""


_AGE = re.compile(
    r"(?:i |it |we |he |had |have |been |using |for |about|around|roughly|nearly|over|almost|maybe|probably|like|it'?s|is|perhaps|coming up|going on| )*(?P<en>\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|a couple(?: of)?|a few) ?(?P<unit>years?|yrs?|months?|weeks?)(?P<half> and a half)?(?: old| or so|ish| now| maybe| probably| i (?:think|guess)| i reckon|,? (?:not|can'?t be) sure| near enough)*[.?! ]*"
    r"|(?:大概|都|有|快|用了|差不多|已经|得有|买了|装了|好像|应该|估计|,|，| )*(?P<zh>\d{1,2}|[一二两三四五六七八九十])(?P<of>年|个月|个?星期|个?礼拜|周)(?P<zh_half>半)?(?:多|了|左右|吧|啊|嘞|的样子|来)*[。?？! ]*",
    re.IGNORECASE,
)
"""How old it is, where it is asked since when: "3 yrs", 四年了."""


_AGED = re.compile(
    r"(?P<en>(?<!\d)\d{1,2}|\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|a couple of)) ?(?:and a bit |odd |or so |and something )?(?P<unit>years?|yrs?|weeks?)\b(?P<half>(?!))?"
    r"|(?P<zh>(?<!\d)\d{1,2}|[一二两三四五六七八九十])(?P<of>年|个?星期|个?礼拜|周)(?P<zh_half>半)?(?=[多了来左吧差,，。 ]|$)",
    re.IGNORECASE,
)
_TERM, _IN_SHORT = re.compile(r"保|合同|\b(?:warranty|guarantee|contract|lease term)\b", re.IGNORECASE), 40
"""Beside which so many years are a term; and the characters up to which an age may stand among other words."""


def _ago(age: re.Match[str]) -> str:
    if age["zh"]:
        return f"{age['zh']}{age['of']}{age['zh_half'] or ''}前"
    unit = {"m": "month", "w": "week"}.get(age["unit"][0].lower(), "year")
    return f"{age['en']} {unit}s{age['half'] or ''} ago"


_ASKED_SINCE = frozenset({"purchased", "date"})


def _most_exact(told: Sequence[Found]) -> Found | None:
    """The first date, or another that says the same more exactly: 前年买的吧 大概2024年3月."""
    return max((one for one in told if one[2].startswith(told[0][2])), key=lambda one: len(one[2]), default=None)


def _purchases(text: str, sought: Sought) -> Iterator[Found]:
    age = _AGE.fullmatch(text.strip()) if sought.waiting in _ASKED_SINCE and not any(dates(text, sought.today)) else None
    found = _most_exact(as_meant(text, sorted(dates(_ago(age), sought.today) if age else dates(text, sought.today))))
    if found is None and sought.waiting in _ASKED_SINCE and len(text) <= _IN_SHORT and not _TERM.search(text):
        aged = _AGED.search(text)
        found = next(iter(dates(_ago(aged), sought.today)), None) if aged else None
    if found is None or found[2] > sought.today.isoformat()[: len(found[2])]:
        return  # what is still to come was not bought yet
    if _BEFELL.search(text) and not _BOUGHT.search(text):
        return
    rest = len(re.sub(r"[\W_]", "", text)) - len(re.sub(r"[\W_]", "", text[found[0] : found[1]]))
    owned = re.match(r"的(?:机|$|[,，。])", text[found[1] :])
    asked = sought.waiting in _ASKED_SINCE and not (_OF_SALES.search(text) and not _BOUGHT.search(text))
    if asked or _BOUGHT.search(text) or rest <= 3 or owned:
        yield found


def _moments(text: str, sought: Sought) -> Iterator[Found]:
    """Only where a moment is asked for: words of time may mean anything else."""
    if sought.waiting == "moment":
        yield from moments(hour_meant(text), sought.now, han=sought.han)


def _paces(text: str, sought: Sought) -> Iterator[Found]:
    """Only where it is asked how often: "every day" may be anything else."""
    if sought.waiting == "every":
        yield from paces(text, asked=True)


def _zones(text: str, sought: Sought) -> Iterator[Found]:
    """Only where it is asked for: a city may be anything else."""
    if sought.waiting == "zone":
        yield from zones(text)


def _windows(text: str, sought: Sought) -> Iterator[Found]:
    """Where it is asked for, or told, where to come, or whom to ring, when is told as well."""
    waiting = _is_of_visit(text, sought)
    asked = sought.waiting in _ASKED_WHEN
    plainly = waiting and (asked or _is_told_whole(text, sought))
    return places.windows(text, waiting=waiting, plainly=plainly, amid=sought.visits, beside=plainly and not asked)


def _is_of_visit(text: str, sought: Sought) -> bool:
    return sought.waiting in _OF_A_VISIT or (sought.waiting in _BEFORE_A_VISIT and _is_told_whole(text, sought))


def _is_told_whole(text: str, sought: Sought) -> bool:
    """Whether it is told where to come, or whom to ring: when to come is told in the same breath."""
    return sought.rung or any(places.addresses(text))


def _people(text: str, sought: Sought) -> Iterator[Found]:
    """Only where a visit is asked of, or somebody is to ring: a name may be anybody's."""
    if _is_of_visit(text, sought) or (sought.calls and sought.rung):
        yield from people(text)


def _holdings(text: str, sought: Sought) -> Iterator[Found]:
    """Only where it is asked since when: the shop may be rented as well."""
    if sought.waiting == "purchased":
        yield from holdings(text)


def _addresses(text: str, sought: Sought) -> Iterator[Found]:
    return places.addresses(text, asked=sought.waiting == "address")


def _acquirers(text: str, sought: Sought) -> Iterator[Found]:
    return sought.acquirers.found(text)


def _screens(text: str, sought: Sought) -> Iterator[Found]:
    return sought.screens.found(text)


VISIT = "visit"
"""Waited for where all of a visit is shown to be put right."""
_OF_A_VISIT = frozenset({"window", "address", "phone", VISIT})
_ASKED_WHEN = frozenset({"window", VISIT})
_BEFORE_A_VISIT = frozenset({"serial", "model", "purchased", "date"})
_NEXT_TO_PHONES = frozenset({"address", "window", "ask_for"})
"""What is told in one breath with a phone number."""
_SEEKERS: Mapping[str, Callable[[str, Sought], Iterator[Found]]] = {
    "moment": _moments,
    "zone": _zones,
    "every": _paces,
    "phone": figures.phones,
    "amount": amounts,
    "purchased": _purchases,
    "serial": devices.serials,
    "model": devices.models,
    "code": figures.codes,
    "address": _addresses,
    "window": _windows,
    "ask_for": _people,
    "ownership": _holdings,
    "acquirer": _acquirers,
    "code_words": _screens,
}
