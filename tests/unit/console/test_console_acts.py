"""What a page asks for arrives at the desk as it was meant, and what came of it is said."""

from __future__ import annotations

import csv
import io
from datetime import datetime, time, timedelta

import httpx
import pytest

from bot.console.hours import hours_of, spans, targets_of
from bot.core.messages import Media
from bot.service.desk.outcomes import Overtaken, Refused, Taken
from bot.service.desk.views import Line
from bot.service.hours import Hours
from tests.unit.console.stage import LI, NOON, WANG, Stage

ACTS: tuple[tuple[str, dict[str, str], tuple[object, ...]], ...] = (
    ("join", {}, ("join", 1042, False)),
    ("take", {}, ("join", 1042, True)),
    ("back", {}, ("hand_back", 1042, True)),
    ("back", {"how": "clean"}, ("hand_back", 1042, False)),
    ("pass", {"to": "li"}, ("pass", 1042, "li")),
    ("release", {}, ("release", 1042)),
    ("close", {}, ("close", 1042)),
    ("reopen", {}, ("reopen", 1042)),
    ("snooze", {"until": "1h"}, ("snooze", 1042, NOON + timedelta(hours=1))),
    ("snooze", {"until": "2026-11-24T09:00"}, ("snooze", 1042, datetime.fromisoformat("2026-11-24T09:00+08:00"))),
    ("wake", {}, ("snooze", 1042, None)),
    ("claim", {}, ("assign", 1042, "wangmin")),
    ("assign", {"who": "lina"}, ("assign", 1042, "lina")),
    ("team", {"team": "front"}, ("assign_team", 1042, "front")),
    ("tags", {"tags": "网络，网络, 急"}, ("tag", 1042, ("网络", "急"))),
    ("priority", {"priority": "2"}, ("prioritise", 1042, 2)),
    ("merge", {"into": "#1049"}, ("merge", 1042, 1049)),
    ("merge", {"into": "", "likely": "1043"}, ("merge", 1042, 1043)),
    ("unread", {}, ("mark", 1042, 0)),
    ("ticket", {"kind": "warranty"}, ("open_ticket", 1042, "warranty")),
    ("undo", {"undo": "token"}, ("undo", 1042, "token")),
)


@pytest.mark.parametrize(("act", "fields", "done"), ACTS)
async def test_every_act_reaches_the_desk_and_is_told_with_its_undo(
    stage: Stage, staff: httpx.AsyncClient, act: str, fields: dict[str, str], done: tuple[object, ...]
) -> None:
    answer = await staff.post(f"/desk/chats/1042/{act}", data=fields)
    assert (answer.status_code, stage.done) == (200, [done])
    assert "/desk/chats/1042/undo" in answer.text
    assert answer.headers["hx-trigger"] == "queue, c1042"


@pytest.mark.parametrize(
    ("act", "fields"), [("snooze", {"until": "yesterday"}), ("snooze", {"until": "2020-01-01T09:00"}), ("merge", {"into": "x"})]
)
async def test_what_makes_no_sense_is_said_and_not_done(stage: Stage, staff: httpx.AsyncClient, act: str, fields: dict[str, str]) -> None:
    answer = await staff.post(f"/desk/chats/1042/{act}", data=fields)
    assert 'class="toast bad"' in answer.text
    assert stage.done == []


async def test_somebody_was_quicker(stage: Stage, staff: httpx.AsyncClient) -> None:
    stage.answer = Taken(LI)
    answer = await staff.post("/desk/chats/1042/join", data={})
    assert "李娜 刚刚接手了这个会话" in answer.text


async def test_a_message_goes_with_its_id_and_what_was_seen(stage: Stage, staff: httpx.AsyncClient) -> None:
    fields = {"id": "0f8fad5b-d9cb-469f-a165-70867728950e", "text": "您好", "seen": "8", "mode": "reply"}
    answer = await staff.post("/desk/chats/1042/say", data=fields)
    assert answer.json() == {"outcome": "done", "html": ""}
    assert stage.done == [("say", 1042, "您好", 8, False, fields["id"])]


