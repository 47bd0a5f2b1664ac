"""The lists: who must act, who waits longest, what is found."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.messages import Media
from bot.core.understanding import Sent
from bot.service.desk.outcomes import Done, NotThere
from bot.service.desk.rows import Clock, Filter, Group, Inbox, Pill
from tests.contract.desk.room import LI, PERSON, QIAN, WANG, ZHAO, Room
from tests.world import fact, heard

MINUTE = timedelta(minutes=1)


def numbers(inbox: Inbox, group: Group) -> list[int]:
    return [row.number for section in inbox.sections if section.group is group for row in section.rows]


async def test_chats_lie_in_groups_by_who_must_act(room: Room) -> None:
    waits, mine, other = await room.waiting("a"), await room.held(LI, "b"), await room.held(WANG, "c")
    bots = await room.hears(heard("power.dead"), "d")
    inbox = await room.desk.inbox(LI)
    assert [(section.group, section.count) for section in inbox.sections] == [
        (Group.WAITING, 1),
        (Group.MINE, 1),
        (Group.OTHERS, 1),
        (Group.BOT, 1),
        (Group.SNOOZED, 0),
    ]
    shown = [numbers(inbox, group) for group in (Group.WAITING, Group.MINE, Group.OTHERS, Group.BOT)]
    assert shown == [[waits], [mine], [other], [bots]]
    assert (inbox.waiting, [row.number for row in inbox.alerts]) == (1, [waits])


async def test_whoever_waits_longest_comes_first(room: Room) -> None:
    first = await room.waiting("a")
    room.pass_time(MINUTE)
    second = await room.waiting("b")
    room.pass_time(MINUTE)
    await room.hears(heard("printer.blank"), "a")
    assert numbers(await room.desk.inbox(LI), Group.WAITING) == [first, second]


async def test_mine_that_wait_for_me_come_before_those_that_wait_for_the_merchant(room: Room) -> None:
    answered, unanswered = await room.held(LI, "a"), await room.held(LI, "b")
    await room.says(LI, answered)
    inbox = await room.desk.inbox(LI)
    assert numbers(inbox, Group.MINE) == [unanswered, answered]
    [section] = [section for section in inbox.sections if section.group is Group.MINE]
    assert [row.pill for row in section.rows] == [Pill.AWAITS_US, Pill.AWAITS_MERCHANT]


async def test_the_last_words_stay_those_of_who_wrote_them_when_another_has_the_chat(room: Room) -> None:
    number = await room.held(LI)
    await room.says(LI, number, "we will call you")
    assert isinstance(await room.desk.assign(LI, number, WANG.id), Done)
    row = await room.desk.row(WANG, number)
    assert (row.by, row.preview) == ("staff", "we will call you")
    assert row.writer
    assert row.holder
    assert (row.writer.id, row.holder.id) == (LI.id, WANG.id)
    await room.hears(heard("printer.blank"))
    assert (await room.desk.row(WANG, number)).writer is None


async def test_unread_counts_the_merchants_words_since_i_read(room: Room) -> None:
    number = await room.held()
    await room.hears(heard("printer.blank"))
    await room.desk.mark(LI, number, await room.last(number))
    assert (await room.desk.row(LI, number)).unread == 0
    await room.hears(heard("printer.blank"))
    assert (await room.desk.row(LI, number)).unread == 1
    assert (await room.desk.row(WANG, number)).unread == 3
    await room.desk.mark(LI, number, await room.last(number))
    await room.desk.mark(LI, number, 0)
    assert (await room.desk.row(LI, number)).unread == 1


async def test_a_chat_with_the_bot_that_has_been_still_for_a_day_is_over(room: Room) -> None:
    number = await room.hears(heard("power.dead"))
    room.pass_time(timedelta(days=1, seconds=1))
    assert numbers(await room.desk.inbox(LI), Group.BOT) == []
    assert [row.number for row in (await room.desk.section(LI, Group.CLOSED)).rows] == [number]


async def test_what_is_over_stands_in_a_list_that_asks_for_it_latest_first(room: Room) -> None:
    first, second, open_one = await room.held(LI, "a"), await room.held(LI, "b"), await room.held(LI, "c")
    still = await room.hears(heard("power.dead"), "d")
    room.pass_time(timedelta(days=1, seconds=1))
    for number in (second, first):
        assert isinstance(await room.desk.close(LI, number), Done)
        room.pass_time(MINUTE)
    inbox = await room.desk.inbox(LI, Filter(groups=tuple(Group)))
    assert (numbers(inbox, Group.MINE), numbers(inbox, Group.CLOSED)) == ([open_one], [first, second, still])
    assert Group.CLOSED not in {section.group for section in (await room.desk.inbox(LI)).sections}


async def test_a_list_that_shows_a_few_groups_still_counts_all_and_alerts_and_reads_as_far_as_asked(room: Room) -> None:
    waits = [await room.waiting(str(name)) for name in range(3)]
    await room.hears(heard("power.dead"), "d")
    inbox = await room.desk.inbox(LI, shown=(Group.WAITING,), rows=2)
    counts = {section.group: (section.count, len(section.rows)) for section in inbox.sections}
    assert (counts[Group.WAITING], counts[Group.BOT]) == ((3, 2), (1, 0))
    nothing = await room.desk.inbox(LI, shown=())
    assert [row.number for row in nothing.alerts] == waits


async def test_filters_narrow_the_list(room: Room) -> None:
    number = await room.waiting("a")
    await room.waiting("b")
    await room.desk.tag(LI, number, ["VIP"])
    await room.desk.assign(ZHAO, number, "wang")
    for wanted in (Filter(tag="VIP"), Filter(assignee="wang"), Filter(text=str(number)), Filter(groups=(Group.WAITING,), tag="VIP")):
        inbox = await room.desk.inbox(LI, wanted)
        assert numbers(inbox, Group.WAITING) == [number], wanted
    assert numbers(await room.desk.inbox(LI, Filter(assignee="nobody")), Group.WAITING) != [number]
    assert numbers(await room.desk.inbox(LI, Filter(channel="telegram")), Group.WAITING) == []


async def test_a_section_reads_on(room: Room) -> None:
    found = [await room.waiting(str(name)) for name in range(3)]
    section = await room.desk.section(LI, Group.WAITING, skip=1)
    assert (section.count, [row.number for row in section.rows]) == (3, found[1:])


async def test_the_clock_of_the_first_answer_runs_until_somebody_answers_then_that_of_the_next(room: Room) -> None:
    number = await room.waiting()
    room.pass_time(6 * MINUTE)
    deadline = (await room.desk.row(LI, number)).deadline
    assert deadline
    assert (deadline.clock, deadline.broken) == (Clock.FIRST, True)
    await room.says(LI, number)
    assert [one.clock for one in (await room.desk.open(LI, number)).deadlines] == [Clock.RESOLUTION]
    await room.hears(heard("printer.blank"))
    following = (await room.desk.row(LI, number)).deadline
    assert following
    assert (following.clock, following.broken, following.target) == (Clock.FOLLOWING, False, 600)


async def test_an_opened_chat_shows_transcript_case_and_who_is_there(room: Room) -> None:
    number = await room.hears(heard("power.dead", text="it is dead", fields=(fact("serial", "SN0418"), fact("purchased", "2026-01"))))
    await room.waiting()
    await room.desk.typing(WANG, number)
    await room.desk.draft(LI, number, "reply", "hello, my card is 4111111111111111")
    opened = await room.desk.open(LI, number)
    assert [line.kind for line in opened.lines] == ["merchant", "bot", "merchant", "system", "bot"]
    assert (opened.last, opened.earlier) == (5, False)
    assert (opened.case.trouble, opened.case.reason, opened.case.words[0]) == ("power.dead", "human", "it is dead")
    assert [fact.raw for fact in opened.case.device] == ["SN0418", "2026-01"]
    covered = opened.case.warranty
    assert (covered.verdict, covered.ends, covered.about) == ("in", None, "2027-01")  # the month alone was told
    assert opened.case.next == "<power.dead.light>"
    assert [who.id for who in opened.typing] == ["wang"]
    assert "4111111111111111" not in opened.drafts["reply"]
    room.pass_time(timedelta(seconds=7))
    again = await room.desk.open(LI, number)
    assert ([who.id for who in again.viewing], again.typing) == (["wang"], ())


async def test_a_transcript_is_read_in_pages(room: Room) -> None:
    number = await room.held()
    for _ in range(5):
        await room.says(LI, number)
    newest = await room.desk.open(LI, number, limit=3)
    assert newest.earlier
    earlier = await room.desk.open(LI, number, before=newest.lines[0].seq, limit=3)
    assert [line.seq for line in (*earlier.lines, *newest.lines)] == list(range(newest.last - 5, newest.last + 1))
    assert (await room.desk.open(LI, number, after=newest.last)).lines == ()


async def test_a_search_finds_words_serials_tickets_names_and_numbers(room: Room) -> None:
    number = await room.hears(heard("power.dead", text="the green lamp blinks", fields=(fact("serial", "SN20260418"),)))
    await room.desk.open_ticket(LI, number, "warranty")
    await room.desk.change_merchant(LI, number, {"name": "Wang's 24h shop"})
    for text, kind in (
        ("GREEN lamp", "message"),
        ("0418", "terminal"),
        ("24h", "merchant"),
        (str(number), "chat"),
        (f"{number}-", "ticket"),
    ):
        assert kind in {hit.kind for hit in await room.desk.search(LI, text)}, text
    assert await room.desk.search(LI, "no such thing") == []
    assert await room.desk.search(LI, "  ") == []


async def test_a_search_takes_signs_as_they_are(room: Room) -> None:
    await room.hears(heard("power.dead", text="100% dead"))
    assert [hit.kind for hit in await room.desk.search(LI, "100% d")] == ["message"]
    assert await room.desk.search(LI, "100_ d") == []


async def test_merchants_and_terminals_are_listed_with_what_is_known(room: Room) -> None:
    number = await room.hears(heard("power.dead", fields=(fact("serial", "SN1"), fact("contact", "13800000000"))))
    [merchant], page = await room.desk.merchants(LI)
    assert (merchant.id, merchant.contact, page.after) == (number, "138****0000", 0)
    [terminal], _ = await room.desk.terminals(LI, "sn1")
    assert (terminal.serial, terminal.merchant) == ("SN1", number)
    assert (await room.desk.merchants(LI, "nobody"))[0] == []
    whole = await room.desk.merchant(LI, number)
    assert [chat.number for chat in whole.chats] == [number]
    assert [one.serial for one in whole.terminals] == ["SN1"]


async def test_what_does_not_exist_is_told(room: Room) -> None:
    for ask in (room.desk.row(LI, 7), room.desk.open(LI, 7), room.desk.merchant(LI, 7), room.desk.ticket(LI, "7-1"), room.desk.join(LI, 7)):
        with pytest.raises(NotThere):
            await ask


async def test_a_photo_is_given_to_who_may_read_and_only_where_it_was_sent(room: Room) -> None:
    media = await room.desk.keep_photo(LI, b"jpeg")
    number = await room.hears(Sent(room.timed.at, (Media("photo", "unknown.jpg"),)))
    assert await room.desk.photo(LI, number, media.ref) is None
    assert await room.says(LI, number, "", media=(media,)) == Done(seq=await room.last(number))
    assert await room.desk.photo(QIAN, number, media.ref) == b"jpeg"


async def test_tabs_are_told_of_what_changed(room: Room) -> None:
    number = await room.waiting()
    topic = f"c{number}"
    assert await room.told("queue", topic) == ["queue", topic]
    watching = room.desk.watch(["queue", topic, f"typing{number}"])
    assert [await anext(watching) for _ in range(3)] == ["queue", topic, f"typing{number}"]
    await room.hears(PERSON)
    assert {await anext(watching), await anext(watching)} == {"queue", topic}
    await room.desk.typing(WANG, number)
    assert {await anext(watching), await anext(watching)} == {"queue", f"typing{number}"}
    room.desk.stop()
    assert await anext(watching, None) is None
