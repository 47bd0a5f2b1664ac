"""The repair agreement: its terms, and where a later quote, bill or delay departs from it. Compares, decides nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

TERMS = (
    "scope", "parts", "fee", "cap", "currency", "raised_by", "days", "pickup", "loan", "warranty_months", "note",
)  # fmt: skip
"""What is agreed: the work; parts (original, compatible, either); the fee and what it may not exceed without asking; what
may raise it; days until it is back; how it is picked up (visit, counter, courier); a unit on loan (yes, no); months that
the repair itself is answered for.
"""


def amount(text: str) -> Decimal | None:
    """A sum of money; None for what is none."""
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() and found >= 0 else None


MONEY = "¤"
"""What a sum begins with that is said in the merchant's language: ``¤1,280.00 CNY``."""
NAMES = {
    "元": "CNY",
    "人民币": "CNY",
    "RMB": "CNY",
    "¥": "CNY",
    "￥": "CNY",
    "$": "USD",
    "US$": "USD",
    "€": "EUR",
    "£": "GBP",
    "港币": "HKD",
}
CODE = re.compile("[A-Z]{3}")


def currency(text: str) -> str:
    """The three letters of a currency, of the ways it is written; empty for what is none."""
    code = NAMES.get(text.strip().upper(), text.strip().upper())
    return code if CODE.fullmatch(code) else ""


def money(sum_of: str, unit: str) -> str:
    """A sum to be said; empty where there is none."""
    found = amount(sum_of)
    return "" if found is None else f"{MONEY}{found:,f} {unit}".rstrip()


def departures(agreement: Mapping[str, str], later: Mapping[str, str]) -> tuple[str, ...]:
    """What departs, by name: over_cap, currency, parts, late. ``later`` has amount, currency, parts, and ``ready`` (a day);
    ``agreed_on`` and ``days`` of the agreement say when it was to be ready.
    """
    found = []
    is_other = later.get("currency", "") not in {"", agreement.get("currency", "")}
    told, cap = amount(later.get("amount", "")), amount(agreement.get("cap", "") or agreement.get("fee", ""))
    if told is not None and is_other:
        found.append("currency")
    elif told is not None and cap is not None and told > cap:
        found.append("over_cap")
    if later.get("parts", "") not in {"", agreement.get("parts", "")} and agreement.get("parts") != "either":
        found.append("parts")
    if _is_late(agreement, later.get("ready", "")):
        found.append("late")
    return tuple(found)


def _is_late(agreement: Mapping[str, str], ready: str) -> bool:
    try:
        return (date.fromisoformat(ready) - date.fromisoformat(agreement.get("agreed_on", ""))).days > int(agreement.get("days", ""))
    except ValueError:
        return False
