"""What every store does, whatever it is made of: one class over all back ends."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from bot.core.reminders import single
from bot.core.state import Mode, State
from bot.service.ports import Call, Chat, Entry, EntryKind, Handled, Kept, Store, Waiting
from bot.service.sending import AGAIN, Reach
from tests.contract.building import (
    BACK_ENDS,
    MINUTE,
    NINE,
    alarm,
    at,
    bot,
    broken,
    claimed,
    claimed_one,
    event,
    firing,
    merchant,
    said,
    staff,
    statuses,
    system,
    texts,
    ticket,
    turn,
)
from tests.postgres import server


class TestEvents:
    """One event, one turn, kept whole or not at all."""

    async def test_the_first_chat_is_number_1001_and_its_state_is_none(self, store: Store) -> None:
        chats: list[Chat] = []

        def look(chat: Chat) -> Kept:
            chats.append(chat)
            return Kept(State(ref=str(chat.number)))

        assert await store.handle(event(), look) == Handled(1001, 0)
        assert chats == [Chat(1001, at(), None)]
        assert await store.handle(event("2", "other"), look) == Handled(1002, 0)

    async def test_a_turn_finds_the_state_that_the_last_one_kept(self, store: Store) -> None:
        await said(store, merchant())
        await said(store, merchant())
        chat = await store.chat(at())
        assert chat == Chat(1001, at(), State(ref="1001", turn=2))

    async def test_what_a_merchant_wants_to_be_reminded_of_again_and_again_is_found_as_it_was_kept(self, store: Store) -> None:
        plan, _ = single.added(single.on_clock(None, NINE.date()), "2026-11-30T10:00", "", "交房租", "P1M/31")
        kept = State(ref="1001", plan=plan)
        assert await store.handle(event(), lambda _: Kept(kept))
        chat = await store.chat(at())
        assert chat
        assert chat.state == kept

    async def test_an_event_seen_before_is_none_and_runs_no_turn(self, store: Store) -> None:
        assert await store.handle(event("7"), turn(merchant()))
        assert await store.handle(event("7"), broken) is None
        assert len(await store.log(at())) == 1

    async def test_the_same_id_of_another_account_is_another_event(self, store: Store) -> None:
        assert await store.handle(event("7"), turn(merchant()))
        assert await store.handle(event("7", account="desk"), turn(staff()))

    async def test_an_id_that_two_chats_share_by_mistake_costs_neither_its_message(self, store: Store) -> None:
        assert await store.handle(event("7", "shop"), turn(merchant()))
        assert await store.handle(event("7", "cafe"), turn(merchant()))

    async def test_the_same_name_on_another_channel_is_another_chat(self, store: Store) -> None:
        await said(store, merchant(), chat="web/shop")
        handled = await said(store, merchant(), chat="telegram/shop")
        assert handled.number == 1002

    async def test_the_log_counts_from_one_without_gaps_over_turns(self, store: Store) -> None:
        await said(store, merchant(), bot(), system())
        assert await said(store, merchant(), bot()) == Handled(1001, 5)
        log = await store.log(at())
        assert [line.seq for line in log] == [1, 2, 3, 4, 5]
        assert [line.kind for line in log[:3]] == [EntryKind.MERCHANT, EntryKind.BOT, EntryKind.SYSTEM]

    async def test_the_log_can_be_read_in_pieces(self, store: Store) -> None:
        await said(store, *(merchant(str(number)) for number in range(1, 8)))
        assert [line.seq for line in await store.log(at(), after=2, limit=3)] == [3, 4, 5]
        assert await store.log(at(), after=7) == []
        assert await store.log(at("nobody")) == []

    async def test_a_body_and_a_time_come_back_as_they_were(self, store: Store) -> None:
        body: dict[str, Any] = {"text": "开不了机 🙏", "choices": [{"key": "1.yes"}], "half": "\ud83d", "none": None}
        when = datetime(2026, 3, 2, 17, 0, 0, 123456, tzinfo=timezone(timedelta(hours=8)))
        await said(store, Entry(EntryKind.MERCHANT, when, body))
        [line] = await store.log(at())
        assert (line.body, line.at) == (body, when)

    async def test_a_body_that_changes_later_does_not_change_the_log(self, store: Store) -> None:
        body: dict[str, Any] = {"text": "before"}
        await said(store, Entry(EntryKind.MERCHANT, NINE, body))
        body["text"] = "after"
        [line] = await store.log(at())
        assert line.body == {"text": "before"}

    @pytest.mark.parametrize(
        ("entry", "error"),
        [
            pytest.param(Entry(EntryKind.BOT, NINE, {"text": NINE}), TypeError, id="a body that is not JSON"),  # type: ignore[dict-item]
            pytest.param(bot(when=NINE.replace(tzinfo=None)), TypeError, id="a time without a zone"),
        ],
    )
    async def test_a_turn_that_cannot_be_kept_keeps_nothing(self, store: Store, entry: Entry, error: type[Exception]) -> None:
        with pytest.raises(error):
            await store.handle(event(), turn(merchant(), entry))
        assert await store.chat(at()) is None

    async def test_a_failing_first_turn_leaves_no_chat_and_may_be_tried_again(self, store: Store) -> None:
        with pytest.raises(LookupError, match="no such step"):
            await store.handle(event("1"), broken)
        assert await store.chat(at()) is None
        assert await store.handle(event("1"), turn(merchant())) == Handled(1001, 1)

    async def test_a_failing_turn_harms_none_of_those_it_waits_with(self, store: Store) -> None:
        work = [store.handle(event(str(number), f"shop {number}"), broken if number % 3 == 0 else turn(merchant())) for number in range(30)]
        outcomes = await asyncio.gather(*work, return_exceptions=True)
        assert [isinstance(outcome, LookupError) for outcome in outcomes] == [number % 3 == 0 for number in range(30)]
        assert [len(await store.log(at(f"shop {number}"))) for number in (1, 2, 3)] == [1, 1, 0]

    async def test_two_hundred_events_at_once_over_fifty_chats_lose_nothing(self, store: Store) -> None:
        async def handle(number: int) -> Handled | None:
            said_now = turn(merchant(str(number), NINE + timedelta(seconds=number)), bot())
            return await store.handle(event(str(number), f"shop {number % 50}"), said_now)

        twice = await asyncio.gather(*(handle(number) for number in [*range(200), *range(200)]))
        assert sum(outcome is not None for outcome in twice) == 200
        for chat in range(50):
            log = await store.log(at(f"shop {chat}"))
            assert [line.seq for line in log] == list(range(1, 9))
            assert [line.body["text"] for line in log[::2]] == [str(number) for number in range(chat, 200, 50)]

    async def test_whoever_stops_waiting_does_not_stop_the_others(self, store: Store) -> None:
        impatient = asyncio.ensure_future(store.handle(event("1"), turn(merchant())))
        await asyncio.sleep(0)
        impatient.cancel()
        assert await store.handle(event("2"), turn(merchant()))
        assert await store.handle(event("1"), broken) is None


class TestTickets:
    """Tickets are the chat's own."""

    async def test_tickets_come_oldest_first(self, store: Store) -> None:
        later, sooner = ticket("1001-2", opened=NINE + MINUTE), ticket("1001-1")
        await said(store, tickets=(later, sooner))
        await said(store, tickets=(ticket("1002-1"),), chat="other")
        assert await store.tickets(at()) == [sooner, later]
        assert await store.tickets(at("nobody")) == []

    async def test_a_ticket_of_the_same_ref_replaces_the_first(self, store: Store) -> None:
        await said(store, tickets=(ticket("1001-1"),))
        await said(store, tickets=(ticket("1001-1", "cancelled"), ticket("1001-2")))
        assert await store.tickets(at()) == [ticket("1001-1", "cancelled"), ticket("1001-2")]


