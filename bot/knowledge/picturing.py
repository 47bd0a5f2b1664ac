"""Pictures of the knowledge, from the same values that the machine runs on: Mermaid text for one
flow, and one self-contained page on which a support lead reads everything.

The page asks nothing of any network and runs nothing: no script, no font, no image from outside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from bot.core.knowledge import ENDS, Answer, Flow, Kind, Knowledge, Option, Step, group_of
from bot.core.lookups import Model, Reviewed
from bot.core.state import Place
from bot.knowledge.drawing import HEIGHT, Drawing, draw
from bot.knowledge.graph import graph

SOON = timedelta(days=60)
RUNNING = ("commands.", "told.", "check.")
"""Scopes of what only those who run posbot read."""
"""How long before its end a review is marked as running out."""

_SHAPES: Mapping[Kind, tuple[str, str]] = {
    Kind.ASK: ("[", "]"),
    Kind.TRY: ("[", "]"),
    Kind.TELL: ("(", ")"),
    Kind.FORM: ("[/", "/]"),
    Kind.CHECK: ("{", "}"),
    Kind.TICKET: ("[[", "]]"),
    Kind.UPDATE: ("[[", "]]"),
}


# ---- Mermaid -------------------------------------------------------------------------------------


def mermaid(knowledge: Knowledge, flow_id: str, locale: str = "en") -> str:
    """A flow as Mermaid text; KeyError if there is no such flow."""
    flow = knowledge.flows[flow_id]
    return "\n".join(("flowchart TD", *_nodes(knowledge, flow, locale), *_arrows(knowledge, flow, locale))) + "\n"


def _nodes(knowledge: Knowledge, flow: Flow, locale: str) -> Iterator[str]:
    said = knowledge.sentences.get(locale, {})
    for step in flow.steps.values():
        opening, closing = _SHAPES[step.kind]
        words = said.get(f"{flow.id}.{step.id}", "").strip()
        text = f"{step.id}<br>{_quoted(words)}" if words else step.id
        yield f'  s_{step.id}{opening}"{text}"{closing}'
    for target in _ways_out(knowledge, flow):
        yield f'  {_node(flow, target)}(["{_quoted(target)}"])'


def _ways_out(knowledge: Knowledge, flow: Flow) -> list[str]:
    ways = graph(knowledge)
    targets = (way.target for step in flow.steps for way in ways[Place(flow.id, step)])
    return list(dict.fromkeys(target for target in targets if target and target not in flow.steps))


def _arrows(knowledge: Knowledge, flow: Flow, locale: str) -> Iterator[str]:
    ways = graph(knowledge)
    for step in flow.steps.values():
        answers: dict[str, list[str]] = {}
        for way in ways[Place(flow.id, step.id)]:
            if way.target and not (way.via == "next" and step.options):
                label = label_of(knowledge, locale, flow.id, step.id, way.via) if way.at[0] == "choices" else way.via
                answers.setdefault(way.target, []).append(label)
        for target, labels in answers.items():
            words = _quoted(" / ".join(label for label in labels if label != "next"))
            arrow = f'-->|"{words}"|' if words else "-->"
            yield f"  s_{step.id} {arrow} {_node(flow, target)}"


def _node(flow: Flow, target: str) -> str:
    return f"s_{target}" if target in flow.steps else f"to_{target.replace('.', '_')}"


def _quoted(words: str) -> str:
    """Mermaid's own way of writing what would end a text."""
    safe = words.replace("#", "#35;").replace('"', "#quot;").replace("<", "#lt;").replace(">", "#gt;")
    return "<br>".join(safe.splitlines())


def label_of(knowledge: Knowledge, locale: str, flow: str, step: str, key: str) -> str:
    """What the button of an option shows: its own label, the common one, or else its key."""
    said = knowledge.sentences.get(locale, {})
    return said.get(f"{flow}.{step}.{key}") or said.get(f"choice.{key}") or key


