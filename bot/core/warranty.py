"""The warranty verdict: calendar arithmetic over the terms of a contract, with what it rests on. Never a promise.

Terms are whole months from the day that the contract names; the last day counts. The 31st of a month plus one month is
the last day of the next. Days are those of the supplier's time zone; what day it is there is the caller's business.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from bot.core.days import first_day, known_to, months_after, purchased
from bot.core.lookups import Terms, Warranty

OUTSIDE_CAUSES = frozenset({"hardware.damage", "hardware.tamper_alarm", "repair.self_open"})
"""Troubles whose cause is excluded from nearly every warranty unless an inspection shows otherwise."""
NOT_OWNED = frozenset({"rented", "lent"})
NOT_IN_HIS_NAME = frozenset({"second_hand", "given"})
"""As the merchant tells it: whether a warranty goes with it stands in somebody's contract."""
PHOTOS: Mapping[str, tuple[str, ...]] = {
    "in": ("label", "proof"),
    "inspect": ("label", "seal", "damage", "proof"),
    "unknown": ("label", "proof"),
    "out": ("label",),
}
"""What to photograph, by result: the label with the serial number, the seal, what is broken, invoice or contract."""


_YEAR = 4


@dataclass(frozen=True, slots=True)
class Verdict:
    """``result``: in, out, inspect (in term, but the cause may be excluded) or unknown. ``until`` is the last day covered.

    ``about`` is the month or the year that ``until`` is known to, where no day was told.
    ``rests_on`` names the date it is reckoned from (purchased, delivered, activated, invoiced, repaired) and ``start`` is
    that date; ``proof`` is the document for it (invoice, contract; empty: by the serial number). ``condition``: term,
    rented, wear, repaired, excluded, no_date, start_unknown, roughly (a year was told, and in it the term may be over or not), other_hands
    (second-hand or given). ``terms`` names the contract's terms; ``usual``: nobody has seen his contract, and they are only what is usual.
    """

    result: str
    until: date | None = None
    start: date | None = None
    rests_on: str = ""
    proof: str = ""
    condition: str = "no_date"
    terms: str = ""
    about: str = ""
    usual: bool = field(default=False, compare=False)

    @property
    def photos(self) -> tuple[str, ...]:
        """What to photograph, so that whoever decides need not ask."""
        return PHOTOS[self.result]


def terms_for(warranty: Warranty, facts: Mapping[str, str]) -> Terms:
    """The terms that count: those the passport names, else the supplier's, else the country's, else the usual ones."""
    wanted = (
        lambda terms: terms.name == facts.get("terms"),
        lambda terms: facts.get("supplier", "") in terms.suppliers,
        lambda terms: warranty.country in terms.countries,
        lambda terms: terms.usual,
    )
    found = (terms for fits in wanted for terms in warranty.terms if fits(terms))
    return next(found, Terms("", warranty.months))


def judged(warranty: Warranty, facts: Mapping[str, str], trouble: str, today: date) -> Verdict:
    """The verdict on a trouble of the terminal of which these facts are known."""
    terms = terms_for(warranty, facts)
    verdict = _redone(terms, facts, trouble, today, _by_term(terms, facts, trouble, today))
    proof = facts.get("proof", "")
    usual = (terms.usual or not terms.name) and facts.get("terms", "") != terms.name
    named = replace(verdict, terms=terms.name, usual=usual, proof=proof if proof in {"invoice", "contract"} else "")
    excluded = trouble in OUTSIDE_CAUSES or bool(facts.get("excluded_cause"))
    return replace(named, result="inspect", condition="excluded") if named.result == "in" and excluded else named


def _by_term(terms: Terms, facts: Mapping[str, str], trouble: str, today: date) -> Verdict:
    if facts.get("ownership", "") in NOT_OWNED and terms.rented:
        return Verdict("in", condition="rented")
    rests_on = next((name for name in (terms.starts, "purchased") if purchased(facts.get(name, ""))), "")
    start = purchased(facts.get(rests_on, ""))
    if start is None:
        return Verdict("unknown", condition="other_hands" if facts.get("ownership", "") in NOT_IN_HIS_NAME else "no_date")
    wears = trouble in terms.wear and terms.wear[trouble] < terms.months
    months = terms.wear[trouble] if wears else terms.months
    end, about = months_after(start, months), known_to(facts[rests_on], months)
    if end >= today and facts.get("ownership", "") in NOT_IN_HIS_NAME:
        return Verdict("unknown", None, start, rests_on, condition="other_hands")
    if len(about) == _YEAR and months_after(first_day(start, about), months) < today <= end:
        return Verdict("unknown", None, start, rests_on, condition="roughly")
    if end < today and rests_on != terms.starts:  # the day that counts is later than the purchase, and not known
        return Verdict("unknown", None, start, rests_on, condition="start_unknown")
    return Verdict("out" if end < today else "in", end, start, rests_on, condition="wear" if wears else "term", about=about)


def _redone(terms: Terms, facts: Mapping[str, str], trouble: str, today: date, verdict: Verdict) -> Verdict:
    """The same trouble once more soon after its repair is the repair's own business. It never shortens a term."""
    repaired = purchased(facts.get("repaired", ""))
    if repaired is None or not terms.redo_months or facts.get("repaired_trouble", trouble) != trouble or verdict.condition == "rented":
        return verdict
    end = months_after(repaired, terms.redo_months)
    if end < today or (verdict.until and verdict.until >= end):
        return verdict
    return Verdict("in", end, repaired, "repaired", condition="repaired")


def ends(facts: Mapping[str, str], months: int) -> date | None:
    """The last day of a plain term from the date of purchase, if that is known."""
    start = purchased(facts.get("purchased", ""))
    return months_after(start, months) if start else None


def verdict(facts: Mapping[str, str], trouble: str, months: int, today: date) -> str:
    """The result under plain terms of so many months."""
    return judged(Warranty(months), facts, trouble, today).result
