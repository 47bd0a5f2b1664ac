"""What a merchant does at the page, and what stands there then."""

from __future__ import annotations

from typing import Any

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


def live(page: Page) -> None:
    """The desk's scripts run and its line to the server stands: from now on a key is heard."""
    page.wait_for_function("() => window.desk && window.desk.isLive()")


def address_of(page: Page) -> Address:
    """The chat of that browser."""
    cookies = {cookie.get("name"): cookie.get("value") for cookie in page.context.cookies()}
    return Address("web", cookies["posbot_chat"] or "")


WORDED = (
    "aria-command-name", "aria-dialog-name", "aria-input-field-name", "aria-toggle-field-name", "button-name", "color-contrast",
    "document-title", "empty-heading", "html-has-lang", "html-lang-valid", "image-alt", "label", "link-name",
    "scrollable-region-focusable", "select-name", "summary-name", "valid-lang",
)  # fmt: skip
"""The rules that another language can break; all else is the same page."""


QUICK = {"resultTypes": ["violations"], "preload": False, "iframes": False}
"""There are no frames, and no style sheet has to be fetched once more."""


def findings(page: Page, *rules: str) -> list[str]:
    """What axe objects to, as text; by these rules, or by all."""
    only: dict[str, Any] = {"runOnly": list(rules)} if rules else {}
    return _told(Axe().run(page, options={**QUICK, **only}).response)


def pale(page: Page, theme: str) -> list[str]:
    """What cannot be read in that theme; `findings` has looked at the same page before. Nothing but colours differs."""
    page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)
    return _told(page.evaluate("quick => axe.run(document, {...quick, runOnly: ['color-contrast']})", QUICK))


def _told(response: dict[str, Any]) -> list[str]:
    return [f"{found['id']}: {[node['html'] for node in found['nodes']]}" for found in response["violations"]]
