"""The envelope: the official answers, and everything that is no envelope of WeChat's."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.wechat.crypto import Envelope, Forged, Unreadable, check, check_time, signature

VECTORS = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "wechat-crypto-vectors" / "vectors.json"
KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


def vectors() -> list[Any]:
    if VECTORS.exists():
        return [pytest.param(one, id=one["id"]) for one in json.loads(VECTORS.read_text())["vectors"]]
    why = "the official vectors (../shared/data/wechat-crypto-vectors/vectors.json) are not here"
    return [pytest.param({}, marks=pytest.mark.skip(reason=why))]


@pytest.fixture
def envelope() -> Envelope:
    return Envelope("secret", KEY, "wx1234")


def sent(envelope: Envelope, text: str) -> tuple[str, str, str, str]:
    sealed = envelope.sealed(text)
    return sealed, envelope.signed(sealed, "1", "n"), "1", "n"


@pytest.mark.parametrize("vector", vectors())
def test_the_official_answers_come_out(vector: dict[str, str]) -> None:
    envelope = Envelope(vector["token"], vector["encoding_aes_key"], vector["receive_id"])
    if vector["kind"] == "encrypt":
        assert envelope.sealed(vector["plaintext"], vector["random16"].encode()) == vector["ciphertext"]
    else:
        opened = envelope.opened(vector["ciphertext"], vector["msg_signature"], vector["timestamp"], vector["nonce"])
        assert opened == vector["plaintext"] if "plaintext" in vector else vector["plaintext_contains"] in opened
    if "msg_signature" in vector:
        assert envelope.signed(vector["ciphertext"], vector["timestamp"], vector["nonce"]) == vector["msg_signature"]


@given(st.text(max_size=300).filter(lambda text: not any("\ud800" <= c <= "\udfff" for c in text)))
def test_what_is_sealed_is_opened_again(text: str) -> None:
    envelope = Envelope("secret", KEY, "wx1234")
    assert envelope.opened(*sent(envelope, text)) == text


@given(st.binary(max_size=200))
def test_any_bytes_at_all_are_refused(raw: bytes) -> None:
    envelope = Envelope("secret", KEY, "wx1234")
    sealed = base64.b64encode(raw).decode()
    with pytest.raises(Unreadable):
        envelope.opened(sealed, envelope.signed(sealed, "1", "n"), "1", "n")


@given(st.text(max_size=60))
def test_any_words_at_all_are_refused(sealed: str) -> None:
    envelope = Envelope("secret", KEY, "wx1234")
    clean = sealed.encode("utf-8", "ignore").decode()
    with pytest.raises(Unreadable):
        envelope.opened(clean, envelope.signed(clean, "1", "n"), "1", "n")


@given(st.integers(0, 95), st.integers(1, 255))
def test_a_changed_byte_is_refused_or_changes_only_words(envelope_place: int, change: int) -> None:
    envelope = Envelope("secret", KEY, "wx1234")
    raw = bytearray(base64.b64decode(envelope.sealed("x" * 60)))
    raw[envelope_place % len(raw)] ^= change
    sealed = base64.b64encode(bytes(raw)).decode()
    with pytest.raises(Forged):
        envelope.opened(sealed, sent(envelope, "x" * 60)[1], "1", "n")


def test_another_signature_is_forged(envelope: Envelope) -> None:
    sealed, given_, timestamp, nonce = sent(envelope, "hello")
    for wrong in (given_[:-1] + "0" * (given_[-1] != "0") + "1" * (given_[-1] == "0"), "", "é", given_.upper()):
        with pytest.raises(Forged):
            envelope.opened(sealed, wrong, timestamp, nonce)


def test_a_message_for_another_account_is_refused(envelope: Envelope) -> None:
    other = Envelope("secret", KEY, "wx9999")
    with pytest.raises(Unreadable, match="another account"):
        envelope.opened(*sent(other, "hello"))


def test_padding_of_sixteen_is_refused(envelope: Envelope) -> None:
    plain = b"0" * 16 + (5).to_bytes(4, "big") + b"hello" + b"wx1234"
    for missing in (0, 33, 200):
        encryptor = envelope._cipher().encryptor()
        wrong = plain + b"\0" * (31 - len(plain) % 32 + 32 - len(plain) // 32) + bytes([missing])
        wrong += b"" if len(wrong) % 16 == 0 else bytes([missing]) * (16 - len(wrong) % 16)
        sealed = base64.b64encode(encryptor.update(wrong) + encryptor.finalize()).decode()
        with pytest.raises(Unreadable, match="padding"):
            envelope.opened(sealed, envelope.signed(sealed, "1", "n"), "1", "n")


def test_a_length_past_the_end_is_refused(envelope: Envelope) -> None:
    plain = b"0" * 16 + (99_999).to_bytes(4, "big") + b"hello" + b"wx1234"
    missing = 32 - len(plain) % 32
    encryptor = envelope._cipher().encryptor()
    sealed = base64.b64encode(encryptor.update(plain + bytes([missing]) * missing) + encryptor.finalize()).decode()
    with pytest.raises(Unreadable, match="past the end"):
        envelope.opened(sealed, envelope.signed(sealed, "1", "n"), "1", "n")


@pytest.mark.parametrize("key", ["", KEY[:-1], KEY + "H", KEY[:-1] + "!"])
def test_a_key_that_is_none_is_said_to_be_none(key: str) -> None:
    with pytest.raises(ValueError, match="43"):
        Envelope("secret", key, "wx1234")


@pytest.mark.parametrize("timestamp", ["", "now", "-5", "１２", "9" * 400, str(int((NOW - timedelta(minutes=11)).timestamp()))])
def test_a_push_of_another_time_is_refused(timestamp: str) -> None:
    with pytest.raises(Forged):
        check_time(timestamp, NOW)


def test_a_push_of_now_is_taken() -> None:
    check_time(str(int((NOW - timedelta(minutes=9)).timestamp())), NOW)
    check(signature("b", "a"), "a", "b")
