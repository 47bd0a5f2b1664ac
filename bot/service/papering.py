"""From a ticket's agreement to what its document says: names put to things, and the hash that fixes the terms. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping

from bot.core.agreements import TERMS, money
from bot.core.state import State, Ticket
from bot.rendering.documents import digest
from bot.service.turning import Mind

PARTIES = ("shop", "contact", "address", "model", "serial")


def terms_hash(ticket: Ticket, terms: Mapping[str, str], version: int) -> str:
    """The SHA-256 of the terms, the parties and the terminal, in one canonical form: the same terms, the same hash."""
    fixed = {name: terms.get(name, "") for name in TERMS}
    about = {name: ticket.facts.get(name, "") for name in PARTIES}
    whole = {"ticket": ticket.ref, "version": version, "terms": fixed, "about": about, "supplier": terms.get("supplier", "")}
    return digest(json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def agreement_values(mind: Mind, state: State, ticket: Ticket, agreement: Mapping[str, str]) -> dict[str, object]:
    """Everything that the template names; what is not known is empty."""
    supplier = mind.knowledge.supplier.get(state.locale, {})
    trouble = mind.knowledge.sentences[state.locale].get(f"intent.{ticket.intent}", "").strip()
    known = {name: ticket.facts.get(name, "") if ticket.facts.get(name) not in {"-", "photo"} else "" for name in PARTIES}
    sums = {name: money(agreement.get(name, ""), agreement.get("currency", "")) for name in ("fee", "cap")}
    return {
        **{name: agreement.get(name, "") for name in (*TERMS, "version", "state", "digest", "agreed_on", "agreed_at", "by", "by_name")},
        **{name: mind.phrases.value(state.locale, one) for name, one in sums.items()},
        **known,
        "offered_on": agreement.get("offered_on", ""),
        "ref": ticket.ref,
        "trouble": trouble,
        "supplier_name": agreement.get("supplier", "") or supplier.get("name", ""),
        "supplier_phone": supplier.get("phone", ""),
    }
