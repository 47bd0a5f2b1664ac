"""A whole conversation on Telegram through the emulator's page: both phones in a real browser, the real program between them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from bot.settings import Settings
from bot.wiring.serving import ROLES
from tests.browser.conftest import Open
from tests.browser.program import running
from tests.contract.telegram.conftest import SPEC
from tests.ports import free_port

WIDE = {"width": 1440, "height": 900}


@dataclass(frozen=True)
class Words:
    """One language's merchant, colleagues and what they write; what is read is of the program's own sentences."""

    merchant: str
    asked: str
    person: str
    first: str
    second: str
    answer: str
    note: str
    more: str
    held: str
    tickets: str
    back: str
    solved: str
    not_yet: str
    waits: str
    gone: str


ZH = Words(
    merchant="王姐",
    asked="插上电看一下",
    person="找人工，不想再试了",
    first="李工",
    second="Sam",
    answer="您好，我看看。卡扣扣紧了吗？",
    note="备件在二号柜",
    more="扣紧了，还是不行",
    held="这个会话在 李工 手里",
    tickets="没有工单。",
    back="李工 交还机器人",
    solved="问题解决了吗？",
    not_yet="还没有",
    waits="请求人工",
    gone="客户停用了机器人",
)
EN = Words(
    merchant="Ann",
    asked="Plug it in and have a look",
    person="I want to talk to a person",
    first="李工",
    second="Sam",
    answer="Hello, let me see. Is the lid shut?",
    note="spare unit in cabinet two",
    more="it is shut, still the same",
    held="李工 has this conversation",
    tickets="No tickets.",
    back="李工 handed back to the bot",
    solved="Did this solve it?",
    not_yet="Not yet",
    waits="Waiting for a person",
    gone="has stopped the bot",
)


@pytest.fixture(params=["zh", "en"] if os.environ.get("STORM") == "full" else ["zh"])  # a minute each, at Telegram's own pace
def played(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, Words]]:
    """The program with the emulator beside it; the address of the page with both phones."""
    language, port = request.param, free_port()
    spec = SPEC if SPEC.exists() else None
    settings = Settings(
        folder=tmp_path, database=f"sqlite:///{tmp_path}/posbot.db", locale=language, emulator=True, emulator_port=port, emulator_spec=spec
    )
    for _ in running(settings, ROLES):
        page = f"http://127.0.0.1:{port}/?lang={language}"
        with httpx.Client(transport=httpx.HTTPTransport(retries=9), timeout=60) as patient:  # it starts beside posbot
            assert patient.get(page).status_code == 200
        yield page, ZH if language == "zh" else EN


def write(phone: Locator, text: str) -> None:
    """Type and send on one of the phones."""
    phone.locator("form input").fill(text)
    phone.locator("form input").press("Enter")
    expect(phone.locator(".messages .mine").last).to_contain_text(text.removeprefix("/"))


def reads(phone: Locator, text: str) -> None:
    """The last bubble that is not one's own says so."""
    expect(phone.locator(".messages .theirs").last).to_contain_text(text)


def calls_a_person(merchant: Locator, staff: Locator, words: Words) -> None:
    """The link on the sticker names the terminal; the bot asks, the merchant presses, then wants a person."""
    keys = merchant.locator(".messages .theirs .keys button")
    merchant.locator(".tools button").last.click()
    keys.nth(3).click()
    reads(merchant, words.asked)
    keys.nth(1).click()
    expect(merchant.locator(".messages .theirs", has_text=words.asked).locator(".keys")).to_have_count(0)
    expect(keys.first).to_be_visible()
    write(merchant, words.person)


def is_answered_in_the_topic(merchant: Locator, staff: Locator, words: Words) -> None:
    """A topic with the card pinned; a colleague's words take over and are marked once they have arrived."""
    expect(staff.locator(".topics button")).to_have_count(1)
    expect(staff.locator(".pinned")).to_contain_text("PAXA9200817")
    expect(staff.locator(".messages")).to_contain_text(words.waits)
    staff.get_by_role("tab", name=words.first).click()
    write(staff, words.answer)
    reads(merchant, words.answer)
    expect(merchant.locator(".messages .theirs").last).to_contain_text(words.first)
    expect(staff.locator(".messages .mine", has_text=words.answer)).to_contain_text("👍")


def sees_no_note(merchant: Locator, staff: Locator, words: Words) -> None:
    """A note stays inside; another colleague is told whose chat it is; voice and place reach the topic."""
    write(staff, f"/note {words.note}")
    expect(staff.locator(".messages .mine").last).to_contain_text("👌")
    staff.get_by_role("tab", name=words.second).click()
    write(staff, "me too")
    expect(staff.locator(".messages .theirs").last).to_contain_text(words.held)
    write(staff, "/ticket")
    reads(staff, words.tickets)
    merchant.locator(".tools button").nth(2).click()
    expect(staff.locator(".messages .theirs", has_text="🎤")).to_have_count(1)


def topic_comes_back(merchant: Locator, staff: Locator, words: Words) -> None:
    """The topic is deleted by mistake: it comes back once, with the latest lines."""
    staff.get_by_role("tab", name=words.first).click()
    staff.locator(".tools button").nth(3).click()
    write(merchant, words.more)
    expect(staff.locator(".topics button")).to_have_count(1)
    expect(staff.locator(".messages")).to_contain_text(words.more)
    expect(staff.locator(".pinned")).to_contain_text("PAXA9200817")


def is_handed_back_and_closed(merchant: Locator, staff: Locator, words: Words) -> None:
    """Back to the bot, which goes on where it was; taken again and closed; "not yet" opens the topic again."""
    write(staff, "/back")
    expect(staff.locator(".messages")).to_contain_text(words.back)
    expect(merchant.locator(".messages .theirs .keys")).to_have_count(1)
    write(staff, "/take")
    expect(staff.locator(".messages .mine").last).to_contain_text("👌")
    write(staff, "/close")
    reads(merchant, words.solved)
    assert words.note not in merchant.inner_text()
    merchant.get_by_role("button", name=words.not_yet).click()
    expect(staff.locator(".pinned")).to_contain_text(words.waits)
    expect(staff.locator(".topics button")).to_have_count(1)


def stops_the_bot(merchant: Locator, staff: Locator, words: Words) -> None:
    """He stops the bot: the staff are told, and what they write is kept until he comes back."""
    merchant.locator(".block").click()
    expect(staff.locator(".messages")).to_contain_text(words.gone)
    write(staff, words.answer)
    before = merchant.locator(".messages .theirs").count()
    merchant.locator(".block").click()
    write(merchant, words.more)
    expect(merchant.locator(".messages .theirs")).not_to_have_count(before)
    expect(merchant.locator(".messages .theirs", has_text=words.answer)).to_have_count(2)


def checked(page: Page) -> None:
    """Nothing that passed departs from the Bot API's description, where this machine has it."""
    if SPEC.exists():
        expect(page.locator("#checked")).to_contain_text("0")
        expect(page.locator("#lines .wrong")).to_have_count(0)


def test_from_the_sticker_to_not_yet_with_a_takeover_in_the_topic(played: tuple[str, Words], open_page: Open) -> None:
    url, words = played
    page = open_page(url, viewport=WIDE, locale="zh-CN" if words is ZH else "en-GB")
    merchant, staff = page.locator("#merchant"), page.locator("#staff")
    merchant.get_by_role("tab", name=words.merchant).click()
    for part in (calls_a_person, is_answered_in_the_topic, sees_no_note, topic_comes_back, is_handed_back_and_closed, stops_the_bot):
        part(merchant, staff, words)
    checked(page)
