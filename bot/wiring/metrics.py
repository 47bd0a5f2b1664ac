"""What is counted, as Prometheus reads it: the one module that knows its client.

The processes of one `posbot run --workers` count together, by the client's own way of sharing files
(``PROMETHEUS_MULTIPROC_DIR``, set by `bot.cli.processes`); what waits is read from the database when it is asked for.
`docs/reference` lists every name, made from here.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from bot.service.backlog import Backlog, Process, last_intake
from bot.service.watching import Action, Piece

CONTENT_TYPE = CONTENT_TYPE_LATEST
SHARED = "PROMETHEUS_MULTIPROC_DIR"
WORK = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0)
WAITS = (0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0, 60.0, 300.0, 1800.0, 7200.0)


class Metrics:
    """The counters of this process."""

    def __init__(self) -> None:
        """Everything is at zero."""
        self._own = CollectorRegistry()
        self.health = Counter("posbot_health_requests", "How often health was asked for", registry=self._own)
        self._actions = Counter("posbot_actions", "Pieces of work, by how they ended", ["action", "source", "outcome"], registry=self._own)
        self._seconds = Histogram(
            "posbot_action_duration_seconds", "How long they took", ["action", "source"], buckets=WORK, registry=self._own
        )
        self._waits = Histogram(
            "posbot_message_wait_seconds", "From a message kept to its being sent", ["source"], buckets=WAITS, registry=self._own
        )
        self._heard = Counter("posbot_messages_heard", "Merchants' messages, by how they were understood", ["decision"], registry=self._own)
        self._tickets = Counter("posbot_tickets_written", "Tickets filed or changed in a conversation", ["kind"], registry=self._own)
        self._calls = Counter("posbot_people_called", "Calls for a person, by reason", ["reason"], registry=self._own)

    def ended(self, piece: Piece, seconds: float) -> None:
        """Count a piece of work."""
        self._actions.labels(piece.action.value, piece.source, piece.outcome).inc()
        self._seconds.labels(piece.action.value, piece.source).observe(seconds)
        if piece.outcome != "done":
            return
        facts = piece.facts
        if piece.action is Action.MESSAGE_SENT and "waited" in facts:
            self._waits.labels(piece.source).observe(float(facts["waited"]))
        for name, counter in (("decision", self._heard), ("ticket", self._tickets), ("called", self._calls)):
            if name in facts:
                counter.labels(facts[name]).inc()

    def text(self, moment: Moment | None = None) -> bytes:
        """All of it, as text."""
        registry = CollectorRegistry()
        if os.environ.get(SHARED):
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # the client's own
        else:
            registry.register(_Passed(self._own))
        if moment:
            registry.register(moment)
        return generate_latest(registry)


class _Passed(Collector):
    """Another registry's metrics."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._registry = registry

    def collect(self) -> Iterable[Metric]:
        return self._registry.collect()

    def describe(self) -> Iterable[Metric]:
        return ()


@dataclass(frozen=True, eq=False)
class Moment(Collector):
    """What is true right now: what waits, who is at work, what this process is."""

    at: datetime
    backlog: Backlog
    processes: tuple[Process, ...]
    own: Process
    worker_age: float
    timers_age: float
    backup: datetime | None = None

    def describe(self) -> Iterable[Metric]:
        """Nothing is known before it is asked for."""
        return ()

    def collect(self) -> Iterator[Metric]:
        """Every gauge, read anew."""
        backlog, at = self.backlog, self.at
        yield _gauge("posbot_chats_waiting", "Chats that wait for a person", backlog.people.count)
        yield _gauge("posbot_chats_waiting_age_seconds", "How long the first of them has waited", backlog.people.age(at))
        yield _gauge("posbot_updates_parked", "Updates of messengers that were put aside", backlog.parked)
        barred = dict.fromkeys(backlog.barred, 1.0)
        yield _gauges("posbot_accounts_barred", "Accounts of messengers that no access token can be had for", "source", barred)
        yield _gauge("posbot_timers_age_seconds", "How long the oldest timer that is due, and known here, has waited", self.timers_age)
        for kind, words, heaps in (
            ("outbox", "Chats that are owed something", backlog.outbox),
            ("inbox", "Lanes with updates that are not worked off", backlog.inbox),
        ):
            yield _gauges(f"posbot_{kind}_lanes", words, "source", {name: heap.count for name, heap in heaps.items()})
            ages = {name: heap.age(at) for name, heap in heaps.items()}
            yield _gauges(f"posbot_{kind}_age_seconds", "How long the oldest of them has waited to be taken up", "source", ages)
        yield from self._people_at_work()

    def _people_at_work(self) -> Iterator[Metric]:
        at = self.at
        intake = {source: (at - heard).total_seconds() for source, heard in last_intake(self.processes).items()}
        versions: dict[str, float] = {}
        for process in self.processes:
            versions[process.version] = versions.get(process.version, 0) + 1
        yield _gauges("posbot_intake_age_seconds", "Since something last came, or was said to be not there", "source", intake)
        yield _gauges("posbot_processes", "Processes at work on this database", "version", versions)
        yield _gauge("posbot_worker_age_seconds", "Seconds since the worker last had an answer of the store", self.worker_age)
        yield _gauges("posbot_loop_age_seconds", "Seconds since each kind of work last looked for some", "loop", dict(self.own.loops))
        if self.backup:
            yield _gauge("posbot_backup_age_seconds", "Since the newest backup was taken", (at - self.backup).total_seconds())
        built = GaugeMetricFamily("posbot_build_info", "What this process is", labels=["version", "schema"])
        built.add_metric([self.own.version, self.own.schema], 1)
        yield built


def _gauge(name: str, words: str, value: float) -> Metric:
    return GaugeMetricFamily(name, words, value=value)


def _gauges(name: str, words: str, label: str, values: dict[str, float]) -> Metric:
    family = GaugeMetricFamily(name, words, labels=[label])
    for key, value in values.items():
        family.add_metric([key], value)
    return family
