"""Plays a real conversation again from its log alone, under any mind, and says where two minds part.

Words, buttons, photos, the staff's coming and going and the passing of time are as they were; what the bot says is made
anew. Facts from outside a log (passports, hours, full windows) are not there, which is why two replays are compared with
each other and not with what was said then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.core.machine import TIMERS
from bot.core.messages import Inbound, Media
from bot.core.state import Mode
from bot.core.understanding import Elapsed, StaffClosed, Staffed, StaffJoined, StaffLeft, StaffSaid
from bot.service.playing import ADDRESS, Player
from bot.service.ports import JSON, Chat, EntryKind, Kept, Logged
from bot.service.turning import Mind
from bot.understanding.text.masking import sealed

ENDS = {"resolved": "solved", "ticket_opened": "ticket", "staff_called": "person"}
"""Deeds after which a conversation has come to an end, and which."""
SHOWN = 6
"""Differences of one conversation that are told of."""
_STANDING = "0"
Told = tuple[EntryKind, str, str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a mind made of one event. ``seq`` is the event's line, ``words`` what the merchant wrote or pressed. ``parted``:
    he pressed what this mind had not offered, so that nothing can be told from here on.
    """

    seq: int
    words: str = ""
    said: str = ""
    labels: tuple[str, ...] = ()
    flow: str = ""
    step: str = ""
    intent: str = ""
    decision: str = ""
    deeds: tuple[str, ...] = ()
    parted: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """One turn under both minds; ``kind``: parted, deed, way (another step), meaning, words."""

    kind: str
    before: Answer
    after: Answer


@dataclass(frozen=True, slots=True)
class Compared:
    """One conversation: how many turns it had, where they differ (the first few), and how it ended under each."""

    number: int
    turns: int
    differences: tuple[Difference, ...] = ()
    ends: tuple[str, str] = ("", "")
    won: int = 0
    lost: int = 0

    @property
    def is_same(self) -> bool:
        """Whether a merchant would notice nothing."""
        return not self.differences


class _Replay(Player):
    """A player that is given a log's lines."""

    def __init__(self, mind: Mind, locale: str, number: int) -> None:
        """At the beginning of the conversation."""
        super().__init__(mind, locale)
        self.words = ""
        self.number = number
        self.told: list[Told] = []

    def chat(self) -> Chat:
        """Under its own number, which tickets are named after."""
        return Chat(self.number, ADDRESS, self.state)

    def until(self, at: datetime) -> None:
        """What was set happens in its time. Errands and the staff's own clocks are none of the conversation's."""
        while due := sorted((a for a in self.alarms.values() if a.at <= at), key=lambda alarm: alarm.at):
            alarm = self.alarms.pop(due[0].name)
            if not alarm.name.startswith(("device", "desk.")):
                self.keep(self.mind.happen(self.chat(), Elapsed(alarm.at, alarm.name, alarm.turn)))
        self.at = at

    def keep(self, kept: Kept) -> None:
        """As for any player, but offers are those of the open question alone."""
        self.offers = {}
        super().keep(kept)
        self.told += [told for entry in kept.entries if (told := _told(entry.kind, entry.body))]

    def listen(self, body: Mapping[str, JSON], *, stale: bool) -> bool:
        """A merchant's line; False where he pressed what is not offered here. ``stale``: it was not offered then either."""
        choice = str(body["choice"]) if stale else self._choice(body.get("choice"))
        media = tuple(Media(str(one["kind"]), str(one["ref"])) for one in _dicts(body.get("media")))
        text = str(body.get("text") or "") if not choice else ""
        self.words = str(body.get("label") or body.get("text") or "")
        if choice is None:
            return False
        self.count += 1
        message, edits = str(body.get("edits") or body.get("message") or ""), bool(body.get("edits"))
        inbound = Inbound(str(self.count), ADDRESS, self.at, text, choice or None, media, self.locale, message=message, edits=edits)
        self.keep(self.mind.hear(self.chat(), sealed(inbound)))
        return True

    def _choice(self, said: JSON) -> str | None:
        """The key by which that button is pressed here: empty without one, None where there is none such."""
        if not isinstance(said, str) or not said:
            return ""
        turn, _, name = said.partition(".")
        question = self.state.question if self.state else None
        offer = question.offer(name) if question else None
        if question and offer and turn != _STANDING:
            return question.key(offer)
        held = self.state is not None and self.state.mode is Mode.STAFF
        return said if turn == _STANDING or held else None


def replayed(mind: Mind, number: int, lines: Sequence[Logged], told: list[Told] | None = None) -> Iterator[Answer]:
    """What the mind makes of every event of the log, in order; the last one may be ``parted``. ``told`` gets all that was
    said and done.
    """
    player, stale = _Replay(mind, _locale(lines, mind.locale), number), _stale(lines)
    player.told = player.told if told is None else told
    for line in lines:
        if line.kind in {EntryKind.BOT, EntryKind.NOTE} or (line.kind is EntryKind.SYSTEM and not _event(line)):
            continue
        player.texts, player.deeds, player.heard, player.words = [], [], {}, ""
        player.until(line.at)
        if line.kind is EntryKind.MERCHANT and not player.listen(line.body, stale=line.seq in stale):
            yield Answer(line.seq, player.words, parted=True)
            return
        if line.kind is not EntryKind.MERCHANT and (event := _event(line)):
            player.keep(mind.happen(player.chat(), event))
        yield _answer(line.seq, player)


