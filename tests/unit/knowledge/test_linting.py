"""Every rule of the linter: the smallest change to a clean folder that breaks it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.cli.words import problem, speak
from bot.core.telling import told
from bot.core.understanding import Candidate, Decision
from bot.knowledge.checks.wording import longest_reading
from bot.knowledge.codes import CODES
from bot.knowledge.linting import CHECKS, check
from bot.knowledge.problems import Problem
from bot.understanding.matcher.matching import Match, Matcher
from tests.unit.knowledge.folders import CERTIFICATE, CLEAN, ENTRY, spoiled, write

TODAY = date(2026, 6, 1)
FLOW = "knowledge/flows/power.no_power.yaml"
GUARD = "knowledge/flows/guard.sale.yaml"
SAID = "templates/en/flows/power.no_power.yaml"
SAID_ZH = "templates/zh/flows/power.no_power.yaml"
EXAMPLES = "knowledge/examples/en/power.no_power.yaml"
ANSWERS = "knowledge/answers/supplier.yaml"
POLICY = "knowledge/policy.yaml"
AREAS = "visits:\n  areas:\n  - {area: north, places: [Baoshan]}\n  - {area: far, places: [baoshan]}\n"
OFFICE = (
    'directory:\n- {id: police, kind: authority, names: {en: Police}, phone: "110", source: the contract, reviewer: li,'
    " reviewed: 2026-01-01, expires: 2027-01-01}\n"
)
WARRANTY_FILE = "knowledge/warranty.yaml"
CODES_FILE = "knowledge/codes.yaml"
MODELS_FILE = "knowledge/models.yaml"
INTENTS = "knowledge/intents.yaml"
SLOTS = "knowledge/slots.yaml"

Files = dict[str, str]


def problems(folder: Path, *, deep: bool = False) -> tuple[Problem, ...]:
    return check(folder / "knowledge", folder / "templates", folder / "dialogs", today=TODAY, deep=deep)


def said(name: str, words: str) -> Files:
    """The sentence of a step changed in both languages."""
    files = dict(CLEAN)
    for place in (SAID, SAID_ZH):
        lines = [f"  {name}: {words}" if line.startswith(f"  {name}: ") else line for line in CLEAN[place].splitlines()]
        files[place] = "\n".join(lines)
    return files


def added(place: str, text: str) -> Files:
    return {**CLEAN, place: CLEAN.get(place, "") + text}


def step(text: str) -> Files:
    """One more step at the end of the flow, which the hint leads to."""
    return {**CLEAN, FLOW: CLEAN[FLOW].replace("    next: device\n", "    next: more\n") + text}


def without(place: str) -> Files:
    return {other: text for other, text in CLEAN.items() if other != place}


LONG_WAY = "".join(
    f"  ask{n}:\n    kind: try\n    remedy: different_outlet{n}\n    next: {f'ask{n + 1}' if n < 5 else 'device'}\n" for n in range(6)
)

ASIDES = """\
locale: en
source: the book
reviewer: me
reviewed: 2025-11-01
expires: 2027-11-01
asides: [{{aside: plugged, source: the book, of: [{}], phrases: ["{}"]}}]
"""


def asides(of: str, phrase: str, over: str = "") -> Files:
    """A question beside the step, with its answer in both languages; ``over``: the danger that it sounds like."""
    spoken = {f"templates/{locale}/asides.yaml": "scope: aside\nsentences: {plugged: Yes.}\n" for locale in ("en", "zh")}
    written = ASIDES.format(of, phrase).replace("]}]", f"], over: [{over}]}}]" if over else "]}]")
    return {**added("knowledge/asides/en.yaml", written), **spoken}


CAUSES = """\
locale: en
source: the book
reviewer: me
reviewed: 2025-11-01
expires: 2027-11-01
causes: [{{cause: plug, source: the book, {}, phrases: ["{}"]}}]
"""


def causes(leads: str, phrase: str = "plugged in") -> Files:
    """What a merchant finds out, and where it leads."""
    return added("knowledge/causes/en.yaml", CAUSES.format(leads, phrase))


DANGERS = 'locale: en\nwords: {{smoke: [smoke]}}\ndangers:\n  - intent: {}\n    set: {{{}: on}}\n    phrases: ["{}"]\n'

CASES: list[tuple[str, Files, str]] = [
    # names
    ("unknown-step", spoiled(FLOW, "on: outlet", "on: outlets"), "flows/power.no_power.yaml:12"),
    ("unknown-step", spoiled(FLOW, "start: light", "start: lamp"), "flows/power.no_power.yaml:6"),
    ("unknown-flow", spoiled(FLOW, "off: hint", "off: power.other"), "flows/power.no_power.yaml:13"),
    ("unknown-flow", spoiled(POLICY, "flow: guard.sale", "flow: guard.other"), "policy.yaml:4"),
    ("unknown-flow", spoiled(ANSWERS, ENTRY, f"{ENTRY}, then: power.other"), "answers/supplier.yaml:2"),
    ("no-target", spoiled(FLOW, "off: hint", "off:"), "flows/power.no_power.yaml:13"),
    ("no-target", spoiled(FLOW, "    ticket: other\n    next: done\n", "    ticket: other\n"), "flows/power.no_power.yaml:31"),
    ("no-target", spoiled(FLOW, "{in: file}", '{in: ""}'), "flows/power.no_power.yaml:29"),
    ("no-otherwise", spoiled(FLOW, "    otherwise: file\n", ""), "flows/power.no_power.yaml:26"),
    (
        "ambiguous-step",
        spoiled(FLOW, "otherwise: file\n", "otherwise: done\n  done:\n    kind: form\n    slots: [model]\n    next: file\n"),
        ":31",
    ),
    ("unknown-slot", spoiled(SLOTS, "  power_light: {kind: choice}\n", ""), "flows/power.no_power.yaml:10"),
    ("unknown-slot", spoiled(FLOW, "on: outlet", "on: {to: outlet, set: {lamp: on}}"), "flows/power.no_power.yaml:12"),
    ("unknown-slot", spoiled(POLICY, "slot: sale", "slot: sales"), "policy.yaml:4"),
    ("stray-optional", spoiled(FLOW, "slots: [model]\n", "slots: [model]\n    optional: [sale]\n"), "flows/power.no_power.yaml:25"),
    (
        "unknown-deed",
        spoiled(FLOW, "    kind: ticket\n    ticket: other\n", "    kind: do\n    deed: rain\n"),
        "flows/power.no_power.yaml:33",
    ),
    ("unknown-rule", spoiled(FLOW, "rule: warranty", "rule: weather"), "flows/power.no_power.yaml:28"),
    ("unknown-rule", spoiled(FLOW, "    rule: warranty\n", ""), "flows/power.no_power.yaml:26"),
    ("unknown-branch", spoiled(FLOW, "{in: file}", "{inside: file}"), "flows/power.no_power.yaml:29"),
    ("unknown-branch", spoiled(FLOW, "rule: warranty\n    branches: {in", "slot: power_light\n    branches: {green"), ":29"),
    (
        "unknown-carried",
        spoiled(SLOTS, "power_light: {kind: choice}", "power_light: {kind: choice, carries: [off, green]}"),
        "slots.yaml:2",
    ),
    ("no-remedy", spoiled(FLOW, "    remedy: different_outlet\n", ""), "flows/power.no_power.yaml:14"),
    ("unknown-remedy", spoiled("knowledge/remedies/zh.yaml", "[tried another socket]", "[]"), "flows/power.no_power.yaml:16"),
    ("unused-remedy", spoiled("knowledge/remedies/en.yaml", "remedies: {", "remedies: {prayer: [prayed], "), "remedies/en.yaml:2"),
    ("unknown-words", spoiled("knowledge/remedies/en.yaml", "[tried another socket]", '["<change> <socket>"]'), "remedies/en.yaml:2"),
    ("unknown-words", added("knowledge/dangers/en.yaml", DANGERS.format("power.no_power", "power_light", "<fire>")), "dangers/en.yaml:6"),
    ("unknown-danger", added("knowledge/dangers/en.yaml", DANGERS.format("power.gone", "power_light", "fire")), "dangers/en.yaml:4"),
    ("unknown-danger", added("knowledge/dangers/en.yaml", DANGERS.format("power.no_power", "lamp", "fire")), "dangers/en.yaml:5"),
    ("unknown-aside", asides("power.gone", "plugged in"), "asides/en.yaml:6"),
    ("unknown-aside", asides("power", "plugged in", over="power.gone"), "asides/en.yaml:6"),
    ("unknown-words", asides("power", "<plugged>"), "asides/en.yaml:6"),
    ("unknown-cause", causes("remedy: prayer"), "causes/en.yaml:6"),
    ("unknown-cause", causes("leads: power.gone"), "causes/en.yaml:6"),
    ("unknown-cause", causes("remedy: different_outlet, leads: power.no_power"), "causes/en.yaml:6"),
    ("unknown-cause", causes("remedy: different_outlet, set: {lamp: on}"), "causes/en.yaml:6"),
    ("unknown-aside", causes("remedy: different_outlet, of: [power.gone]"), "causes/en.yaml:6"),
    ("unknown-words", causes("remedy: different_outlet", "<plugged>"), "causes/en.yaml:6"),
    # response codes
    ("no-default-family", spoiled(CODES_FILE, "  default: yes\n", ""), "codes.yaml:1"),
    ("unknown-class", spoiled(CODES_FILE, "here: sign_in", "here: sign_on"), "codes.yaml:17"),
    ("unreviewed", spoiled(CODES_FILE, "contested:\n  source: the book\n", "contested:\n"), "codes.yaml:11"),
    ("said-twice", spoiled(CODES_FILE, '["77", a0]', '["77", "51"]'), "codes.yaml:10"),
    ("unknown-branch", spoiled(FLOW, "rule: warranty\n    branches: {in", "rule: code_class\n    branches: {no_money"), ":29"),
    ("unknown-family", spoiled(POLICY, "menu:", "acquirer: visa\nmenu:"), "policy.yaml:1"),
    ("unknown-family", spoiled(MODELS_FILE, "facts: {long_press: 40}", "facts: {codes: visa}"), "models.yaml:9"),
    # warranty
    ("twice-terms", spoiled(WARRANTY_FILE, "terms: two", "terms: one"), "warranty.yaml:2"),
    ("usual-terms", spoiled(WARRANTY_FILE, "usual: yes", "usual: no"), "warranty.yaml:1"),
    ("unknown-wear", spoiled(WARRANTY_FILE, "power.no_power: 6", "power.gone: 6"), "warranty.yaml:2"),
    ("bad-value", spoiled(WARRANTY_FILE, "terms:\n- ", "zone: Mars/Base\nterms:\n- "), "warranty.yaml:1"),
    # visits and the directory
    ("twice-area", added("knowledge/supplier.yaml", AREAS), "supplier.yaml:4"),
    ("twice-office", added("knowledge/directory.yaml", OFFICE + OFFICE.removeprefix("directory:\n")), "directory.yaml:2"),
    ("unreviewed", added("knowledge/directory.yaml", OFFICE.replace(", source: the contract", "")), "directory.yaml:2"),
    ("expired", added("knowledge/directory.yaml", OFFICE.replace("2027-01-01", "2026-01-02")), "directory.yaml:2"),
    ("bad-value", added("knowledge/directory.yaml", OFFICE.replace('"110"', "ask Li")), "directory.yaml:2"),
    # models
    ("no-way-past", spoiled(FLOW, "    slot: power_light\n", "    slot: power_light\n    needs: battery\n"), "flows/power.no_power.yaml:8"),
    (
        "no-way-past",
        spoiled(FLOW, "on: outlet\n      off: hint", "on: {to: outlet, needs: battery}\n      off: {to: hint, unless: battery}"),
        ":11",
    ),
    ("bad-value", spoiled(FLOW, "off: hint", "off: {to: hint, needs: batery}"), "flows/power.no_power.yaml:13"),
    ("bad-value", spoiled(MODELS_FILE, "paper_width: 58", "paper_width: wide"), "models.yaml:12"),
    ("unknown-key", spoiled(MODELS_FILE, "paper_width: 58", "paper: 58"), "models.yaml:12"),
    ("said-twice", spoiled(MODELS_FILE, "hear: [a2]", "hear: [A-1]"), "models.yaml:12"),
    ("said-twice", spoiled(MODELS_FILE, "model: Two", "model: One"), "models.yaml:12"),
    ("unreviewed", spoiled(MODELS_FILE, "  source: the book\n", ""), "models.yaml:2"),
    ("expired", spoiled(MODELS_FILE, "expires: 2027-01-01", "expires: 2026-01-02"), "models.yaml:7"),
    ("loose-variable", said("hint", "Hold it {{ long_press }} seconds."), "templates/zh/flows/power.no_power.yaml:5"),
    # intents
    ("unknown-intent", spoiled(POLICY, "menu: [power.no_power]", "menu: [power.no_power, power.gone]"), "policy.yaml:1"),
    ("unknown-intent", added("knowledge/examples/en/power.gone.yaml", "intent: power.gone\nlocale: en\nexamples: [gone]\n"), ":1"),
    ("unknown-intent", spoiled(GUARD, "hidden: yes\n", ""), "flows/guard.sale.yaml:1"),
    ("hidden-intent", spoiled(FLOW, "start: light", "hidden: yes\nstart: light"), "flows/power.no_power.yaml:6"),
    ("unanswered-intent", spoiled(INTENTS, "- {id: supplier", "- {id: power.gone, group: power}\n- {id: supplier"), "intents.yaml:3"),
    ("answered-twice", spoiled(ANSWERS, "answers:\n", f"answers:\n  power.no_power: {{{ENTRY}}}\n"), "answers/supplier.yaml:2"),
    ("no-examples", without("knowledge/examples/zh/supplier.contact.yaml"), "intents.yaml:3"),
    ("untested-intent", spoiled("dialogs/power.yaml", "intent: supplier.contact", "intent: none"), "intents.yaml:3"),
    ("unknown-in-dialog", spoiled("dialogs/power.yaml", "step: light", "step: lamp"), "dialogs/power.yaml:4"),
    (
        "unknown-in-dialog",
        spoiled("dialogs/power.yaml", "sold it, intent: supplier.contact", "sold it, intent: supplier.contact, flow: a.b"),
        ":5",
    ),
    ("unknown-in-dialog", spoiled("dialogs/power.yaml", "sold it, intent: supplier.contact", "sold it, intent: supplier.none"), ":5"),
    # ways
    ("unreachable-step", added(FLOW, "  more:\n    kind: form\n    slots: [model]\n    next: done\n"), "flows/power.no_power.yaml:35"),
    (
        "unreachable-flow",
        added(
            "knowledge/flows/side.note.yaml",
            f"flow: side.note\n{CERTIFICATE}hidden: yes\nstart: a\nsteps:\n  a:\n    kind: ticket\n    ticket: other\n    next: done\n",
        ),
        "flows/side.note.yaml:1",
    ),
    ("no-end", spoiled(FLOW, "ticket: other\n    next: done", "ticket: other\n    next: device"), ":22"),
    ("no-way-out", spoiled(FLOW, "    next: device\n", "    next: done\n"), "flows/power.no_power.yaml:19"),
    (
        "no-person",
        spoiled(FLOW, "    kind: ticket\n    ticket: other\n", "    kind: form\n    slots: [model]\n"),
        "flows/power.no_power.yaml:6",
    ),
    ("endless-turn", step("  more:\n    kind: check\n    slot: power_light\n    branches: {off: light}\n    otherwise: device\n"), ":8"),
    ("too-many-questions", spoiled(FLOW, "    next: device\n", "    next: ask0\n"), "flows/power.no_power.yaml:6"),
    # risk
    ("breaks-seal", spoiled(FLOW, "interrupts_sales", "breaks_seal"), "flows/power.no_power.yaml:17"),
    ("breaks-seal", spoiled(ANSWERS, ENTRY, f"{ENTRY}, risk: breaks_seal"), "answers/supplier.yaml:2"),
    ("unguarded", spoiled(FLOW, "interrupts_sales", "loses_data"), "flows/power.no_power.yaml:17"),
    ("forbidden-nowhere", spoiled(FLOW, "    slot: power_light\n", "    slot: power_light\n    risk: interrupts_sales\n"), ":11"),
    ("guard-strays", spoiled(GUARD, "yes: return", "yes: done"), "flows/guard.sale.yaml:13"),
    ("guard-never-passes", spoiled(GUARD, "no: return", "unsure: return"), "policy.yaml:4"),
    (
        "guard-leaves-open",
        spoiled(GUARD, "no: return", 'no: return\n      unsure: {to: return, set: {sale: ""}}'),
        "flows/guard.sale.yaml:15",
    ),
    ("guard-risky", spoiled(GUARD, "    slot: sale\n", "    slot: sale\n    risk: interrupts_sales\n"), "flows/guard.sale.yaml:12"),
    # review
    ("unreviewed", spoiled(FLOW, "reviewer: maintainers\n", ""), "flows/power.no_power.yaml:1"),
    ("unreviewed", spoiled(ANSWERS, "source: the book", 'source: ""'), "answers/supplier.yaml:2"),
    ("bad-date", spoiled(FLOW, "reviewed: 2026-01-01", "reviewed: spring"), "flows/power.no_power.yaml:4"),
    ("bad-date", spoiled(FLOW, "reviewed: 2026-01-01", "reviewed: 2026-02-30"), "flows/power.no_power.yaml:4"),
    ("bad-date", spoiled(FLOW, "reviewed: 2026-01-01", "reviewed: 20260101"), "flows/power.no_power.yaml:4"),
    ("bad-date", spoiled(FLOW, "expires: 2027-01-01", "expires: 2026-01-01"), "flows/power.no_power.yaml:5"),
    ("reviewed-ahead", spoiled(FLOW, "reviewed: 2026-01-01", "reviewed: 2026-06-02"), "flows/power.no_power.yaml:4"),
    ("expired", spoiled(FLOW, "expires: 2027-01-01", "expires: 2026-05-31"), "flows/power.no_power.yaml:5"),
    # sentences
    ("missing-sentence", spoiled(SAID_ZH, "  hint: A hint.\n", ""), "flows/power.no_power.yaml:19"),
    ("missing-sentence", spoiled(SAID_ZH, "light.on: lit, ", ""), "flows/power.no_power.yaml:12"),
    ("missing-sentence", spoiled("templates/zh/common.yaml", "  welcome: words\n", ""), "templates/zh/common.yaml:1"),
    ("missing-sentence", without("templates/zh/media.yaml"), "templates/zh/common.yaml:1"),
    ("orphaned-sentence", spoiled(SAID, "labels: {", "labels: {light.green: green, "), "power.no_power.yaml:7"),
    ("same-label", spoiled(SAID, "light.off: dark", "light.off: Lit"), "flows/power.no_power.yaml:13"),
    ("same-hearing", spoiled(SAID, "light.off: dark", "light.off: {label: dark, hear: [lit]}"), "flows/power.no_power.yaml:13"),
    ("unknown-variable", said("hint", "See {{ weather }}."), "power.no_power.yaml:5"),
    ("loose-variable", said("hint", "Your {{ model }}."), "power.no_power.yaml:5"),
    ("loose-variable", said("solved", "Call {{ supplier_phone }}."), "power.no_power.yaml:6"),
    ("label-variable", spoiled(SAID, "light.off: dark", 'light.off: "{{ model }}"'), "power.no_power.yaml:7"),
    ("bad-template", said("hint", '"{% if model %}"'), "power.no_power.yaml:5"),
    ("bad-template", said("hint", '"{{ model|shout }}"'), "power.no_power.yaml:5"),
    # wording
    ("masked-word", said("hint", "刷ka卡试试。"), "power.no_power.yaml:5"),
    ("masked-word", said("hint", "保持非常佳性能。"), "power.no_power.yaml:5"),
    ("advertised", said("hint", "换盛付通。"), "power.no_power.yaml:5"),
    ("advertised", said("hint", "See soupos."), "power.no_power.yaml:5"),
    ("contact-in-prose", said("hint", "Call 400-123-4567."), "power.no_power.yaml:5"),
    ("contact-in-prose", said("hint", "See www.example.org"), "power.no_power.yaml:5"),
    ("loud", said("hint", "Done!"), "power.no_power.yaml:5"),
    ("loud", said("hint", "好了！"), "power.no_power.yaml:5"),
    ("familiar", said("hint", "亲，稍等。"), "templates/zh/flows/power.no_power.yaml:5"),
    ("familiar", said("hint", "你看灯。"), "templates/zh/flows/power.no_power.yaml:5"),
    ("too-long", said("hint", "灯" * 201), "templates/zh/flows/power.no_power.yaml:5"),
    (
        "too-long",
        said("hint", "'{% if model %}" + "灯" * 300 + "{% else %}no{% endif %}" + "灯" * 160 + "'"),
        "templates/en/flows/power.no_power.yaml:5",
    ),
    ("too-long", said("hint", "灯" * 451), "templates/en/flows/power.no_power.yaml:5"),
    # phrases
    ("empty-phrase", spoiled(EXAMPLES, "[dead, ", "[dead, 👍, "), "examples/en/power.no_power.yaml:3"),
    ("two-meanings", spoiled(EXAMPLES, "[dead, ", "[dead, WHO sold it, "), "examples/en/supplier.contact.yaml:3"),
    ("two-meanings", spoiled(EXAMPLES, "examples:", "acts: {asked: [dead]}\nexamples:"), "examples/en/power.no_power.yaml:3"),
    ("repeated-phrase", spoiled(EXAMPLES, "[dead, ", "[dead, Dead, "), "examples/en/power.no_power.yaml:3"),
    # files
    ("wrong-place", spoiled(FLOW, "flow: power.no_power", "flow: power.other"), "flows/power.no_power.yaml:1"),
    ("wrong-place", spoiled(EXAMPLES, "locale: en", "locale: zh"), "examples/en/power.no_power.yaml:2"),
    ("wrong-place", spoiled(SAID, "scope: power.no_power", "scope: power.other"), "power.no_power.yaml:1"),
    ("said-twice", spoiled(SAID, "labels: {", "labels: {hint: hint, "), "power.no_power.yaml:7"),
    ("said-twice", spoiled(INTENTS, "- {id: supplier", "- {id: power.no_power, group: power}\n- {id: supplier"), "intents.yaml:3"),
    ("unknown-file", added("knowledge/flow/power.yaml", "a: b\n"), "knowledge/flow/power.yaml:1"),
    ("missing-key", spoiled(FLOW, "    kind: tell\n", ""), "flows/power.no_power.yaml:19"),
    ("unknown-key", spoiled(FLOW, "    kind: tell\n", "    kind: tell\n    slot: model\n"), "flows/power.no_power.yaml:21"),
    ("unknown-key", spoiled(SAID, "light.off: dark", "light.off: {label: dark, dim, or off}"), "power.no_power.yaml:7"),
    ("unknown-kind", spoiled(FLOW, "kind: tell", "kind: shout"), "flows/power.no_power.yaml:19"),
    ("bad-value", spoiled(INTENTS, "trouble: yes", "trouble: maybe"), "intents.yaml:2"),
    ("bad-value", spoiled(POLICY, "menu: [power.no_power]", "menu: power.no_power"), "policy.yaml:1"),
    ("bad-value", spoiled(POLICY, "months: 12", "months: a year"), "policy.yaml:5"),
    ("bad-value", spoiled(FLOW, "steps:\n", "steps: []\nstepz:\n"), "flows/power.no_power.yaml:7"),
    ("bad-name", spoiled(FLOW, "  hint:", "  Hint!:"), "flows/power.no_power.yaml:19"),
    ("repeated-key", spoiled(FLOW, "    kind: tell\n", "    kind: tell\n    kind: tell\n"), "flows/power.no_power.yaml:21"),
]

# What one mistake brings with it by nature.
COMPANIONS = {
    "unknown-in-dialog": {"untested-intent"},
    "unknown-step": {"unreachable-step"},
    "ambiguous-step": {"unreachable-step"},
    "unknown-flow": {"unreachable-flow", "unguarded"},
    "no-remedy": {"unused-remedy", "orphaned-sentence"},
    "answered-twice": {"missing-sentence"},
    "hidden-intent": {"unreachable-flow"},
    "no-way-out": {"unreachable-step", "no-person"},
    "no-person": {"no-way-out"},
    "no-end": {"endless-turn"},
    "unreachable-step": {"no-way-out"},
    "unknown-slot": {"guard-leaves-open", "guard-never-passes"},
    "guard-risky": {"forbidden-nowhere"},
    "bad-date": {"expired"},
    "bad-value": {"unknown-key"},
    "unknown-intent": {"missing-sentence"},
    "unanswered-intent": {"no-examples", "untested-intent", "missing-sentence"},
    "too-many-questions": {"unknown-remedy", "missing-sentence"},
    "unknown-deed": {"no-person", "no-way-out"},
    "unknown-rule": {"bad-value"},
    "same-label": {"same-hearing"},
    "wrong-place": {
        "no-examples",
        "said-twice",
        "two-meanings",
        "orphaned-sentence",
        "missing-sentence",
        "unknown-intent",
        "unanswered-intent",
        "unknown-in-dialog",
    },
}


def test_the_clean_folder_has_no_problem(tmp_path: Path) -> None:
    assert problems(write(tmp_path, CLEAN)) == ()


@pytest.mark.parametrize(("code", "files", "place"), CASES, ids=[f"{code}-{number}" for number, (code, _, _) in enumerate(CASES)])
def test_a_spoiled_folder_is_told_by_code_and_line(tmp_path: Path, code: str, files: Files, place: str) -> None:
    if code == "too-many-questions":
        files = {**files, FLOW: files[FLOW] + LONG_WAY}
    found = problems(write(tmp_path, files))
    lines = [f"{problem.path}:{problem.line}" for problem in found if problem.code == code]
    assert any(line.endswith(place) for line in lines), "\n".join(map(str, found))
    assert {problem.code for problem in found} <= {code} | COMPANIONS.get(code, set()), "\n".join(map(str, found))


def test_every_check_has_a_meaning_and_a_failing_folder() -> None:
    assert set(CHECKS) <= set(CODES)
    assert set(CHECKS) <= {code for code, _, _ in CASES}


def test_problems_are_sorted_and_read_as_path_line_code_message(tmp_path: Path) -> None:
    files = {**spoiled(FLOW, "kind: tell", "kind: shout"), "knowledge/extra.yaml": "a: b\n"}
    found = problems(write(tmp_path, files))
    speak("en")
    assert [problem(one) for one in found] == [
        f"{tmp_path}/knowledge/extra.yaml:1: unknown-file no knowledge file has this place or name",
        f"{tmp_path}/knowledge/flows/power.no_power.yaml:19: unknown-kind steps.hint is not a kind of step",
    ]
    speak("zh")
    assert [problem(one).partition(": ")[2] for one in found] == [
        "unknown-file 知识文件不在这个位置，也不叫这个名字",
        "unknown-kind steps.hint 不是步骤的种类",
    ]
    speak(None)


def test_all_problems_of_one_file_are_told_at_once(tmp_path: Path) -> None:
    files = spoiled(FLOW, "    kind: tell\n    next: device\n", "    kind: tell\n    slot: a\n    colour: b\n    next: device\n")
    found = problems(write(tmp_path, files))
    assert [(problem.line, problem.code) for problem in found] == [(21, "unknown-key"), (22, "unknown-key")]


def test_a_broken_flow_is_not_missed_by_those_who_name_it(tmp_path: Path) -> None:
    files = {**CLEAN, GUARD: "flow: [\n"}
    assert {problem.code for problem in problems(write(tmp_path, files))} == {"not-yaml"}


def test_a_broken_sentence_file_is_not_missed_by_its_flow(tmp_path: Path) -> None:
    files = {**CLEAN, SAID: "scope: [\n"}
    assert {problem.code for problem in problems(write(tmp_path, files))} == {"not-yaml"}


def test_an_example_that_another_intent_wins_is_told_with_its_rival(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Deaf:
        """Reads everything as a question for the supplier."""

        def match(self, text: str) -> Match:
            return Match(Decision.ACCEPT, (Candidate("supplier.contact", 0.9, "who sold it"),))

    monkeypatch.setattr(Matcher, "build", lambda _examples: Deaf())
    write(tmp_path, CLEAN)
    assert problems(tmp_path) == ()
    found = problems(tmp_path, deep=True)
    assert {problem.code for problem in found} == {"other-wins"}
    assert len(found) == 2 * len(["dead", "no light", "nice weather"])
    assert found[1].message == told("other_wins", text="dead", other="supplier.contact", score="0.90", near="who sold it")


def test_an_example_is_lost_too_if_the_question_back_does_not_name_its_intent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Unsure:
        def match(self, text: str) -> Match:
            if text == "no light":
                return Match(Decision.REJECT)
            return Match(Decision.CLARIFY, (Candidate("handoff.human", 0.5), Candidate("power.no_power", 0.4)))

    monkeypatch.setattr(Matcher, "build", lambda _examples: Unsure())
    found = problems(write(tmp_path, CLEAN), deep=True)
    assert [problem.path.rsplit("/", 2)[1:] for problem in found] == [[locale, "supplier.contact.yaml"] for locale in ("en", "zh")]


def test_a_folder_of_examples_alone_is_clean(tmp_path: Path) -> None:
    files = {place: text for place, text in CLEAN.items() if "/examples/" in place}
    write(tmp_path, files)
    assert check(tmp_path / "knowledge", today=TODAY) == ()


def test_a_folder_that_is_not_there_is_one_problem(tmp_path: Path) -> None:
    assert [problem.code for problem in check(tmp_path / "nowhere", today=TODAY)] == ["no-folder"]


def test_a_fact_tested_for_may_be_shown(tmp_path: Path) -> None:
    words = "{% if model %}Your {{ model }}.{% endif %}{{ sale or 'none' }}"
    assert problems(write(tmp_path, said("hint", f'"{words}"'))) == ()


def test_a_fact_that_every_way_makes_known_may_be_shown(tmp_path: Path) -> None:
    assert problems(write(tmp_path, said("outlet", "The light is {{ power_light }}, a sale {{ sale }}."))) == ()


def test_the_end_of_the_term_is_known_where_it_is_over(tmp_path: Path) -> None:
    told = "    branches: {out: told}\n    otherwise: file\n  told:\n    kind: tell\n    next: file\n"
    files = spoiled(FLOW, "    branches: {in: file}\n    otherwise: file\n", told)
    for place in (SAID, SAID_ZH):
        files[place] = files[place].replace("sentences:\n", "sentences:\n  told: Until {{ warranty_until }}.\n")
    assert problems(write(tmp_path, files)) == ()


def test_a_fact_that_was_forgotten_may_not_be_shown(tmp_path: Path) -> None:
    files = {**spoiled(FLOW, "on: outlet", 'on: {to: outlet, set: {power_light: ""}}'), **said("outlet", "Light {{ power_light }}.")}
    files[FLOW] = spoiled(FLOW, "on: outlet", 'on: {to: outlet, set: {power_light: ""}}')[FLOW]
    assert "loose-variable" in {problem.code for problem in problems(write(tmp_path, files))}


def test_ways_that_contradict_each_other_are_no_endless_turn(tmp_path: Path) -> None:
    more = "  more:\n    kind: check\n    slot: power_light\n    branches: {on: light}\n    otherwise: device\n"
    files = step(more)
    files[FLOW] = files[FLOW].replace("    next: hint\n", "    next: device\n")
    assert problems(write(tmp_path, files)) == ()


def test_what_was_asked_is_not_counted_again(tmp_path: Path) -> None:
    question = "  ask{}:\n    kind: ask\n    slot: power_light\n    choices: {{on: device, off: {}}}\n"
    again = "".join(question.format(n, f"ask{n + 1}" if n < 6 else "device") for n in range(7))
    files = spoiled(FLOW, "    next: device\n", "    next: ask0\n")
    files[FLOW] += again
    assert "too-many-questions" not in {problem.code for problem in problems(write(tmp_path, files))}


def test_of_each_choice_only_the_longest_branch_counts() -> None:
    nested = "{% if a %}{% if b %}one{% else %}three{% endif %}{% elif c %}no{% else %}{{ d }}{% endif %} end"
    assert longest_reading(nested) == "three end"
    assert longest_reading(" plain, {{ model or 'it' }} ") == "plain, ……"
