"""A shopkeeper with a hidden fault, a mood and a hurry. The same seed, the same shopkeeper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from bot.core.knowledge import Kind, Knowledge, Step
from bot.core.state import Move, Offer, Question, State
from tests.simulation import wording
from tests.simulation.faults import Fault

PATIENCE = 26
"""How many messages he writes before he gives up."""


@dataclass(frozen=True, slots=True)
class Mood:
    """``ways``: weights of pressing, typing the label, own words, a number. The rest are chances:
    a slip per message; the opening with what was tried, with a second trouble; a message beside the
    point (a question back, a photo, a voice message, a sign, a vague word); a step refused; a wrong answer taken back in
    the next message (``slip_back``); another language from here on (``switch``); the opening inside a long ``story``; a
    cross word before an answer; ``person``: asks for a person after so many messages.
    """

    name: str
    ways: tuple[int, int, int, int]
    slip: float = 0.05
    tried: float = 0.25
    second: float = 0.04
    aside: float = 0.0
    explain: float = 0.0
    back: float = 0.0
    silent: float = 0.0
    photo: float = 0.0
    voice: float = 0.0
    emoji: float = 0.0
    vague: float = 0.0
    refuse: float = 0.0
    slip_back: float = 0.0
    switch: float = 0.0
    story: float = 0.0
    insult: float = 0.0
    cross: float = 0.0
    person: int = PATIENCE


MOODS = (
    Mood("pressing", (8, 1, 1, 0)),
    Mood("writing", (0, 1, 8, 1)),
    Mood("sloppy", (1, 1, 7, 1), slip=0.35),
    Mood("terse", (2, 2, 2, 4)),
    Mood("knowing", (2, 0, 7, 1), tried=0.95),
    Mood("wandering", (3, 1, 5, 1), aside=0.1, explain=0.08, back=0.08, photo=0.06),
    Mood("angry", (2, 1, 6, 1), cross=0.35, insult=0.08, slip=0.12),
    Mood("busy", (3, 2, 4, 1), silent=0.15, second=0.3, slip=0.1),
    Mood("impatient", (3, 1, 5, 1), person=5, cross=0.1),
    Mood("careless", (1, 1, 8, 0), slip_back=0.3, slip=0.1),
    Mood("bilingual", (2, 1, 6, 1), switch=0.3),
    Mood("talkative", (1, 1, 8, 0), story=0.9, vague=0.15, emoji=0.08, second=0.2),
    Mood("unwilling", (2, 1, 6, 1), refuse=0.25, vague=0.1, insult=0.05),
    Mood("messenger", (2, 1, 6, 1), emoji=0.15, voice=0.12, photo=0.08, silent=0.05),
)


@dataclass(frozen=True, slots=True)
class Message:
    """What he does: words, a button (the offer's name), a photo, or nothing for a while.

    ``tag`` says what it is: opening, retell, answer, fact, refuse, mistake, correct, aside, explain, back, silent, photo,
    voice, emoji, vague, insult, person.
    ``meant`` is the offer meant by an answer.
    """

    tag: str
    text: str = ""
    choose: str = ""
    photo: bool = False
    voice: bool = False
    silent: bool = False
    meant: str = ""


@dataclass
class Merchant:
    """What he knows, has done and has said."""

    fault: Fault
    locale: str
    rng: Random
    knowledge: Knowledge
    mood: Mood = field(init=False)
    done: tuple[str, ...] = ()
    told: set[str] = field(default_factory=set)
    second: str = ""
    at_second: bool = False
    fixed: bool = False
    running: bool = False
    unsettled: bool = False
    asked_person: bool = False
    wondered: str = ""
    off_map: list[str] = field(default_factory=list)
    sent: int = 0
    beside: int = 0
    retold: int = 0
    last: Message | None = None
    last_asked: tuple[str, str] = ("", "")
    refused: bool = False
    to_correct: tuple[str, tuple[str, ...]] = ("", ())

    def __post_init__(self) -> None:
        rng, fault = self.rng, self.fault
        self.mood = rng.choice(MOODS)
        self.running = fault.running if fault.running is not None else rng.random() < 0.2
        self.unsettled = rng.random() < 0.5
        wanted = [remedy for remedy in fault.tried if rng.random() < 0.7]
        self.done = tuple(wanted) if rng.random() < max(self.mood.tried, 0.5) else ()

    # ---- telling

    def open(self) -> Message:
        """The first message: the trouble, and at times what was tried or a second trouble."""
        parts = [self._slip(self.rng.choice(self.fault.opens[self.locale]))]
        if self.done and self.rng.random() < self.mood.tried:
            for remedy in self.done[:2]:
                parts.append(self._pick(wording.TRIED[self.locale][remedy]))
                self.told.add(remedy)
        elif self.rng.random() < self.mood.second:
            self.second = self.rng.choice([name for name in wording.SECONDS if name not in self.fault.intents])
            told = self._pick(wording.SECONDS[self.second][self.locale])
            parts.append(self._pick(wording.SECOND[self.locale]).format(told))
        if self.rng.random() < self.mood.cross:
            parts.insert(0, self._pick(wording.CROSS[self.locale]))
        if self.rng.random() < self.mood.story:
            before, after = self._pick(wording.STORY[self.locale]).split("{}")
            parts = [before + parts[0], *parts[1:], *([after] if after else [])]
        return self._send(Message("opening", text=("，" if self.locale == "zh" else ", ").join(parts)))

    def retell(self) -> Message:
        """The trouble once more, in other words."""
        self.retold += 1
        return self._send(Message("retell", text=self.rng.choice(self.fault.opens[self.locale])))

    # ---- answering

    def reply(self, state: State, labels: Mapping[str, str]) -> Message:
        """The next message, in view of the open question and what its buttons show."""
        question = state.question
        if self.rng.random() < self.mood.switch and self.sent < PATIENCE // 2:
            self.locale = "en" if self.locale == "zh" else "zh"
        if self.to_correct[0]:
            return self._correct()
        self.at_second = bool(self.second) and state.trouble == self.second
        if question is None:
            return self.retell()
        asked = _asked(state, question)
        again = asked == self.last_asked and self.last is not None and self.last.tag in {"answer", "fact"}
        self.last_asked = asked
        beside = None if again or self.beside > 2 else self._beside(state)
        if beside is not None:
            self.beside += 1
            return self._send(beside)
        if question.slot:
            return self._send(self._fact(question, again))
        return self._answer(state, question, labels, again)

    def _beside(self, state: State) -> Message | None:
        """Something that is no answer, now and then."""
        mood, locale = self.mood, self.locale
        if self.sent >= mood.person and not self.asked_person:
            self.asked_person = True
            return Message("person", text=self._pick(wording.PERSON[locale]))
        chances: dict[str, float] = {
            "aside": mood.aside, "explain": mood.explain, "back": mood.back if state.trail else 0.0,
            "silent": mood.silent, "photo": mood.photo, "insult": mood.insult, "voice": mood.voice, "emoji": mood.emoji,
            "vague": mood.vague,
        }  # fmt: skip
        if self.knowledge.is_safety(state.trouble):  # nobody is vague while it smokes, and the cautious way is right then
            chances["vague"] = 0.0
        drawn = self.rng.random()
        for tag, chance in chances.items():
            if drawn < chance:
                return self._aside(tag)
            drawn -= chance
        return None

    def _aside(self, tag: str) -> Message:
        if tag == "aside":
            text, self.wondered = self.rng.choice(list(wording.ASIDE[self.locale].items()))
            return Message(tag, text=text)
        stocks: dict[str, Mapping[str, tuple[str, ...]]] = {
            "explain": wording.EXPLAIN, "back": wording.BACK, "insult": wording.INSULT, "emoji": wording.EMOJI, "vague": wording.VAGUE,
        }  # fmt: skip
        if tag in stocks:
            return Message(tag, text=self._pick(stocks[tag][self.locale]))
        return Message(tag, photo=tag == "photo", voice=tag == "voice", silent=tag == "silent")

    def _fact(self, question: Question, again: bool) -> Message:
        """A fact that was asked for, if he has it."""
        slot, skip = question.slot, question.offer("skip")
        if slot == "code":
            return Message("fact", text=self.fault.code or self.rng.choice(self.fault.opens[self.locale]))
        if skip and (again or self.rng.random() < 0.25):
            return Message("fact", choose="skip") if again or self.rng.random() < 0.5 else Message("fact", text=self._words(("skip",)))
        if slot == "serial" and self.rng.random() < 0.15:
            return Message("fact", photo=True)
        return Message("fact", text=self._pick(wording.FACTS[self.locale].get(slot, ("?",))))

    def _answer(self, state: State, question: Question, labels: Mapping[str, str], again: bool) -> Message:
        moves = {offer.move for offer in question.offers}
        step = self.knowledge.step(state.place.flow, state.place.step) if state.place else None
        if Move.ANSWER in moves and Move.SOLVED not in moves and step is not None and state.place is not None:
            return self._step(state, step, question, labels, again)
        names = {offer.name: offer for offer in question.offers}
        if Move.SOLVED in moves:
            return self._deliver("solved" if self.fixed or self.at_second else "not_fixed", ("",), question, labels, again)
        if "yes" in names and "no" in names:
            mine = names["yes"].to in self.fault.intents
            return self._deliver("yes" if mine else "no", ("yes_please" if mine else "no_thanks",), question, labels, again)
        return self._choose_trouble(state, question)

    def _choose_trouble(self, state: State, question: Question) -> Message:
        """The menu, or two or three things it may mean. Amid a step he may see that none of it is his answer."""
        none: Offer | None = question.offer("none") or question.offer("other")
        offered = {offer.to: offer for offer in question.offers}
        mine = next((offered[intent] for intent in self.fault.intents if intent in offered), None)
        aside = next((offer for intent, offer in offered.items() if self.wondered and intent.startswith(self.wondered)), None)
        if self.last and self.last.tag == "aside" and aside:
            return self._send(Message("answer", choose=aside.name, meant=aside.name))
        if mine and not (none and state.place and self.rng.random() < 0.5):
            return self._send(Message("answer", choose=mine.name, meant=mine.name))
        if none and (state.place or self.rng.random() < 0.5):
            return self._send(Message("answer", choose=none.name, meant=none.name))
        return self.retell()

    def _step(self, state: State, step: Step, question: Question, labels: Mapping[str, str], again: bool) -> Message:
        assert state.place is not None
        flow, offered = state.place.flow, [offer.name for offer in question.offers]
        if step.kind is Kind.TRY and "cannot" in offered and not again and self.rng.random() < self.mood.refuse:
            self.refused = self.refused or step.remedy in self.fault.cures
            return self._send(Message("refuse", text=self._pick(wording.REFUSE[self.locale]), meant="cannot"))
        option = self._true(flow, step, offered)
        if step.remedy in self.done and step.remedy in wording.TRIED[self.locale] and option == "not_fixed" and not again:
            self.told.add(step.remedy)
            if self.rng.random() < 0.7:
                return self._send(Message("answer", text=self._pick(wording.TRIED[self.locale][step.remedy]), meant=option))
        keys = (f"{flow}.{step.id}.{option}", f"{step.slot}.{option}", f"remedy.{step.remedy}.{option}", f"remedy.{option}", option)
        if step.kind is Kind.ASK and step.slot and not again and self.rng.random() < self.mood.slip_back:
            wrong = [o for o in offered if o != option and (options := step.option(o)) and options.to in self.knowledge.flows[flow].steps]
            if wrong and self._words(keys):
                self.to_correct = (option, keys)
                self.beside += 1
                return self._send(Message("mistake", choose=self.rng.choice(wrong)))
        return self._deliver(option, keys, question, labels, again)

    def _correct(self) -> Message:
        """The last answer was wrong: taken back, with the right one."""
        (option, keys), self.to_correct = self.to_correct, ("", ())
        text = self._pick(wording.CORRECT[self.locale]).format(self._words(keys))
        return self._send(Message("correct", text=text, meant=option))

    def _true(self, flow: str, step: Step, offered: list[str]) -> str:
        """What he sees, and what carrying it out does to his world."""
        option = self._of_the_shop(flow, step.id) or self.fault.answer(flow, step.id, step.slot, step.remedy, offered)
        if self.at_second:
            return "solved" if "solved" in offered else option if option in offered else self.fault.plain(offered)
        if not option or option not in offered:
            self.off_map.append(f"{flow}.{step.id}")
            option = self.fault.plain(offered)
        if option in {"solved", "approved"} or (self.fault.clears and option in {"yes", "no"}):
            self.fixed = True
        if flow == "guard.sale_running" and option in {"found", "missing"}:
            self.running = False
        if flow == "guard.unsettled" and option == "finished":
            self.unsettled = False
        return option

    def _of_the_shop(self, flow: str, step: str) -> str:
        """What does not depend on the fault."""
        if flow == "guard.sale_running" and step == "ask":
            return "yes" if self.running else "no"
        if flow == "guard.sale_running":
            return self.rng.choice(("found", "missing"))
        if flow == "guard.unsettled" and step == "ask":
            return "waiting" if self.unsettled else "settled"
        if (flow, step) == ("repair.visit", "proof"):
            return self.rng.choice(("invoice", "contract", "none"))
        return ""

    # ---- how he says it

    def _deliver(self, option: str, keys: tuple[str, ...], question: Question, labels: Mapping[str, str], again: bool) -> Message:
        way = "press" if again else self.rng.choices(("press", "label", "words", "number"), self.mood.ways)[0]
        if way == "press":
            return self._send(Message("answer", choose=option, meant=option))
        if way == "number":
            place = [offer.name for offer in question.offers].index(option) + 1
            forms = (str(place), f"第{'一二三四五六七八九十'[place - 1]}个") if self.locale == "zh" else (str(place), f"number {place}")
            return self._send(Message("answer", text=self._pick(forms), meant=option))
        said = labels.get(option, "") if way == "label" else self._words(keys)
        text = self._slip(said or labels.get(option, option))
        if way == "words" and self.rng.random() < self.mood.cross:
            text = (
                f"{self._pick(wording.CROSS[self.locale])}，{text}" if self.locale == "zh" else f"{self._pick(wording.CROSS['en'])}, {text}"
            )
        return self._send(Message("answer", text=text, meant=option))

    def _words(self, keys: tuple[str, ...]) -> str:
        stock = wording.ANSWERS[self.locale]
        return next((self._pick(stock[key]) for key in keys if key in stock), "")

    def _pick(self, stock: tuple[str, ...]) -> str:
        return self.rng.choice(stock)

    def _slip(self, text: str) -> str:
        return wording.mistyped(text, self.locale, self.rng) if len(text) > 3 and self.rng.random() < self.mood.slip else text

    def _send(self, message: Message) -> Message:
        self.sent += 1
        self.last = message
        return message


def _asked(state: State, question: Question) -> tuple[str, str]:
    place = f"{state.place.flow}.{state.place.step}" if state.place else "menu"
    return place, question.slot
