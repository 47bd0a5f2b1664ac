"""What the doctor says of what is not set up, or only by half, in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.cli import doctor, setting_up
from bot.cli.words import Say, of, speak, tongue
from bot.settings import Settings


def words_of(locale: str) -> Say:
    speak(locale)
    said = of("doctor")
    speak(None)
    return said


WORDS = {locale: words_of(locale) for locale in ("en", "zh")}


def told(what: str, locale: str, folder: Path, **given: Any) -> tuple[str, str]:
    return doctor._tested(Settings(folder=folder, **given), what, doctor.TESTS[what], WORDS[locale])


@pytest.mark.parametrize("what", [*setting_up.CHANNELS, *setting_up.OTHERS])
def test_what_is_not_set_up_is_neither_well_nor_wrong(what: str, tmp_path: Path) -> None:
    state, line = told(what, "en", tmp_path)
    assert state == "off"
    assert "not set up (docs/" in line or line.endswith("needed only with PostgreSQL")
    assert told(what, "zh", tmp_path)[1] != line


@pytest.mark.parametrize(("what", "needed"), [(what, needed) for what, (needed, _) in setting_up.CHANNELS.items() if len(needed) > 1])
def test_a_channel_that_is_set_up_by_half_names_all_that_is_missing_and_where_it_is(
    what: str, needed: tuple[str, ...], tmp_path: Path
) -> None:
    for given in needed:
        missing = [name for name in needed if name != given]
        for locale in ("en", "zh"):
            state, line = told(what, locale, tmp_path, **{given: "5"})
            assert state == "fail"
            assert all(f"POSBOT_{name.upper()}" in line and WORDS[locale](f"where_{name}") in line for name in missing)
            assert f"POSBOT_{given.upper()}" not in line


def test_what_a_channel_has_beside_what_it_needs_counts_as_begun(tmp_path: Path) -> None:
    state, line = told("wechat_account", "en", tmp_path, wechat_oa_key="x")
    assert state == "fail"
    assert "POSBOT_WECHAT_OA_APP: the AppID, at mp.weixin.qq.com" in line
    assert "half set up" in told("telegram_staff", "en", tmp_path, telegram_staff="1=li")[1]


@pytest.mark.parametrize(
    ("given", "set_to", "spoken"),
    [("zh_CN.UTF-8", "", "zh"), ("en_GB.UTF-8", "", "en"), ("C.UTF-8", "", "en"), ("zh_CN.UTF-8", "en", "en"), ("C.UTF-8", "zh", "zh")],
)
def test_the_operator_is_spoken_to_in_his_systems_language_unless_one_is_set(
    given: str, set_to: str, spoken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("LANG", given)
    monkeypatch.setenv("POSBOT_LOCALE", set_to)
    assert tongue() == spoken


def test_everything_the_doctor_tests_has_a_name_in_both_languages() -> None:
    for say in WORDS.values():
        assert all(say(what) for what in doctor.TESTS)
        assert all(say(f"advice_{one}") for one in ("unsealed", "no_backups", "open_backups"))
