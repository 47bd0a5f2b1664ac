"""What the studio keeps, on every back end: sentences that went wrong, drafts, what is in force and what was."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import cast

import pytest

from bot.core.state import State
from bot.core.telling import Told
from bot.knowledge.finding import find
from bot.service.desk.outcomes import Done, NotAllowed, NotThere, Refused
from bot.service.desk.people import Role, Staff
from bot.service.ports import JSON, Entry, EntryKind, Event, Kept
from bot.service.studio.bench import TOPIC, Tools
from bot.service.studio.catching import MissIndex
from bot.service.studio.following import Follower
from bot.service.studio.inspecting import Inspected, Inspector
from bot.service.studio.library import Installed, Library
from bot.service.studio.misses import Miss
from bot.service.studio.publishing import Studio
from bot.service.studio.replaying import Compared
from bot.service.studio.rows import Draft, Sought, Study
from bot.service.studio.studying import Studying
from bot.service.studio.trial import Compare, Kit, Log
from bot.service.turning import Mind
from bot.store.database import Database
from bot.store.personal import StoredPersonal
from bot.store.studio.conversations import StoredConversations
from bot.store.studio.misses import StoredMisses
from bot.store.studio.versions import StoredVersions
from bot.understanding.matcher.comparing import Change
from bot.wiring.workshop import inspect
from tests.contract.building import NINE, at
from tests.contract.desk.room import QIAN, WANG, ZHAO, Room
from tests.unit.knowledge.folders import CLEAN, write

SUN = Staff("sun", "Sun", Role.LEAD)
TODAY = NINE.replace(year=2026, month=6, day=1)
SINCE = Sought(NINE - timedelta(days=1))


async def inspected(draft: Path, base: Path | None, today: date) -> Inspected:
    """As in a process of its own."""
    return await asyncio.to_thread(inspect, draft, base, today)


class Bench:
    """A studio over a room's store, its versions loaded here and not learned apart."""

    def __init__(self, room: Room, folder: Path) -> None:
        self.room = room
        room.timed.at = TODAY
        database = cast("Database", room.store)
        self.versions, self.misses = StoredVersions(database), StoredMisses(database)
        files = write(folder / "installed", CLEAN)
        folders = files / "knowledge", files / "templates"
        self.library = Library(folder / "studio", Installed(*folders, find(*folders).fingerprint()), self.versions)
        self.studio = Studio(
            Tools(room.support, self.library, self.versions, self.misses, room.keys, room.bus, Inspector(inspected, lambda: None))
        )
        self.index = MissIndex(self.misses, lambda letter: letter)

    async def wrote(self, text: str, chat: str = "shop", rule: str = "missed") -> None:
        """A merchant's sentence and the answer by that rule."""
        heard: dict[str, JSON] = {"decision": "reject", "candidates": [{"intent": "power.no_power", "score": 0.4}], "fields": {}}
        said = (
            Entry(EntryKind.MERCHANT, TODAY, {"text": text, "choice": None, "heard": heard}),
            Entry(EntryKind.BOT, TODAY, {"text": "?", "locale": "en", "why": {"rule": rule}}),
        )
        event = Event("web", f"{chat} {text}", at(chat), TODAY)
        await self.room.support.keep(event, lambda found: Kept(found.state or State(ref=str(found.number)), said))

    async def caught(self) -> None:
        number = await self.index.catch_up()
        while number:
            number = await self.index.catch_up(number)

    async def tried(self, draft: int) -> None:
        """As if it had been tried in full."""
        view = await self.studio.opened(ZHAO, draft, waits=True)
        study = await self.versions.study(Study(0, draft, "full", view.digest, view.current, "zhao", TODAY, TODAY))
        await self.versions.studied(study.id, TODAY, status="done", result={"replay": {"differ": 1}})

    async def published(self, name: str, place: str, old: str, new: str) -> str:
        """A draft with one change, published."""
        draft = await self.studio.begin(ZHAO, name)
        assert not isinstance(draft, Refused)
        file = await self.studio.file(ZHAO, draft.id, place)
        assert await self.studio.save(ZHAO, draft.id, place, file.text.replace(old, new), file.mark) == Done()
        await self.tried(draft.id)
        view = await self.studio.opened(ZHAO, draft.id, waits=True)
        outcome = await self.studio.publish(ZHAO, draft.id, view.digest, "")
        assert isinstance(outcome, Done), outcome
        return view.digest