async def test_sending_over_a_change_asks_with_the_newest_lines(stage: Stage, staff: httpx.AsyncClient) -> None:
    stage.answer = Overtaken((Line(9, "merchant", NOON, "已经好了"),), (), 9)
    answer = (await staff.post("/desk/chats/1042/say", data={"text": "您好", "seen": "8"})).json()
    assert (answer["outcome"], answer["last"]) == ("overtaken", "9")
    assert "已经好了" in answer["html"]


async def test_send_and_close_says_then_closes_but_a_note_never_closes(stage: Stage, staff: httpx.AsyncClient) -> None:
    await staff.post("/desk/chats/1043/say", data={"text": "好的", "close": "1"})
    await staff.post("/desk/chats/1043/say", data={"text": "记一下", "close": "1", "mode": "note"})
    assert [done[0] for done in stage.done] == ["say", "close", "note"]


@pytest.mark.parametrize(("fields", "status"), [({"text": " "}, 422), ({"text": "x" * 4001}, 413)])
async def test_nothing_and_too_much_are_refused_with_a_sentence(staff: httpx.AsyncClient, fields: dict[str, str], status: int) -> None:
    answer = await staff.post("/desk/chats/1042/say", data=fields, headers={"hx-request": "true"})
    assert answer.status_code == status
    assert "<" not in answer.text


async def test_a_post_without_the_sessions_token_is_refused(stage: Stage, staff: httpx.AsyncClient) -> None:
    answer = await staff.post("/desk/chats/1042/close", data={}, headers={"x-csrf-token": "guess"})
    assert (answer.status_code, stage.done) == (403, [])


async def test_wishes_are_kept_and_the_page_comes_anew(stage: Stage, staff: httpx.AsyncClient) -> None:
    fields = {"locale": "en", "zone": "Europe/Berlin", "theme": "dark", "sound": "on", "quiet_from": "22:00", "quiet_to": "07:30"}
    answer = await staff.post("/desk/settings/me/wishes", data=fields)
    wishes = stage.me.wishes
    assert (answer.status_code, answer.headers["hx-refresh"]) == (204, "true")
    assert (wishes.locale, wishes.zone, wishes.theme, wishes.sound, wishes.letters) == ("en", "Europe/Berlin", "dark", True, False)
    assert wishes.quiet == (time(22), time(7, 30))
    assert "posbot_theme=dark" in answer.headers["set-cookie"]


async def test_a_form_that_is_wrong_comes_back_with_the_reason(stage: Stage, staff: httpx.AsyncClient) -> None:
    differing = await staff.post("/desk/settings/me/password", data={"old": "x", "new": "a", "again": "b"})
    assert (differing.status_code, "两次输入的密码不一样" in differing.text) == (422, True)
    stage.answer = Refused("not_allowed")
    team = await staff.post("/desk/settings/teams", data={"name": "x", "zone": "Nowhere"})
    assert (team.status_code, "时间请写成" in team.text) == (422, True)


async def test_a_second_factor_is_enrolled_with_its_first_code(staff: httpx.AsyncClient) -> None:
    assert "data:image/svg+xml" in (await staff.post("/desk/settings/me/enrol", data={})).text
    assert (await staff.post("/desk/settings/me/confirm", data={"code": "000000"})).status_code == 422
    assert "ab12-9" in (await staff.post("/desk/settings/me/confirm", data={"code": "123456"})).text


async def test_the_record_is_exported_as_a_table_that_no_spreadsheet_executes(staff: httpx.AsyncClient) -> None:
    answer = await staff.get("/desk/settings/audit.csv")
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert [row[0] for row in rows] == ["序号", "2", "1"]
    assert rows[2][5] == "'=1+1"


