"""Every page and fragment comes, in both languages, and says what it should."""

from __future__ import annotations

import re
from dataclasses import replace

import httpx
import pytest

from bot.service.desk.people import Role
from tests.unit.console.stage import ROOT, WANG, Stage, sentences

PAGES = (
    "/inbox",
    "/inbox/1042",
    "/mine/1043",
    "/bot/1047",
    "/all/1049",
    "/inbox?tag=网络&unread=1",
    "/inbox?text=nobody",
    "/tickets",
    "/tickets?as=table",
    "/merchants",
    "/merchants/1042",
    "/merchants/1042?tab=tickets",
    "/merchants/1042?tab=upkeep",
    "/merchants/1042?tab=reminders",
    "/merchants/1042?tab=note",
    "/terminals",
    "/settings/me",
    "/settings/teams",
    "/settings/replies",
    "/settings/accounts",
    "/settings/aside",
    "/settings/audit",
)
PARTS = (
    "/part/queue",
    "/part/nav",
    "/part/section/waiting",
    "/part/work",
    "/part/work/1041",
    "/part/chat/1042?limit=400",
    "/part/who/1042",
    "/part/replies/1042",
    "/part/tickets",
    "/part/find?text=老王",
    "/part/find?text=",
    "/part/find?text=nothing",
)
USED = re.compile(r"""\bw\(\s*"(\w+)"\s*[,)]""")


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_no_sentence_of_the_desk_is_written_as_a_template_since_it_would_be_shown_as_it_stands(locale: str) -> None:
    assert [name for name, words in sentences(locale).items() if "{{" in words or "{%" in words] == []


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("path", [*PAGES, *PARTS])
async def test_every_page_comes_in_both_languages(stage: Stage, staff: httpx.AsyncClient, path: str, locale: str) -> None:
    stage.me = replace(WANG, wishes=replace(WANG.wishes, locale=locale))
    answer = await staff.get(f"/desk{path}")
    assert answer.status_code == 200
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert not re.search(r"\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=|javascript:", answer.text)
    assert "<script" not in answer.text or path in PAGES


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("path", ["/inbox/1042", "/tickets", "/merchants/1042", "/settings/me", "/settings/teams"])
async def test_every_role_gets_what_it_may_read(stage: Stage, staff: httpx.AsyncClient, path: str, role: Role) -> None:
    stage.me = replace(WANG, role=role)
    assert (await staff.get(f"/desk{path}")).status_code == 200


async def test_the_whole_plan_stands_on_the_merchants_page_with_its_documents(staff: httpx.AsyncClient) -> None:
    html = (await staff.get("/desk/merchants/1042?tab=upkeep")).text
    for shown in (
        "擦机身",
        "清读卡口",
        "没回 1 次",
        "/desk/photo/1042/slot.jpg",
        "/desk/upkeep/1042/plan.pdf",
        "/desk/upkeep/1042/sheet-9.pdf",
    ):
        assert shown in html
    calendar, page, none = [await staff.get(f"/desk/upkeep/1042/{name}") for name in ("plan.ics", "plan.pdf", "sheet-8.pdf")]
    assert calendar.headers["content-type"].startswith("text/calendar")
    assert page.headers["content-type"].startswith("text/html"), "where nothing can be printed, the page it would be"
    assert {one.headers["cache-control"] for one in (calendar, page)} == {"no-store"}
    assert none.status_code == 404


async def test_who_may_only_read_has_no_composer_and_no_buttons(stage: Stage, staff: httpx.AsyncClient) -> None:
    stage.me = replace(WANG, role=Role.AUDITOR)
    html = (await staff.get("/desk/inbox/1042")).text
    assert 'id="compose"' not in html
    assert "/chats/1042/join" not in html
    assert (await staff.post("/desk/chats/1042/join")).status_code == 403


