"""What a passport remembers, whoever asks: the same in memory, on SQLite and on PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.service.passports import Happening, Passport, Passports, Taken
from bot.service.ports import Store
from bot.wiring.devices import passports_of
from tests.contract.building import MINUTE, NINE

A920 = Passport("NB12345678", "PAX A920", "2025-11-03", ownership="bought", shop="昌隆五金", address="人民路 8 号")
DAY = timedelta(days=1)


@pytest.fixture
def passports(store: Store) -> Passports:
    return passports_of(store)


async def test_what_was_said_once_is_known_next_time_and_to_the_next_merchant_of_the_shop(passports: Passports) -> None:
    await passports.hear(1001, {"serial": "NB12345678", "model": "PAX A920"}, NINE)
    await passports.hear(1002, {"serial": "NB12345678", "purchased": "2025-11"}, NINE + MINUTE)
    known = await passports.device("NB12345678")
    assert known
    assert (known.model, known.purchased) == ("PAX A920", "2025-11")
    assert await passports.of_chat(1001) == await passports.of_chat(1002) == [known]
    assert await passports.holders("NB12345678") == [1002, 1001]


async def test_a_merchants_words_may_correct_his_own_but_not_the_suppliers_list(passports: Passports) -> None:
    await passports.take([replace(A920, address="")], NINE)
    await passports.hear(1001, {"serial": A920.serial, "purchased": "2020", "address": "人民路 6 号"}, NINE)
    heard = await passports.hear(1001, {"serial": A920.serial, "address": "人民路 8 号"}, NINE)
    assert (heard.purchased, heard.address) == ("2025-11-03", "人民路 8 号")


async def test_the_list_holds_from_then_on_against_what_was_said_and_leaves_what_it_does_not_say(passports: Passports) -> None:
    await passports.hear(1001, {"serial": A920.serial, "purchased": "2020", "contact": "13800138000"}, NINE)
    assert await passports.take([A920], NINE) == Taken(0, 1, 0)
    known = await passports.device(A920.serial)
    assert known
    assert (known.purchased, known.contact) == ("2025-11-03", "13800138000")


async def test_the_same_list_twice_changes_nothing_and_a_trial_only_counts(passports: Passports) -> None:
    listed = [A920, replace(A920, serial="NB87654321")]
    assert await passports.take(listed, NINE, trial=True) == Taken(2, 0, 0)
    assert await passports.count() == 0
    assert await passports.take(listed, NINE) == Taken(2, 0, 0)
    assert await passports.take([replace(A920, model="PAX A930"), listed[1]], NINE) == Taken(0, 1, 1)
    assert await passports.take([replace(A920, model="PAX A930"), listed[1]], NINE) == Taken(0, 0, 2)


@pytest.mark.parametrize("typed", ["NB12345679", "NB1234678", "NB123456778", "NB12354678", "BN12345678"])
async def test_a_number_mistyped_by_one_character_is_found_to_be_asked_about(passports: Passports, typed: str) -> None:
    await passports.take([A920, replace(A920, serial="ZZ00000000")], NINE)
    assert await passports.device(typed) is None
    assert await passports.near(typed) == [A920]


@pytest.mark.parametrize("typed", ["NB12345699", "NB1234", "", "NB12345678"])
async def test_what_is_further_off_or_right_is_near_nothing(passports: Passports, typed: str) -> None:
    await passports.take([A920], NINE)
    assert await passports.near(typed) == []


async def test_what_is_transferred_is_the_new_merchants_alone_and_its_history_stays(passports: Passports) -> None:
    await passports.hear(1001, {"serial": A920.serial}, NINE)
    moved = Happening(A920.serial, NINE, "transferred", "desk:1", who="li", body={"from": [1001], "to": 1007})
    assert await passports.transfer(A920.serial, 1007, moved)
    assert not await passports.transfer(A920.serial, 1007, moved)
    assert await passports.holders(A920.serial) == [1007]
    assert await passports.of_chat(1001) == []
    assert await passports.history(A920.serial) == [moved]


async def test_a_terminal_nobody_named_can_be_given_to_a_merchant(passports: Passports) -> None:
    assert await passports.transfer("NEW0000001", 1001, Happening("NEW0000001", NINE, "transferred", "desk:2"))
    assert [one.serial for one in await passports.of_chat(1001)] == ["NEW0000001"]


async def test_what_happened_is_kept_once_by_its_key_and_told_latest_first(passports: Passports) -> None:
    repaired = Happening(A920.serial, NINE, "repaired", "1001-7:repaired", "1001-7", "zhao", {"parts": ["电池"]})
    assert await passports.note(repaired)
    assert not await passports.note(replace(repaired, at=NINE + DAY))
    later = Happening(A920.serial, NINE + DAY, "swapped_out", "1001-9:out", "1001-9", body={"new": "NB22222222"})
    await passports.note(later)
    assert await passports.history(A920.serial) == [later, repaired]
    assert await passports.history("NB22222222") == []


async def test_what_the_staff_say_holds(passports: Passports) -> None:
    await passports.hear(1001, {"serial": A920.serial, "ownership": "bought"}, NINE)
    assert (await passports.learn(A920.serial, {"ownership": "rented", "terms": "rental"}, NINE)).ownership == "rented"
    assert (await passports.hear(1001, {"serial": A920.serial, "ownership": "bought"}, NINE)).ownership == "rented"


async def test_a_search_finds_by_any_part_and_goes_on_where_it_stopped(passports: Passports) -> None:
    await passports.take([replace(A920, serial=f"NB{n:08}") for n in range(7)], NINE)
    await passports.take([Passport("ZZ1", "Newland N910", shop="100% 咖啡")], NINE)
    first = await passports.search("昌隆", limit=4)
    assert [one.serial[-1] for one in (*first, *await passports.search("昌隆", first[-1].serial))] == list("0123456")
    assert [one.serial for one in await passports.search("100% 咖")] == ["ZZ1"]
    assert await passports.search("00%0") == []
    assert [one.serial for one in await passports.search("n910")] == ["ZZ1"]
