"""Puts names to things: troubles, remedies, facts and answers, in the reader's language. Looks up, invents nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from bot.core.days import known_to
from bot.core.knowledge import Knowledge
from bot.core.state import Place

PHOTO = "photo"
"""The value of a fact that came as a picture."""


def headed(name: str) -> str:
    """As it stands alone on a line: with a capital, where the language has them."""
    return name.strip()[:1].upper() + name.strip()[1:]


class Names:
    """Looks up sentences that have no variables."""

    def __init__(self, known: Callable[[], Knowledge]) -> None:
        """``known``: the knowledge in force."""
        self._known = known

    def _sentences(self, locale: str) -> Mapping[str, str]:
        return self._known().sentences.get(locale) or self._known().sentences[self._known().locales[0]]

    def name(self, locale: str, sentence: str) -> str:
        """The sentence; where there is none, the last part of its name."""
        found = self._sentences(locale).get(sentence)
        return found.strip() if found is not None else sentence.rpartition(".")[2].replace("_", " ")

    def trouble(self, locale: str, intent: str) -> str:
        """What a trouble is called, or a question on the way to one, or a word about the talk; nothing where there is none."""
        other = f"desk.known_{intent.replace('.', '_')}"
        return self.name(locale, other if other in self._sentences(locale) else f"intent.{intent}") if intent else ""

    def slot(self, locale: str, slot: str) -> str:
        """What a fact is called, or nothing. Where its name is made for the middle of a sentence, it has another one at the desk."""
        known = self._sentences(locale)
        return headed(known.get(f"desk.fact_{slot}", known.get(f"slot_name.{slot}", "")))

    def remedy(self, locale: str, remedy: str) -> str:
        """What was tried."""
        return headed(self.name(locale, f"remedy.{remedy}"))

    def elsewhere(self, locale: str, to: str) -> str:
        """What answers in a messenger's own client is called, where it is no person; empty for a person."""
        return self._sentences(locale).get(f"desk.elsewhere_{to}", "").strip()

    def answer(self, locale: str, place: Place, key: str) -> str:
        """What the button of that answer read."""
        own = f"{place.flow}.{place.step}.{key}"
        return self.name(locale, own if own in self._sentences(locale) else f"choice.{key}")

    def value(self, locale: str, slot: str, value: str) -> str:
        """A fact's value; one that was chosen, or that a choice made known, reads as its button did, one that follows from others by a
        name of the desk's.
        """
        known = self._known().slots.get(slot)
        if known is None or known.kind != "choice":
            return self._roughly(locale, known.kind if known else "", value)
        asked = next((self.answer(locale, place, value) for place in self._asks(slot)), "")
        reckoned = self._sentences(locale).get(f"desk.{slot}_{value}", "").strip()
        return asked or reckoned or next((self.answer(locale, place, key) for place, key in self._sets(slot, value)), value)

    def _roughly(self, locale: str, kind: str, value: str) -> str:
        """What was sent as a photo, or is a month or a year known no better, said so; any other value as it is."""
        known = self._sentences(locale)
        if value == PHOTO and kind not in {"photo", "text"}:
            return known.get("desk.value_photo", value).strip()
        told = kind == "date" and known_to(value, 0) == value
        return known.get("desk.value_about", "{day}").strip().replace("{day}", value) if told else value

    def is_chosen(self, slot: str) -> bool:
        """Whether its values are keys, not words."""
        known = self._known().slots.get(slot)
        return known is not None and known.kind == "choice"

    def _sets(self, slot: str, value: str) -> Iterator[tuple[Place, str]]:
        """The choices that make it known to be so."""
        for flow in self._known().flows.values():
            for step in flow.steps.values():
                yield from ((Place(flow.id, step.id), option.key) for option in step.options if option.sets.get(slot) == value)

    def _asks(self, slot: str) -> list[Place]:
        """Where that slot is asked for."""
        flows = self._known().flows.values()
        return [Place(flow.id, step.id) for flow in flows for step in flow.steps.values() if step.slot == slot and step.options]