async def test_a_reply_and_a_filter_are_kept(stage: Stage, staff: httpx.AsyncClient) -> None:
    await staff.post("/desk/settings/replies", data={"id": "0", "short": "/hello", "title": "问候", "zh": "您好，{merchant}"})
    await staff.post("/desk/filters", data={"place": "mine", "name": "急", "tag": "急"})
    reply, kept = stage.done[0][1], stage.done[1][1]
    assert getattr(reply, "short", "") == "hello"
    assert getattr(reply, "owner", "") == WANG.id
    assert getattr(kept, "filter", None) is not None


def test_hours_are_read_as_people_write_them() -> None:
    fields = {"zone": "Asia/Shanghai", "day0": "9:00-12:00，13：00–18:00", "day5": "22:00-24:00", "holidays": "2027-02-06 2027-02-07"}
    hours = hours_of(fields)
    assert spans(hours, 0) == "09:00-12:00, 13:00-18:00"
    assert hours.week[5] == ((time(22), time(0)),)
    assert len(hours.holidays) == 2
    assert spans(Hours(), 3) == ""


@pytest.mark.parametrize(
    "fields",
    [{"zone": "Mars/North"}, {"zone": "UTC", "day0": "18:00-9:00"}, {"zone": "UTC", "day0": "abc"}, {"zone": "UTC", "holidays": "soon"}],
)
async def test_hours_that_are_none_are_refused(stage: Stage, staff: httpx.AsyncClient, fields: dict[str, str]) -> None:
    answer = await staff.post("/desk/settings/teams", data={"name": "一线", **fields})
    assert (answer.status_code, stage.done) == (422, [])


def test_an_empty_target_is_a_clock_that_does_not_run() -> None:
    targets = targets_of({"first": "5", "following": "", "resolution": "480", "nobody": ""})
    assert (targets.first, targets.following, targets.nobody) == (timedelta(minutes=5), None, timedelta(minutes=3))


async def test_a_paper_goes_as_it_is_and_what_is_neither_that_nor_a_photo_is_refused(stage: Stage, staff: httpx.AsyncClient) -> None:
    answer = await staff.post("/desk/chats/1042/say", data={"text": ""}, files={"photo": ("list.pdf", b"%PDF-1.7 ...", "application/pdf")})
    assert answer.json()["outcome"] == "done"
    assert [done[0] for done in stage.done] == ["paper", "say"]
    assert (await staff.post("/desk/chats/1042/say", data={"text": ""}, files={"photo": ("a.exe", b"MZ", "")})).status_code == 422


async def test_a_voice_can_be_heard_a_file_fetched_and_what_has_no_content_shows_none(stage: Stage, staff: httpx.AsyncClient) -> None:
    sent = (Media("voice", "v.ogg"), Media("voice", "v.amr"), Media("document", "d.pdf"), Media("location"))
    stage.lines.append(Line(stage.lines[-1].seq + 1, "merchant", NOON, "在这里", media=sent))
    html = (await staff.get("/desk/part/chat/1042")).text
    assert '<audio class="voice" controls preload="none" src="/desk/photo/1042/v.ogg"' in html
    assert html.count('href="/desk/photo/1042/v.amr" download') == html.count('href="/desk/photo/1042/d.pdf" download') == 1
    assert '/desk/photo/1042/"' not in html


async def test_chats_that_may_be_the_same_merchants_are_offered_for_merging(staff: httpx.AsyncClient) -> None:
    html = (await staff.get("/desk/part/alike/1042")).text
    assert 'name="likely" value="1043" checked' in html


async def test_a_hole_in_a_canned_reply_is_never_sent_but_may_stand_in_a_note(stage: Stage, staff: httpx.AsyncClient) -> None:
    refused = await staff.post("/desk/chats/1042/say", data={"text": "您好，{商户名}"})
    assert (refused.status_code, stage.done) == (422, [])
    assert (await staff.post("/desk/chats/1042/say", data={"text": "{商户名}", "mode": "note"})).status_code == 200