@pytest.fixture
def bench(room: Room, tmp_path: Path) -> Bench:
    return Bench(room, tmp_path)


TEXTS = "templates/en/flows/power.no_power.yaml"
HINT = next(line for line in CLEAN[TEXTS].splitlines() if line.strip().startswith("hint: "))


async def test_sentences_that_went_wrong_are_grouped_and_counted_as_the_logs_grow(bench: Bench) -> None:
    await bench.wrote("it spits out pale slips", "a")
    await bench.wrote("it spits out a pale slip", "b")
    await bench.wrote("the doodad wobbles", "c", "either")
    await bench.caught()
    first, second = await bench.misses.groups(SINCE)
    assert (first.text, first.count, first.intent, first.score) == ("it spits out pale slips", 2, "power.no_power", 0.4)
    assert {one.text for one in first.said} == {"it spits out pale slips", "it spits out a pale slip"}
    assert second.times == {Miss.CLARIFIED: 1}
    await bench.wrote("it spits out pale slips!", "a")
    await bench.index.take_in([at("a")])
    await bench.index.take_in([at("a")])
    assert [one.count for one in await bench.misses.groups(SINCE)] == [3, 1]
    assert await bench.misses.groups(Sought(TODAY + timedelta(days=1))) == []
    assert [one.count for one in await bench.misses.groups(Sought(SINCE.since, Miss.CLARIFIED))] == [1]
    assert await bench.misses.groups(Sought(SINCE.since, locale="zh")) == []


async def test_another_process_knows_the_groups_that_this_one_has_made(bench: Bench) -> None:
    await bench.wrote("it spits out pale slips", "a")
    await bench.caught()
    await bench.wrote("it spits out pale slip", "b")
    await MissIndex(bench.misses, lambda letter: letter).take_in([at("b")])
    [group] = await bench.misses.groups(SINCE)
    assert group.count == 2


async def test_what_is_erased_of_a_merchant_is_gone_here_as_well_and_the_others_keep_their_group(bench: Bench) -> None:
    await bench.wrote("it spits out pale slips", "a")
    await bench.wrote("it spits out a pale slip", "b")
    await bench.caught()
    study = await bench.versions.study(Study(0, 1, "full", "x", "y", "zhao", TODAY, TODAY))
    await bench.versions.studied(study.id, TODAY, result={"replay": {"found": [{"number": 1001}, {"number": 1002}]}})
    await StoredPersonal(cast("Database", bench.room.store)).erase(1001)
    [group] = await bench.misses.groups(SINCE)
    assert (group.text, group.count) == ("it spits out a pale slip", 1)
    found = await bench.versions.last_study(1)
    assert found is not None
    assert found.result["replay"]["found"] == [{"number": 1002}]


async def test_what_was_set_aside_is_listed_again_when_it_goes_wrong_again(bench: Bench) -> None:
    await bench.wrote("it spits out pale slips", "a")
    await bench.caught()
    [group] = await bench.studio.misses(ZHAO, SINCE)
    outcome = await bench.studio.set_aside(ZHAO, group.id)
    assert await bench.studio.misses(ZHAO, SINCE) == []
    assert isinstance(outcome, Done)
    await bench.studio.list_again(ZHAO, group.id)
    assert len(await bench.studio.misses(ZHAO, SINCE)) == 1


