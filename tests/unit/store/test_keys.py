"""The operator's keys as settings and file give them; a wrong one is told without being shown."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from bot.settings import SettingsProblem
from bot.wiring.keys import append_key, new_key, read_keys
from tests.refusing import refused

A, B = base64.b64encode(bytes(32)).decode(), base64.b64encode(bytes([7]) * 32).decode()


def test_keys_are_read_from_the_setting_and_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    append_key(file, f"2:{B}")
    assert file.stat().st_mode & 0o777 == 0o600
    assert read_keys(f"1:{A}", file) == {1: bytes(32), 2: bytes([7]) * 32}
    assert read_keys("", None) == {}


def test_a_made_key_is_fresh_and_can_be_read() -> None:
    assert new_key(3) != new_key(3)
    assert list(read_keys(new_key(3), None)) == [3]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("abc", "NUMBER:BASE64"),
        (f"0:{A}", "NUMBER:BASE64"),
        ("1:c2VjcmV0", "not 32 bytes"),
        ("1:%%", "not 32 bytes"),
        (f"1:{A},1:{B}", "given twice"),
    ],
)
def test_a_wrong_key_is_told_and_not_shown(given: str, words: str) -> None:
    with refused(SettingsProblem, match=words) as told:
        read_keys(given, None)
    assert "c2VjcmV0" not in str(told.value)
    assert B not in str(told.value)


def test_a_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    append_key(file, f"1:{A}")
    file.chmod(0o644)
    with refused(SettingsProblem, match="chmod 600"):
        read_keys("", file)
    with refused(SettingsProblem, match="cannot be read"):
        read_keys("", tmp_path / "nowhere")
