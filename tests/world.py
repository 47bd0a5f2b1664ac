"""A small made-up knowledge for tests of the machine: two troubles, a guard, a ticket, a side question."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.core.knowledge import Answer, Flow, Guard, Intent, Kind, Knowledge, Option, Risk, Slot, Step
from bot.core.lookups import Codes, Reviewed, Warranty
from bot.core.messages import Media
from bot.core.state import State
from bot.core.understanding import Candidate, Decision, Field, Heard
from bot.core.vocabulary import LABELS, SENTENCES

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
REVIEWED = Reviewed("test", "maintainers", "2026-11-23", "2027-11-23")


def _steps(*steps: Step) -> dict[str, Step]:
    return {step.id: step for step in steps}


def _try(name: str, remedy: str, following: str, risk: Risk = Risk.SAFE, otherwise: str = "") -> Step:
    options = (Option("solved", "solved"), Option("not_fixed", following), Option("cannot", following))
    return Step(name, Kind.TRY, risk, options, following, remedy=remedy, otherwise=otherwise)


def _flow(name: str, *steps: Step, safety: bool = False) -> Flow:
    ahead = {step.id: len(steps) - place for place, step in enumerate(steps)}
    remedies = frozenset(step.remedy for step in steps if step.remedy)
    leads_to = frozenset(step.next for step in steps if "." in step.next)
    return Flow(name, steps[0].id, _steps(*steps), REVIEWED, safety, ahead, leads_to, remedies)


LIGHT = Step(
    "light",
    Kind.ASK,
    options=(Option("on", "socket"), Option("off", "socket", {"scope": "one"}), Option("unsure", "restart")),
    slot="light",
)
POWER = _flow(
    "power.dead",
    LIGHT,
    _try("socket", "socket", "restart"),
    _try("restart", "restart", "wipe", Risk.INTERRUPTS_SALES, "repair.visit"),
    _try("wipe", "wipe", "repair.visit", Risk.LOSES_DATA),
)
PRINTER = _flow("printer.blank", _try("roll", "roll", "head"), _try("head", "head", "person"))
FIRE = _flow("battery.fire", Step("stop", Kind.TELL, next="repair.visit"), safety=True)
CHECKED = _flow(
    "transaction.response_code",
    Step("code", Kind.FORM, slots=("code",), optional=("code",), next="class"),
    Step("class", Kind.CHECK, rule="code_class", slot="code_class", branches={"issuer": "told"}, otherwise="person"),
    Step("told", Kind.TELL, next="done"),
)
GUARD = _flow(
    "guard.sale",
    Step("ask", Kind.ASK, options=(Option("no", "return"), Option("yes", "return"), Option("unsure", "return")), slot="sale"),
)
VISIT = _flow(
    "repair.visit",
    Step("case", Kind.CHECK, rule="open_ticket", branches={"same": "add"}, otherwise="known"),
    Step("add", Kind.TICKET, ticket="other", next="done"),
    Step("known", Kind.CHECK, rule="symptom", branches={"unknown": "what"}, otherwise="bought"),
    Step("what", Kind.FORM, slots=("symptom",), next="bought"),
    Step("bought", Kind.FORM, slots=("purchased",), optional=("purchased",), next="verdict"),
    Step("verdict", Kind.CHECK, rule="warranty", slot="verdict", branches={"out": "over"}, otherwise="device"),
    Step("over", Kind.TELL, next="device"),
    Step("device", Kind.FORM, slots=("serial", "photo", "contact", "window"), optional=("serial", "photo", "window"), next="sure"),
    Step("sure", Kind.ASK, options=(Option("yes", "file"), Option("change", "again", {"window": ""}), Option("no", "done"))),
    Step("again", Kind.FORM, slots=("window",), next="sure"),
    Step("file", Kind.TICKET, ticket="warranty", next="done"),
)
STATUS = _flow(
    "ticket.status",
    Step("which", Kind.CHECK, rule="tickets", branches={"none": "none", "many": "choose"}, otherwise="told"),
    Step("none", Kind.ASK, options=(Option("yes", "repair.visit"), Option("no", "done"), Option("person", "person")), reason="ticket"),
    Step("choose", Kind.FORM, slots=("ticket",), next="told"),
    Step("told", Kind.TELL, next="done"),
)
CANCEL = _flow("ticket.cancel", Step("cancel", Kind.UPDATE, ticket="cancel", next="done"))
UPDATE = _flow(
    "ticket.update",
    Step("window", Kind.ASK, options=(Option("later", "changed", {"window": "later"}),)),
    Step("changed", Kind.UPDATE, ticket="change", next="done"),
)

TROUBLES = ("power.dead", "printer.blank", "battery.fire", "transaction.response_code", "network.unwritten")
REQUESTS = ("repair.visit", "ticket.status", "ticket.cancel", "ticket.update", "care.cleaning", "handoff.human")
TALK = ("yes", "no", "done", "not_fixed", "unsure", "back", "restart", "help", "greeting", "thanks")
ACTS = [
    "yes",
    "acknowledged",
    "agreed",
    "where_serial",
    "visit",
    "no",
    "solved",
    "finished",
    "not_fixed",
    "unsure",
    "cannot",
    "later",
    "back",
    "restart",
    "help",
    "explain",
    "repeat",
    "greeting",
    "thanks",
    "farewell",
    "chatter",
    "who",
    "calmed",
    "vague",
    "cross",
]
SLOT_KINDS = {
    "light": ("choice", "trouble"),
    "scope": ("choice", "trouble"),
    "sale": ("choice", "trouble"),
    "verdict": ("choice", "trouble"),
    "code": ("code", "trouble"),
    "code_class": ("choice", "trouble"),
    "ticket": ("ticket", "trouble"),
    "symptom": ("text", "trouble"),
    "window": ("window", "trouble"),
    "photo": ("photo", "trouble"),
    "serial": ("serial", "device"),
    "purchased": ("date", "device"),
    "contact": ("phone", "merchant"),
}
FLOWS = (POWER, PRINTER, FIRE, CHECKED, GUARD, VISIT, STATUS, CANCEL, UPDATE)


def _sentences() -> dict[str, str]:
    names = [*SENTENCES, *LABELS]
    names += [f"{flow.id}.{step}" for flow in FLOWS for step in flow.steps]
    names += [f"slot.{slot}" for slot in SLOT_KINDS]
    names += [f"intent.{intent}" for intent in (*TROUBLES, *REQUESTS)]
    names += [
        "battery.fire.solved",
        "refusal.split",
        "answer.care.cleaning",
        "power.dead.solved",
        "power.dead.light.explain",
        "power.dead.light.on",
        "menu.power.dead",
    ]
    return {name: f"<{name}>" for name in names}


KNOWLEDGE = Knowledge(
    version="test",
    locales=("en", "zh"),
    intents={
        name: Intent(name, name.partition(".")[0], trouble=name in TROUBLES)
        for name in (*TROUBLES, *REQUESTS, *(f"conversation.{talk}" for talk in TALK))
    },
    flows={flow.id: flow for flow in FLOWS},
    answers={"care.cleaning": Answer("care.cleaning", REVIEWED, then="repair.visit")},
    slots={name: Slot(name, kind, lasts) for name, (kind, lasts) in SLOT_KINDS.items()},
    guards={
        Risk.INTERRUPTS_SALES: (Guard("sale", "guard.sale", frozenset({"no"})),),
        Risk.LOSES_DATA: (Guard("sale", "guard.sale", frozenset({"no"})),),
    },
    menu=("power.dead", "printer.blank"),
    warranty=Warranty(12),
    sentences={"zh": _sentences(), "en": _sentences()},
    hears={},
    remedies={},
    codes=Codes({"home": {"51": "issuer"}}, "home", order=("issuer",)),
)
FRESH = State(ref="1042")


def heard(intent: str = "", act: str | None = None, **more: object) -> Heard:
    """Words that were understood as this intent for certain."""
    candidates = (Candidate(intent, 0.97),) if intent else ()
    given = {"text": f"words of {intent}", "decision": Decision.ACCEPT if intent else Decision.REJECT} | more
    return Heard(at=NOW, candidates=candidates, act=act, **given)  # type: ignore[arg-type]  # names are checked by the dataclass


def said(act: str) -> Heard:
    """A short answer."""
    talk = {"solved": "done", "finished": "done", "cannot": "unsure", "later": "unsure", "explain": "help", "repeat": "help"}
    name = talk.get(
        act,
        {
            "acknowledged": "yes",
            "agreed": "yes",
            "where_serial": "help",
            "visit": "yes",
            "farewell": "thanks",
            "chatter": "greeting",
            "who": "help",
            "calmed": "done",
            "vague": "greeting",
            "cross": "greeting",
        }.get(act, act),
    )
    return heard(f"conversation.{name}", act, text=act)


def fact(name: str, value: str) -> Field:
    """A fact found in the words."""
    return Field(name, value, 0, len(value))


PHOTO = Media("photo", "a.jpg")
LATER = NOW + timedelta(minutes=20)
