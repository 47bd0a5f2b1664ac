"""A desk on a stage: the scene of the design's pictures in memory, for the looks of the pages and nothing else.

What is done to it changes just enough to be seen. How the real desk behaves is tested with the real desk.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml

from bot.core.messages import Choice, Media
from bot.service.desk.accounts import Account, Caller, Enrolment, Entered, Halfway, Invitation, Session
from bot.service.desk.outcomes import Done, NotThere, Outcome, Refused
from bot.service.desk.papers import Case, Fact, Merchant, Page, Terminal, TicketCard, Tried, Warranty
from bot.service.desk.people import Role, Staff, Team, Wishes
from bot.service.desk.ports import Writing
from bot.service.desk.rows import Clock, Deadline, Filter, Group, Inbox, Pill, Row, SavedFilter, Section
from bot.service.desk.upkeep import Checked, Upkeep, Upkept
from bot.service.desk.views import Aside, Canned, Deed, Found, Line, Opened
from bot.service.hours import Hours

ROOT = Path(__file__).parents[3]
NOON = datetime(2026, 11, 23, 2, 41, tzinfo=UTC)
WANG = Staff("wangmin", "王敏", Role.ADMIN, "front")
LI, ZHAO = Staff("lina", "李娜", Role.AGENT, "front"), Staff("zhaolei", "赵磊", Role.LEAD, "field", away=True)
IN, OUT = Warranty("in", date(2027, 6, 14), 203, purchased="2023-06-14"), Warranty("out", date(2026, 9, 30), -54)
SOON, UNKNOWN = Warranty("in", date(2026, 12, 8), 15, soon=True), Warranty("unknown")
TEAM = Team("front", "一线客服", Hours("Asia/Shanghai", {day: ((time(9), time(18)),) for day in range(5)}, frozenset({date(2027, 2, 6)})))


def ago(minutes: float) -> datetime:
    """So long before the scene."""
    return NOON - timedelta(minutes=minutes)


def row(number: int, group: Group, pill: Pill, name: str, what: tuple[str, str], preview: str, minutes: float, **more: Any) -> Row:
    """A row; ``what`` is trouble and topic."""
    facts: dict[str, Any] = {"by": "merchant", "locale": "zh", "channel": "web", "writer": more.get("holder"), **more}
    return Row(
        number=number, group=group, pill=pill, name=name, trouble=what[0], topic=what[1], preview=preview, last=ago(minutes), **facts
    )


ROWS = (
    row(
        1041,
        Group.WAITING,
        Pill.WAITING,
        "Sunrise Café",
        ("transaction.response_code", "交易失败 · 91"),
        "Three cards declined in a row, all contactless",
        2,
        locale="en",
        unread=2,
        since=ago(6.7),
        priority=1,
    ),
    row(
        1042,
        Group.WAITING,
        Pill.WAITING,
        "老王便利店",
        ("hardware.printer_blank", "打印机不出纸"),
        "重启两次还是不行，客人在排队",
        1,
        unread=1,
        since=ago(2.24),
        typing=(LI,),
    ),
    row(
        1043,
        Group.MINE,
        Pill.AWAITS_US,
        "小刘水果铺",
        ("network.wifi", "网络连接断开"),
        "换了个插座，路由器灯亮了",
        0,
        unread=1,
        holder=WANG,
        tags=("网络",),
        deadline=Deadline(Clock.FOLLOWING, NOON + timedelta(minutes=6), broken=False, target=600),
    ),
    row(
        1044,
        Group.MINE,
        Pill.AWAITS_MERCHANT,
        "福源药房",
        ("maintenance.plan", "保养预约"),
        "工程师周三上午 10 点到店，可以吗？",
        19,
        by="staff",
        holder=WANG,
    ),
    row(
        1045,
        Group.OTHERS,
        Pill.COLLEAGUE,
        "阿芳奶茶",
        ("hardware.scanner", "扫码无反应"),
        "麻烦拍一张扫码窗口的照片",
        10,
        by="staff",
        holder=LI,
    ),
    row(
        1046,
        Group.OTHERS,
        Pill.COLLEAGUE,
        "城南五金行",
        ("software.signin_key", "小票字迹模糊"),
        "备件已寄出，单号稍后发您",
        29,
        by="staff",
        holder=ZHAO,
    ),
    row(1047, Group.BOT, Pill.BOT, "河畔书店", ("power.no_power", "开不了机"), "好的，我再试试充电", 3),
    row(
        1048,
        Group.SNOOZED,
        Pill.SNOOZED,
        "东门修鞋",
        ("repair.quote", "维修报价"),
        "等老板回来再说",
        200,
        snoozed=NOON + timedelta(hours=20),
    ),
    row(1049, Group.CLOSED, Pill.CLOSED, "西街花店", ("settlement.delay", "到账延迟"), "到账了，谢谢", 300),
)
NO, YES = Choice("7.not_fixed", "没有反应"), Choice("7.solved", "打印出来了")
LINES = (
    Line(1, "merchant", ago(9), "打印机不出纸，红灯一直闪"),
    Line(
        2,
        "bot",
        ago(8.9),
        "请看一下纸卷方向，热敏面朝外。装好后关上纸仓盖。",
        choices=(Choice("3.done", "装好了"), Choice("3.cannot", "不会装")),
        pressed="3.done",
        status="sent",
    ),
    Line(3, "merchant", ago(6), "还是不行", media=(Media("photo", "slot.jpg"),)),
    Line(
        4,
        "bot",
        ago(5),
        "照片里纸卷方向正确。请按住“走纸”键开机，打印一张自检页。",
        choices=(YES, NO),
        pressed=NO.key,
        status="sent",
        rule="hardware.printer_blank/self_test",
    ),
    Line(5, "merchant", ago(3), "没有反应"),
    Line(6, "system", ago(2.5), did="staff_called", facts={"reason": "flow"}),
    Line(7, "merchant", ago(1), "重启两次还是不行，客人在排队"),
    Line(8, "note", ago(0.5), "这台 8 月换过一次打印头，仓库还有同型号备件 2 件。", who="赵磊", by="zhaolei"),
)
CASE = Case(
    trouble="hardware.printer_blank",
    request="打印机不出纸，红灯闪烁",
    reason="flow",
    words=("打印机不出纸，红灯一直闪",),
    tried=(Tried("reload", "纸卷方向与纸仓", "solved"), Tried("self_test", "走纸自检页", "not_fixed")),
    device=(Fact("model", "型号", "P20 智能终端", "p20"), Fact("serial", "序列号", "P20-2306-00418", "P20-2306-00418")),
    facts=(),
    warranty=IN,
    photos=("slot.jpg",),
    place=("hardware.printer_blank", "self_test"),
    next="在保，安排上门更换打印头",
    next_choices=("安排上门", "自己送修"),
    path=(Fact("light", "指示灯状态", "红灯闪烁", "red"), Fact("self_test", "走纸自检页", "没有解决", "not_fixed")),
    rating="not_yet",
    word="等了两天",
)
TICKETS = (
    TicketCard(
        "1042-7",
        1042,
        "warranty",
        "hardware.printer_blank",
        "更换打印头",
        "new",
        ago(60),
        "老王便利店",
        "P20",
        "P20-2306-00418",
        NOON - timedelta(hours=1),
        WANG,
        IN,
    ),
    TicketCard(
        "1041-3",
        1041,
        "other",
        "transaction.response_code",
        "交易失败",
        "scheduled",
        ago(120),
        "Sunrise Café",
        "S2",
        "S2-0091",
        NOON + timedelta(hours=3),
        LI,
        SOON,
    ),
    TicketCard(
        "1046-2",
        1046,
        "paid",
        "hardware.scanner",
        "更换扫码窗",
        "working",
        ago(600),
        "城南五金行",
        "P20",
        "P20-2201-00007",
        None,
        ZHAO,
        OUT,
    ),
    TicketCard("1044-1", 1044, "other", "maintenance.plan", "季度保养", "done", ago(3000), "福源药房"),
)
TERMINALS = (
    Terminal("P20-2306-00418", "P20 智能终端", 1042, "老王便利店", IN, ago(3), 1),
    Terminal("S2-0091", "S2", 1042, "老王便利店", SOON, ago(90)),
    Terminal("", "P8", 1042, "老王便利店", UNKNOWN, ago(900)),
)
MERCHANT = Merchant(
    1042,
    "老王便利店",
    "138 **** 2207",
    "zh",
    ("web",),
    ago(1),
    "金牌维护 · 4 小时上门",
    "杭州市西湖区文三路 118 号",
    (ROWS[1], ROWS[8]),
    TERMINALS,
    (TICKETS[0],),
    (("季度保养", NOON + timedelta(days=15)),),
    (
        Upkeep(
            1042,
            "Asia/Shanghai",
            (
                Upkept("11月23日：擦机身。每 1 周：每家店都要 [wipe-1]", None, NOON.date(), 1),
                Upkept("12月1日：清读卡口。每 1 个月：每家店都要 [reader-1]", NOON.date(), proof="slot.jpg"),
            ),
            (Checked("sheet-9", "protection", NOON.date()),),
        ),
    ),
)
REPLIES = (
    Canned(
        1,
        "dispatch",
        "安排上门",
        {"zh": "已为您登记上门维修，工程师会在 4 小时内联系您。", "en": "A visit is booked; the engineer calls within 4 hours."},
        filled="已为您登记上门维修，工程师会在 4 小时内联系您。",
    ),
    Canned(
        2, "warranty", "在保说明", {"zh": "您的终端{warranty}，本次维修不收取费用。"}, filled="您的终端仍在保修期内，本次维修不收取费用。"
    ),
    Canned(
        3,
        "photo",
        "请拍照",
        {"zh": "麻烦拍一张设备背面的照片，我来确认型号。"},
        "wangmin",
        filled="麻烦拍一张设备背面的照片，我来确认型号。",
    ),
    Canned(
        4,
        "reboot",
        "重启步骤",
        {"zh": "请长按电源键 10 秒关机，等待 30 秒后再开机。"},
        filled="请长按电源键 10 秒关机，等待 30 秒后再开机。",
    ),
)
SAVED = (SavedFilter(1, "网络问题", Filter(tag="网络"), shared=True),)

DEEDS = (
    Deed(2, ago(4), "王敏", "assign", 1042, changes={"assignee": (None, "lina")}, address="10.0.0.7"),
    Deed(1, ago(9), "赵磊", "sign_in", what="=1+1", address="10.0.0.9"),
)


def sentences(locale: str) -> Mapping[str, str]:
    """The real words."""
    texts = (
        (ROOT / "templates" / locale / f"{name}.yaml").read_text("utf-8")
        for name in ("desk", "desk_cases", "desk_insight", "desk_own", "desk_studio")
    )
    return {str(name): str(words).strip() for text in texts for name, words in yaml.safe_load(text)["sentences"].items()}


class Stage:
    """`Desk` and `Accounts` in one, with what was done to it in ``done``."""

    changes = 0

    def __init__(self, me: Staff = WANG, *, photo: bytes = b"\xff\xd8\xff") -> None:
        """``me`` is whoever signs in; every password is right but ``wrong``."""
        self.picture = photo
        self.listeners: set[asyncio.Queue[str]] = set()
        self.begin(me)

    def begin(self, me: Staff = WANG) -> None:
        """The scene as it was."""
        self.changes += 1_000
        self.me = me
        self.rows = list(ROWS)
        self.lines = list(LINES)
        self.answer: Outcome = Done("undo")
        self.done: list[tuple[object, ...]] = []
        self.held: dict[str, asyncio.Event] = {}
        """Deeds by name that are done and whose answer waits until it is let go."""
        self.enrol_first = False

    def signal(self, *topics: str) -> None:
        """Something may have changed."""
        self.changes += 1
        for queue in self.listeners:
            for topic in topics:
                queue.put_nowait(topic)

    def write(self, text: str) -> None:
        """The merchant of the middle of the scene writes."""
        self.lines.append(Line(self.lines[-1].seq + 1, "merchant", NOON, text))
        self.signal("c1042")

    def stop(self) -> None:
        """End every stream."""
        self.signal("")

    # ---- what is looked at

    async def inbox(self, me: Staff, wanted: Filter | None = None, shown: Collection[Group] | None = None, rows: int = 60) -> Inbox:
        kept = [one for one in self.rows if wanted is None or not wanted.tag or wanted.tag in one.tags]
        kept = [one for one in kept if wanted is None or not wanted.text or wanted.text in one.name]
        sections = tuple(
            Section(group, len(found), found) for group in Group if (found := tuple(one for one in kept if one.group is group))
        )
        waiting = tuple(one for one in self.rows if one.group is Group.WAITING)
        return Inbox(sections, sum(one.unread for one in self.rows), len(waiting), waiting)

    async def section(self, me: Staff, group: Group, wanted: Filter | None = None, skip: int = 0) -> Section:
        found = tuple(one for one in self.rows if one.group is group)
        return Section(group, len(found), found[skip:])

    async def row(self, me: Staff, number: int) -> Row:
        found = next((one for one in self.rows if one.number == number), None)
        if found is None:
            raise NotThere
        return found

    async def open(self, me: Staff, number: int, after: int = 0, before: int = 0, limit: int = 200) -> Opened:
        found = await self.row(me, number)
        lines = self.lines if number == 1042 else self.lines[:2]
        merchant = replace(MERCHANT, name=found.name, id=number, locale=found.locale)
        clock = Deadline(Clock.FIRST, NOON + timedelta(minutes=3), broken=False, target=300)
        return Opened(found, tuple(lines), lines[-1].seq, False, CASE, merchant, (clock,), found.typing, found.typing)

    async def alike(self, me: Staff, number: int) -> Sequence[Row]:
        return [one for one in self.rows if one.number == 1043]

    async def search(self, me: Staff, text: str, limit: int = 30) -> Sequence[Found]:
        hits = [Found("chat", one.number, one.name, one.topic) for one in self.rows if text in one.name]
        return hits or ([Found("terminal", 1042, "P20 智能终端", "老王便利店", "P20-2306-00418")] if text in "P20-2306-00418" else [])

    async def board(self, me: Staff, wanted: Filter | None = None) -> Sequence[TicketCard]:
        return [card for card in TICKETS if wanted is None or wanted.text in card.ref + card.merchant]

    async def ticket(self, me: Staff, ref: str) -> TicketCard:
        return TICKETS[0]

    async def merchants(self, me: Staff, text: str = "", after: int = 0) -> tuple[Sequence[Merchant], Page]:
        return [MERCHANT], Page(1)

    async def merchant(self, me: Staff, merchant: int) -> Merchant:
        if merchant != MERCHANT.id:
            raise NotThere
        return MERCHANT

    async def terminals(self, me: Staff, text: str = "", after: int = 0) -> tuple[Sequence[Terminal], Page]:
        return TERMINALS, Page(3)

    async def canned(self, me: Staff, number: int | None = None, text: str = "") -> Sequence[Canned]:
        return REPLIES

    async def filters(self, me: Staff) -> Sequence[SavedFilter]:
        return SAVED

    async def tags(self) -> Sequence[tuple[str, int]]:
        return [("网络", 1)]

    async def colleagues(self) -> Sequence[Staff]:
        return [self.me, *(one for one in (LI, WANG, ZHAO) if one.id != self.me.id)]

    async def teams(self) -> Sequence[Team]:
        return [TEAM]

    async def deeds(self, me: Staff, number: int | None = None, who: str = "", before: int = 0) -> Sequence[Deed]:
        return DEEDS

    async def every_deed(self, me: Staff) -> AsyncIterator[Deed]:
        for deed in DEEDS:
            yield deed

    # ---- what is done

    async def _do(self, *what: object) -> Outcome:
        self.done.append(what)
        if what[0] in self.held:
            await self.held[str(what[0])].wait()
        return self.answer

    async def join(self, me: Staff, number: int, *, take: bool = False) -> Outcome:
        if isinstance(self.answer, Done):
            self.rows = [
                replace(one, group=Group.MINE, pill=Pill.AWAITS_US, holder=me, since=None) if one.number == number else one
                for one in self.rows
            ]
            self.signal("queue", f"c{number}")
        return await self._do("join", number, take)

    async def say(self, me: Staff, number: int, writing: Writing) -> Outcome:
        if isinstance(self.answer, Done) and number == 1042 and not any(done[-1] == writing.id for done in self.done):
            self.lines.append(Line(self.lines[-1].seq + 1, "staff", NOON, writing.text, me.name, me.id, status="sent"))
            self.signal(f"c{number}")
        return await self._do("say", number, writing.text, writing.seen, writing.over, writing.id)

    async def note(self, me: Staff, number: int, writing: Writing) -> Outcome:
        if number == 1042:
            self.lines.append(Line(self.lines[-1].seq + 1, "note", NOON, writing.text, me.name, me.id))
            self.signal(f"c{number}")
        return await self._do("note", number, writing.text, writing.id)

    async def pass_on(self, me: Staff, number: int, to: str) -> Outcome:
        self.done.append(("pass", number, to))
        return self.answer

    async def hand_back(self, me: Staff, number: int, *, resume: bool = True) -> Outcome:
        return await self._do("hand_back", number, resume)

    async def close(self, me: Staff, number: int) -> Outcome:
        self.rows = [
            replace(one, group=Group.CLOSED, pill=Pill.CLOSED, holder=None, since=None) if one.number == number else one
            for one in self.rows
        ]
        self.signal("queue", f"c{number}")
        return await self._do("close", number)

    async def reopen(self, me: Staff, number: int) -> Outcome:
        return await self._do("reopen", number)

    async def snooze(self, me: Staff, number: int, until: datetime | None) -> Outcome:
        return await self._do("snooze", number, until)

    async def release(self, me: Staff, number: int) -> Outcome:
        return await self._do("release", number)

    async def assign(self, me: Staff, number: int, who: str) -> Outcome:
        return await self._do("assign", number, who)

    async def assign_team(self, me: Staff, number: int, team: str) -> Outcome:
        return await self._do("assign_team", number, team)

    async def tag(self, me: Staff, number: int, tags: Sequence[str]) -> Outcome:
        return await self._do("tag", number, tuple(tags))

    async def prioritise(self, me: Staff, number: int, priority: int) -> Outcome:
        return await self._do("prioritise", number, priority)

    async def merge(self, me: Staff, number: int, into: int) -> Outcome:
        return await self._do("merge", number, into)

    async def mark(self, me: Staff, number: int, seq: int) -> Outcome:
        return await self._do("mark", number, seq)

    async def draft(self, me: Staff, number: int, mode: str, text: str) -> None:
        await self._do("draft", number, mode, text)

    async def viewing(self, me: Staff, number: int) -> None:
        """Not shown on the stage."""

    async def typing(self, me: Staff, number: int) -> None:
        await self._do("typing", number)

    async def left(self, me: Staff, number: int) -> None:
        """Not shown on the stage."""

    async def undo(self, me: Staff, number: int, undo: str) -> Outcome:
        return await self._do("undo", number, undo)

    async def move_ticket(self, me: Staff, ref: str, status: str, due: datetime | None = None) -> Outcome:
        return await self._do("move_ticket", ref, status, due)

    async def open_ticket(self, me: Staff, number: int, kind: str) -> Outcome:
        return await self._do("open_ticket", number, kind)

    async def assign_ticket(self, me: Staff, ref: str, who: str) -> Outcome:
        return await self._do("assign_ticket", ref, who)

    async def change_merchant(self, me: Staff, merchant: int, changes: Mapping[str, str]) -> Outcome:
        return await self._do("change_merchant", merchant, dict(changes))

    async def keep_canned(self, me: Staff, reply: Canned) -> Outcome:
        return await self._do("keep_canned", reply)

    async def drop_canned(self, me: Staff, reply: int) -> Outcome:
        return await self._do("drop_canned", reply)

    async def keep_filter(self, me: Staff, wanted: SavedFilter) -> Outcome:
        return await self._do("keep_filter", wanted)

    async def drop_filter(self, me: Staff, wanted: int) -> Outcome:
        return await self._do("drop_filter", wanted)

    async def keep_team(self, me: Staff, team: Team) -> Outcome:
        return await self._do("keep_team", team)

    async def aside(self, me: Staff) -> Sequence[Aside]:
        reason, content = "Unreadable", '{\n  "message": {\n    "text": "‹card›"\n  }\n}'
        return [Aside(7, NOON, "telegram:777", "502", 1, reason, content)]

    async def try_again(self, me: Staff, aside: int) -> Outcome:
        return await self._do("try_again", aside)

    async def give_up(self, me: Staff, aside: int) -> Outcome:
        return await self._do("give_up", aside)

    async def keep_wishes(self, me: Staff, wishes: Wishes, *, away: bool) -> Staff:
        self.me = replace(self.me, wishes=wishes, away=away)
        return self.me

    # ---- live

    async def watch(self, topics: Sequence[str]) -> AsyncIterator[str]:
        queue: asyncio.Queue[str] = asyncio.Queue()
        self.listeners.add(queue)
        try:
            for topic in topics:
                yield topic
            while topic := await queue.get():
                if topic in topics:
                    yield topic
        finally:
            self.listeners.discard(queue)

    async def photo(self, me: Staff, number: int, ref: str) -> bytes | None:
        return self.picture if ref == "slot.jpg" else None

    async def paper(self, me: Staff, number: int, name: str) -> bytes | None:
        return {"plan.ics": b"BEGIN:VCALENDAR", "plan.pdf": b"<!doctype html>"}.get(name)

    async def keep_paper(self, me: Staff, content: bytes) -> Media:
        self.done.append(("paper", len(content)))
        return Media("document", "paper.pdf")

    async def keep_photo(self, me: Staff, content: bytes) -> Media:
        self.done.append(("photo", len(content)))
        return Media("photo", "slot.jpg")

    def revision(self) -> int:
        return self.changes + len(self.done)

    locales = ("zh", "en")

    def words(self, locale: str, scope: str = "desk") -> Mapping[str, str]:
        return sentences(locale)

    def name_of(self, locale: str, sentence: str) -> str:
        return sentence.rpartition(".")[2]

    # ---- accounts

    async def sign_in(self, account: str, password: str, caller: Caller) -> Halfway | Entered | Refused:
        if password == "wrong":
            return Refused("sign_in")
        return Halfway("half") if account == "careful" else Entered("token", self.me)

    async def second(self, halfway: str, code: str, caller: Caller) -> Entered | Refused:
        return Entered("token", self.me) if code == "123456" else Refused("code_wrong", "code")

    async def session(self, token: str, caller: Caller) -> Session | None:
        return Session(1, self.me, "csrf", ago(60), NOON, "10.0.0.7", "Chromium", self.enrol_first) if token == "token" else None

    async def sign_out(self, token: str) -> None:
        self.done.append(("sign_out",))

    async def invitation(self, token: str) -> Invitation | None:
        return Invitation(Role.ADMIN, "", NOON, first=token == "first") if token in {"first", "invited"} else None

    async def accept(self, token: str, account: str, name: str, password: str, caller: Caller) -> Entered | Refused:
        return Refused("account_taken", "account") if account == "taken" else Entered("token", self.me)

    async def sessions(self, me: Staff) -> Sequence[Session]:
        return [Session(n, me, "csrf", ago(60), NOON, "10.0.0.7", f"Chromium {n}") for n in (1, 2)]

    async def end_session(self, me: Staff, session: int) -> Done | Refused:
        self.done.append(("end_session", session))
        return Done()

    async def change_password(self, me: Staff, old: str, new: str, *, keep: int) -> Done | Refused:
        return Refused("password_wrong", "old") if old == "wrong" else Done()

    async def has_second(self, me: Staff) -> bool:
        """See `bot.service.desk.accounts`."""
        return False

    async def enrol(self, me: Staff, code: str = "") -> Enrolment | Refused:
        return Enrolment(
            "JBSWY3DP", "otpauth://totp/x", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="5" height="5"/></svg>'
        )

    async def confirm(self, me: Staff, code: str) -> Sequence[str] | Refused:
        return [f"ab12-{n}" for n in range(10)] if code == "123456" else Refused("code_wrong", "code")

    async def new_codes(self, me: Staff, code: str) -> Sequence[str] | Refused:
        return await self.confirm(me, code)

    async def accounts(self, me: Staff) -> Sequence[Account]:
        return [
            Account(WANG, True, None, ago(1), 1),
            Account(LI, False, NOON + timedelta(minutes=9), None, 0),
            Account(ZHAO, True, None, ago(90), 2),
        ]

    async def invite(self, me: Staff, role: Role, team: str = "") -> str:
        return "invited"

    async def change_account(self, me: Staff, account: str, *, role: Role, team: str, active: bool) -> Done | Refused:
        return Refused("last_admin", "role") if account == "wangmin" else Done()

    async def unlock(self, me: Staff, account: str) -> Done | Refused:
        return Done()

    async def drop_second(self, me: Staff, account: str) -> Done | Refused:
        return Done()

    async def end_sessions(self, me: Staff, account: str) -> Done | Refused:
        return Done()
