"""A file that the account cannot send is a link to a page of ours: for days, for this file, for nobody who guesses."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from bot.channels.wechat.bubbles import Fit, bubbles
from bot.channels.wechat.files import Links, file_routes
from bot.core.messages import Address, Media, Outbound
from bot.rendering.documents import Documents
from bot.service.press import Press
from bot.wiring.blobs import FolderBlobs
from tests.unit.wechat.test_bubbles import TEMPLATES, WORDS

PDF = b"%PDF-1.7 agreement"


class Day:
    """A clock to move."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 26, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def day() -> Day:
    return Day()


@pytest.fixture
def links(day: Day) -> Links:
    return Links("https://pos.example.com/", "the account's secret", day)


@pytest.fixture
def blobs(tmp_path: Path) -> FolderBlobs:
    return FolderBlobs(tmp_path)


@pytest.fixture
def reader(links: Links, blobs: FolderBlobs) -> httpx.AsyncClient:
    app = FastAPI()
    app.include_router(file_routes(links, blobs, Press(Documents(TEMPLATES)), "zh"))
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="https://pos.example.com")


async def test_an_agreement_is_read_by_its_link(links: Links, blobs: FolderBlobs, reader: httpx.AsyncClient) -> None:
    ref = await blobs.put(PDF, ".pdf")
    message = Outbound("1042-7", Address("wx_oa", "wang"), "协议已定", document=ref, locale="zh")
    [bubble] = bubbles(message, WORDS, Fit(link=links.link))
    words, link = bubble.text.split("\n\n文件：")
    assert words == "协议已定"
    assert ref not in link
    page = await reader.get(link)
    assert page.status_code == 200
    assert "3 天内有效" in page.text
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    address = page.text.split('<a href="')[1].split('"')[0]
    file = await reader.get(address)
    assert (file.content, file.headers["content-type"]) == (PDF, "application/pdf")
    assert (await reader.get(address.rsplit("/", 1)[0] + "/other.pdf")).status_code == 404


async def test_a_link_grows_old(day: Day, links: Links, blobs: FolderBlobs, reader: httpx.AsyncClient) -> None:
    link = links.link(await blobs.put(PDF, ".pdf"), "en")
    day.at += timedelta(days=2, hours=23)
    assert "Open the file" in (await reader.get(link)).text
    day.at += timedelta(hours=2)
    page = await reader.get(link)
    assert page.status_code == 404
    assert "过期" in page.text


async def test_nobody_makes_a_link_of_his_own(blobs: FolderBlobs, day: Day, links: Links, reader: httpx.AsyncClient) -> None:
    ref = await blobs.put(PDF, ".pdf")
    link = links.link(ref, "zh")
    for other in (
        Links("https://pos.example.com", "guessed", day).link(ref, "zh"),
        link[:-3] + "AA=",
        "/wechat/file/x",
        f"/wechat/file/{ref}",
    ):
        assert (await reader.get(other)).status_code == 404
    assert (await reader.get(links.link("0" * 32 + ".pdf", "zh"))).status_code == 404


async def test_what_a_browser_could_run_is_kept_not_opened(links: Links, blobs: FolderBlobs, reader: httpx.AsyncClient) -> None:
    for content, suffix, kind in ((b"<script>", ".html", "application/octet-stream"), (b"<html>", ".pdf", "text/html; charset=utf-8")):
        page = await reader.get(links.link(await blobs.put(content, suffix), "zh"))
        file = await reader.get(page.text.split('<a href="')[1].split('"')[0])
        assert file.headers["content-type"] == kind
        assert "attachment" in file.headers.get("content-disposition", "") or "sandbox" in file.headers["content-security-policy"]


def test_without_an_address_it_says_that_there_is_a_file() -> None:
    message = Outbound("1042-7", Address("wx_oa", "wang"), "", media=(Media("voice", "v.ogg"),), locale="zh")
    assert [bubble.text for bubble in bubbles(message, WORDS, Fit())] == [WORDS("zh", "no_file")]