class TestTimers:
    """A timer fires once, as it was set last."""

    async def test_timers_come_due_earliest_first(self, store: Store) -> None:
        await said(store, alarms=(alarm("late", NINE + 2 * MINUTE), alarm("early", NINE + MINUTE, turn=4)))
        assert await store.next_due() == NINE + MINUTE
        assert await store.due(NINE, 10) == []
        [early] = await store.due(NINE + MINUTE, 10)
        assert (early.name, early.turn, early.at, early.address) == ("early", 4, NINE + MINUTE, at())
        assert [due.name for due in await store.due(NINE + 2 * MINUTE, 10)] == ["early", "late"]
        assert [due.name for due in await store.due(NINE + 2 * MINUTE, 1)] == ["early"]

    async def test_without_timers_nothing_comes_due(self, store: Store) -> None:
        assert await store.next_due() is None

    async def test_a_timer_that_fired_is_gone(self, store: Store) -> None:
        await said(store, alarms=(alarm(),))
        [due] = await store.due(NINE + MINUTE, 10)
        assert await store.handle(firing(due), turn(bot())) == Handled(1001, 1)
        assert await store.handle(firing(due), broken) is None
        assert await store.next_due() is None

    async def test_a_timer_fires_once_when_two_fire_it_at_once(self, store: Store) -> None:
        await said(store, *(), alarms=tuple(alarm(str(number)) for number in range(20)))
        due = await store.due(NINE + MINUTE, 50)
        outcomes = await asyncio.gather(*(store.handle(firing(one), turn(bot())) for one in [*due, *due]))
        assert sum(outcome is not None for outcome in outcomes) == 20

    async def test_a_timer_whose_turn_fails_stays_due(self, store: Store) -> None:
        await said(store, alarms=(alarm(),))
        [due] = await store.due(NINE + MINUTE, 10)
        with pytest.raises(LookupError):
            await store.handle(firing(due), broken)
        assert await store.due(NINE + MINUTE, 10) == [due]

    async def test_a_timer_set_again_fires_at_the_new_time_only(self, store: Store) -> None:
        await said(store, alarms=(alarm(),))
        [old] = await store.due(NINE + MINUTE, 10)
        await said(store, alarms=(alarm(when=NINE + 5 * MINUTE, turn=2),))
        assert await store.handle(firing(old), broken) is None
        assert await store.due(NINE + MINUTE, 10) == []
        [new] = await store.due(NINE + 5 * MINUTE, 10)
        assert new.turn == 2
        assert await store.handle(firing(new), turn())

    async def test_a_cancelled_timer_does_not_fire(self, store: Store) -> None:
        await said(store, alarms=(alarm("nudge"), alarm("follow up")))
        [nudge, follow_up] = await store.due(NINE + MINUTE, 10)
        await said(store, silenced=("nudge", "never set"))
        assert await store.handle(firing(nudge), broken) is None
        assert await store.due(NINE + MINUTE, 10) == [follow_up]

    async def test_a_timer_cancelled_and_set_in_one_turn_is_set(self, store: Store) -> None:
        await said(store, alarms=(alarm(turn=1),))
        [old] = await store.due(NINE + MINUTE, 10)
        await said(store, silenced=("nudge",), alarms=(alarm(turn=2),))
        [new] = await store.due(NINE + MINUTE, 10)
        assert new.turn == 2
        assert await store.handle(firing(old), broken) is None

    async def test_a_firing_timer_may_set_itself_again(self, store: Store) -> None:
        await said(store, alarms=(alarm(),))
        [first] = await store.due(NINE + MINUTE, 10)
        assert await store.handle(firing(first), turn(alarms=(alarm(when=NINE + 2 * MINUTE),)))
        [second] = await store.due(NINE + 2 * MINUTE, 10)
        assert (second.id, second.occurrence) != (first.id, first.occurrence)

    async def test_the_same_name_in_two_chats_is_two_timers(self, store: Store) -> None:
        await said(store, alarms=(alarm(),), chat="shop")
        await said(store, alarms=(alarm(),), chat="cafe")
        assert [due.address for due in await store.due(NINE + MINUTE, 10)] == [at("shop"), at("cafe")]

    async def test_a_timer_of_a_chat_that_is_not_there_makes_none(self, store: Store) -> None:
        assert await store.handle(event("1:1", account="timer"), broken) is None
        assert await store.chat(at()) is None


