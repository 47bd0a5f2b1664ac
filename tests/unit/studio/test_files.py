"""Files of knowledge are changed by the line, folders are packed whole, and what an advertisement says is found."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from bot.core.knowledge import Risk
from bot.knowledge.branches import Branch, NoSuchPlace, differing
from bot.knowledge.expiring import expiries
from bot.knowledge.lessons import Lesson, read_again, with_lesson, without_lesson
from bot.knowledge.linting import check
from bot.knowledge.loading import lessons_of, load
from bot.knowledge.risky import risky
from bot.knowledge.striking import marks, struck
from tests.unit.knowledge.folders import CLEAN, write

DAY = date(2026, 6, 1)


def lesson(text: str, intent: str = "power.no_power") -> Lesson:
    return Lesson(text, intent, "zhao", DAY)


@pytest.fixture
def branch(tmp_path: Path) -> Branch:
    """A clean folder."""
    folder = write(tmp_path / "clean", CLEAN)
    made = Branch(tmp_path / "draft")
    made.begin(folder / "knowledge", folder / "templates")
    return made


def test_a_lesson_is_an_example_with_author_and_date(branch: Branch) -> None:
    file = with_lesson(with_lesson("", "en", lesson('it\'s "dead"')), "en", lesson("no light # at all"))
    branch.write("knowledge/learned/en.yaml", file)
    read = load(branch.knowledge, branch.templates)
    assert read.problems == ()
    assert [one.text for one in read.examples.phrases["en"]["power.no_power"]][-2:] == ['it\'s "dead"', "no light # at all"]
    assert lessons_of(branch.root) == [("en", 'it\'s "dead"', "power.no_power"), ("en", "no light # at all", "power.no_power")]
    assert 'by: "zhao"\n    on: 2026-06-01\n' in file


def test_a_lesson_that_is_taken_back_leaves_the_others_and_every_comment(branch: Branch) -> None:
    file = with_lesson(with_lesson("", "en", lesson("one")), "en", lesson("two")) + "# a remark\n"
    left = without_lesson(file, "one")
    assert "one" not in left
    assert left.endswith("on: 2026-06-01\n# a remark\n")
    assert without_lesson(without_lesson(with_lesson("", "en", lesson("one")), "one"), "one") == ""


def test_the_linter_holds_lessons_against_the_examples(branch: Branch) -> None:
    known = next(iter(load(branch.knowledge, branch.templates).examples.phrases["en"]["power.no_power"])).text
    branch.write("knowledge/learned/en.yaml", with_lesson(with_lesson("", "en", lesson(known)), "en", lesson("x y z", "no.such")))
    codes = [one.code for one in check(branch.knowledge, branch.templates, today=DAY) if "learned" in one.path]
    assert codes == ["repeated-phrase", "unknown-intent"]


def test_an_entry_that_was_read_again_has_new_dates_and_nothing_else_is_changed(branch: Branch) -> None:
    place = "knowledge/flows/power.no_power.yaml"
    branch.write(place, "# mine\n" + branch.text(place).replace("reviewer: maintainers", "reviewer: maintainers   # and me"))
    before = branch.text(place).splitlines()
    branch.write(place, read_again(branch.text(place), (), "zhao", DAY, date(2027, 6, 1)))
    after = branch.text(place).splitlines()
    changed = [line for line, old in zip(after, before, strict=True) if line != old]
    assert changed == ['reviewer: "zhao"   # and me', "reviewed: 2026-06-01", "expires: 2027-06-01"]
    assert check(branch.knowledge, branch.templates, today=DAY) == ()


def test_every_entry_says_when_it_is_to_be_read_again_the_nearest_first(branch: Branch) -> None:
    found = expiries(branch.knowledge, branch.templates)
    assert {"power.no_power", "guard.sale", "Acme"} <= {one.name for one in found}
    assert [one.expires for one in found] == sorted(one.expires for one in found)
    rows = branch.text(found[0].place).splitlines()
    assert "expires: 2027-01-01" in rows[found[0].line - 1]


def test_entries_written_on_one_line_are_read_again_as_well(branch: Branch) -> None:
    for one in expiries(branch.knowledge, branch.templates):
        branch.write(one.place, read_again(branch.text(one.place), one.at, "zhao", DAY, date(2027, 6, 1)))
    assert {one.expires for one in expiries(branch.knowledge, branch.templates)} == {date(2027, 6, 1)}
    assert check(branch.knowledge, branch.templates, today=DAY) == ()


def test_a_folder_is_the_same_after_packing_and_names_outside_of_it_are_refused(branch: Branch, tmp_path: Path) -> None:
    other = Branch(tmp_path / "other")
    other.unpack(branch.pack())
    assert other.digest() == branch.digest() == load(branch.knowledge, branch.templates).knowledge.version
    assert other.pack() == branch.pack()
    assert differing(branch, other) == []
    other.write("knowledge/flows/power.no_power.yaml", "flow: x\n")
    assert differing(branch, other) == ["knowledge/flows/power.no_power.yaml"]
    for place in ("knowledge/../../x.yaml", "/etc/x.yaml", "knowledge/x.py", "templates/x.yaml", "knowledge/.x.yaml"):
        with pytest.raises(NoSuchPlace):
            branch.write(place, "x: y\n")


def test_several_who_unpack_the_same_at_once_do_not_hinder_each_other(branch: Branch, tmp_path: Path) -> None:
    archive, other = branch.pack(), Branch(tmp_path / "versions" / "one")
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: other.unpack(archive), range(8)))
    assert other.digest() == branch.digest()
    assert [path.name for path in other.root.parent.iterdir()] == ["one"]


def test_whatever_touches_a_step_that_is_not_safe_needs_a_second_pair_of_eyes(branch: Branch) -> None:
    old = load(branch.knowledge, branch.templates).knowledge
    assert risky(old, old) == []
    branch.write("knowledge/learned/en.yaml", with_lesson("", "en", lesson("x y z")))
    assert risky(old, load(branch.knowledge, branch.templates).knowledge) == []
    said = "templates/en/flows/power.no_power.yaml"
    branch.write(said, branch.text(said).replace("outlet: ", "outlet: now "))
    [found] = risky(old, load(branch.knowledge, branch.templates).knowledge)
    assert (found.flow, found.step, found.risk, found.what) == ("power.no_power", "outlet", Risk.INTERRUPTS_SALES, "words")
    flow = "knowledge/flows/power.no_power.yaml"
    branch.write(flow, branch.text(flow).replace("next: hint", "next: device"))
    assert [one.what for one in risky(old, load(branch.knowledge, branch.templates).knowledge)] == ["step"]


ADVERT = """选择正规渠道很重要，首选知名品牌，费率0.6%永不涨价，申请地址：https://pos.example.cn/apply 。
打印机不出纸时先看纸仓。咨询电话 400-123-4567，微信号：pos8888。
We recommend Acme terminals, no monthly fees ever. Call +44 20 7946 0011.
清洁打印头用软布。"""


def test_an_advertisement_in_the_middle_of_a_text_is_found_and_struck() -> None:
    found = marks(ADVERT, ["Acme"])
    assert {one.kind for one in found} == {"link", "phone", "fee", "praise"}
    assert all(one.words == ADVERT[one.start : one.end] for one in found)
    left = struck(ADVERT, found)
    for gone in ("https", "example", "400", "pos8888", "永不涨价", "0.6", "首选", "Acme", "7946"):
        assert gone not in left, gone
    assert "打印机不出纸时先看纸仓" in left
    assert "清洁打印头用软布" in left


def test_a_brand_that_is_only_named_is_found_by_itself() -> None:
    [found] = marks("Acme terminals have a paper roll of 57 mm", ["Acme"])
    assert (found.kind, found.words) == ("brand", "Acme")
