"""A small desk for the page to stand on: it keeps a log in memory and answers by echo, with choices."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from hashlib import sha256
from pathlib import Path

import yaml

from bot.core.messages import Address, Choice, Inbound, Outbound
from bot.service.ports import JSON, Blobs, Clock, EntryKind, Limits, Logged

ROOT = Path(__file__).parents[3]
NOON = datetime(2026, 11, 23, 2, 31, tzinfo=UTC)
MENU = {
    "zh": (
        ("0.hardware.printer_blank", "打印不出小票"),
        ("0.hardware.scanner", "扫码没反应"),
        ("0.network.connection_failed", "断网 / 连不上"),
        ("0.power.no_power", "开不了机"),
        ("0.transaction.response_code", "交易失败"),
        ("0.other", "其他问题"),
    ),
    "en": (
        ("0.hardware.printer_blank", "Receipt won't print"),
        ("0.hardware.scanner", "Scanner dead"),
        ("0.network.connection_failed", "No connection"),
        ("0.power.no_power", "Won't turn on"),
        ("0.transaction.response_code", "Payment failed"),
        ("0.other", "Something else"),
    ),
}
GREETING = {
    "zh": "您好，我是终端助手。请选择遇到的问题，或直接描述情况。",
    "en": "Hi, I'm the terminal assistant. Pick the problem, or describe it in your own words.",
}
ECHO = {"zh": ("收到：{}", "好了", "还没有"), "en": ("Noted: {}", "Works now", "Not yet")}


class MemoryBlobs:
    """Blobs by their hash."""

    def __init__(self) -> None:
        """Empty."""
        self.kept: dict[str, bytes] = {}

    async def put(self, content: bytes, suffix: str) -> str:
        """Keep the bytes."""
        ref = sha256(content).hexdigest()[:24] + suffix
        self.kept[ref] = content
        return ref

    async def get(self, ref: str) -> bytes | None:
        """The bytes."""
        return self.kept.get(ref)


class Echo:
    """A `Front` in memory. ``open`` is set; cleared, answers wait for it."""

    def __init__(self, clock: Clock = lambda: NOON, limits: Limits | None = None) -> None:
        """Nobody has written yet."""
        self.memory = MemoryBlobs()
        self.clock = clock
        self._limits = limits or Limits()
        self.known: list[tuple[Address, str, str]] = []
        self.received: list[Inbound] = []
        self.logs: dict[Address, list[Logged]] = defaultdict(list)
        self.listeners: dict[Address, set[asyncio.Queue[bool]]] = defaultdict(set)
        self.open = asyncio.Event()
        self.open.set()

    @property
    def blobs(self) -> Blobs:
        """In memory."""
        return self.memory

    @property
    def limits(self) -> Limits:
        """As given."""
        return self._limits

    @property
    def now(self) -> Clock:
        """As given."""
        return self.clock

    @property
    def zone(self) -> tzinfo:
        """Shanghai."""
        return timezone(timedelta(hours=8))

    @property
    def pages(self) -> Path:
        """The real templates."""
        return ROOT / "templates" / "pages"

    async def receive(self, inbound: Inbound) -> None:
        """Log it and its echo; once."""
        await self.open.wait()
        if any(known.id == inbound.id for known in self.received):
            return
        self.received.append(inbound)
        self.say(inbound.sender, EntryKind.MERCHANT, self._heard(inbound))
        for kind, body in self._answers(inbound):
            self.say(inbound.sender, kind, body)

    async def knows(self, address: Address, event_id: str, at: datetime, serial: str) -> None:
        """Once."""
        if (address, event_id, serial) not in self.known:
            self.known.append((address, event_id, serial))

    async def log(self, address: Address, after: int) -> Sequence[Logged]:
        """At most 100 at once."""
        return self.logs[address][after : after + 100]

    async def watch(self, address: Address) -> AsyncIterator[None]:
        """Until `stop`."""
        queue: asyncio.Queue[bool] = asyncio.Queue()
        self.listeners[address].add(queue)
        try:
            while await queue.get():
                yield
        finally:
            self.listeners[address].discard(queue)

    def stop(self) -> None:
        """End every watch."""
        for queues in self.listeners.values():
            for queue in queues:
                queue.put_nowait(False)

    def welcome(self, locale: str) -> Outbound:
        """Six tiles."""
        choices = tuple(Choice(key, label) for key, label in MENU[locale])
        return Outbound("", Address("web", ""), GREETING[locale], choices)

    locales = ("zh", "en")

    def words(self, locale: str) -> Mapping[str, str]:
        """The real ones."""
        text = (ROOT / "templates" / locale / "web.yaml").read_text("utf-8")
        sentences = yaml.safe_load(text)["sentences"]
        return {f"web.{name}": sentence for name, sentence in sentences.items()}

    def say(self, address: Address, kind: EntryKind, body: Mapping[str, JSON], at: datetime | None = None) -> None:
        """Append a line and tell who listens."""
        entries = self.logs[address]
        entries.append(Logged(len(entries) + 1, kind, at or self.clock(), body))
        for queue in self.listeners[address]:
            queue.put_nowait(True)

    def _heard(self, inbound: Inbound) -> dict[str, JSON]:
        labels = dict((*MENU["zh"], *MENU["en"])) if inbound.locale != "zh" else dict((*MENU["en"], *MENU["zh"]))
        labels |= {"0.person": {"zh": "转人工"}.get(inbound.locale or "", "Talk to staff")}
        name = (inbound.choice or "").partition(".")[2]
        words = ECHO[inbound.locale or "zh"]
        label = labels.get(inbound.choice or "") or {"yes": words[1], "no": words[2]}.get(name)
        media: list[JSON] = [{"kind": item.kind, "ref": item.ref} for item in inbound.media]
        return {"text": inbound.text, "choice": inbound.choice, "label": label, "media": media}

    def _answers(self, inbound: Inbound) -> list[tuple[EntryKind, dict[str, JSON]]]:
        if inbound.choice == "0.person":
            return [(EntryKind.SYSTEM, {"did": "staff_called", "reason": "asked", "ahead": 1, "minutes": 2})]
        turn = len(self.received)
        echo, yes, no = ECHO[inbound.locale or "zh"]
        heard = self._heard(inbound)
        said = inbound.text or str(heard["label"] or inbound.choice or "") or ("照片" if inbound.locale == "zh" else "photo")
        choices: list[JSON] = [{"key": f"{turn}.yes", "label": yes}, {"key": f"{turn}.no", "label": no}]
        progress: list[JSON] = [min(turn, 3), 3]
        body: dict[str, JSON] = {"text": echo.format(said), "choices": choices, "progress": progress, "turn": turn}
        return [(EntryKind.BOT, {**body, "image": None, "document": None})]