class TestQueue:
    """The staff's queue."""

    async def test_the_longest_wait_comes_first(self, store: Store) -> None:
        await said(store, call=Call(NINE + MINUTE, "asked for a person"), chat="shop")
        await said(store, call=Call(NINE, "danger"), chat="cafe")
        assert await store.waiting() == [
            Waiting(1002, at("cafe"), NINE, "danger"),
            Waiting(1001, at("shop"), NINE + MINUTE, "asked for a person"),
        ]

    async def test_who_calls_again_keeps_the_place_with_the_new_reason(self, store: Store) -> None:
        await said(store, call=Call(NINE, "not understood"))
        await said(store, call=Call(NINE + MINUTE, "asked for a person"))
        assert await store.waiting() == [Waiting(1001, at(), NINE, "asked for a person")]

    async def test_an_answered_chat_leaves_the_queue_and_may_come_back(self, store: Store) -> None:
        await said(store, call=Call(NINE, "danger"))
        await said(store, answered=True)
        assert await store.waiting() == []
        await said(store, answered=True, call=Call(NINE + MINUTE, "danger again"))
        assert await store.waiting() == [Waiting(1001, at(), NINE + MINUTE, "danger again")]


class TestDelivery:
    """What goes out, in order, by one sender a chat."""

    async def test_only_what_bot_and_staff_say_goes_out(self, store: Store) -> None:
        await said(store, merchant(), system(), bot("one"), merchant(), staff("two"))
        delivery = await claimed_one(store)
        assert (delivery.number, delivery.address, delivery.attempt) == (1001, at(), 0)
        assert [entry.seq for entry in delivery.entries] == [3, 5]

    async def test_a_chat_that_is_owed_nothing_is_not_due(self, store: Store) -> None:
        await said(store, merchant(), system())
        assert await claimed(store) == []

    async def test_what_was_sent_is_not_handed_out_again(self, store: Store) -> None:
        await said(store, merchant(), bot("one"), bot("two"))
        delivery = await claimed_one(store)
        assert await store.sent(delivery.number, delivery.epoch, 2)
        assert await store.sent(delivery.number, delivery.epoch, 3)
        assert await store.release(delivery.number, delivery.epoch)
        assert await claimed(store, NINE + 60 * MINUTE) == []
        assert await statuses(store) == ["kept", "sent", "sent"]

    async def test_the_last_that_was_sent_gives_the_lease_back(self, store: Store) -> None:
        await said(store, merchant(), bot("one"), bot("two"))
        delivery = await claimed_one(store)
        assert await store.sent(delivery.number, delivery.epoch, 2)
        await said(store, bot("three"))
        assert await claimed(store) == []
        assert await store.sent(delivery.number, delivery.epoch, 3, is_last=True)
        assert not await store.release(delivery.number, delivery.epoch)
        assert not await store.sent(delivery.number, delivery.epoch, 4, is_last=True)
        assert texts(await claimed_one(store)) == ["three"]

    async def test_what_was_refused_is_marked_and_the_next_goes_on(self, store: Store) -> None:
        await said(store, bot("one"), bot("two"))
        delivery = await claimed_one(store)
        assert await store.refused(delivery.number, delivery.epoch, 1, "blocked")
        assert await store.release(delivery.number, delivery.epoch)
        assert texts(await claimed_one(store)) == ["two"]
        assert await statuses(store) == ["refused", "kept"]

    async def test_oldest_first_up_to_the_limit_and_only_of_those_channels(self, store: Store) -> None:
        for minute, chat in enumerate(["web/a", "telegram/b", "web/c", "web/d"]):
            await said(store, bot(when=NINE + (3 - minute) * MINUTE), chat=chat)
        later = NINE + 10 * MINUTE
        assert [delivery.address.chat for delivery in await claimed(store, later, limit=2)] == ["d", "c"]
        both = await claimed(store, later, channels=("telegram", "web"))
        assert [delivery.address.chat for delivery in both] == ["b", "a"]

    async def test_a_chat_is_not_due_before_its_time(self, store: Store) -> None:
        await said(store, bot(when=NINE + MINUTE))
        assert await claimed(store, NINE) == []
        assert await claimed(store, NINE + MINUTE)

    async def test_a_leased_chat_is_nobody_elses(self, store: Store) -> None:
        await said(store, bot())
        assert await claimed(store)
        assert await claimed(store) == []
        assert await claimed(store, NINE + MINUTE / 2) == []

    async def test_two_who_claim_at_once_share_the_chats(self, store: Store) -> None:
        for number in range(20):
            await said(store, bot(), chat=f"shop {number}")
        shares = await asyncio.gather(*(claimed(store, limit=5) for _ in range(6)))
        numbers = [delivery.number for share in shares for delivery in share]
        assert sorted(numbers) == list(range(1001, 1021))

    async def test_a_lease_that_ran_out_goes_to_the_next_and_the_first_is_told(self, store: Store) -> None:
        await said(store, bot("one"), bot("two"))
        slow = await claimed_one(store)
        quick = await claimed_one(store, NINE + MINUTE)
        assert quick.epoch > slow.epoch
        assert await store.sent(slow.number, slow.epoch, 1) is False
        assert await store.refused(slow.number, slow.epoch, 1, "blocked") is False
        assert await store.postpone(slow.number, slow.epoch, NINE, "busy") is False
        assert await store.release(slow.number, slow.epoch) is False
        assert await statuses(store) == ["kept", "kept"]
        assert await store.sent(quick.number, quick.epoch, 1)

    async def test_as_many_lines_before_what_is_owed_come_along_as_are_asked_for(self, store: Store) -> None:
        await said(store, merchant("1"), bot("2"))
        await said(store, merchant("other"), bot("another"), chat="kiosk")
        first = await claimed(store)
        for one in first:
            assert await store.sent(one.number, one.epoch, 2, ref="m2", is_last=True)
        await said(store, merchant("3"), bot("4"), bot("5"))
        await said(store, merchant("?"), bot("!"), chat="kiosk")

        wide, narrow = await store.claim(("web",), NINE, MINUTE, 10, 2)

        assert [(line.seq, line.body["text"], line.ref) for line in wide.before] == [(2, "2", "m2"), (3, "3", None)]
        assert [line.body["text"] for line in narrow.before] == ["another", "?"]
        assert [line.seq for line in wide.entries] == [4, 5]
        assert all(one.before == () for one in first)

    async def test_a_slow_sender_whom_nobody_replaced_goes_on(self, store: Store) -> None:
        await said(store, bot())
        slow = await claimed_one(store)
        assert await store.sent(slow.number, slow.epoch, 1)

    async def test_a_lease_given_back_is_stale(self, store: Store) -> None:
        await said(store, bot("one"), bot("two"))
        delivery = await claimed_one(store)
        assert await store.release(delivery.number, delivery.epoch)
        assert await store.release(delivery.number, delivery.epoch) is False
        assert await store.sent(delivery.number, delivery.epoch, 1) is False

    async def test_an_unknown_chat_has_no_lease(self, store: Store) -> None:
        assert await store.sent(1001, 1, 1) is False
        assert await store.postpone(1001, 1, NINE, "busy") is False
        assert await store.release(1001, 1) is False

    async def test_the_cursor_goes_forward_only_and_not_past_the_log(self, store: Store) -> None:
        await said(store, bot("one"), bot("two"))
        delivery = await claimed_one(store)
        assert await store.sent(delivery.number, delivery.epoch, 2)
        assert await store.sent(delivery.number, delivery.epoch, 1) is False
        assert await store.sent(delivery.number, delivery.epoch, 3) is False

    async def test_a_sender_may_pass_a_line_that_does_not_go_out_and_leaves_it_as_it_is(self, store: Store) -> None:
        await said(store, merchant(), bot("one"))
        delivery = await claimed_one(store)
        assert await store.sent(delivery.number, delivery.epoch, 1)
        assert await statuses(store) == ["kept", "kept"]

    async def test_what_comes_while_a_chat_is_leased_is_due_at_the_release(self, store: Store) -> None:
        await said(store, bot("one"))
        delivery = await claimed_one(store)
        await said(store, bot("two"))
        assert await claimed(store) == []
        assert await store.sent(delivery.number, delivery.epoch, 1)
        assert await store.release(delivery.number, delivery.epoch)
        assert texts(await claimed_one(store)) == ["two"]

    async def test_what_was_claimed_and_not_sent_is_due_at_the_release(self, store: Store) -> None:
        await said(store, bot("one"), bot("two"))
        delivery = await claimed_one(store)
        assert await store.release(delivery.number, delivery.epoch)
        assert texts(await claimed_one(store)) == ["one", "two"]

    async def test_a_sender_that_died_after_its_last_message_costs_nothing(self, store: Store) -> None:
        await said(store, bot("one"))
        delivery = await claimed_one(store)
        assert await store.sent(delivery.number, delivery.epoch, 1)
        assert await claimed(store, NINE + MINUTE) == []
        await said(store, bot("two"))
        assert texts(await claimed_one(store, NINE + MINUTE)) == ["two"]

    async def test_a_long_backlog_comes_in_pieces_and_in_order(self, store: Store) -> None:
        await said(store, *(bot(str(number)) for number in range(250)))
        received: list[Any] = []
        while deliveries := await claimed(store):
            [delivery] = deliveries
            received += texts(delivery)
            assert await store.sent(delivery.number, delivery.epoch, delivery.entries[-1].seq)
            assert await store.release(delivery.number, delivery.epoch)
        assert received == [str(number) for number in range(250)]


