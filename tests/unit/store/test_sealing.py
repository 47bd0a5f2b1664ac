"""What is sealed opens with its key, in its place, and nowhere else; without keys nothing changes."""

from __future__ import annotations

import pytest

from bot.store.sealing import MAGIC, MARK, PLAIN, SealProblem, Vault
from tests.refusing import refused

OLD, NEW = bytes(range(32)), bytes(range(1, 33))
ROW = (1001, 7)


def test_a_sealed_text_shows_nothing_and_opens_again() -> None:
    vault = Vault({1: OLD})
    sealed = vault.seal("log.body", ROW, "我的电话是13812345678")
    assert sealed.startswith(f"{MARK}1.")
    assert "138" not in sealed
    assert sealed != vault.seal("log.body", ROW, "我的电话是13812345678")
    assert vault.open("log.body", ROW, sealed) == "我的电话是13812345678"


@pytest.mark.parametrize(("place", "row"), [("log.body", (1001, 8)), ("log.body", (1002, 7)), ("ticket.body", ROW), ("log.body", (10017,))])
def test_a_value_does_not_open_in_another_place(place: str, row: tuple[int, ...]) -> None:
    vault = Vault({1: OLD})
    sealed = vault.seal("log.body", ROW, "secret")
    with refused(SealProblem, match="belongs to another row"):
        vault.open(place, row, sealed)


def test_what_was_changed_does_not_open() -> None:
    vault = Vault({1: OLD})
    sealed = vault.seal("log.body", ROW, "secret")
    middle = len(sealed) // 2
    with refused(SealProblem, match="was changed"):
        vault.open("log.body", ROW, sealed[:middle] + ("A" if sealed[middle] != "A" else "B") + sealed[middle + 1 :])


def test_the_newest_key_seals_and_every_key_opens() -> None:
    before, after = Vault({1: OLD}), Vault({1: OLD, 2: NEW})
    assert after.open("log.body", ROW, before.seal("log.body", ROW, "old")) == "old"
    assert after.seal("log.body", ROW, "new").startswith(f"{MARK}2.")
    with refused(SealProblem, match="key 2, which is not among POSBOT_KEYS"):
        before.open("log.body", ROW, after.seal("log.body", ROW, "new"))


def test_without_keys_a_text_is_written_as_it_is_and_cannot_pass_for_a_sealed_one() -> None:
    assert PLAIN.seal("log.body", ROW, "as it is") == "as it is"
    assert PLAIN.open("log.body", ROW, PLAIN.seal("log.body", ROW, f"{MARK}1.abc")) == "1.abc"
    assert Vault({1: OLD}).open("log.body", ROW, "from before the key") == "from before the key"


def test_what_is_empty_stays_empty() -> None:
    assert Vault({1: OLD}).seal("standing.contact", (1,), "") == ""


def test_a_photo_is_bound_to_its_name() -> None:
    vault = Vault({1: OLD})
    sealed = vault.seal_bytes("media", ("a.jpg",), b"\xff\xd8picture")
    assert sealed.startswith(MAGIC)
    assert vault.bytes_version(sealed) == 1
    assert vault.open_bytes("media", ("a.jpg",), sealed) == b"\xff\xd8picture"
    assert vault.open_bytes("media", ("a.jpg",), b"\xff\xd8from before") == b"\xff\xd8from before"
    with pytest.raises(SealProblem):
        vault.open_bytes("media", ("b.jpg",), sealed)


def test_blind_words_are_the_same_for_the_same_key_alone() -> None:
    assert Vault({1: OLD}).blind("search", "卡") == Vault({1: OLD}).blind("search", "卡")
    assert Vault({1: OLD}).blind("search", "卡") != Vault({1: NEW}).blind("search", "卡")
    assert Vault({1: OLD}).blind("search", "卡") != Vault({1: OLD}).blind("names", "卡")


def test_a_fingerprint_tells_keys_apart() -> None:
    vault = Vault({1: OLD, 2: NEW})
    assert vault.fingerprint(1) != vault.fingerprint(2)
    assert vault.fingerprint(3) == ""
