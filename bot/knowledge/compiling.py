"""The loaded knowledge as one JSON file, so that a start need not read and check hundreds.

A compiled file is named after everything it was made from, files and code alike, and carries its own
checksum: what is stale is not found, what is damaged is passed over. It can be deleted at any time.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from bot.core import knowledge as plain
from bot.core import lookups, spoken
from bot.core.knowledge import Knowledge, Risk
from bot.core.spoken import Cause
from bot.knowledge.upkeep import packed_upkeep, plain_upkeep
from bot.understanding.matcher.examples import Example, Examples

_KEPT = 4
"""How many compiled files stay; a folder in the making leaves one behind with every change."""


def name(fingerprint: str) -> str:
    """The file's name for knowledge of that fingerprint, read by this version of the code."""
    here = Path(__file__).parent
    shapes = (Path(str(module.__file__)) for module in (plain, lookups, spoken))
    sources = [*sorted(here.glob("*.py")), *sorted((here / "schemas").glob("*.py")), *shapes]
    code = hashlib.sha256(fingerprint.encode())
    for source in sources:
        code.update(source.read_bytes())
    return f"knowledge-{code.hexdigest()[:32]}.json"


def keep(cache: Path, fingerprint: str, knowledge: Knowledge, examples: Examples) -> None:
    """Write the compiled file whole or not at all; a folder that cannot be written is no misfortune."""
    body = json.dumps(_packed(knowledge, examples), ensure_ascii=False, separators=(",", ":")).encode()
    with contextlib.suppress(OSError):
        cache.mkdir(parents=True, exist_ok=True)
        _write(cache / name(fingerprint), _checksum(body) + b"\n" + body)
        _forget_old(cache)


