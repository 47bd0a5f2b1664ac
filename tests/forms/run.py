"""Plays merchants who fill in a repair form in their own words, and compares the filed ticket with what they meant.

python -m tests.forms.run zh -v
"""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.core.messages import Media
from bot.core.state import Question, State
from bot.knowledge.loading import load_or_raise
from bot.rendering.phrases import Phrases
from bot.service.playing import Player
from bot.service.turning import Mind
from bot.understanding.matcher.matching import Matcher
from bot.wiring.places import cache_folder

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
OPENS = {"en": "printer prints nothing at all, please send somebody to repair it", "zh": "打印机一个字都不打，派个师傅来修"}
PHOTOS = frozenset({"photo", "照片"})
WHERE = ("address", "contact", "window")
WIDTH = 6
"""Columns of the table."""
MESSAGES = 24
"""How many he writes before he gives up."""
SLACK = 6
"""Characters of a time that are no part of it: "please", 吧."""


@dataclass(frozen=True, slots=True)
class Form:
    """What a merchant says where a fact is asked for, and what the ticket is to hold."""

    line: int
    says: Mapping[str, str]
    where: tuple[str, ...]
    after: str
    filed: Mapping[str, str]


@dataclass
class Filling:
    """A form being filled in: what was asked, and how often in vain."""

    form: Form
    asked: list[str] = field(default_factory=list)
    again: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    parts: int = 0
    amended: bool = False


def forms(locale: str) -> tuple[Form, ...]:
    """The table of that language."""
    lines = enumerate((FOLDER / f"{locale}.tsv").read_text("utf-8").splitlines(), 1)
    return tuple(_form(number, line.split("\t")) for number, line in lines if line and not line.startswith("#"))


def _form(number: int, cells: list[str]) -> Form:
    assert len(cells) == WIDTH, f"line {number}: {len(cells)} columns"
    purchased, model, serial, where, after, filed = (cell.strip() for cell in cells)
    truth = dict(one.strip().partition("=")[::2] for one in filed.split(";"))
    said = {"purchased": purchased, "model": model, "serial": serial}
    return Form(number, said, tuple(one.strip() for one in where.split("|")), "" if after == "-" else after, truth)


def play(mind: Mind, locale: str, form: Form) -> tuple[State, Filling]:
    """The state after the ticket is filed, or he has given up."""
    player, filling = Player(mind, locale), Filling(form)
    player.say(OPENS[locale])
    for _ in range(MESSAGES):
        state = player.state
        if state is None or state.tickets or state.question is None or state.place is None:
            break
        _answer(player, filling, state, state.question)
    assert player.state is not None
    return player.state, filling


def _answer(player: Player, filling: Filling, state: State, question: Question) -> None:
    step = state.place.step if state.place else ""
    if not question.slot:
        if step == "confirm" and filling.form.after and not filling.amended:
            filling.amended = True
            _say(player, filling, filling.form.after)
        else:
            _press(player, filling, {"proof": "none", "terms": "later"}.get(step, "yes"))
        return
    said = _words(filling, question.slot)
    asked_before = filling.asked.count(question.slot)
    filling.asked.append(question.slot)
    if asked_before:
        filling.again.append(question.slot)
    if not said or asked_before > 1:
        _press(player, filling, "skip")
    elif said in PHOTOS:
        filling.said.append("(photo)")
        player.say(media=(Media("photo", "photo.jpg"),))
    else:
        _say(player, filling, said)


def _words(filling: Filling, slot: str) -> str:
    """What he answers: of where and when to come, the next part that he has not told, or the last once more."""
    if slot not in WHERE:
        return filling.form.says.get(slot, "")
    where = filling.form.where
    filling.parts += 1
    if filling.parts > len(where):
        if slot not in filling.form.filed:
            return ""
        filling.again.append(slot)
        return where[-1]
    return where[filling.parts - 1]


def _say(player: Player, filling: Filling, text: str) -> None:
    filling.said.append(text)
    player.say(text)


def _press(player: Player, filling: Filling, name: str) -> None:
    filling.said.append(f"({name})")
    player.say(choice=player.offers.get(name, name))


def wrong(state: State, filling: Filling) -> Iterator[str]:
    """Each field that the ticket holds otherwise than it was meant, and each that was asked again."""
    facts = state.tickets[-1].facts if state.tickets else {}
    if not state.tickets:
        yield f"not filed: {state.place}"
    for slot, meant in filling.form.filed.items():
        if not is_right(slot, facts.get(slot, ""), meant):
            yield f"{slot}={facts.get(slot, '')!r}, meant {meant!r}"


def is_right(slot: str, value: str, meant: str) -> bool:
    """Whether the ticket holds what was meant; words around a time do no harm."""
    if not meant:
        return not value
    if slot == "window":
        return _plain(meant) in _plain(value) and len(_plain(value)) <= len(_plain(meant)) + SLACK
    if slot == "model":  # the brand is told as well or not
        return value == meant or value.endswith(f" {meant}")
    return _plain(value) == _plain(meant) if slot in {"address", "ask_for"} else value == meant


def _plain(words: str) -> str:
    return re.sub(r"[\s,，.。的]", "", words).casefold()


def main() -> None:
    """Print the share of fields that are right, and with -v those that are not."""
    parser = argparse.ArgumentParser()
    parser.add_argument("locale", choices=("en", "zh"))
    parser.add_argument("-v", action="store_true")
    parser.add_argument("--only", type=int, default=0)
    given = parser.parse_args()
    cache = cache_folder(os.environ)
    loaded = load_or_raise(ROOT / "knowledge", ROOT / "templates", cache)
    mind = Mind(loaded.knowledge, Matcher.build(loaded.examples, cache=cache), Phrases(loaded.knowledge))
    fields = right = again = 0
    for form in forms(given.locale):
        if given.only and form.line != given.only:
            continue
        state, filling = play(mind, given.locale, form)
        faults = list(wrong(state, filling))
        fields += len(form.filed)
        right += len(form.filed) - sum(not fault.startswith("not filed") for fault in faults)
        again += len(filling.again)
        if given.v and (faults or filling.again):
            print(f"{form.line}: {' | '.join(filling.said)}\n    {faults} again {filling.again}")  # noqa: T201 -- a command
    print(f"{given.locale}: {right} of {fields} fields right ({right / fields:.1%}), {again} asked again")  # noqa: T201 -- a command


if __name__ == "__main__":
    main()
