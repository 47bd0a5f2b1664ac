"""Putting a question: a step's options, the next fact of a form, the menu, or whether it works now.

Says what is asked and how it can be answered; follows no answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.core import codes
from bot.core.actions import ABOUT, Say, Value
from bot.core.days import purchased
from bot.core.device import device, options_for
from bot.core.draft import OTHER, SKIPPED, Draft
from bot.core.knowledge import OF_MONEY, Kind, Option, Step, group_of
from bot.core.reminders import reminding, single, telling
from bot.core.reminders.pacing import LESS, MORE, NEVER, RULE
from bot.core.rules import judged, named_ticket, visits_here
from bot.core.state import Move, Offer, Place, Question, Terminal, Ticket
from bot.core.terminals import terminals
from bot.core.upkeep.calendar import known_zone, later, local
from bot.core.upkeep.chores import zone_label
from bot.core.visiting import windows

UPKEEP_PAPERS = "upkeep"
"""How the refs of documents begin that are made of a chat's plan and sheets."""


class UnreachableState(RuntimeError):
    """Ours: the machine got where its own tables say that nothing leads."""


def _ask_options(draft: Draft, step: Step) -> Draft:
    return draft.ask(sentence(draft, step), draft.question(*_offers(draft, step)), _progress(draft, step), **step_values(draft))


def _offers(draft: Draft, step: Step) -> tuple[Offer, ...]:
    return tuple(_offer(draft, step, option) for option in options_for(device(draft.knowledge, draft.state.slots), step))


def offer_again(draft: Draft, step: Step, sentence_name: str) -> Draft | None:
    """The step's answers under another sentence, where its question stands right above and need not be read twice. Its
    buttons stay the same ones. None where another question is open.
    """
    open_now, offers = draft.state.question, _offers(draft, step)
    if open_now is None or draft.switched or [offer.name for offer in open_now.offers if offer.shown] != [offer.name for offer in offers]:
        return None
    return draft.ask(sentence_name, replace(open_now, offers=offers), _progress(draft, step), **step_values(draft))


def widened(draft: Draft, *more: Offer) -> Draft:
    """The question that was just asked can also be answered with these."""
    asked = draft.state.question
    new = [offer for offer in more if asked is not None and not asked.offer(offer.name)]
    if asked is None or not new:
        return draft
    wider = replace(asked, offers=(*asked.offers, *new))
    actions = tuple(replace(a, question=wider) if isinstance(a, Say) and a.question == asked else a for a in draft.actions)
    return replace(draft.but(question=wider), actions=actions)


A_PERSON = Offer("person", "menu.person", Move.PERSON)
ELSE = Offer("elsewhere", "menu.other", Move.MENU)
"""Offered beside what a person had in hand, and only there."""


def _ask_slot(draft: Draft, step: Step) -> Draft:
    slot = next(name for name in step.slots if name not in draft.state.slots)
    if slot == "serial" and draft.state.doubted:
        return ask_which_number(draft)
    skip = (Offer("skip", "choice.skip", Move.SKIP),) if slot in step.optional else ()
    likely = LIKELY.get(slot, _nothing)(draft)
    left_alone = f"slot.{slot}.untouched"  # nobody takes up what is dangerous to read its label
    asked = left_alone if draft.knowledge.is_safety(draft.state.trouble) and draft.has(left_alone) else f"slot.{slot}"
    return draft.ask(asked, draft.question(*likely, *skip, slot=slot), None, **step_values(draft))


def _nothing(draft: Draft) -> tuple[Offer, ...]:  # noqa: ARG001 -- every row has the same shape
    return ()


def _open_tickets(draft: Draft) -> tuple[Offer, ...]:
    return tuple(Offer(one.ref, f"={one.ref}", Move.ANSWER, one.ref) for one in draft.state.tickets if one.is_open)


def _terminals(draft: Draft) -> tuple[Offer, ...]:
    plan = draft.state.plan
    return tuple(Offer(f"t{one.key}", f"={one.name}", Move.ANSWER, one.key) for one in plan.terminals) if plan else ()


def _days(draft: Draft) -> tuple[Offer, ...]:
    """Tomorrow, in a week, in a month."""
    plan = single.on_clock(draft.state.plan, draft.at.date(), known_zone(draft.state.slots.get("shop_zone", "")))
    today = reminding.today(draft.knowledge, plan, draft.at)
    spans = {"tomorrow": "P1D", "in_a_week": "P1W", "in_a_month": "P1M"}
    return tuple(Offer(name, f"choice.{name}", Move.ANSWER, later(today, span).isoformat()) for name, span in spans.items())


