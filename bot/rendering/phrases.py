"""The bot's sentences, compiled once: sandboxed Jinja2 that fails on a fact it lacks.

A template that cannot be rendered raises here, before anything of the turn is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache

from jinja2 import StrictUndefined, Template, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bot.core.actions import ABOUT, Action, Say, Value
from bot.core.agreements import MONEY
from bot.core.knowledge import Knowledge
from bot.core.messages import Address, Choice, Outbound
from bot.core.state import Offer, Question, State

LITERAL, REFERENCE, WINDOW = "=", "@", "~"


class Phrases:
    """Everything that can be said, in every language of the knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Nothing is compiled before it is first said."""
        self._sentences = knowledge.sentences
        self._environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False, trim_blocks=True)
        self._compiled = lru_cache(maxsize=None)(self._compile)

    def _compile(self, locale: str, name: str) -> tuple[Template, frozenset[str]]:
        """The sentence, and what it names: nothing else is put into words for it."""
        source = self._sentences[locale][name]
        named = meta.find_undeclared_variables(self._environment.parse(source))
        return self._environment.from_string(source), frozenset(named)

    def sentence(self, locale: str, name: str, values: Mapping[str, Value] | None = None) -> str:
        """The sentence of that name; KeyError if there is none, jinja2.UndefinedError if a fact is missing."""
        template, named = self._compiled(locale, name)
        known = {key: self.value(locale, value) for key, value in (values or {}).items() if key in named}
        return template.render(known, locale=locale).strip()

    def value(self, locale: str, value: Value) -> str:
        """The words of a value: itself, the sentence that it names, or its lines."""
        if not isinstance(value, str):
            return "\n".join(self.sentence(locale, line.sentence, line.values) for line in value)
        if value.startswith(WINDOW):
            return self.window(locale, value[1:])
        if value.startswith(ABOUT):
            return self.about(locale, value[1:])
        if value.startswith(MONEY):
            return self.money(locale, value[1:])
        return self._sentences[locale].get(value[1:], "").strip() if value.startswith(REFERENCE) else value

    def window(self, locale: str, window: str) -> str:
        """A window of time such as ``2026-11-27T09:00/12:00``, as it is said; words that are none stand as they are."""
        begins, _, ends = window.partition("/")
        try:
            at = datetime.fromisoformat(begins)
        except ValueError:
            return window
        values = {"month": str(at.month), "day": str(at.day), "weekday": str(at.weekday()), "begins": f"{at:%H:%M}", "ends": ends}
        return self.sentence(locale, "visit.window", values)

    def about(self, locale: str, day: str) -> str:
        """A month such as ``2025-12``, or a year, as it is said of what is known no better; a whole day stands as it is."""
        year, _, rest = day.partition("-")
        return day if "-" in rest or not year.isdigit() else self.sentence(locale, "visit.about", {"year": year, "month": rest})

    def money(self, locale: str, text: str) -> str:
        """A sum such as ``1,280.00 CNY``, as it is said."""
        amount, _, currency = text.partition(" ")
        return self.sentence(locale, "agreement.money", {"amount": amount, "currency": currency})

    def label(self, locale: str, offer: Offer) -> str:
        """What a button shows."""
        if offer.label.startswith(LITERAL):
            return offer.label[1:]
        if offer.label.startswith(WINDOW):
            return self.window(locale, offer.label[1:])
        return self._sentences[locale].get(offer.label, offer.name).strip()

    def choices(self, locale: str, question: Question | None) -> tuple[Choice, ...]:
        """The buttons of a question."""
        offers = question.offers if question else ()
        return tuple(Choice(question.key(offer), self.label(locale, offer)) for offer in offers if question and offer.shown)

    def words(self, locale: str, scope: str) -> dict[str, str]:
        """All sentences of a scope, by their names within it: a page's own words."""
        start = f"{scope}."
        return {name[len(start) :]: text.strip() for name, text in self._sentences[locale].items() if name.startswith(start)}

    def outbound(self, actions: Iterable[Action], state: State, recipient: Address) -> Outbound | None:
        """One message for a turn: what is said, in order, and the question it leaves open."""
        said = [action for action in actions if isinstance(action, Say)]
        if not said:
            return None
        lines = [self.sentence(state.locale, say.sentence, say.values) for say in said]
        last = next((say for say in reversed(said) if say.question), None)
        return Outbound(
            id=f"{state.ref}-{state.turn}",
            recipient=recipient,
            text="\n\n".join(dict.fromkeys(line for line in lines if line)),
            choices=self.choices(state.locale, last.question if last else None),
            document=next((say.document for say in said if say.document), None),
            progress=last.progress if last else None,
        )
