"""Whether what is to be cancelled is what an offer would cancel: 取消交易 drops no reminder, "cancel my card" no visit; and whether the
words only deny what it is called.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from bot.core.knowledge import group_of
from bot.core.state import Offer
from bot.understanding.answers.labels import bare, taken
from bot.understanding.text.normalising import has_han

_RESULTS = frozenset({"yes", "no", "solved", "not_fixed", "unsure", "cannot", "none", "other", "skip"})
"""Offers of which a denial is an answer of its own."""
_DENIES = re.compile(
    r"(?:(?:no|but|it'?s|is|that'?s|there'?s|there is|they'?re|definitely|well)[, ]+)*(?:(?:not|isn'?t|aren'?t)(?: (?:really|at all|any|the|a|just|only|actually|even))*|no(?: (?:real|actual|such))?(?! (?:just|only|its|it'?s|the|this|that|we|i)\b)) (?P<en>[^,.;]{2,30})"
    r"|(?:也|都|它|这|就|,)*(?:不是|并不是|并非|不止|不只|不光|没有)(?P<zh>[^,，。]{1,10}?)(?:的|了|啊|呀)*"
)
_DROPS = re.compile(r"\b(?:cancel|drop|delete|erase|remove|void|undo|stop|forget)\b|取消|删|撤[销回掉]|注销|作废|停[掉用]|退掉")
_THINGS: Mapping[str, re.Pattern[str]] = {
    name: re.compile(pattern)
    for name, pattern in (
        (
            "money",
            r"\b(?:payments?|transactions?|sales?|charges?|refunds?|transfers?|customers?)\b|收款|付款|支付|交易|扣款|退款|转账|客[人户]|顾客|笔|款",
        ),
        ("card", r"\bcards?\b(?! (?:machine|reader|terminal))|(?<![刷插挥读])卡(?![机纸住顿槽死器])"),
        ("order", r"\b(?:orders?|purchases?|invoices?)\b|订单|发票"),
        ("account", r"\b(?:accounts?|contracts?|subscriptions?|agreements?)\b|[账帐][号户]|合同|合约|签约|商户号"),
        ("visit", r"\b(?:visits?|tickets?|repairs?|appointments?|bookings?|engineers?|technicians?)\b|上门|工单|报修|维修|预约|师傅"),
        ("reminder", r"\b(?:reminders?|remind\w*|plans?|maintenance)\b|提醒|计划|保养"),
    )
}
_OF_GROUP = {"maintenance": "reminder", "repair": "visit", "ticket": "visit", "transaction": "money", "settlement": "money"}
"""What is spoken of where a question is of such a kind, named or not."""


def drops_another(said: str, offer: Offer, phrases: tuple[str, ...]) -> bool:
    """Whether the words (normalised) would have something else dropped than the offer does that is called so."""
    wanted = _things(said) if _DROPS.search(said) else frozenset()
    return bool(wanted) and any(map(_DROPS.search, phrases)) and wanted.isdisjoint(_dropped(offer.label, phrases))


def _things(said: str) -> frozenset[str]:
    return frozenset(name for name, words in _THINGS.items() if words.search(said))


@lru_cache(maxsize=1024)
def _dropped(label: str, phrases: tuple[str, ...]) -> frozenset[str]:
    """What an offer's phrasings name, and what its question is of."""
    return frozenset({_OF_GROUP.get(group_of(label), "")}).union(*map(_things, phrases))


def denies(said: str, name: str, phrases: tuple[str, ...]) -> bool:
    """Whether the words (normalised) deny just what the offer is called: "not black", 不止这一台."""
    found = _DENIES.fullmatch(said) if name not in _RESULTS else None
    known = taken(phrases)
    named = _named(bare(found["en"] or found["zh"])) if found else None
    return named is not None and said not in known and any(named.search(phrase) and not _DENIES.fullmatch(phrase) for phrase in known)


@lru_cache(maxsize=1024)
def _named(words: str) -> re.Pattern[str]:
    return re.compile(re.escape(words) if has_han(words) else rf"\b{re.escape(words)}\b")


_IS_NOT = re.compile(r"\b(?:not|isn'?t|aren'?t)\b|不是|并非")


def is_only_denied(said: str, labels: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether the words (normalised) say of one of the offers that it is not that one, and nothing more."""
    return bool(_IS_NOT.search(said)) and any(name not in _RESULTS and denies(said, name, phrases) for name, phrases in labels.items())