def _rhythms(draft: Draft) -> tuple[Offer, ...]:  # noqa: ARG001 -- as above
    """How often something of the merchant's own can come."""
    usual = {"every_day": "P1D", "every_week": "P1W", "every_month": "P1M"}
    return tuple(Offer(name, f"choice.{name}", Move.ANSWER, every) for name, every in usual.items())


def _paces(draft: Draft) -> tuple[Offer, ...]:  # noqa: ARG001 -- every row has the same shape
    """How often something can come."""
    paces = {"every_week": "P1W", "every_month": "P1M", "more_often": MORE, "less_often": LESS, "by_the_rule": RULE, "never": NEVER}
    return tuple(Offer(name, f"choice.{name}", Move.ANSWER, pace) for name, pace in paces.items())


def _devices(draft: Draft) -> tuple[Offer, ...]:
    """The merchant's terminals, so that one need only be pointed at, and one that is none of them."""
    known = terminals(draft)
    only = len(known) == 1
    offers = (Offer("yes" if only else one["serial"], f"={shown(one)}", Move.ANSWER, one["serial"]) for one in known[:MANY])
    return (*offers, Offer("no" if only else OTHER, "choice.other_device", Move.ANSWER, OTHER))


def _appointments(draft: Draft) -> tuple[Offer, ...]:
    free = enumerate(windows(visits_here(draft), draft.at), 1)
    return tuple(Offer(f"w{number}", f"~{window}", Move.ANSWER, window, shown=number <= MANY) for number, window in free)


MANY = 5
"""Terminals that are offered by buttons at most."""


def shown(terminal: Terminal) -> str:
    """A terminal as a button can show it: the model, and as much of the number as a person compares."""
    return " ".join((terminal.get("model", ""), f"…{terminal['serial'][-4:]}")).strip()


def ask_which_number(draft: Draft) -> Draft:
    """Which one was meant: a number that is known, or the one as it was written."""
    written = draft.state.doubted
    near = (Offer(one["serial"], f"={one['serial']}", Move.ANSWER, one["serial"]) for one in draft.state.looked_up)
    question = draft.question(*near, Offer("as_written", "choice.as_written", Move.ANSWER, written), slot="serial")
    return draft.ask("device.mistyped", question, written=written)


def _singles(draft: Draft) -> tuple[Offer, ...]:
    """What the merchant wants to be reminded of himself; all there is, where only one is to stay."""
    plan, there = draft.state.plan, draft.state.plan.own if draft.state.plan else ()
    if plan and draft.state.slots.get("wish") == single.ONLY:
        there = tuple({duty.chore or duty.key: duty for duty in reminding.upcoming(plan)}.values())
    told = enumerate(there, 1)
    labels = ((place, duty, f"={duty.words}" if duty.words else f"upkeep.task_{duty.chore}") for place, duty in told)
    return tuple(Offer(f"r{duty.number or duty.key}", label, Move.ANSWER, duty.key, shown=place <= MANY) for place, duty, label in labels)


def _zones(draft: Draft) -> tuple[Offer, ...]:
    """The clocks that the supplier's merchants live by."""
    named = ((zone, f"upkeep.{zone_label(zone)}") for zone in draft.knowledge.upkeep.zones)
    return tuple(Offer(f"z{number}", label, Move.ANSWER, zone) for number, (zone, label) in enumerate(named, 1) if draft.has(label))


LIKELY: Mapping[str, Callable[[Draft], tuple[Offer, ...]]] = {
    "ticket": _open_tickets,
    "plan_terminal": _terminals,
    "remind_at": _days,
    "plan_every": _paces,
    "remind_every": _rhythms,
    "reminder": _singles,
    "shop_zone": _zones,
    "device": _devices,
    "appointment": _appointments,
}
"""Slot -> values worth a button."""


ASK: Mapping[Kind, Callable[[Draft, Step], Draft]] = {Kind.ASK: _ask_options, Kind.TRY: _ask_options, Kind.FORM: _ask_slot}


def ask_works_now(draft: Draft, sentence_name: str = "common.works_now") -> Draft:
    """The step was carried out, the result not said: ask just that."""
    trying = draft.step is not None and draft.step.kind is Kind.TRY
    works = Offer("solved", "choice.solved", Move.SOLVED)
    fails = Offer("not_fixed", "choice.not_fixed", Move.ANSWER if trying else Move.KEEP, "not_fixed")
    return draft.ask(sentence_name, draft.question(works, fails))