async def test_a_draft_is_published_and_gone_back_from_and_every_step_is_on_record(bench: Bench) -> None:
    installed = bench.library.installed.version
    digest = await bench.published("words", TEXTS, HINT, f"{HINT} indeed")
    assert await bench.studio.version() == digest
    [edition] = await bench.studio.editions(ZHAO)
    assert (edition.base, edition.who, edition.note) == (installed, "zhao", "words")
    assert isinstance(await bench.studio.roll_back(ZHAO, installed), Done)
    assert await bench.studio.version() == installed
    assert [one.digest for one in await bench.studio.editions(ZHAO)] == [installed, digest]
    did = {deed.did for deed in await bench.room.desk.deeds(Staff("root", "Root", Role.ADMIN))}
    assert {"draft_begun", "file_changed", "published", "rolled_back"} <= did


async def test_one_goes_back_to_any_version_that_was_in_force_and_to_no_other(bench: Bench) -> None:
    installed = await bench.studio.version()
    first = await bench.published("first", TEXTS, HINT, f"{HINT} indeed")
    second = await bench.published("second", TEXTS, HINT, f"{HINT} truly")
    for version in (first, second, installed):
        assert isinstance(await bench.studio.roll_back(ZHAO, version), Done)
        assert await bench.studio.version() == version
    assert isinstance(await bench.studio.roll_back(ZHAO, installed), Refused)
    assert [(one.digest, one.note) for one in await bench.studio.editions(ZHAO)] == [
        (installed, ""), (second, "second"), (first, "first"), (second, "second"), (first, "first"),
    ]  # fmt: skip
    with pytest.raises(NotThere):
        await bench.studio.roll_back(ZHAO, "0123456789abcdef")


async def test_another_machine_has_the_files_of_a_version_from_the_database(bench: Bench, tmp_path: Path) -> None:
    digest = await bench.published("words", TEXTS, HINT, f"{HINT} indeed")
    elsewhere = Library(tmp_path / "elsewhere", Installed(tmp_path, None, "other"), bench.versions)
    branch = await elsewhere.version(digest)
    assert branch is not None
    assert branch.digest() == digest
    assert "indeed" in branch.text(TEXTS)
    assert await elsewhere.version("0123456789abcdef") is None


async def test_nothing_is_published_untried_or_with_problems_or_behind_what_is_in_force(bench: Bench) -> None:
    draft = await bench.studio.begin(ZHAO, "mine")
    other = await bench.studio.begin(SUN, "theirs")
    assert not isinstance(draft, Refused)
    assert not isinstance(other, Refused)
    flow = "knowledge/flows/power.no_power.yaml"
    file = await bench.studio.file(ZHAO, draft.id, flow)
    await bench.studio.save(ZHAO, draft.id, flow, file.text.replace("next: term", "next: nowhere"), file.mark)
    view = await bench.studio.opened(ZHAO, draft.id, waits=True)
    assert view.blocked[:2] == ("problems", "untried")
    seen = await bench.studio.file(ZHAO, draft.id, flow)
    assert seen.problems[0].message == Told("unknown_step", (("step", "nowhere"),))
    assert seen.text.splitlines()[seen.problems[0].line - 1].strip() == "next: nowhere"
    assert await bench.studio.publish(ZHAO, draft.id, view.digest, "") == Refused("studio_blocked_problems")
    assert await bench.studio.save(SUN, draft.id, flow, "x", file.mark) == Refused("studio_overwritten", "text")
    await bench.published("words", TEXTS, HINT, f"{HINT} indeed")
    assert "behind" in (await bench.studio.opened(SUN, other.id, waits=True)).blocked
    assert await bench.studio.catch_up(SUN, other.id) == Done()
    assert "indeed" in (await bench.studio.file(SUN, other.id, TEXTS)).text
    assert (await bench.studio.opened(SUN, other.id, waits=True)).blocked == ("same", "untried")


async def test_a_risky_step_needs_somebody_else_than_whoever_has_written(bench: Bench) -> None:
    draft = await bench.studio.begin(ZHAO, "risky")
    assert not isinstance(draft, Refused)
    file = await bench.studio.file(ZHAO, draft.id, TEXTS)
    await bench.studio.save(ZHAO, draft.id, TEXTS, file.text.replace("outlet: ", "outlet: now "), file.mark)
    await bench.tried(draft.id)
    view = await bench.studio.opened(ZHAO, draft.id, waits=True)
    assert view.blocked == ("unreviewed",)
    assert await bench.studio.approve(ZHAO, draft.id, view.digest) == Refused("studio_own")
    assert await bench.studio.approve(SUN, draft.id, view.digest) == Done()
    assert (await bench.studio.opened(ZHAO, draft.id, waits=True)).blocked == ()
    outcome = await bench.studio.publish(ZHAO, draft.id, view.digest, "")
    assert isinstance(outcome, Done)
    assert (await bench.studio.editions(ZHAO))[0].reviewer == "sun"