class TestDelay:
    """A messenger that is busy with one chat."""

    async def test_a_delay_holds_this_chat_alone(self, store: Store) -> None:
        await said(store, bot(), chat="shop")
        await said(store, bot(), chat="cafe")
        [shop, cafe] = await claimed(store)
        assert await store.postpone(shop.number, shop.epoch, NINE + 5 * MINUTE, "busy")
        assert await store.release(cafe.number, cafe.epoch)
        assert [delivery.address for delivery in await claimed(store, NINE + MINUTE)] == [at("cafe")]
        assert at("shop") in [delivery.address for delivery in await claimed(store, NINE + 5 * MINUTE)]

    async def test_a_new_message_does_not_shorten_the_delay(self, store: Store) -> None:
        await said(store, bot("one"))
        delivery = await claimed_one(store)
        assert await store.postpone(delivery.number, delivery.epoch, NINE + 5 * MINUTE, "busy")
        await said(store, bot("two"))
        assert await claimed(store, NINE + MINUTE) == []
        assert texts(await claimed_one(store, NINE + 5 * MINUTE)) == ["one", "two"]

    async def test_failures_are_counted_until_the_entry_is_done_with(self, store: Store) -> None:
        await said(store, bot("one"), bot("two"))
        for attempt in range(3):
            delivery = await claimed_one(store)
            assert delivery.attempt == attempt
            assert await store.postpone(delivery.number, delivery.epoch, NINE, "busy")
        last = await claimed_one(store)
        assert await store.sent(last.number, last.epoch, 1)
        assert await store.release(last.number, last.epoch)
        assert (await claimed_one(store)).attempt == 0