def find(cache: Path, fingerprint: str) -> tuple[Knowledge, Examples] | None:
    """What was kept for that fingerprint, if it is there and sound."""
    try:
        checksum, _, body = (cache / name(fingerprint)).read_bytes().partition(b"\n")
        return _unpacked(json.loads(body)) if checksum == _checksum(body) else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _checksum(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode()


def _write(path: Path, content: bytes) -> None:
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".knowledge-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(draft).replace(path)
    except OSError:
        Path(draft).unlink(missing_ok=True)
        raise


def _forget_old(cache: Path) -> None:
    newest_first = sorted(cache.glob("knowledge-*.json"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in newest_first[_KEPT:]:
        path.unlink(missing_ok=True)


# ---- packing ---------------------------------------------------------------------------------


def _packed(knowledge: Knowledge, examples: Examples) -> dict[str, Any]:
    packed = asdict(knowledge) | {"upkeep": plain_upkeep(knowledge.upkeep)}
    for guards in packed["guards"].values():
        for guard in guards:
            guard["passes"] = sorted(guard["passes"])
    for flow in packed["flows"].values():
        flow.update(remedies=sorted(flow["remedies"]), leads_to=sorted(flow["leads_to"]))
    phrases = {
        locale: {intent: [[one.text, one.act] for one in of] for intent, of in by_intent.items()}
        for locale, by_intent in examples.phrases.items()
    }
    of_examples = {"background": dict(examples.background), "results": dict(examples.results), "answers": dict(examples.answers)}
    return {"knowledge": packed, "phrases": phrases, **of_examples}


def _unpacked(packed: Mapping[str, Any]) -> tuple[Knowledge, Examples]:
    fields = dict(packed["knowledge"])
    for field, unpack in _UNPACK.items():
        fields[field] = unpack(fields[field])
    phrases = {
        locale: {intent: tuple(Example(*one) for one in of) for intent, of in by_intent.items()}
        for locale, by_intent in packed["phrases"].items()
    }
    of_results = _deep_tuples(packed["results"]), _tuples(packed["answers"])
    return Knowledge(**fields), Examples(phrases, _tuples(packed["background"]), *of_results)


def _tuples(of: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(values) for key, values in of.items()}


def _deep_tuples(of: Mapping[str, Mapping[str, list[str]]]) -> dict[str, dict[str, tuple[str, ...]]]:
    return {key: _tuples(values) for key, values in of.items()}


def _each(make: Callable[..., Any]) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    return lambda of: {key: make(**values) for key, values in of.items()}


def _flow(steps: Mapping[str, Any], reviewed: Mapping[str, str], remedies: list[str], leads_to: list[str], **rest: Any) -> plain.Flow:
    outlook = plain.Flow(steps=_each(_step)(steps), reviewed=lookups.Reviewed(**reviewed), **rest)
    return replace(outlook, leads_to=frozenset(leads_to), remedies=frozenset(remedies))


_LISTS = frozenset(
    {"slots", "carries", "made_of", "optional", "needs", "unless", "has", "lacks", "hears", "order", "excluded", "suppliers", "countries"}
    | {"struck_by"}
)
"""Fields whose lists are tuples."""


def _listed(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if name in _LISTS else value for name, value in fields.items()}


def _step(kind: str, risk: str, options: list[Any], **rest: Any) -> plain.Step:
    offered = tuple(plain.Option(**_listed(option)) for option in options)
    return plain.Step(kind=plain.Kind(kind), risk=Risk(risk), options=offered, **_listed(rest))


def _codes(acquirers: Mapping[str, list[str]], words: Mapping[str, list[str]], reviewed: Mapping[str, Any], **rest: Any) -> lookups.Codes:
    return lookups.Codes(acquirers=_tuples(acquirers), words=_tuples(words), reviewed=_each(lookups.Reviewed)(reviewed), **_listed(rest))


def _warranty(terms: list[Mapping[str, Any]], **rest: Any) -> lookups.Warranty:
    return lookups.Warranty(terms=tuple(_terms(**one) for one in terms), **rest)


def _terms(reviewed: Mapping[str, str] | None, **fields: Any) -> lookups.Terms:
    return lookups.Terms(reviewed=lookups.Reviewed(**reviewed) if reviewed else None, **_listed(fields))


def _model(reviewed: Mapping[str, str] | None, **fields: Any) -> lookups.Model:
    return lookups.Model(reviewed=lookups.Reviewed(**reviewed) if reviewed else None, **_listed(fields))


def _visits(week: Mapping[str, list[str]], areas: list[dict[str, Any]], **rest: Any) -> lookups.VisitHours:
    made = tuple(lookups.VisitArea(**{**one, "places": tuple(one["places"]), "week": _tuples(one["week"])}) for one in areas)
    return lookups.VisitHours(week=_tuples(week), areas=made, **{**rest, "closed": tuple(rest["closed"]), "full": ()})


def _danger(intent: str, sets: Mapping[str, str], hurt: str, *, narrow: bool, **phrases: list[str]) -> spoken.Danger:
    return spoken.Danger(intent, sets, hurt=hurt, narrow=narrow, **_tuples(phrases))


def _refusal(name: str, *, mild: bool, **phrases: list[str]) -> spoken.Refusal:
    return spoken.Refusal(name, mild=mild, **_tuples(phrases))


def _aside(name: str, *, mild: bool, asked: bool, **phrases: list[str]) -> spoken.Aside:
    return spoken.Aside(name, mild=mild, asked=asked, **_tuples(phrases))


def _cause(name: str, remedy: str, leads: str, sets: Mapping[str, str], *, begun: bool, **phrases: list[str]) -> Cause:
    return Cause(name, remedy, leads, sets, begun=begun, **_tuples(phrases))


def _answer(reviewed: Mapping[str, str], risk: str, **rest: Any) -> plain.Answer:
    return plain.Answer(reviewed=lookups.Reviewed(**reviewed), risk=Risk(risk), **rest)


def _guards(of: Mapping[str, list[Mapping[str, Any]]]) -> dict[Risk, tuple[plain.Guard, ...]]:
    return {
        Risk(risk): tuple(plain.Guard(one["slot"], one["flow"], frozenset(one["passes"])) for one in guards) for risk, guards in of.items()
    }


_UNPACK: Mapping[str, Callable[[Any], Any]] = {
    "locales": tuple,
    "intents": _each(plain.Intent),
    "flows": _each(_flow),
    "answers": _each(_answer),
    "slots": _each(lambda **of: plain.Slot(**_listed(of))),
    "codes": lambda codes: _codes(**codes),
    "models": _each(_model),
    "guards": _guards,
    "menu": tuple,
    "upkeep": packed_upkeep,
    "directory": lambda of: tuple(lookups.Office(**{**one, "reviewed": lookups.Reviewed(**one["reviewed"])}) for one in of),
    "visits": lambda visits: _visits(**visits),
    "standstill": tuple,
    "within": tuple,
    "warranty": lambda warranty: _warranty(**warranty),
    "hears": _deep_tuples,
    "remedies": _deep_tuples,
    "refusals": lambda of: {locale: tuple(_refusal(**one) for one in each) for locale, each in of.items()},
    "asides": lambda of: {locale: tuple(_aside(**one) for one in each) for locale, each in of.items()},
    "causes": lambda of: {locale: tuple(_cause(**one) for one in each) for locale, each in of.items()},
    "dangers": lambda of: {locale: tuple(_danger(**one) for one in each) for locale, each in of.items()},
}
