"""What a merchant does at the page, and what stands there then."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from bot.core.messages import Address


def mine(page: Page) -> list[str]:
    """The merchant's lines in the log."""
    return page.locator("#log .mine .bubble").all_inner_texts()


def answers(page: Page) -> int:
    """How many bubbles are not the merchant's."""
    return page.locator("#log .bot .bubble").count()


def talk(page: Page, text: str) -> None:
    """Type and send; returns when the answer is there."""
    before = answers(page)
    page.fill("#text", text)
    page.keyboard.press("Enter")
    expect(page.locator("#pending .row")).to_have_count(0)
    expect(page.locator("#log .bot .bubble")).not_to_have_count(before)


def address_of(page: Page) -> Address:
    """The chat of that browser."""
    cookies = {cookie.get("name"): cookie.get("value") for cookie in page.context.cookies()}
    return Address("web", cookies["posbot_chat"] or "")


def findings(page: Page) -> list[str]:
    """What axe objects to, as text."""
    violations = Axe().run(page).response["violations"]
    return [f"{found['id']}: {[node['html'] for node in found['nodes']]}" for found in violations]