class TestReach:
    """A chat that cannot be written to until the merchant writes."""

    async def test_what_is_owed_to_a_chat_that_cannot_be_reached_is_held(self, store: Store) -> None:
        await said(store, merchant(), bot("one"), staff("two"))
        delivery = await claimed_one(store)
        assert await store.hold(delivery.number, delivery.epoch, Reach.CLOSED, "48 hours")
        assert await store.sent(delivery.number, delivery.epoch, 2) is False
        await said(store, staff("three"))
        assert await claimed(store, NINE + 60 * MINUTE) == []

    async def test_when_the_window_opens_again_all_that_was_held_goes_out(self, store: Store) -> None:
        await said(store, bot("one"), staff("two"))
        delivery = await claimed_one(store)
        assert await store.hold(delivery.number, delivery.epoch, Reach.CLOSED, "48 hours")
        await said(store, merchant(), bot("three"))
        assert texts(await claimed_one(store)) == ["one", "two", "three"]

    async def test_when_one_who_was_gone_is_back_what_the_bot_had_to_say_is_stale(self, store: Store) -> None:
        await said(store, bot("one"), staff("two"))
        delivery = await claimed_one(store)
        assert await store.hold(delivery.number, delivery.epoch, Reach.GONE, "blocked")
        await said(store, bot("a reminder"))
        await said(store, merchant(), bot("welcome back"))
        assert texts(await claimed_one(store)) == ["two", "welcome back"]
        assert await statuses(store) == ["dropped", "kept", "dropped", "kept", "kept"]

    async def test_a_merchant_who_is_back_and_is_owed_nothing_is_not_due_for_long(self, store: Store) -> None:
        await said(store, bot("one"))
        delivery = await claimed_one(store)
        assert await store.hold(delivery.number, delivery.epoch, Reach.GONE, "blocked")
        await said(store, merchant())
        assert await claimed(store) == []

    async def test_nothing_is_held_for_a_merchant_who_has_written_meanwhile(self, store: Store) -> None:
        await said(store, bot("one"))
        delivery = await claimed_one(store)
        assert delivery.seq == 1
        await said(store, merchant(), bot("two"))
        assert await store.hold(delivery.number, delivery.epoch, Reach.CLOSED, "48 hours", delivery.seq) is False
        assert await store.release(delivery.number, delivery.epoch)
        delivery = await claimed_one(store)
        assert texts(delivery) == ["one", "two"]
        assert await store.hold(delivery.number, delivery.epoch, Reach.CLOSED, "48 hours", delivery.seq)
        assert await claimed(store, NINE + 60 * MINUTE) == []

    @pytest.mark.parametrize(("reach", "times"), [(Reach.CLOSED, 1), (Reach.GONE, 0)])
    async def test_a_knock_makes_a_chat_with_a_shut_window_due_once(self, store: Store, reach: Reach, times: int) -> None:
        await said(store, bot("one"))
        delivery = await claimed_one(store)
        assert await store.hold(delivery.number, delivery.epoch, reach, "48 hours")
        await said(store, bot("two"), knock=NINE + MINUTE)
        found = await claimed(store, NINE + MINUTE)
        assert [texts(one) for one in found] == [["one", "two"]] * times
        for one in found:
            assert await store.hold(one.number, one.epoch, reach, "48 hours", one.seq)
        assert await claimed(store, NINE + 60 * MINUTE) == []
        await said(store, merchant())
        assert (await claimed(store, NINE + 60 * MINUTE) != []) is (reach is Reach.CLOSED)

    async def test_a_knock_that_nobody_heard_is_tried_again(self, store: Store) -> None:
        await said(store, bot("one"))
        delivery = await claimed_one(store)
        assert await store.hold(delivery.number, delivery.epoch, Reach.CLOSED, "48 hours")
        await said(store, bot("two"), knock=NINE + MINUTE)
        [found] = await claimed(store, NINE + MINUTE)
        assert await store.postpone(found.number, found.epoch, NINE + 5 * MINUTE, "busy")
        assert await claimed(store, NINE + 4 * MINUTE) == []
        [again] = await claimed(store, NINE + 5 * MINUTE)
        assert (texts(again), again.attempt, again.seq) == (["one", "two"], 1, found.seq)

    async def test_a_stale_sender_holds_nothing(self, store: Store) -> None:
        await said(store, bot("one"))
        slow = await claimed_one(store)
        await claimed_one(store, NINE + MINUTE)
        assert await store.hold(slow.number, slow.epoch, Reach.GONE, "blocked") is False
        assert await store.hold(1002, 1, Reach.GONE, "blocked") is False


