"""The work of a process is counted, logged and traced under stable names, and nothing that anybody wrote is told."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from gzip import decompress as gunzip
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, cast

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from bot.core.messages import Outbound
from bot.rendering.phrases import Phrases
from bot.service.ports import EntryKind, Store
from bot.service.sending import Delivered, Outcome, Refused
from bot.service.support import Support
from bot.service.taking import Unreadable
from bot.service.turning import Mind
from bot.service.watching import Action, NotKept, told
from bot.settings import SettingsProblem
from bot.store.opening import open_store
from bot.understanding.matcher.matching import Matcher
from bot.wiring.fronts import keeper
from bot.wiring.logs import Lines, Words
from bot.wiring.tracing import traces_to
from bot.wiring.watching import Watcher, logger
from tests.contract.building import NINE, at, bot, event, merchant, turn
from tests.refusing import refused
from tests.world import KNOWLEDGE

MIND = Mind(KNOWLEDGE, cast("Matcher", None), Phrases(KNOWLEDGE))


@dataclass
class WebDoor:
    """Takes everything, or refuses it."""

    outcome: Outcome = field(default_factory=Delivered)
    channel: str = "web"

    async def send(self, message: Outbound, attempt: int, at: datetime) -> Outcome:
        return self.outcome


@dataclass
class Intake:
    """Turns an update into a message of the shop, or cannot read it."""

    support: Support
    readable: bool = True

    async def take(self, update: Any) -> None:
        if not self.readable:
            raise Unreadable
        await self.support.keep(event(update.update_id, account="telegram"), turn(merchant("秘密 secret"), bot("answer")))


@pytest.fixture
def store() -> Store:
    return open_store("memory:")


def watched(store: Store, **more: Any) -> tuple[Watcher, Support]:
    watch = Watcher(store.now, **more)
    return watch, Support(store, MIND, watch=watch)


def samples(watch: Watcher) -> set[str]:
    return {line for line in watch.metrics.text().decode().splitlines() if not line.startswith("#")}


async def walk(support: Support, watch: Watcher, intake: Intake, door: WebDoor) -> None:
    """An update comes in, is worked off, and the answer goes out."""
    keep = keeper(support.store, "telegram:7", lambda _update: "shop", support.work.set, watch)
    await keep({"update_id": 1, "message": {"text": "秘密 secret"}})
    await support.work_off({"telegram:7": intake}, support.store.now())
    await support.deliver({"web": door}, NINE + timedelta(seconds=2))


async def test_an_update_is_counted_from_its_coming_in_to_its_answer_going_out(store: Store) -> None:
    watch, support = watched(store)
    await walk(support, watch, Intake(support), WebDoor())
    assert {
        'posbot_actions_total{action="update_kept",outcome="done",source="telegram:7"} 1.0',
        'posbot_actions_total{action="update_worked_off",outcome="done",source="telegram:7"} 1.0',
        'posbot_actions_total{action="turn_kept",outcome="done",source="telegram"} 1.0',
        'posbot_actions_total{action="message_sent",outcome="done",source="web"} 1.0',
        'posbot_message_wait_seconds_sum{source="web"} 2.0',
    } <= samples(watch)
    assert set(watch.intake) == {"telegram:7"}


async def test_what_came_before_is_counted_as_such_and_what_is_put_aside_and_refused_too(store: Store) -> None:
    watch, support = watched(store)
    await walk(support, watch, Intake(support), WebDoor(Refused("blocked")))
    await support.keep(event("1", account="telegram"), turn(merchant()))
    keep = keeper(store, "telegram:7", lambda _update: "shop", support.work.set, watch)
    await keep({"update_id": 1})
    await keep({"update_id": 2})
    await support.work_off({"telegram:7": Intake(support, readable=False)}, store.now())
    assert {
        'posbot_actions_total{action="update_kept",outcome="repeated",source="telegram:7"} 1.0',
        'posbot_actions_total{action="turn_kept",outcome="repeated",source="telegram"} 1.0',
        'posbot_actions_total{action="message_sent",outcome="refused",source="web"} 1.0',
        'posbot_actions_total{action="update_worked_off",outcome="parked",source="telegram:7"} 1.0',
    } <= samples(watch)


async def test_how_messages_are_understood_is_counted(store: Store) -> None:
    watch, support = watched(store)
    heard = merchant()
    known = type(heard)(EntryKind.MERCHANT, NINE, {**heard.body, "heard": {"decision": "clarify", "intent": "power.dead"}})
    await support.keep(event(), turn(known))
    assert 'posbot_messages_heard_total{decision="clarify"} 1.0' in samples(watch)
    assert set(watch.intake) == {"web"}


async def test_a_turn_of_which_nothing_is_kept_on_purpose_is_no_failure(store: Store) -> None:
    watch, support = watched(store)

    def declines(_chat: Any) -> Any:
        raise NotKept

    with pytest.raises(NotKept):
        await support.keep(event(), declines)
    assert 'posbot_actions_total{action="turn_kept",outcome="not_kept",source="web"} 1.0' in samples(watch)


async def test_a_turn_that_fails_is_counted_and_raises(store: Store) -> None:
    watch, support = watched(store)

    def fails(_chat: Any) -> Any:
        raise LookupError

    with pytest.raises(LookupError):
        await support.keep(event(), fails)
    assert 'posbot_actions_total{action="turn_kept",outcome="failed",source="web"} 1.0' in samples(watch)


async def test_every_line_has_an_action_and_the_conversation_and_no_word_of_it(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    watch, support = watched(store)
    with caplog.at_level(logging.INFO, logger.name):
        await walk(support, watch, Intake(support), WebDoor())
    lines = [json.loads(Lines().format(record)) for record in caplog.records]
    assert [line["action"] for line in lines] == ["update_kept", "turn_kept", "update_worked_off", "message_sent"]
    assert [line.get("ref") for line in lines] == [None, "1001", None, "1001"]
    assert all("ms" in line for line in lines)
    shown = json.dumps(lines, ensure_ascii=False) + "".join(Words().format(record) for record in caplog.records)
    assert "secret" not in shown
    assert "秘密" not in shown


def test_a_line_of_a_library_has_an_action_too_and_its_secrets_are_masked() -> None:
    record = logging.makeLogRecord({"msg": "card 4111 1111 1111 1111 was typed", "levelname": "WARNING"})
    line = json.loads(Lines().format(record))
    assert line["action"] == "noted"
    assert "4111" not in line["words"]
    assert "4111" not in Words().format(record)


def test_a_failure_is_told_by_kind_and_place_and_not_by_its_words() -> None:
    record = logging.LogRecord("", 0, "", 0, "", (), None)
    try:
        json.loads("words of a merchant")
    except ValueError:
        record = logging.makeLogRecord({"msg": "failed", "exc_info": sys.exc_info(), **told(Action.STEP_FAILED)})
    line = json.loads(Lines().format(record))
    assert (line["action"], line["error"]) == ("step_failed", "JSONDecodeError")
    assert "test_watching.py" in line["where"][0]
    assert "merchant" not in json.dumps(line)


COUNT = """
from bot.service.watching import Action, Piece
from bot.wiring.metrics import Metrics
metrics = Metrics()
metrics.ended(Piece(Action.TURN_KEPT, "web"), 0.001)
print(metrics.text().decode())
"""


def test_processes_that_share_a_folder_count_together(tmp_path: Any) -> None:
    shared = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}
    told = [subprocess.run([sys.executable, "-c", COUNT], env=shared, capture_output=True, text=True, check=True) for _ in range(2)]
    assert 'posbot_actions_total{action="turn_kept",outcome="done",source="web"} 2.0' in told[-1].stdout


# ---- traces ------------------------------------------------------------------------------------------


@pytest.fixture
def exporter() -> InMemorySpanExporter:
    return InMemorySpanExporter()


def spans(exporter: InMemorySpanExporter) -> dict[str, Any]:
    return {span.name: span for span in exporter.get_finished_spans()}


async def test_an_update_and_all_that_follows_is_one_trace_even_across_processes(store: Store, exporter: InMemorySpanExporter) -> None:
    watch, support = watched(store, traces=traces_to("", "1", exporter))
    other, elsewhere = watched(store, traces=traces_to("", "1", exporter))
    await keeper(store, "telegram:7", lambda _update: "shop", support.work.set, watch)({"update_id": 1})
    await elsewhere.work_off({"telegram:7": Intake(elsewhere)}, store.now())
    await support.deliver({"web": WebDoor()}, NINE)
    found = spans(exporter)
    assert set(found) == {"update_kept", "update_worked_off", "turn_kept", "message_sent"}
    assert len({span.context.trace_id for span in found.values()}) == 1
    parents = {name: span.parent.span_id if span.parent else None for name, span in found.items()}
    ids = {name: span.context.span_id for name, span in found.items()}
    assert parents["update_kept"] is None
    assert parents["update_worked_off"] == ids["update_kept"]
    assert parents["turn_kept"] == ids["update_worked_off"]
    assert parents["message_sent"] == ids["turn_kept"]
    assert found["message_sent"].attributes["posbot.ref"] == "1001"
    assert other.metrics is not watch.metrics


class Collector(ThreadingHTTPServer):
    """Stands in for one: keeps what it is sent, over HTTP as OTLP says it."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        self.sent: list[ExportTraceServiceRequest] = []
        super().__init__(("127.0.0.1", 0), Received)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Received(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        kept = cast("Collector", self.server)
        content = self.rfile.read(int(self.headers["content-length"]))
        kept.paths.append(self.path)
        kept.sent.append(ExportTraceServiceRequest.FromString(gunzip(content) if self.headers["content-encoding"] == "gzip" else content))
        self.send_response(200)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Nothing."""


@pytest.fixture
def collector() -> Iterator[Collector]:
    with Collector() as found:
        thread = Thread(target=found.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield found
        found.shutdown()
        thread.join()


async def test_a_collector_gets_the_trace_with_what_it_became_and_no_word_of_it(store: Store, collector: Collector) -> None:
    traces = traces_to(f"{collector.address}/", "1.2.3")
    watch, support = watched(store, traces=traces)
    await walk(support, watch, Intake(support), WebDoor(Refused("blocked")))
    await asyncio.to_thread(traces.close)
    assert set(collector.paths) == {"/v1/traces"}
    resources = [group.resource for sent in collector.sent for group in sent.resource_spans]
    about = {one.key: one.value.string_value for resource in resources for one in resource.attributes}
    assert (about["service.name"], about["service.version"]) == ("posbot", "1.2.3")
    spans = {
        span.name: span for sent in collector.sent for group in sent.resource_spans for scope in group.scope_spans for span in scope.spans
    }
    assert set(spans) == {"update_kept", "update_worked_off", "turn_kept", "message_sent"}
    assert len({span.trace_id for span in spans.values()}) == 1
    told = {one.key: one.value.string_value for one in spans["message_sent"].attributes}
    assert (told["posbot.source"], told["posbot.ref"], told["posbot.outcome"]) == ("web", "1001", "refused")
    assert all("secret" not in str(sent) and "秘密".encode() not in sent.SerializeToString() for sent in collector.sent)


def test_where_the_extra_is_missing_the_setting_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.exporter.otlp.proto.http.trace_exporter", None)
    with refused(SettingsProblem, match=r"pip install 'posbot\[traces\]'"):
        traces_to("http://127.0.0.1:4318", "1")


async def test_without_traces_nothing_is_added_to_a_line(store: Store) -> None:
    _, support = watched(store)
    await support.keep(event(), turn(merchant(), bot()))
    entries: Sequence[Any] = await store.log(at())
    assert [set(entry.body) for entry in entries] == [{"text"}, {"text"}]
