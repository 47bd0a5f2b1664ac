"""An enciphered file opens with its passphrase, anywhere in it, and any change, loss or disorder is noticed."""

from __future__ import annotations

import os
from collections.abc import Callable
from io import BufferedReader
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.store import enciphering
from bot.store.enciphering import HEAD, MAGIC, TAG, Deciphering, Enciphering, is_enciphered
from bot.store.problems import StoreProblem
from tests.refusing import refused

WORDS = "correct horse battery staple"
CHUNK = 32


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Short chunks, and a quick derivation of the key."""
    monkeypatch.setattr(enciphering, "CHUNK", CHUNK)
    monkeypatch.setattr(enciphering, "LOG_N", 4)
    monkeypatch.setattr(enciphering, "LOG_N_RANGE", range(4, 21))


def written(path: Path, content: bytes) -> Path:
    with Enciphering(path.open("wb"), WORDS) as file:
        for start in range(0, len(content), 7):
            file.write(content[start : start + 7])
    return path


def read(path: Path, words: str = WORDS) -> bytes:
    with BufferedReader(Deciphering(path, words)) as file:
        return file.read()


@pytest.mark.parametrize("length", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 5 * CHUNK, 5 * CHUNK + 3])
def test_what_was_written_is_read_again(tmp_path: Path, length: int) -> None:
    content = os.urandom(length)
    path = written(tmp_path / "file", content)
    assert is_enciphered(path)
    assert read(path) == content


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=50, deadline=None)
@given(start=st.integers(0, 120), count=st.integers(0, 120))
def test_reading_may_begin_anywhere(tmp_path: Path, start: int, count: int) -> None:
    content = bytes(range(100))
    path = tmp_path / "file"
    if not path.exists():
        written(path, content)
    with BufferedReader(Deciphering(path, WORDS)) as file:
        file.seek(start)
        assert file.read(count) == content[start : start + count]


PIECE = CHUNK + TAG


def flipped(raw: bytes) -> bytes:
    return raw[: HEAD + PIECE + 5] + bytes([raw[HEAD + PIECE + 5] ^ 1]) + raw[HEAD + PIECE + 6 :]


def swapped(raw: bytes) -> bytes:
    body = raw[HEAD:]
    return raw[:HEAD] + body[PIECE : 2 * PIECE] + body[:PIECE] + body[2 * PIECE :]


HARM: dict[str, Callable[[bytes], bytes]] = {
    "a bit changed": flipped,
    "two chunks exchanged": swapped,
    "the last chunk cut off": lambda raw: raw[: HEAD + 3 * PIECE],
    "a chunk left out": lambda raw: raw[: HEAD + PIECE] + raw[HEAD + 2 * PIECE :],
    "cut in the middle of a chunk": lambda raw: raw[:-5],
    "something appended": lambda raw: raw + b"x" * 40,
    "the head changed": lambda raw: raw[:20] + bytes([raw[20] ^ 1]) + raw[21:],
    "nothing but a head": lambda raw: raw[:HEAD],
}


@pytest.mark.parametrize("harm", HARM)
def test_harm_is_noticed(tmp_path: Path, harm: str) -> None:
    path = written(tmp_path / "file", bytes(3 * CHUNK + 3))
    path.write_bytes(HARM[harm](path.read_bytes()))
    with refused(StoreProblem, match=r"is not whole|does not open"):
        read(path)


@pytest.mark.parametrize("log_n", [0, 3, 21, 255])
def test_a_file_that_asks_for_nonsense_or_for_all_memory_is_refused_before_any_work(tmp_path: Path, log_n: int) -> None:
    path = written(tmp_path / "file", b"words")
    content = path.read_bytes()
    path.write_bytes(content[: len(MAGIC)] + bytes([log_n]) + content[len(MAGIC) + 1 :])
    with refused(StoreProblem, match="is not whole"):
        read(path)


def test_another_passphrase_does_not_open_it_and_a_short_one_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "file", b"words")
    with refused(StoreProblem, match="another passphrase"):
        read(path, "another horse altogether")
    with refused(StoreProblem, match="at least 16 characters"), (tmp_path / "other").open("wb") as file:
        Enciphering(file, "short")


def test_the_same_words_are_never_the_same_file(tmp_path: Path) -> None:
    assert written(tmp_path / "a", b"words").read_bytes() != written(tmp_path / "b", b"words").read_bytes()
