"""What every inbox does, and the limits that processes share."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta

from bot.service.inbox import Lane
from bot.service.ports import Store
from bot.service.sending import Bucket
from tests.contract.building import MINUTE, NINE

SECOND = timedelta(seconds=1)


async def came(store: Store, *ids: int, lane: str = "shop", account: str = "bot") -> list[bool]:
    """Updates that came in, a second apart."""
    return [await store.inbox.take_in(account, str(id_), lane, NINE + id_ * SECOND, f"raw {id_}") for id_ in ids]


async def taken(store: Store, when: timedelta = MINUTE, limit: int = 10, accounts: Sequence[str] = ("bot",)) -> Sequence[Lane]:
    """What a worker gets who asks at nine and a while."""
    return await store.inbox.take_up(accounts, NINE + when, MINUTE, limit)


def ids(lane: Lane) -> list[str]:
    return [taken.update.update_id for taken in lane.updates]


class TestInbox:
    """Kept once, worked off in order, one worker a lane."""

    async def test_an_update_is_kept_once_per_account(self, store: Store) -> None:
        assert await came(store, 1, 1, 2) == [True, False, True]
        assert await came(store, 1, account="other bot") == [True]

    async def test_the_same_update_at_once_is_kept_once(self, store: Store) -> None:
        kept = await asyncio.gather(*(store.inbox.take_in("bot", str(n % 10), f"{n % 5}", NINE, "raw") for n in range(100)))
        assert kept.count(True) == 10

    async def test_an_update_comes_back_as_it_was(self, store: Store) -> None:
        await came(store, 7)
        [lane] = await taken(store)
        [one] = lane.updates
        assert (one.update.account, one.update.update_id, one.update.lane) == ("bot", "7", "shop")
        assert (one.update.at, one.update.raw, one.tries) == (NINE + 7 * SECOND, "raw 7", 0)
        assert (lane.account, lane.lane) == ("bot", "shop")

    async def test_a_lane_is_one_workers_and_keeps_its_order(self, store: Store) -> None:
        await came(store, 3, 1, 2)
        [lane] = await taken(store)
        assert ids(lane) == ["3", "1", "2"]
        assert await taken(store) == []

    async def test_oldest_lane_first_up_to_the_limit_and_only_of_those_accounts(self, store: Store) -> None:
        await came(store, 3, lane="c")
        await came(store, 1, lane="a")
        await came(store, 2, lane="b", account="other")
        assert [lane.lane for lane in await taken(store, limit=1)] == ["a"]
        assert [lane.lane for lane in await taken(store, accounts=("other", "bot"))] == ["b", "c"]

    async def test_workers_who_ask_at_once_share_the_lanes(self, store: Store) -> None:
        for number in range(1, 21):
            await came(store, number, lane=f"shop {number}")
        shares = await asyncio.gather(*(taken(store, limit=5) for _ in range(6)))
        assert sorted(lane.lane for share in shares for lane in share) == sorted(f"shop {number}" for number in range(1, 21))

    async def test_what_is_done_does_not_come_again_but_is_still_known(self, store: Store) -> None:
        await came(store, 1, 2)
        [lane] = await taken(store)
        assert await store.inbox.done(lane.number, lane.epoch, lane.updates[0].id)
        assert await store.inbox.give_back(lane.number, lane.epoch)
        [again] = await taken(store)
        assert ids(again) == ["2"]
        assert await came(store, 1) == [False]

    async def test_a_lane_worked_off_is_not_due_until_something_comes(self, store: Store) -> None:
        await came(store, 1)
        [lane] = await taken(store)
        assert await store.inbox.done(lane.number, lane.epoch, lane.updates[0].id)
        assert await store.inbox.give_back(lane.number, lane.epoch)
        assert await taken(store, 60 * MINUTE) == []
        await came(store, 2)
        assert [ids(lane) for lane in await taken(store)] == [["2"]]

    async def test_the_last_that_is_done_gives_the_lane_back(self, store: Store) -> None:
        await came(store, 1, 2)
        [lane] = await taken(store)
        assert await store.inbox.done(lane.number, lane.epoch, lane.updates[0].id)
        await came(store, 3)
        assert await taken(store) == []
        assert await store.inbox.done(lane.number, lane.epoch, lane.updates[1].id, is_last=True)
        assert not await store.inbox.give_back(lane.number, lane.epoch)
        [again] = await taken(store)
        assert ids(again) == ["3"]
        assert not await store.inbox.done(lane.number, lane.epoch, again.updates[0].id, is_last=True)
        assert await taken(store) == []

    async def test_what_comes_while_a_lane_is_taken_waits_for_its_return(self, store: Store) -> None:
        await came(store, 1)
        [lane] = await taken(store)
        await came(store, 2)
        assert await taken(store) == []
        assert await store.inbox.done(lane.number, lane.epoch, lane.updates[0].id)
        assert await store.inbox.give_back(lane.number, lane.epoch)
        assert [ids(lane) for lane in await taken(store)] == [["2"]]

    async def test_a_worker_that_died_is_replaced_and_told_if_it_was_only_slow(self, store: Store) -> None:
        await came(store, 1)
        [slow] = await taken(store)
        [quick] = await taken(store, 2 * MINUTE)
        assert ids(quick) == ["1"]
        id_ = slow.updates[0].id
        assert not await store.inbox.done(slow.number, slow.epoch, id_)
        assert not await store.inbox.park(slow.number, slow.epoch, id_, "KeyError")
        assert not await store.inbox.put_off(slow.number, slow.epoch, id_, NINE, "KeyError")
        assert not await store.inbox.give_back(slow.number, slow.epoch)
        assert await store.inbox.done(quick.number, quick.epoch, id_)
        assert not await store.inbox.done(quick.number, quick.epoch, id_)

    async def test_a_failure_holds_its_lane_alone_and_is_counted(self, store: Store) -> None:
        await came(store, 1, 2)
        await came(store, 3, lane="cafe")
        shop, cafe = await taken(store)
        assert await store.inbox.put_off(shop.number, shop.epoch, shop.updates[0].id, NINE + 5 * MINUTE, "KeyError")
        assert await store.inbox.give_back(cafe.number, cafe.epoch)
        assert [lane.lane for lane in await taken(store)] == ["cafe"]
        later = [lane for lane in await taken(store, 5 * MINUTE) if lane.lane == "shop"]
        assert [(ids(lane), [one.tries for one in lane.updates]) for lane in later] == [(["1", "2"], [1, 0])]

    async def test_what_is_parked_lets_the_lane_go_on_and_may_be_tried_again(self, store: Store) -> None:
        await came(store, 1, 2)
        [lane] = await taken(store)
        first = lane.updates[0]
        assert await store.inbox.park(lane.number, lane.epoch, first.id, "KeyError")
        assert await store.inbox.give_back(lane.number, lane.epoch)
        [parked] = await store.inbox.parked()
        assert (parked.id, parked.update, parked.tries, parked.reason) == (first.id, first.update, 1, "KeyError")
        [rest] = await taken(store)
        assert ids(rest) == ["2"]
        assert await store.inbox.give_back(rest.number, rest.epoch)
        assert await store.inbox.unpark(first.id)
        assert not await store.inbox.unpark(first.id)
        assert [ids(lane) for lane in await taken(store)] == [["1", "2"]]
        assert await store.inbox.parked() == []

    async def test_what_is_parked_may_be_given_up_and_is_still_known(self, store: Store) -> None:
        await came(store, 1, 2)
        [lane] = await taken(store)
        assert not await store.inbox.drop(lane.updates[0].id)
        assert await store.inbox.park(lane.number, lane.epoch, lane.updates[0].id, "KeyError")
        assert await store.inbox.drop(lane.updates[0].id)
        assert not await store.inbox.drop(lane.updates[0].id)
        assert not await store.inbox.unpark(lane.updates[0].id)
        assert await store.inbox.parked() == []
        assert await came(store, 1) == [False]

    async def test_what_is_unparked_while_its_lane_is_taken_waits(self, store: Store) -> None:
        await came(store, 1, 2)
        [lane] = await taken(store)
        assert await store.inbox.park(lane.number, lane.epoch, lane.updates[0].id, "KeyError")
        assert await store.inbox.unpark(lane.updates[0].id)
        assert await taken(store) == []

    async def test_old_ids_of_updates_done_are_forgotten(self, store: Store) -> None:
        await came(store, 1, 2, 3)
        [lane] = await taken(store)
        for one in lane.updates[:2]:
            assert await store.inbox.done(lane.number, lane.epoch, one.id)
        assert await store.inbox.forget(NINE + 2 * SECOND) == 1
        assert await store.inbox.forget(NINE + 60 * MINUTE) == 1
        assert await store.inbox.forget(NINE + 60 * MINUTE) == 0
        assert await came(store, 1, 3) == [True, False]


class TestLimits:
    """Buckets that all who send share."""

    async def test_a_full_bucket_lets_a_burst_through_and_then_one_at_a_time(self, store: Store) -> None:
        bucket = [Bucket("bot", rate=1, burst=3)]
        assert [await store.admit(bucket, NINE) for _ in range(3)] == [None, None, None]
        assert await store.admit(bucket, NINE) == NINE + SECOND
        assert await store.admit(bucket, NINE + SECOND) is None
        assert await store.admit(bucket, NINE + SECOND) == NINE + 2 * SECOND

    async def test_a_bucket_fills_up_again_and_not_beyond(self, store: Store) -> None:
        bucket = [Bucket("bot", rate=10, burst=2)]
        for _ in range(2):
            assert await store.admit(bucket, NINE) is None
        assert [await store.admit(bucket, NINE + MINUTE) is None for _ in range(3)] == [True, True, False]

    async def test_all_buckets_or_none(self, store: Store) -> None:
        bot, group = Bucket("bot", rate=30, burst=30), Bucket("group 7", rate=20 / 60)
        assert await store.admit([bot, group], NINE) is None
        assert await store.admit([bot, group], NINE) == NINE + 3 * SECOND
        assert [await store.admit([bot], NINE) is None for _ in range(30)].count(True) == 29

    async def test_those_who_ask_at_once_share_a_bucket(self, store: Store) -> None:
        bucket = [Bucket("bot", rate=1, burst=5)]
        answers = await asyncio.gather(*(store.admit(bucket, NINE) for _ in range(20)))
        assert answers.count(None) == 5
