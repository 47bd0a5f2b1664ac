"""Where Telegram is played, a real token goes nowhere."""

from __future__ import annotations

from bot.emulator.telegram.cast import DESK_TOKEN, GROUP, MERCHANT_TOKEN
from bot.settings import Settings
from bot.wiring.played import guests, with_emulator

REAL = {"telegram_token": "1:real", "telegram_desk_token": "2:real", "telegram_desk_group": -5, "telegram_webhook": "https://shop.example"}


def test_with_the_emulator_the_bots_are_its_own() -> None:
    played = with_emulator(Settings(emulator=True, emulator_port=9, **REAL))  # type: ignore[arg-type]  # of several types
    assert (played.telegram_token, played.telegram_desk_token, played.telegram_desk_group) == (MERCHANT_TOKEN, DESK_TOKEN, GROUP)
    assert (played.telegram_server, played.telegram_webhook) == ("http://127.0.0.1:9", "")
    assert {person.name for person in guests(played).values()} == {"李工", "Sam"}


def test_without_it_nothing_is_changed_and_nobody_is_a_guest() -> None:
    settings = Settings(**REAL)  # type: ignore[arg-type]  # of several types
    assert with_emulator(settings) is settings
    assert guests(settings) == {}