class TestTraces:
    """What the log tells of a delivery."""

    async def test_the_messengers_own_id_is_kept(self, store: Store) -> None:
        await said(store, bot("one"))
        delivery = await claimed_one(store)
        assert await store.sent(delivery.number, delivery.epoch, 1, ref="telegram 77")
        [line] = await store.log(at())
        assert (line.status, line.ref, line.reason) == ("sent", "telegram 77", None)

    async def test_a_refusal_and_a_doubt_keep_their_reason(self, store: Store) -> None:
        await said(store, bot("one"), bot("two"))
        delivery = await claimed_one(store)
        assert await store.refused(delivery.number, delivery.epoch, 1, "too long")
        assert await store.doubted(delivery.number, delivery.epoch, 2, "no answer")
        assert [(line.status, line.reason) for line in await store.log(at())] == [("refused", "too long"), ("maybe", "no answer")]

    async def test_what_a_dead_sender_may_have_sent_comes_marked(self, store: Store) -> None:
        await said(store, bot("one"))
        assert (await claimed_one(store)).again is False
        again = await claimed_one(store, NINE + MINUTE)
        assert again.again is True
        assert await store.sent(again.number, again.epoch, 1, reason="again")
        assert await store.release(again.number, again.epoch)
        await said(store, bot("two"))
        assert (await claimed_one(store)).again is False

    async def test_a_message_that_was_not_answered_comes_marked_however_often_it_is_put_off(self, store: Store) -> None:
        await said(store, bot("one"))
        delivery = await claimed_one(store)
        assert await store.postpone(delivery.number, delivery.epoch, NINE, AGAIN)
        assert (await claimed_one(store)).again is True


