"""Loading: files become plain values, quickly the second time, and nothing in them makes it raise."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from errno import ENOSPC
from pathlib import Path

import pytest

from bot.core.knowledge import Guard, Kind, Option, Risk, Slot
from bot.core.lookups import Model, Reviewed
from bot.knowledge import compiling
from bot.knowledge.loading import Loaded, load, load_or_raise
from bot.knowledge.problems import KnowledgeProblem
from bot.understanding.matcher.examples import Example
from tests.unit.knowledge.folders import CLEAN, POWER, write

ROOT = Path(__file__).parents[3]
FLOW = "knowledge/flows/power.no_power.yaml"


def loaded(folder: Path, files: Mapping[str, str] | Mapping[str, str | bytes] | None = None, cache: Path | None = None) -> Loaded:
    write(folder, files if files is not None else CLEAN)
    return load(folder / "knowledge", folder / "templates", cache)


REVIEWED = Reviewed("the book", "maintainers", "2026-01-01", "2027-01-01")


def test_the_repositorys_own_knowledge_loads() -> None:
    found = load(ROOT / "knowledge", ROOT / "templates")
    assert [str(problem) for problem in found.problems] == []
    assert set(found.knowledge.locales) == {"en", "zh"}
    assert found.knowledge.flows["power.no_power"].start == "light"


def test_flows_guards_and_policy_become_plain_values(tmp_path: Path) -> None:
    knowledge = loaded(tmp_path).knowledge
    flow = knowledge.flows["power.no_power"]
    assert flow.reviewed == REVIEWED
    assert flow.steps["light"].options == (Option("on", "outlet"), Option("off", "hint"))
    assert flow.steps["outlet"].risk is Risk.INTERRUPTS_SALES
    assert flow.steps["term"].branches == {"in": "file"}
    assert knowledge.guards == {Risk.INTERRUPTS_SALES: (Guard("sale", "guard.sale", frozenset({"no"})),)}
    assert (knowledge.menu, knowledge.warranty.months) == (("power.no_power",), 12)
    assert knowledge.slots["model"] == Slot("model", "model", "device")
    assert knowledge.intents["power.no_power"].trouble
    assert knowledge.answers["supplier.contact"].then == ""


def test_response_codes_are_kept_by_family_with_their_classes_in_order(tmp_path: Path) -> None:
    codes = loaded(tmp_path).knowledge.codes
    assert (codes.default, codes.shop, codes.contested) == ("unionpay", "", {"77": "an account that is not valid"})
    assert codes.families == {"unionpay": {"51": "no_funds", "77": "sign_in", "A0": "sign_in"}}
    assert codes.order == ("no_funds", "sign_in")
    assert codes.duties["no_funds"] == {"action": "other_card", "who": "customer", "retry": "no"}
    assert codes.reviewed["unionpay"].source == "the book"


def test_a_model_inherits_from_its_family_what_it_does_not_say_otherwise(tmp_path: Path) -> None:
    models = loaded(tmp_path).knowledge.models
    assert models["Acme"] == Model("Acme", "Acme", ("battery", "printer"), (), {"long_press": "40"}, ("acme",), REVIEWED)
    one, two = models["Acme One"], models["Acme Two"]
    assert (one.family, one.has, one.facts, one.hears) == ("Acme", ("battery", "printer"), {"long_press": "40"}, ("acme one", "a1"))
    assert (two.has, two.lacks, two.reviewed) == (("printer", "wifi"), ("battery",), replace(REVIEWED, source="the other book"))
    assert two.facts == {"long_press": "40", "paper_width": "58"}


def test_steps_and_choices_say_which_parts_they_are_for(tmp_path: Path) -> None:
    written = POWER.replace("off: hint", "off: {to: hint, needs: battery}").replace(
        "    remedy:", "    unless: [printer, sim]\n    remedy:"
    )
    steps = loaded(tmp_path, {**CLEAN, FLOW: written}).knowledge.flows["power.no_power"].steps
    assert steps["light"].options[1] == Option("off", "hint", needs=("battery",))
    assert (steps["outlet"].unless, steps["outlet"].needs) == (("printer", "sim"), ())


def test_a_try_offers_solved_not_fixed_its_own_choices_and_cannot(tmp_path: Path) -> None:
    own = "    next: hint\n    choices: {no_spare: {to: device, set: {power_light: none}}}\n"
    files = {**CLEAN, FLOW: POWER.replace("    next: hint\n", own)}
    step = loaded(tmp_path, files).knowledge.flows["power.no_power"].steps["outlet"]
    assert step.kind is Kind.TRY
    assert step.options == (
        Option("solved", "solved"),
        Option("not_fixed", "hint"),
        Option("no_spare", "device", {"power_light": "none"}),
        Option("cannot", "hint"),
    )


def test_who_cannot_try_may_be_led_elsewhere(tmp_path: Path) -> None:
    files = {**CLEAN, FLOW: POWER.replace("    next: hint\n", "    next: hint\n    cannot: device\n")}
    step = loaded(tmp_path, files).knowledge.flows["power.no_power"].steps["outlet"]
    assert step.options[-1] == Option("cannot", "device")


def test_the_questions_ahead_are_counted_on_the_longest_way(tmp_path: Path) -> None:
    ahead = loaded(tmp_path).knowledge.flows["power.no_power"].ahead
    assert ahead == {"light": 3, "outlet": 2, "hint": 1, "device": 1, "term": 0, "file": 0}


def test_a_loop_is_counted_once(tmp_path: Path) -> None:
    files = {**CLEAN, FLOW: POWER.replace("off: hint", "off: light")}
    assert loaded(tmp_path, files).knowledge.flows["power.no_power"].ahead["light"] == 3


def test_sentences_labels_and_what_is_heard_are_named_in_full(tmp_path: Path) -> None:
    said = (
        "scope: power.no_power\nsentences: {light: Lit?}\nlabels:\n  light.on: {label: lit, hear: [it is lit, green]}\n  light.off: dark\n"
    )
    files = {**CLEAN, "templates/en/flows/power.no_power.yaml": said}
    knowledge = loaded(tmp_path, files).knowledge
    assert knowledge.sentences["en"]["power.no_power.light"] == "Lit?"
    assert knowledge.sentences["en"]["power.no_power.light.off"] == "dark"
    assert knowledge.hears["en"] == {"power.no_power.light.on": ("it is lit", "green")}


def test_examples_keep_their_acts_and_what_is_out_of_scope_is_apart(tmp_path: Path) -> None:
    examples = loaded(tmp_path).examples
    assert examples.phrases["en"]["supplier.contact"] == (Example("who sold it", "ask"),)
    assert examples.phrases["en"]["power.no_power"] == (Example("dead"), Example("no light"))
    assert examples.background == {"en": ("nice weather",), "zh": ("nice weather",)}


def test_a_folder_of_examples_alone_has_their_intents_and_nothing_else(tmp_path: Path) -> None:
    example = "intent: lost_card?\nlocale: en\nexamples: [where is my card, '3']\n"
    found = loaded(tmp_path, {"knowledge/examples/en/lost_card?.yaml": example})
    knowledge = found.knowledge
    assert found.problems == ()
    assert list(knowledge.intents) == ["lost_card?"]
    assert (knowledge.locales, knowledge.flows, knowledge.menu, knowledge.sentences) == (("en",), {}, (), {})


def test_the_version_changes_with_any_file_and_only_then(tmp_path: Path) -> None:
    first = loaded(tmp_path / "a").knowledge.version
    same = loaded(tmp_path / "b").knowledge.version
    other = loaded(tmp_path / "c", {**CLEAN, "templates/en/menu.yaml": CLEAN["templates/en/menu.yaml"] + "# remark\n"}).knowledge.version
    assert first == same != other


def test_what_can_be_read_is_there_beside_the_problems(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {**CLEAN, FLOW: "flow: [", "knowledge/slots.yaml": b"\xff"}
    found = loaded(tmp_path, files)
    assert [problem.code for problem in found.problems] == ["not-yaml", "not-utf8"]
    assert list(found.knowledge.flows) == ["guard.sale"]


def test_problems_are_raised_together_when_asked_for(tmp_path: Path) -> None:
    write(tmp_path, {**CLEAN, FLOW: "flow: [", "knowledge/slots.yaml": b"\xff"})
    with pytest.raises(KnowledgeProblem, match="not-yaml") as raised:
        load_or_raise(tmp_path / "knowledge", tmp_path / "templates")
    assert len(raised.value.problems) == 2


def test_a_clean_folder_is_not_raised_about(tmp_path: Path) -> None:
    write(tmp_path, CLEAN)
    assert load_or_raise(tmp_path / "knowledge", tmp_path / "templates").problems == ()


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    assert [problem.code for problem in load(tmp_path / "nowhere").problems] == ["no-folder"]


def test_huge_and_unreadable_files_are_problems(tmp_path: Path) -> None:
    write(tmp_path, {**CLEAN, "knowledge/flows/big.one.yaml": b"#" * 10_000_000})
    (tmp_path / "knowledge/flows/gone.one.yaml").symlink_to(tmp_path / "nowhere")
    codes = {problem.code for problem in load(tmp_path / "knowledge", tmp_path / "templates").problems}
    assert codes == {"too-big", "unreadable"}


def test_hidden_files_and_other_kinds_of_files_are_passed_over(tmp_path: Path) -> None:
    more = {
        "knowledge/README.md": "words",
        "knowledge/.git/x.yaml": "a: b",
        "knowledge/flows/.x.yaml": "a: b",
        "templates/pages/x.html": "<p>",
    }
    assert loaded(tmp_path, {**CLEAN, **more}).problems == ()


# ---- compiled --------------------------------------------------------------------------------------


def test_a_second_load_reads_the_compiled_form_and_finds_the_same(tmp_path: Path) -> None:
    cache = tmp_path / "var" / "cache"
    first = loaded(tmp_path, cache=cache)
    assert len(list(cache.iterdir())) == 1
    assert load(tmp_path / "knowledge", tmp_path / "templates", cache) == first == load(tmp_path / "knowledge", tmp_path / "templates")


def test_the_compiled_form_needs_neither_pydantic_nor_yaml(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    loaded(tmp_path, cache=cache)
    told = "import sys; from pathlib import Path; from bot.knowledge.loading import load; "
    folders = f"Path({str(tmp_path / 'knowledge')!r}), Path({str(tmp_path / 'templates')!r}), Path({str(cache)!r})"
    asked = f"{told}load({folders}); print(sorted({{'pydantic', 'yaml', 'jinja2'}} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe", b"0000\n{}", b"[]\n[]"])
def test_a_damaged_compiled_form_is_passed_over(tmp_path: Path, content: bytes) -> None:
    cache = tmp_path / "cache"
    first = loaded(tmp_path, cache=cache)
    (path,) = cache.iterdir()
    path.write_bytes(content)
    assert load(tmp_path / "knowledge", tmp_path / "templates", cache) == first
    assert json.loads(path.read_bytes().partition(b"\n")[2])["knowledge"]["version"] == first.knowledge.version


def test_a_sound_file_of_another_shape_is_passed_over(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = loaded(tmp_path, cache=cache)
    (path,) = cache.iterdir()
    body = b'{"knowledge": {"locales": []}, "phrases": {}, "background": {}}'
    path.write_bytes(compiling._checksum(body) + b"\n" + body)
    assert load(tmp_path / "knowledge", tmp_path / "templates", cache) == first


def test_a_change_to_any_file_is_seen_at_once(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    loaded(tmp_path, cache=cache)
    changed = loaded(tmp_path, {FLOW: POWER.replace("start: light", "start: outlet")}, cache)
    assert changed.knowledge.flows["power.no_power"].start == "outlet"


def test_what_has_problems_is_not_kept(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    loaded(tmp_path, {**CLEAN, FLOW: "flow: ["}, cache)
    assert not cache.exists()


def test_a_cache_that_cannot_be_written_is_no_misfortune(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cache.write_text("a file where the folder should be")
    assert loaded(tmp_path, cache=cache).problems == ()


def test_a_full_disk_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(ENOSPC)

    monkeypatch.setattr(os, "fdopen", full)
    cache = tmp_path / "cache"
    assert loaded(tmp_path, cache=cache).problems == ()
    assert list(cache.iterdir()) == []


def test_only_the_newest_compiled_forms_stay(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    for number in range(6):
        loaded(tmp_path, {**CLEAN, "templates/en/menu.yaml": CLEAN["templates/en/menu.yaml"] + f"# {number}\n"}, cache)
    assert len(list(cache.iterdir())) == 4