# ---- the review page -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reader:
    """What the page looks things up with."""

    knowledge: Knowledge
    today: date

    def said(self, locale: str, name: str) -> str:
        """A sentence or label as it is written."""
        return self.knowledge.sentences.get(locale, {}).get(name, "").strip()

    def written(self, locale: str, name: str) -> list[tuple[str, str]]:
        """A sentence in pieces, for reading: what is said, and what stands between for a test or a value."""
        return list(pieces(self.said(locale, name)))

    def label(self, locale: str, flow: Flow, step: Step, option: Option) -> str:
        """What the button shows."""
        return label_of(self.knowledge, locale, flow.id, step.id, option.key)

    def hears(self, locale: str, flow: Flow, step: Step, option: Option) -> tuple[str, ...]:
        """What else is heard as that choice here; what is heard everywhere stands with the common labels."""
        return self.knowledge.hears.get(locale, {}).get(f"{flow.id}.{step.id}.{option.key}", ())

    def common_hears(self, locale: str, name: str) -> tuple[str, ...]:
        """What else is heard as a common label."""
        return self.knowledge.hears.get(locale, {}).get(name, ())

    def link(self, flow: Flow, target: str) -> str:
        """The place on the page that a target leads to; empty for an end."""
        if target in ENDS:
            return ""
        return f"#{flow.id}.{target}" if target in flow.steps else f"#{target}"

    def drawing(self, flow: Flow) -> Drawing:
        """The flow's picture."""
        return draw(self.knowledge, flow)

    def ends(self, reviewed: Reviewed) -> str:
        """``expired``, ``soon`` or nothing."""
        try:
            left = date.fromisoformat(reviewed.expires) - self.today
        except ValueError:
            return "expired"
        return "expired" if left < timedelta(0) else "soon" if left < SOON else ""

    def families(self) -> dict[str, list[Model]]:
        """The models by family; a family's own entry is the first."""
        families: dict[str, list[Model]] = {}
        for model in self.knowledge.models.values():
            families.setdefault(model.family, []).append(model)
        return families

    def codes(self, family: str) -> dict[str, list[str]]:
        """Class -> codes of a family, in the order in which classes are acted on."""
        table = self.knowledge.codes.families[family]
        listed = {name: sorted(code for code, of in table.items() if of == name) for name in self.knowledge.codes.order}
        return {name: codes for name, codes in listed.items() if codes or family == self.knowledge.codes.default}

    def groups(self) -> dict[str, list[Flow]]:
        """The flows by the first part of their names."""
        groups: dict[str, list[Flow]] = {}
        for flow in self.knowledge.flows.values():
            groups.setdefault(group_of(flow.id), []).append(flow)
        return groups

    def answers(self) -> list[Answer]:
        """The looked-up answers, by name."""
        return sorted(self.knowledge.answers.values(), key=lambda answer: answer.id)

    def other_sentences(self) -> dict[str, list[str]]:
        """Scope -> names of what is said outside flows and answers; not what only those who run posbot read."""
        told = {f"{flow}." for flow in self.knowledge.flows}
        scopes: dict[str, list[str]] = {}
        for name in sorted({name for of in self.knowledge.sentences.values() for name in of}):
            if not name.startswith(("answer.", *RUNNING)) and not any(name.startswith(flow) for flow in told):
                scopes.setdefault(group_of(name), []).append(name)
        return scopes

    def flow_sentences(self, flow: Flow) -> list[str]:
        """What a flow says beside its steps: the line of prevention, explanations."""
        names = {f"{flow.id}.solved", *(f"{flow.id}.{step}.explain" for step in flow.steps)}
        return sorted(name for name in names if any(name in of for of in self.knowledge.sentences.values()))


_TAG = re.compile(r"{%-?\s*(?P<test>.*?)\s*-?%}\n?|{{\s*(?P<value>.*?)\s*}}")
_ENDS = {"else": "or else", "endif": "end"}


def pieces(words: str) -> Iterator[tuple[str, str]]:
    """A template as (kind, text): ``said``, ``test`` or ``value``."""
    end = 0
    for tag in _TAG.finditer(words):
        yield "said", words[end : tag.start()]
        test = tag["test"]
        yield ("value", tag["value"]) if test is None else ("test", _ENDS.get(test, test.replace("elif ", "or if ")))
        end = tag.end()
    yield "said", words[end:]


def review_page(knowledge: Knowledge, template: Path, today: date) -> str:
    """The whole knowledge as one HTML page; ``template`` is ``templates/pages/review.html``."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    page = environment.from_string(template.read_text(encoding="utf-8"))
    reader = Reader(knowledge, today)
    locales = sorted(knowledge.locales, reverse=True)
    return page.render(reader=reader, knowledge=knowledge, locales=locales, today=today, height=HEIGHT)