def compared(number: int, before: Mind, after: Mind, lines: Sequence[Logged]) -> Compared:
    """The conversation under both. Where the new mind says what was said in fact, nothing needs to be compared."""
    told: list[Told] = []
    second = list(replayed(after, number, lines, told))
    if _is_as_it_was(told, lines, second):
        return Compared(number, len(second), ends=(_end(second), _end(second)))
    first = list(replayed(before, number, lines))
    pairs = list(zip(first, second, strict=False))
    found = [Difference(kind, *pair) for pair in pairs if (kind := _differs(*pair))]
    won = sum(one.before.decision == "reject" != one.after.decision for one in found)
    lost = sum(one.after.decision == "reject" != one.before.decision for one in found)
    return Compared(number, len(first), tuple(found[:SHOWN]), (_end(first), _end(second)), won, lost)


def _is_as_it_was(told: Sequence[Told], lines: Sequence[Logged], answers: Sequence[Answer]) -> bool:
    """Whether all that was said and done is in the log as well, in the same order; what timers did afterwards is not replayed."""
    if not answers or answers[-1].parted:
        return False
    then = [one for line in lines if (one := _told(line.kind, line.body))]
    return then[: len(told)] == list(told) and all(one[0] == EntryKind.BOT and one[-1] in TIMERS for one in then[len(told) :])


def _told(kind: EntryKind, body: Mapping[str, JSON]) -> Told | None:
    """What a line says to whoever compares: the bot's words, buttons and rule; a deed."""
    if kind is EntryKind.SYSTEM:
        return kind, str(body.get("did")), "", ""
    if kind is not EntryKind.BOT:
        return None
    why = body.get("why")
    labels = "|".join(str(one["label"]) for one in _dicts(body.get("choices")))
    return kind, str(body.get("text")), labels, str(why.get("rule")) if isinstance(why, dict) else ""


def _differs(before: Answer, after: Answer) -> str:
    if after.parted != before.parted:
        return "parted"
    if before.deeds != after.deeds:
        return "deed"
    if (before.flow, before.step) != (after.flow, after.step):
        return "way"
    if (before.decision, before.intent) != (after.decision, after.intent) and before.said != after.said:
        return "meaning"
    return "words" if (before.said, before.labels) != (after.said, after.labels) else ""


def _answer(seq: int, player: _Replay) -> Answer:
    state, heard = player.state, player.heard
    place = state.place if state else None
    question = state.question if state else None
    labels = tuple(player.mind.phrases.label(state.locale, one) for one in question.offers if one.shown) if state and question else ()
    return Answer(
        seq,
        player.words,
        "\n".join(player.texts),
        labels,
        place.flow if place else "",
        place.step if place else "",
        str(heard.get("intent") or ""),
        str(heard.get("decision") or ""),
        tuple(player.deeds),
    )


def _end(answers: Sequence[Answer]) -> str:
    """How it came to an end, the last time."""
    deeds = [ENDS[deed] for answer in answers for deed in answer.deeds if deed in ENDS]
    return deeds[-1] if deeds else "open"


def _locale(lines: Sequence[Logged], usual: str) -> str:
    """The language it was held in at first."""
    return next((str(line.body["locale"]) for line in lines if line.kind is EntryKind.BOT and line.body.get("locale")), usual)


def _stale(lines: Sequence[Logged]) -> frozenset[int]:
    """The merchant's lines that pressed a button which no longer stood for anything."""
    found, last = set(), 0
    for line in lines:
        if line.kind is EntryKind.MERCHANT:
            last = line.seq if line.body.get("choice") else 0
        elif line.kind is EntryKind.BOT and last:
            why = line.body.get("why")
            found |= {last} if isinstance(why, dict) and why.get("rule") == "stale" else set()
            last = 0
    return frozenset(found)


def _event(line: Logged) -> Staffed | None:
    """What a person of the staff did."""
    who, name = str(line.body.get("by") or ""), str(line.body.get("who") or "")
    if line.kind is EntryKind.STAFF:
        media = tuple(Media(str(one["kind"]), str(one["ref"])) for one in _dicts(line.body.get("media")))
        return StaffSaid(line.at, who, str(line.body.get("text") or ""), name, media, over=True)
    events: Mapping[str, Any] = {
        "staff_joined": StaffJoined(line.at, who, name, take=True),
        "staff_left": StaffLeft(line.at, who, name=name, over=True),
        "staff_released": StaffLeft(line.at, who, name=name, over=True, queue=True),
        "staff_closed": StaffClosed(line.at, who, name, over=True),
    }
    found: Staffed | None = events.get(str(line.body.get("did")))
    return found


def _dicts(value: JSON) -> list[Mapping[str, JSON]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