async def test_of_two_who_publish_at_once_one_is_told_that_it_has_moved(bench: Bench) -> None:
    drafts = [await bench.studio.begin(ZHAO, name) for name in ("one", "two")]
    digests = []
    for number, draft in enumerate(drafts):
        assert not isinstance(draft, Refused)
        file = await bench.studio.file(ZHAO, draft.id, TEXTS)
        await bench.studio.save(ZHAO, draft.id, TEXTS, file.text.replace(HINT, f"{HINT} {number}"), file.mark)
        await bench.tried(draft.id)
        digests.append((draft.id, (await bench.studio.opened(ZHAO, draft.id, waits=True)).digest))
    outcomes = await asyncio.gather(*(bench.studio.publish(ZHAO, draft, digest, "") for draft, digest in digests))
    assert sum(isinstance(one, Done) for one in outcomes) == 1
    assert len(await bench.studio.editions(ZHAO)) == 1


async def test_a_sentence_goes_into_the_drafts_files_once_and_can_be_taken_back(bench: Bench) -> None:
    draft = await bench.studio.begin(ZHAO, "learn")
    assert not isinstance(draft, Refused)
    known = bench.room.support.mind.knowledge.intents
    intent = next(iter(known))
    assert isinstance(await bench.studio.add(ZHAO, draft.id, " spits   pale slips ", intent), Done)
    assert await bench.studio.add(ZHAO, draft.id, "spits pale slips", intent) == Refused("studio_known", "text")
    file = await bench.studio.file(ZHAO, draft.id, "knowledge/learned/en.yaml")
    assert '- text: "spits pale slips"' in file.text
    assert 'by: "zhao"\n    on: 2026-06-01' in file.text
    assert await bench.studio.take_back(ZHAO, draft.id, "spits pale slips") == Done()
    assert (await bench.studio.file(ZHAO, draft.id, "knowledge/learned/en.yaml")).text == ""


async def test_an_entry_that_was_read_again_holds_for_another_year(bench: Bench) -> None:
    first = (await bench.studio.expiring(ZHAO))[0]
    draft = await bench.studio.begin(ZHAO, "old")
    assert not isinstance(draft, Refused)
    assert await bench.studio.read_again(ZHAO, draft.id, first.place, first.line) == Done()
    again = next(one for one in await bench.studio.expiring(ZHAO, draft.id) if (one.place, one.name) == (first.place, first.name))
    assert (again.reviewer, again.expires.isoformat()) == ("zhao", "2027-06-01")


async def test_a_suppliers_text_is_kept_without_what_was_struck_and_says_why_the_rest_stays(bench: Bench) -> None:
    draft = await bench.studio.begin(ZHAO, "text")
    assert not isinstance(draft, Refused)
    text = "Clean the head with a soft cloth. No monthly fees ever. Call +44 20 7946 0011."
    found = bench.studio.marks(ZHAO, text)
    phone = next(one for one in found if one.kind == "phone")
    assert await bench.studio.keep_source(ZHAO, draft.id, "article", text, {phone.start: "the makers' own line"}) == Done()
    [place] = [one for one in await bench.studio.places(ZHAO, draft.id) if one.startswith("knowledge/sources/")]
    kept = (await bench.studio.file(ZHAO, draft.id, place)).text
    assert "fees" not in kept
    assert "7946" in kept
    assert "the makers' own line" in kept