class TestTakeover:
    """The bot does not speak over a person."""

    async def test_what_the_bot_had_not_said_yet_is_dropped(self, store: Store) -> None:
        await said(store, merchant(), bot("one"), bot("two"))
        await said(store, system("Li joined"), staff("hello"), mode=Mode.STAFF)
        assert texts(await claimed_one(store)) == ["hello"]
        assert await statuses(store) == ["kept", "dropped", "dropped", "kept", "kept"]

    async def test_what_was_sent_before_stays_sent(self, store: Store) -> None:
        await said(store, bot("one"), bot("two"))
        delivery = await claimed_one(store)
        assert await store.sent(delivery.number, delivery.epoch, 1)
        await said(store, mode=Mode.STAFF)
        assert await statuses(store) == ["sent", "dropped"]

    async def test_what_the_bot_says_while_a_person_speaks_is_dropped(self, store: Store) -> None:
        await said(store, mode=Mode.STAFF)
        await said(store, merchant(), bot())
        assert await claimed(store) == []
        assert await statuses(store) == ["kept", "dropped"]

    async def test_dropped_entries_stay_dropped_when_the_bot_is_back(self, store: Store) -> None:
        await said(store, bot("old"))
        await said(store, mode=Mode.STAFF)
        await said(store, bot("new"), mode=Mode.BOT)
        assert texts(await claimed_one(store)) == ["new"]

    async def test_a_sender_under_way_learns_it_with_its_next_message(self, store: Store) -> None:
        await said(store, bot("one"), bot("two"))
        delivery = await claimed_one(store)
        await said(store, staff("hello"), mode=Mode.STAFF)
        assert await claimed(store) == []
        assert await store.sent(delivery.number, delivery.epoch, 1) is False
        assert await statuses(store) == ["sent", "dropped", "kept"]
        assert texts(await claimed_one(store)) == ["hello"]

    async def test_a_sender_under_way_that_fails_passes_the_delay_on_but_not_the_count(self, store: Store) -> None:
        await said(store, bot("one"))
        delivery = await claimed_one(store)
        await said(store, staff("hello"), mode=Mode.STAFF)
        assert await store.postpone(delivery.number, delivery.epoch, NINE + 5 * MINUTE, "busy")
        assert await claimed(store, NINE + MINUTE) == []
        next_one = await claimed_one(store, NINE + 5 * MINUTE)
        assert (texts(next_one), next_one.attempt) == (["hello"], 0)

    async def test_a_chat_with_nothing_but_dropped_entries_stops_being_due(self, store: Store) -> None:
        await said(store, bot())
        await said(store, mode=Mode.STAFF)
        assert await claimed(store) == []
        await said(store, staff("hello"))
        assert texts(await claimed_one(store)) == ["hello"]


class TestReopening:
    """A store that was closed, for those that keep something."""

    @pytest.mark.parametrize("back_end", sorted(BACK_ENDS.keys() - {"memory"}))
    async def test_everything_is_there_again(self, back_end: str, tmp_path: Path) -> None:
        before = BACK_ENDS[back_end](tmp_path)
        await said(before, merchant(), bot("one"), bot("two"), alarms=(alarm(),), tickets=(ticket("1001-1"),))
        delivery = await claimed_one(before)
        assert await before.sent(delivery.number, delivery.epoch, 2)
        await said(before, call=Call(NINE, "danger"))
        chat, log = await before.chat(at()), await before.log(at())
        await before.close()

        after = BACK_ENDS[back_end](tmp_path)
        assert (await after.chat(at()), await after.log(at())) == (chat, log)
        assert await after.tickets(at()) == [ticket("1001-1")]
        assert [due.name for due in await after.due(NINE + MINUTE, 10)] == ["nudge"]
        assert [waiting.number for waiting in await after.waiting()] == [1001]
        assert texts(await claimed_one(after, NINE + MINUTE)) == ["two"]
        assert (await said(after, merchant(), chat="other")).number == 1002
        await after.close()
        if back_end == "postgres":
            server().give_back(tmp_path)
