"""What the staff do: take over, write, hand back, close, arrange, take back."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.core.state import Mode
from bot.core.understanding import Chose
from bot.service.delivering import not_arrived
from bot.service.desk.outcomes import Done, NotAllowed, Overtaken, Refused, Taken
from bot.service.desk.people import Role, Staff, Team
from bot.service.desk.ports import Writing
from bot.service.desk.rows import Group
from bot.service.desk.views import Canned
from bot.service.ports import Event
from bot.service.sending import Reach
from tests.contract.building import at
from tests.contract.desk.room import LI, QIAN, WANG, ZHAO, Room
from tests.world import fact, heard

HOUR = timedelta(hours=1)


async def test_of_two_who_take_over_at_once_one_wins_and_the_other_is_told_who(room: Room) -> None:
    number = await room.waiting()
    outcomes = await asyncio.gather(room.desk.join(LI, number), room.desk.join(WANG, number))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Done", "Taken"]
    [taken] = [outcome for outcome in outcomes if isinstance(outcome, Taken)]
    assert taken.who.id == (await room.state()).staff
    assert (await room.desk.row(LI, number)).group in {Group.MINE, Group.OTHERS}


async def test_a_lead_takes_it_from_a_colleague_an_agent_does_not(room: Room) -> None:
    number = await room.held(LI)
    with pytest.raises(NotAllowed):
        await room.desk.join(WANG, number, take=True)
    assert await room.desk.join(ZHAO, number, take=True) == Done()
    assert (await room.state()).staff == "zhao"


async def test_who_writes_first_has_taken_over(room: Room) -> None:
    number = await room.waiting()
    assert isinstance(await room.says(LI, number), Done)
    assert (await room.state()).mode is Mode.STAFF
    assert (await room.desk.row(LI, number)).group is Group.MINE


async def test_a_repeat_of_what_was_written_is_harmless(room: Room) -> None:
    number = await room.held()
    writing = Writing("a", "hello", await room.last(number))
    first = await room.desk.say(LI, number, writing)
    assert isinstance(first, Done)
    assert await room.desk.say(LI, number, writing) == Done(again=True)
    assert (await room.kinds()).count("staff") == 1


async def test_writing_over_what_came_since_asks_once(room: Room) -> None:
    number = await room.held()
    seen = await room.last(number)
    await room.hears(heard("printer.blank", text="and now it prints nothing"))
    outcome = await room.says(LI, number, seen=seen)
    assert isinstance(outcome, Overtaken)
    assert [line.text for line in outcome.lines] == ["and now it prints nothing"]
    assert isinstance(await room.says(LI, number, seen=outcome.last), Done)
    assert isinstance(await room.says(LI, number, seen=seen, over=True), Done)


async def test_writing_while_a_colleague_types_asks_once(room: Room) -> None:
    number = await room.held()
    await room.desk.typing(WANG, number)
    outcome = await room.says(LI, number)
    assert isinstance(outcome, Overtaken)
    assert [who.id for who in outcome.typing] == ["wang"]
    await room.desk.left(WANG, number)
    assert isinstance(await room.says(LI, number), Done)


async def test_writing_into_a_colleagues_chat_asks_and_leaves_it_his(room: Room) -> None:
    number = await room.held(LI)
    assert await room.says(WANG, number) == Taken(LI)
    assert isinstance(await room.says(WANG, number, over=True), Done)
    assert (await room.state()).staff == "li"


@pytest.mark.parametrize(("text", "word"), [("  ", "empty"), ("x" * 4001, "too_long")])
async def test_what_cannot_be_sent_is_refused(room: Room, text: str, word: str) -> None:
    refused = await room.says(LI, await room.held(), text)
    assert isinstance(refused, Refused)
    assert (refused.word, refused.place) == (word, "text")


async def test_secrets_that_staff_write_are_masked_as_well(room: Room) -> None:
    number = await room.held()
    await room.says(LI, number, "your card 4111111111111111")
    await room.desk.note(LI, number, Writing("n", "card 4111111111111111"))
    assert all("4111111111111111" not in str(line.body) for line in await room.store.log(at()))


async def test_a_note_is_seen_by_staff_and_owed_to_nobody(room: Room) -> None:
    number = await room.held()
    assert isinstance(await room.desk.note(WANG, number, Writing("n", "ask him for the invoice")), Done)
    claimed = await room.store.claim(["web"], room.timed.at, HOUR, 10)
    assert all(entry.kind.value != "note" for delivery in claimed for entry in delivery.entries)
    assert [line.who for line in (await room.desk.open(LI, number)).lines if line.kind == "note"] == ["Wang Min"]
    assert (await room.state()).mode is Mode.STAFF


async def test_a_draft_is_kept_per_chat_and_mode_until_it_is_sent(room: Room) -> None:
    number = await room.held()
    await room.desk.draft(LI, number, "reply", "half")
    await room.desk.draft(LI, number, "note", "a thought")
    assert (await room.desk.open(LI, number)).drafts == {"reply": "half", "note": "a thought"}
    assert (await room.desk.open(WANG, number)).drafts == {}
    await room.says(LI, number)
    assert (await room.desk.open(LI, number)).drafts == {"note": "a thought"}


@pytest.mark.parametrize(("resume", "place"), [(True, "light"), (False, None)])
async def test_handing_back_resumes_or_begins_clean(room: Room, resume: bool, place: str | None) -> None:
    await room.hears(heard("power.dead"))
    number = await room.held()
    done = await room.desk.hand_back(LI, number, resume=resume)
    assert isinstance(done, Done)
    state = await room.state()
    assert (state.mode, state.place.step if state.place else None) == (Mode.BOT, place)
    assert await room.desk.undo(LI, number, done.undo) == Done()
    assert (await room.state()).staff == "li"


async def test_closing_asks_once_and_not_yet_brings_it_back(room: Room) -> None:
    number = await room.held()
    done = await room.desk.close(LI, number)
    assert isinstance(done, Done)
    assert (await room.desk.row(LI, number)).group is Group.CLOSED
    turn = (await room.state()).turn
    await room.hears(Chose(room.timed.at, f"{turn}.not_fixed"))
    assert (await room.desk.row(LI, number)).group is Group.WAITING


async def test_a_closed_chat_can_be_reopened_and_closing_undone(room: Room) -> None:
    number = await room.held()
    done = await room.desk.close(LI, number)
    assert isinstance(done, Done)
    assert await room.desk.undo(LI, number, done.undo) == Done()
    assert (await room.desk.row(LI, number)).group is Group.MINE


async def test_an_agent_does_not_close_what_a_colleague_holds(room: Room) -> None:
    number = await room.held(LI)
    assert await room.desk.close(WANG, number) == Taken(LI)
    assert isinstance(await room.desk.close(ZHAO, number), Done)


async def test_snoozed_until_its_time_or_until_the_merchant_writes(room: Room) -> None:
    number = await room.held()
    assert isinstance(await room.desk.snooze(LI, number, room.timed.at + HOUR), Done)
    assert (await room.desk.row(LI, number)).group is Group.SNOOZED
    room.pass_time(HOUR)
    assert (await room.desk.row(LI, number)).group is Group.MINE
    done = await room.desk.snooze(LI, number, room.timed.at + HOUR)
    room.pass_time(timedelta(seconds=1))
    await room.hears(heard("printer.blank"))
    inbox = await room.desk.inbox(LI)
    assert [row.number for section in inbox.sections if section.group is Group.MINE for row in section.rows] == [number]
    assert (await room.desk.row(LI, number)).group is Group.MINE
    assert isinstance(done, Done)


async def test_a_snooze_that_is_past_is_refused(room: Room) -> None:
    refused = await room.desk.snooze(LI, await room.held(), room.timed.at)
    assert isinstance(refused, Refused)
    assert refused.word == "snooze_past"


async def test_assigning_is_undone_and_what_a_person_speaks_in_goes_over_at_once(room: Room) -> None:
    number = await room.waiting()
    done = await room.desk.assign(LI, number, "wang")
    assert (await room.desk.row(LI, number)).assignee == WANG
    assert isinstance(done, Done)
    await room.desk.undo(LI, number, done.undo)
    assert (await room.desk.row(LI, number)).assignee is None
    await room.desk.join(LI, number)
    given = await room.desk.assign(LI, number, "wang")
    assert (await room.state()).staff == "wang"
    assert isinstance(given, Done)
    assert isinstance(await room.desk.undo(LI, number, given.undo), Done)
    assert (await room.state()).staff == "li"
    await room.desk.assign(LI, number, "wang")
    room.pass_time(timedelta(minutes=2))
    with pytest.raises(NotAllowed):
        await room.desk.assign(LI, number, "li")


@pytest.mark.parametrize("who", ["qian", "nobody-of-that-name"])
async def test_who_cannot_answer_is_assigned_nothing(room: Room, who: str) -> None:
    refused = await room.desk.assign(LI, await room.waiting(), who)
    assert isinstance(refused, Refused)
    assert refused.word == "cannot_answer"


async def test_what_one_speaks_in_goes_back_to_the_queue_and_to_a_colleague_without_a_lead(room: Room) -> None:
    number = await room.held(LI)
    done = await room.desk.release(LI, number)
    row = await room.desk.row(WANG, number)
    assert (row.group, row.holder, row.assignee) == (Group.WAITING, None, None)
    assert isinstance(done, Done)
    assert isinstance(await room.desk.undo(LI, number, done.undo), Done)
    assert (await room.state()).staff == "li"
    await room.desk.assign(LI, number, "wang")
    with pytest.raises(NotAllowed):
        await room.desk.assign_team(LI, number, "")
    assert isinstance(await room.desk.release(LI, number), Taken)
    await room.desk.keep_team(ZHAO, Team("first", "First line"))
    await room.desk.assign_team(WANG, number, "first")
    row = await room.desk.row(LI, number)
    assert (row.group, row.team) == (Group.WAITING, "first")


async def test_a_team_that_takes_turns_gives_to_who_has_least(room: Room) -> None:
    await room.desk.keep_team(ZHAO, Team("first", "First line", by_turns=True))
    await room.held(LI, "busy")
    found = []
    for name in ("a", "b", "c"):
        number = await room.waiting(name)
        await room.desk.assign_team(LI, number, "first")
        assignee = (await room.desk.row(LI, number)).assignee
        found.append(assignee.id if assignee else "")
    assert found == ["wang", "li", "wang"]


async def test_tags_and_priorities_are_undone(room: Room) -> None:
    number = await room.waiting()
    tagged = await room.desk.tag(LI, number, [" VIP ", "VIP", "late"])
    prioritised = await room.desk.prioritise(LI, number, 2)
    row = await room.desk.row(LI, number)
    assert (row.tags, row.priority) == (("VIP", "late"), 2)
    assert await room.desk.tags() == [("VIP", 1), ("late", 1)]
    assert isinstance(tagged, Done)
    assert isinstance(prioritised, Done)
    await room.desk.undo(LI, number, tagged.undo)
    await room.desk.undo(LI, number, prioritised.undo)
    row = await room.desk.row(LI, number)
    assert (row.tags, row.priority) == ((), 0)


async def test_two_chats_of_one_merchant_are_merged_and_parted_again(room: Room) -> None:
    first, second = await room.waiting("a"), await room.waiting("b")
    with pytest.raises(NotAllowed):
        await room.desk.merge(LI, second, first)
    done = await room.desk.merge(ZHAO, second, first)
    assert isinstance(done, Done)
    assert {chat.number for chat in (await room.desk.merchant(LI, first)).chats} == {first, second}
    assert (await room.desk.open(LI, second)).merged == (first,)
    await room.desk.undo(ZHAO, second, done.undo)
    assert [chat.number for chat in (await room.desk.merchant(LI, first)).chats] == [first]


async def test_chats_known_by_the_same_terminal_or_contact_are_found_and_no_others(room: Room) -> None:
    first, second = [await room.hears(heard("power.dead", fields=(fact("serial", "NB7788"),)), chat) for chat in "ab"]
    await room.hears(heard("power.dead", fields=(fact("serial", "NB778"),)), "c")
    assert [row.number for row in await room.desk.alike(LI, second)] == [first]
    await room.desk.merge(ZHAO, second, first)
    assert await room.desk.alike(LI, second) == ()


@pytest.mark.parametrize("undo", ["", "nonsense", "snooze:yesterday", "tags:[", "unmerge:x:y", "priority:9"])
async def test_an_undo_that_stands_for_nothing_is_refused(room: Room, undo: str) -> None:
    assert isinstance(await room.desk.undo(ZHAO, await room.held(ZHAO), undo), Refused)


async def test_a_ticket_goes_over_the_board_and_the_bot_knows_it(room: Room) -> None:
    number = await room.hears(heard("power.dead"))
    assert isinstance(await room.desk.open_ticket(LI, number, "warranty"), Done)
    assert isinstance(await room.desk.open_ticket(LI, number, "warranty"), Refused)
    [card] = await room.desk.board(LI)
    assert (card.status, card.topic) == ("new", "<intent.power.dead>")
    await room.desk.assign_ticket(LI, card.ref, "wang")
    done = await room.desk.move_ticket(LI, card.ref, "done", room.timed.at + HOUR)
    assert isinstance(done, Done)
    card = await room.desk.ticket(LI, card.ref)
    assert (card.status, card.assignee, card.due) == ("done", WANG, room.timed.at + HOUR)
    [ticket] = (await room.state()).tickets
    assert not ticket.is_open
    room.pass_time(timedelta(days=15))
    assert await room.desk.board(LI) == []


async def test_canned_replies_are_filled_for_the_chat_in_its_language(room: Room) -> None:
    number = await room.held()
    await room.desk.change_merchant(LI, number, {"name": "Corner shop"})
    await room.desk.keep_canned(LI, Canned(0, "hi", "Greeting", {"zh": "您好", "en": "Hello {merchant}, {me} here. {terminal}"}, "li"))
    await room.desk.keep_canned(ZHAO, Canned(0, "bye", "Farewell", {"zh": "再见"}))
    assert [one.filled for one in await room.desk.canned(LI, number, "/h")] == ["Hello Corner shop, Li Na here. {terminal}"]
    assert [one.short for one in await room.desk.canned(WANG)] == ["bye"]
    with pytest.raises(NotAllowed):
        await room.desk.keep_canned(LI, Canned(0, "x", "X", {"en": "x"}))
    [own] = await room.desk.canned(LI, text="hi")
    await room.desk.drop_canned(LI, own.id)
    assert [one.short for one in await room.desk.canned(LI)] == ["bye"]


async def test_an_auditor_reads_everything_and_changes_nothing(room: Room) -> None:
    number = await room.waiting()
    await room.desk.open(QIAN, number)
    writing = Writing("1", "x")
    for act in (
        room.desk.join(QIAN, number),
        room.desk.say(QIAN, number, writing),
        room.desk.note(QIAN, number, writing),
        room.desk.close(QIAN, number),
        room.desk.assign(QIAN, number, "li"),
        room.desk.tag(QIAN, number, ["x"]),
        room.desk.snooze(QIAN, number, None),
        room.desk.move_ticket(QIAN, "1-1", "done"),
    ):
        with pytest.raises(NotAllowed):
            await act


async def test_who_may_not_answer_any_more_does_nothing(room: Room) -> None:
    with pytest.raises(NotAllowed):
        await room.desk.join(Staff("old", "Old", Role.ADMIN, active=False), await room.waiting())


async def test_everything_is_on_record_with_what_changed(room: Room) -> None:
    number = await room.held()
    await room.desk.tag(LI, number, ["VIP"])
    await room.says(LI, number)
    deeds = await room.desk.deeds(QIAN, number)
    assert [deed.did for deed in deeds] == ["said", "tagged", "joined"]
    assert deeds[1].changes == {"tags": ([], ["VIP"])}
    assert [deed.did async for deed in room.desk.every_deed(QIAN)] == ["joined", "tagged", "said"]
    with pytest.raises(NotAllowed):
        await room.desk.deeds(LI)


async def test_a_merchant_who_is_back_is_no_longer_one_who_takes_no_messages(room: Room) -> None:
    number = await room.held()
    await room.says(LI, number)
    [delivery] = await room.store.claim(["web"], room.timed.at, HOUR, 1)
    await room.store.hold(delivery.number, delivery.epoch, Reach.GONE, "blocked")
    entry = (await room.store.log(at()))[-1]
    await room.support.keep(
        Event("web", "gone", at(), room.timed.at), lambda chat: not_arrived(chat, entry, Reach.GONE, room.timed.at, "gone")
    )
    assert (await room.desk.open(LI, number)).case.reason == "reach_gone"
    await room.hears(heard("printer.blank", text="i am back"))
    assert (await room.desk.open(LI, number)).case.reason == ""
