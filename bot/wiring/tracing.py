"""Traces from an update to the message sent, by OpenTelemetry: the one module that knows it, an extra (``posbot[traces]``).

An update's trace is named by its identity, so that whichever process works it off goes on with it; a line that goes out
carries its trace in the log, so that whoever sends it does too, even after a restart.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.core.telling import told
from bot.service.watching import Action, Piece
from bot.settings import SettingsProblem

if TYPE_CHECKING:
    from opentelemetry.sdk.trace.export import SpanExporter

_named: ContextVar[tuple[int, int] | None] = ContextVar("named", default=None)


@dataclass(frozen=True)
class Traces:
    """Makes spans, and hands them on in the background."""

    provider: Any
    tracer: Any

    @contextmanager
    def span(self, piece: Piece, of: str, after: str) -> Iterator[None]:
        """The piece as a span; what it became is noted at its end."""
        from opentelemetry import trace  # noqa: PLC0415 - an extra

        token = _named.set(_names(of) if of and piece.action is Action.UPDATE_KEPT else None)
        try:
            with self.tracer.start_as_current_span(piece.action.value, context=_before(piece, of, after)) as span:
                _named.set(None)
                about = span.get_span_context()
                piece.trace = f"00-{about.trace_id:032x}-{about.span_id:016x}-{int(about.trace_flags):02x}"
                try:
                    yield
                finally:
                    facts = {f"posbot.{name}": value for name, value in piece.facts.items()}
                    span.set_attributes({"posbot.source": piece.source, "posbot.ref": piece.ref, "posbot.outcome": piece.outcome} | facts)
                    if piece.outcome == "failed":
                        span.set_status(trace.StatusCode.ERROR)
        finally:
            _named.reset(token)

    def close(self) -> None:
        """Hand on what is left."""
        self.provider.shutdown()


def _before(piece: Piece, of: str, after: str) -> Any:
    """The context that the piece goes on from: what it is done within, or a trace begun elsewhere."""
    from opentelemetry import trace  # noqa: PLC0415 - an extra

    if after:
        _, trace_id, span_id, flags = after.split("-")
        return _far(int(trace_id, 16), int(span_id, 16), int(flags, 16))
    if of and piece.action is Action.UPDATE_WORKED_OFF:
        return _far(*_names(of), int(trace.TraceFlags.SAMPLED))
    return None


def _far(trace_id: int, span_id: int, flags: int) -> Any:
    from opentelemetry import trace  # noqa: PLC0415 - an extra

    about = trace.SpanContext(trace_id, span_id, is_remote=True, trace_flags=trace.TraceFlags(flags))
    return trace.set_span_in_context(trace.NonRecordingSpan(about))


def _names(of: str) -> tuple[int, int]:
    """The ids of an update's trace and of its first span."""
    digest = hashlib.sha256(of.encode()).digest()
    return int.from_bytes(digest[:16], "big"), int.from_bytes(digest[16:24], "big")


def traces_to(address: str, version: str, exporter: SpanExporter | None = None) -> Traces:
    """Traces to the collector at ``address`` (OTLP over HTTP), or to the ``exporter``. Raises SettingsProblem."""
    try:
        from opentelemetry.sdk.resources import Resource  # noqa: PLC0415 - an extra
        from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415 - an extra
        from opentelemetry.sdk.trace.export import BatchSpanProcessor, SimpleSpanProcessor  # noqa: PLC0415 - an extra
        from opentelemetry.sdk.trace.id_generator import RandomIdGenerator  # noqa: PLC0415 - an extra

        processor = SimpleSpanProcessor(exporter) if exporter else BatchSpanProcessor(_sent_to(address))
    except ModuleNotFoundError:
        raise SettingsProblem(told("traces_missing")) from None

    class Ids(RandomIdGenerator):
        def generate_trace_id(self) -> int:
            named = _named.get()
            return named[0] if named else super().generate_trace_id()

        def generate_span_id(self) -> int:
            named = _named.get()
            return named[1] if named else super().generate_span_id()

    provider = TracerProvider(resource=Resource.create({"service.name": "posbot", "service.version": version}), id_generator=Ids())
    provider.add_span_processor(processor)
    return Traces(provider, provider.get_tracer("posbot", version))


def _sent_to(address: str) -> SpanExporter:
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415 - an extra

    return OTLPSpanExporter(endpoint=f"{address.rstrip('/')}/v1/traces")