def menu(draft: Draft, sentence_name: str = "common.menu") -> Draft:
    """Offer what merchants come with most. Its buttons never grow old: they belong to turn 0."""
    offers = tuple(Offer(intent, f"menu.{intent}", Move.START, intent) for intent in draft.knowledge.menu)
    other = Offer("other", "menu.other", Move.MENU)
    return draft.ask(sentence_name, Question(0, (*offers, other))).but(place=None)


def _offer(draft: Draft, step: Step, option: Option) -> Offer:
    return Offer(option.key, label_of(draft, step, option), Move.ANSWER, option.key, takes=option.takes)


def label_of(draft: Draft, step: Step, option: Option) -> str:
    """The name of an option's label: its own, or the common one."""
    own = f"{sentence(draft, step)}.{option.key}"
    return own if draft.has(own) else f"choice.{option.key}"


def document_of(draft: Draft, step: Step) -> str:
    """The ref of what the step sends along; ``sheet`` is the latest one. Nothing where there is nothing to send."""
    name = step.document
    if name.startswith("sheet."):
        name = f"sheet-{draft.state.sheets[-1].number}.{name.partition('.')[2]}" if draft.state.sheets else ""
    return f"{UPKEEP_PAPERS}/{draft.state.ref}/{name}" if name else ""


def sentence(draft: Draft, step: Step) -> str:
    """The name of a step's sentence."""
    return f"{standing(draft).flow}.{step.id}"


def _progress(draft: Draft, step: Step) -> tuple[int, int] | None:
    flow = standing(draft).flow
    done = sum(crumb.place.flow == flow for crumb in draft.state.trail)
    most = done + draft.knowledge.flows[flow].ahead.get(step.id, 1)
    worked_on = flow in draft.knowledge.intents and draft.knowledge.intents[flow].trouble
    return (done + 1, most) if worked_on and most > 1 else None


def standing(draft: Draft) -> Place:
    """Where the conversation stands."""
    if draft.state.place is None:
        raise UnreachableState("a step is asked while the conversation stands at none")
    return draft.state.place


def step_values(draft: Draft) -> dict[str, Value]:
    """What every step's sentence may use beside the slots; empty where nothing is known."""
    verdict = judged(draft)
    ticket = named_ticket(draft.state)
    after = draft.knowledge.step(draft.state.paused[-1].flow, draft.state.paused[-1].step) if draft.state.paused else None
    visit = ticket.visit if ticket and ticket.status == "scheduled" else {}
    here = terminals(draft)
    return {
        "trouble": _named(draft.state.trouble),
        "terminal": shown(here[0]) if here else "",
        "terminal_count": str(len(here)) if here else "",
        "code_told": codes.told(draft.knowledge, draft.state.slots),
        "waits": after.remedy if after else "",
        "warranty_until": f"{ABOUT}{verdict.about}" if verdict.about else verdict.until.isoformat() if verdict.until else "",
        "bought": f"{ABOUT}{told}" if purchased(told := draft.state.slots.get("purchased", "")) else "",
        "warranty_rests_on": verdict.rests_on,
        "warranty_condition": verdict.condition,
        "warranty_proof": verdict.proof,
        "warranty_usual": "yes" if verdict.usual else "",
        "ticket_ref": ticket.ref if ticket else "",
        "ticket_status": ticket.facts.get("followed", ticket.status) if ticket else "",
        "ticket_window": f"~{ticket.facts['window']}" if ticket and ticket.facts.get("window", "-") != "-" else "",
        **_on_file(draft, ticket),
        "ticket_visit": f"~{visit['window']}" if visit.get("window") else "",
        "ticket_technician": visit.get("technician", ""),
        "ticket_code": visit.get("code", ""),
        "ticket_trouble": _named(ticket.intent) if ticket else "",
        "ticket_visits": "yes" if ticket and group_of(ticket.intent) not in OF_MONEY else "",
        **telling.values_of(draft.knowledge, draft.state),
    }


def _on_file(draft: Draft, ticket: Ticket | None) -> dict[str, Value]:
    """What an open ticket says of the visit: on which day it was wanted, and whether that is over; where, and whom to ring."""
    facts = ticket.facts if ticket and ticket.is_open else {}
    told = {name: value for name, value in facts.items() if value not in {"", SKIPPED, "photo"}}
    wanted = told.get("window_day", "")
    return {
        "ticket_day": f"~{wanted}" if wanted else "",
        "ticket_late": "yes" if wanted and wanted < local(draft.at, draft.knowledge.upkeep.zone).date().isoformat() else "",
        "ticket_address": told.get("address", ""),
        "ticket_phone": told.get("contact", ""),
        "ticket_ask_for": told.get("ask_for", ""),
    }


def _named(intent: str) -> str:
    return f"@intent.{intent}" if intent else ""
