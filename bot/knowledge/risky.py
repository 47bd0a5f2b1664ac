"""Which changes of the knowledge need a second pair of eyes: whatever touches a step that is not safe."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.knowledge import Flow, Knowledge, Risk


@dataclass(frozen=True, slots=True)
class Risky:
    """A step or answer of that class, in a flow that has changed. ``what``: step, flow (around it), guards, answer, words."""

    flow: str
    step: str
    risk: Risk
    what: str


def risky(old: Knowledge, new: Knowledge) -> list[Risky]:
    """All of them. Words and order count as much as the step itself: they decide when and how it is done."""
    return [*_steps(old, new), *_answers(old, new)]


def _steps(old: Knowledge, new: Knowledge) -> Iterator[Risky]:
    for flow in new.flows.values():
        was = old.flows.get(flow.id)
        around = was is None or was.steps != flow.steps or was.start != flow.start
        for step in flow.steps.values():
            if step.risk is Risk.SAFE:
                continue
            what = _changed(old, new, flow, step.id, around=around)
            if what:
                yield Risky(flow.id, step.id, step.risk, what)


def _changed(old: Knowledge, new: Knowledge, flow: Flow, step: str, *, around: bool) -> str:
    was = old.flows[flow.id].steps.get(step) if flow.id in old.flows else None
    if was != flow.steps[step]:
        return "step"
    if _words(old, f"{flow.id}.{step}") != _words(new, f"{flow.id}.{step}"):
        return "words"
    if old.guards.get(flow.steps[step].risk) != new.guards.get(flow.steps[step].risk):
        return "guards"
    return "flow" if around else ""


def _words(knowledge: Knowledge, name: str) -> dict[str, str]:
    """What is said there, and on its buttons, in every language."""
    return {
        f"{locale} {one}": text
        for locale, sentences in knowledge.sentences.items()
        for one, text in sentences.items()
        if one == name or one.startswith(f"{name}.")
    }


def _answers(old: Knowledge, new: Knowledge) -> Iterator[Risky]:
    for answer in new.answers.values():
        was = old.answers.get(answer.id)
        name = f"answer.{answer.id}"
        if answer.risk is not Risk.SAFE and (was is None or was.risk != answer.risk or _words(old, name) != _words(new, name)):
            yield Risky("", answer.id, answer.risk, "answer")