async def test_who_may_only_look_changes_nothing_and_who_only_answers_does_not_even_look(bench: Bench) -> None:
    assert await bench.studio.misses(QIAN, SINCE) == []
    for wish in (
        bench.studio.begin(QIAN, "x"),
        bench.studio.misses(WANG, SINCE),
        bench.studio.set_aside(QIAN, 1),
        bench.studio.roll_back(QIAN, "0123456789abcdef"),
    ):
        with pytest.raises(NotAllowed):
            await wish


async def test_the_latest_conversations_come_whole_and_in_order(bench: Bench) -> None:
    for chat in ("a", "b", "c"):
        await bench.wrote("words", chat)
    shelf = StoredConversations(cast("Database", bench.room.store))
    logs = await shelf.logs([1001, 1002, 1003], 10)
    assert {number: [line.seq for line in lines] for number, lines in logs.items()} == {1001: [1, 2], 1002: [1, 2], 1003: [1, 2]}
    assert await shelf.logs([1001], 1) == {}


async def test_every_process_takes_up_what_is_published_and_goes_back_with_it(bench: Bench) -> None:
    support, taken = bench.room.support, []

    async def mind_of(root: Path) -> Mind:
        taken.append(root.name)
        knowledge = bench.room.mind.knowledge
        return replace(bench.room.mind, knowledge=replace(knowledge, version=root.name))

    follower = Follower(support, bench.versions, bench.library, mind_of)
    assert await follower.follow()
    assert support.mind.knowledge.version == bench.library.installed.version
    digest = await bench.published("words", TEXTS, HINT, f"{HINT} indeed")
    assert await follower.follow()
    assert support.mind.knowledge.version == digest
    assert not await follower.follow()
    [edition] = await bench.studio.editions(ZHAO)
    await bench.studio.roll_back(ZHAO, edition.base)
    assert await follower.follow()
    assert support.mind.knowledge.version == bench.library.installed.version
    assert taken == [bench.library.installed.version, digest, bench.library.installed.version]


class Here:
    """The heavy work, done at once and of no consequence; learning waits until it is let."""

    workers = 1

    def __init__(self) -> None:
        self.learning, self.let = asyncio.Event(), asyncio.Event()

    @contextmanager
    def hired(self) -> Iterator[None]:
        yield

    async def learn(self, _folder: Path) -> None:
        self.learning.set()
        await self.let.wait()

    async def dialogs(self, _folder: Path) -> tuple[int, tuple[()]]:
        return 3, ()

    async def exact(self, _before: Path, _after: Path, sentences: Sequence[object]) -> list[list[Change]]:
        return [[] for _ in sentences]

    @asynccontextmanager
    async def replaying(self, _before: Path, _after: Path, _most: int = 0) -> AsyncIterator[Compare]:
        yield lambda logs: asyncio.ensure_future(self._compared(logs))

    async def _compared(self, logs: Sequence[Log]) -> list[Compared]:
        return [Compared(number, 1) for number, _ in logs]


async def test_who_asks_for_a_full_trial_while_the_quick_one_of_the_same_files_runs_gets_that_one(bench: Bench) -> None:
    draft, work = await bench.studio.begin(ZHAO, "wide"), Here()
    assert not isinstance(draft, Refused)
    conversations = StoredConversations(cast("Database", bench.room.store))
    inspector = Inspector(inspected, lambda: None)
    kit = Kit(bench.library, conversations, bench.misses, work, inspector, bench.room.support.store.now)
    studying = Studying(kit, bench.versions, bench.room.bus)
    studying.begin(ZHAO, draft, 0)
    await work.learning.wait()
    studying.begin(ZHAO, draft, 100)
    await told(bench, draft, lambda study: study.kind == "full")
    work.let.set()
    study = await told(bench, draft, lambda study: study.status != "running")
    assert study.result["dialogs"]["played"] == 3
    assert study.result["replay"]["conversations"] == 0
    assert study.id == 1
    await studying.stop()


async def told(bench: Bench, draft: Draft, looked_for: Callable[[Study], bool]) -> Study:
    """How far the trial is, when it is that far."""
    async for _ in bench.room.bus.watch([TOPIC]):
        study = await bench.versions.last_study(draft.id)
        if study and looked_for(study):
            return study
    raise AssertionError(draft)
