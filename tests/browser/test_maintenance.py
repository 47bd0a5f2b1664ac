"""A plan by chat, its reminder, put off, done with a photo, missed twice; then what the staff see of it, and a notice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.settings import Settings
from tests.browser.conftest import Open
from tests.browser.desk import WIDE
from tests.browser.program import Program, enter, running
from tests.browser.steps import findings, talk

START = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # ten o'clock in Shanghai


@dataclass
class Clock:
    """The one clock of the program, moved by hand."""

    at: datetime = START

    def __call__(self) -> datetime:
        return self.at

    def pass_by(self, **span: float) -> None:
        self.at += timedelta(**span)


@pytest.fixture(scope="module")
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory, clock: Clock) -> Iterator[Program]:
    """All of it but Telegram, on a database of its own."""
    folder: Path = tmp_path_factory.mktemp("posbot")
    yield from running(Settings(folder=folder, database=f"sqlite:///{folder}/posbot.db"), now=clock)


def press(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).last.click()
    expect(page.locator("#pending .row")).to_have_count(0)


def says(page: Page, words: str) -> None:
    expect(page.locator("#log .bot .bubble").last).to_contain_text(words, timeout=15_000)


def test_from_plan_to_proof_and_from_silence_to_the_desk(program: Program, clock: Clock, open_page: Open, photo: Path) -> None:
    page = open_page(program.url, locale="en-GB")
    talk(page, "make me a maintenance plan")
    for label, then in (
        ("Over 300", "What sort of place"),
        ("Clean and dry", "When is the shop busiest"),
        ("No particular time", "Which make and model"),
        ("Skip", "Your maintenance plan"),
    ):
        press(page, label)
        says(page, then)
    press(page, "That's fine")

    clock.pass_by(days=7, minutes=30)
    says(page, "Time for some upkeep")
    talk(page, "no time now, tomorrow after 3")
    says(page, "I'll remind you on")

    clock.pass_by(days=1, hours=5, minutes=30)
    says(page, "wipe it and look for tampering")
    press(page, "Done")
    says(page, "A photo for the record")
    page.set_input_files("#photo", photo)
    says(page, "Noted.")

    clock.pass_by(days=7)
    says(page, "Time for some upkeep")
    clock.pass_by(days=2)
    expect(page.locator("#log .bot .bubble", has_text="Time for some upkeep")).to_have_count(4, timeout=15_000)
    clock.pass_by(days=2)
    says(page, "A colleague will ask")

    lead = open_page(program.link, viewport=WIDE, locale="en-GB")
    enter(lead, "lin", "Lin")
    lead.goto(f"{program.url}/desk/tickets")
    expect(lead.locator("body")).to_contain_text(re.compile("1001-"))

    lead.goto(f"{program.url}/desk/settings/notices")
    assert findings(lead) == []
    lead.fill("#when-zh", "今晚 10 点到 11 点")
    lead.fill("#when-en", "tonight, 10 to 11")
    lead.get_by_role("button", name="Preview").click()
    expect(lead.locator("#page")).to_contain_text("To 1 merchants")
    lead.on("dialog", lambda dialog: dialog.accept())
    lead.get_by_role("button", name="Send", exact=True).click()
    says(page, "tonight, 10 to 11")