def test_every_word_that_a_template_uses_exists_in_both_languages() -> None:
    templates = (ROOT / "templates" / "pages" / "desk").glob("*.html")
    used = {name for path in templates for name in USED.findall(path.read_text("utf-8"))}
    assert len(used) > 150
    for locale in ("zh", "en"):
        assert used - sentences(locale).keys() == set()
    assert sentences("zh").keys() == sentences("en").keys()


async def test_the_case_names_a_remedy_once_with_what_came_of_it_and_what_was_said_of_the_help(staff: httpx.AsyncClient) -> None:
    page = (await staff.get("/desk/inbox/1042")).text
    card = page[page.index('id="case"') : page.index("</section>", page.index('id="case"'))]
    assert card.count("走纸自检页") == 1
    assert re.search(r'is-bad"><svg[^>]*><use[^>]*circle-x[^>]*></use></svg></span>走纸自检页', card)
    assert "等了两天" in card
    assert sentences("zh")["rating_not_yet"] in card


async def test_a_late_refresh_keeps_the_selection_of_the_address(staff: httpx.AsyncClient) -> None:
    answer = await staff.get("/desk/part/queue", headers={"hx-request": "true", "hx-current-url": "http://desk.test/desk/inbox/1041"})
    selected = re.search(r'id="r(\d+)"[^>]*aria-current="true"', answer.text)
    assert selected
    assert selected[1] == "1041"


async def test_what_is_not_there_is_said_as_a_page_and_as_a_line(staff: httpx.AsyncClient) -> None:
    page = await staff.get("/desk/inbox/9999")
    assert (page.status_code, "没有找到" in page.text) == (404, True)
    line = await staff.get("/desk/part/work/9999", headers={"hx-request": "true"})
    assert (line.status_code, line.text.strip()) == (404, sentences("zh")["not_there"])


async def test_a_stranger_is_led_to_sign_in_and_back(stranger: httpx.AsyncClient) -> None:
    asked = await stranger.get("/desk/inbox/1042", headers={"accept": "text/html"})
    assert (asked.status_code, asked.headers["location"]) == (303, "/desk/sign-in?to=/desk/inbox/1042")
    card = await stranger.get("/desk/sign-in?to=/desk/inbox/1042")
    assert 'value="/desk/inbox/1042"' in card.text
    entered = await stranger.post(
        "/desk/sign-in",
        data={"account": "wangmin", "password": "a long enough one", "to": "/desk/inbox/1042"},
        headers={"sec-fetch-site": "same-origin"},
    )
    assert (entered.status_code, entered.headers["location"]) == (303, "/desk/inbox/1042")
    assert "HttpOnly" in entered.headers["set-cookie"]


@pytest.mark.parametrize("to", ["//evil.test/desk/", "https://evil.test", "/desk//evil.test", "/desk/\\evil"])
async def test_signing_in_never_leads_to_another_site(stranger: httpx.AsyncClient, to: str) -> None:
    entered = await stranger.post(
        "/desk/sign-in", data={"account": "wangmin", "password": "x", "to": to}, headers={"sec-fetch-site": "same-origin"}
    )
    assert entered.headers["location"] == "/desk/inbox"


async def test_a_wrong_password_keeps_the_account_and_never_says_which_part_was_wrong(stranger: httpx.AsyncClient) -> None:
    answer = await stranger.post(
        "/desk/sign-in", data={"account": "wangmin", "password": "wrong"}, headers={"sec-fetch-site": "same-origin"}
    )
    assert answer.status_code == 422
    assert 'value="wangmin"' in answer.text
    assert 'value="wrong"' not in answer.text
    assert sentences("zh")["sign_in_wrong"] in answer.text


async def test_a_new_account_begins_in_the_language_of_its_card(stage: Stage, stranger: httpx.AsyncClient) -> None:
    card = await stranger.get("/desk/join/first?lang=en")
    assert "Create the first administrator" in card.text
    fields = {"account": "ann", "name": "Ann", "password": "a long enough one", "again": "a long enough one"}
    entered = await stranger.post("/desk/join/first", data=fields, headers={"sec-fetch-site": "same-origin"})
    assert (entered.status_code, stage.me.wishes.locale) == (303, "en")
