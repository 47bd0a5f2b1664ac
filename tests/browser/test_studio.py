"""A lead's afternoon: finds a miss, adds it, sees what it takes away, replays, publishes, and goes back."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Locator, Page, expect

from bot.settings import Settings
from bot.wiring.places import shipped
from tests.browser.conftest import Open
from tests.browser.desk import WIDE
from tests.browser.program import Program, enter, running
from tests.browser.steps import WORDED, findings, pale, talk

FEW = 9
"""Examples of an intent in each language, so that learning takes seconds."""
SENTENCE = "机子吭哧半天给我吐了根面条"
SLOW = 120_000


def small_knowledge(folder: Path) -> Path:
    """What ships, with few examples each."""
    made = copytree(shipped("knowledge"), folder / "knowledge")
    for file in made.glob("examples/*/*.yaml"):
        kept, count = [], 0
        for line in file.read_text("utf-8").splitlines(keepends=True):
            count = count + 1 if line.startswith(("  - ", "    - ")) else 0
            kept += [line] if count <= FEW else []
        file.write_text("".join(kept), "utf-8")
    return made


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    folder = tmp_path_factory.mktemp("studio")
    settings = Settings(
        folder=folder, database=f"sqlite:///{folder}/posbot.db", knowledge=small_knowledge(folder), templates=shipped("templates")
    )
    yield from running(settings)


def clean(page: Page) -> None:
    """Nobody is kept out, in light and in dark."""
    assert findings(page) == []
    assert [*pale(page, "dark"), *pale(page, "light")] == []


def last_answer(page: Page) -> str:
    return page.locator("#log .bot .bubble").last.inner_text()


def tries(lead: Page, sentence: str) -> None:
    """In the panel; the sentence is not understood today, and would be as an example."""
    lead.fill("#try-text", sentence)
    lead.keyboard.press("Enter")
    expect(lead.locator("#tried .verdict .pill")).to_have_text(re.compile("没听懂|会追问"), timeout=SLOW)
    lead.locator("#try-intent").select_option("hardware.printer_blank")
    expect(lead.locator("#try-effect .effect")).to_contain_text("打印空白或不清楚", timeout=SLOW)


def test_a_leads_afternoon(program: Program, open_page: Open) -> None:
    lead = open_page(program.link, viewport=WIDE, reduced_motion="reduce")
    enter(lead, "zhao", "赵磊")

    # Two merchants write what nobody has taught, a third is in the middle of something.
    for words in (SENTENCE, f"{SENTENCE}嘛"):
        talk(open_page(program.url), words)
    running = open_page(program.url)
    talk(running, "开不了机")
    version = program.desk.support.mind.knowledge.version

    # The miss is on the list, once for both, and what it would change is told before anything is kept.
    row = listed(lead, f"{program.url}/desk/misses", times="2 次")
    row.locator("select").select_option("hardware.printer_blank")
    row.get_by_role("button", name="看影响").click()
    expect(row.locator(".effect")).to_contain_text("打印空白或不清楚", timeout=SLOW)
    clean(lead)
    row.get_by_role("button", name="加入示例").click()
    expect(lead.locator("#toasts")).to_contain_text("已写入草稿", timeout=SLOW)

    # Any words can be tried beside the drafts: what they are taken for, and at once what they would change as an example.
    lead.goto(f"{program.url}/desk/knowledge")
    tries(lead, f"{SENTENCE}嘛")
    clean(lead)

    numbered(lead)

    # Tried in full: checked, learned, replayed; the two conversations would go another way, side by side.
    lead.locator(".rows a").first.click(timeout=SLOW)
    expect(lead.get_by_role("button", name="发布")).to_be_disabled()
    lead.get_by_role("button", name="检查并重放").click()
    expect(lead.locator("#replay-title")).to_contain_text("2 个会不同", timeout=SLOW)
    lead.locator(".compared summary").first.click()
    expect(lead.locator(".compared .sides").first).to_be_visible()
    clean(lead)

    # Published: whoever begins is answered anew, whoever is under way finishes on his version.
    lead.get_by_role("button", name="发布").click()
    expect(lead.locator("#led")).to_contain_text("已发布")
    taken_up(program, lead, lambda now: now != version)
    before = last_answer(running)
    fresh = open_page(program.url)
    talk(fresh, SENTENCE)
    assert "小票打出来是什么样子" in last_answer(fresh), fresh.locator("#log").inner_text()
    talk(running, "没有灯")
    assert last_answer(running) != before
    assert version in program.desk.support.minds.versions

    # And back.
    lead.get_by_role("button", name=re.compile("退回")).click()
    expect(lead.locator("#toasts").last).to_contain_text("已退回")
    taken_up(program, lead, lambda now: now == version)

    # The same pages in English.
    lead.goto(f"{program.url}/desk/settings/me")
    lead.select_option("#locale", "en")
    lead.locator("#locale").evaluate("field => field.form.requestSubmit()")
    expect(lead.locator("html")).to_have_attribute("lang", "en")  # the page has come anew
    for path, heading in (("misses", "Misses"), ("knowledge", "Knowledge studio"), ("knowledge/import", "Import supplier text")):
        lead.goto(f"{program.url}/desk/{path}")
        expect(lead.locator("h1")).to_have_text(heading)
        assert findings(lead, *WORDED) == []


def listed(lead: Page, list_of_misses: str, times: str) -> Locator:
    """The sentence on the list, which takes in what the logs gain a moment later: the page is opened until both are there."""
    row = lead.locator(".miss").filter(has=lead.locator(f'input[value^="{SENTENCE}"]'))
    end = time.monotonic() + SLOW / 1000
    while True:
        lead.goto(list_of_misses)
        if row.count() and row.locator(".times").inner_text().strip() == times:
            return row
        assert time.monotonic() < end, lead.locator("main").inner_text()
        lead.wait_for_timeout(200)


def numbered(lead: Page) -> None:
    """The numbers of a file's lines stand beside its lines."""
    studio = lead.url
    lead.locator(".rows a").first.click(timeout=SLOW)
    lead.goto(f"{lead.url}/file?place=knowledge/intents.yaml")
    box = lead.locator(".gutter li").nth(9).bounding_box()
    assert box
    assert box["height"] == lead.locator("#text").evaluate("one => parseFloat(getComputedStyle(one).lineHeight)")
    lead.goto(studio)


def taken_up(program: Program, page: Page, is_meant: Callable[[str], bool]) -> None:
    """Wait until the process answers by that version. It has to learn it, as what is tried has to be learned."""
    end = time.monotonic() + SLOW / 1000
    while not is_meant(program.desk.support.mind.knowledge.version):
        assert time.monotonic() < end
        page.wait_for_timeout(50)
