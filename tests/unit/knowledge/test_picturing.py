"""Pictures: everything that is known stands on the page, its links lead somewhere, and it asks nothing of anybody."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from datetime import date
from functools import partial
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bot.core.knowledge import Knowledge
from bot.knowledge.drawing import HEIGHT, draw
from bot.knowledge.hanging import wide
from bot.knowledge.loading import load
from bot.knowledge.picturing import label_of, mermaid, review_page
from tests.unit.knowledge.folders import CLEAN, POWER, write

ROOT = Path(__file__).parents[3]
TEMPLATE = ROOT / "templates/pages/review.html"
FLOW = "knowledge/flows/power.no_power.yaml"


class Page(HTMLParser):
    """What of a page is of interest here."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.add(tag)
        self.attributes |= set(found)
        self.ids += [found["id"] or ""] if "id" in found else []
        self.links += [found["href"] or ""] if "href" in found else []


@pytest.fixture
def knowledge(tmp_path: Path) -> Knowledge:
    write(tmp_path, CLEAN)
    return load(tmp_path / "knowledge", tmp_path / "templates").knowledge


def page_of(knowledge: Knowledge, today: date = date(2026, 6, 1)) -> str:
    return review_page(knowledge, TEMPLATE, today)


def test_a_flow_is_told_as_mermaid_with_words_answers_and_ways_out(knowledge: Knowledge) -> None:
    told = mermaid(knowledge, "power.no_power", "en").splitlines()
    assert told[0] == "flowchart TD"
    assert '  s_light["light<br>Is it lit?"]' in told
    assert '  to_solved(["solved"])' in told
    assert '  s_light -->|"lit"| s_outlet' in told
    assert '  s_outlet -->|"label not_fixed / label cannot"| s_hint' in told
    assert "  s_hint --> s_device" in told
    assert '  s_term{"term"}' in told
    assert '  s_term -->|"in / otherwise"| s_file' in told


def test_what_would_end_a_mermaid_text_is_written_otherwise(knowledge: Knowledge) -> None:
    said = {**knowledge.sentences["en"], "power.no_power.hint": 'a "b" <c> #d\nnext'}
    told = mermaid(replace(knowledge, sentences={"en": said}), "power.no_power")
    assert '  s_hint("hint<br>a #quot;b#quot; #lt;c#gt; #35;d<br>next")' in told.splitlines()


def test_a_flow_that_is_not_there_cannot_be_drawn(knowledge: Knowledge) -> None:
    with pytest.raises(KeyError):
        mermaid(knowledge, "power.gone")


def test_every_flow_step_sentence_answer_and_date_is_on_the_page(knowledge: Knowledge) -> None:
    html = page_of(knowledge)
    ids = set(Page(html).ids)
    for flow in knowledge.flows.values():
        assert {flow.id, *(f"{flow.id}.{step}" for step in flow.steps)} <= ids
    for sentences in knowledge.sentences.values():
        assert all(text.strip() in html for text in sentences.values())
    for words in ("maintainers", "2026-01-01", "2027-01-01", "the book", "interrupts sales", "sale is no", "contested"):
        assert words in html


def test_every_link_leads_to_a_place_on_the_page_and_no_place_is_twice(knowledge: Knowledge) -> None:
    page = Page(page_of(knowledge))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_the_page_runs_nothing_and_asks_nothing_of_the_network(knowledge: Knowledge) -> None:
    html = page_of(knowledge)
    page = Page(html)
    assert not page.tags & {"script", "img", "iframe", "object", "embed", "link", "form"}
    assert not {name for name in page.attributes if name.startswith("on") or name in {"src", "srcset", "style", "action"}}
    assert not re.search(r"https?:|url\((?!#)|@import|//[a-z]", html)
    assert "default-src 'none'" in html


def test_words_of_a_file_cannot_become_markup(knowledge: Knowledge) -> None:
    said = {**knowledge.sentences["en"], "power.no_power.hint": "<script>alert(1)</script>"}
    html = page_of(replace(knowledge, sentences={**knowledge.sentences, "en": said}))
    assert "<script" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize(
    ("today", "mark"), [(date(2026, 6, 1), ""), (date(2026, 12, 1), "soon"), (date(2027, 1, 1), "soon"), (date(2027, 1, 2), "expired")]
)
def test_a_review_that_runs_out_is_marked(knowledge: Knowledge, today: date, mark: str) -> None:
    html = page_of(knowledge, today)
    assert {name for name in ("soon", "expired") if f'<dd class="{name}">' in html} == ({mark} if mark else set())


def test_a_date_that_is_none_counts_as_expired(tmp_path: Path) -> None:
    write(tmp_path, {**CLEAN, FLOW: POWER.replace("expires: 2027-01-01", "expires: never")})
    assert '<dd class="expired">never' in page_of(load(tmp_path / "knowledge", tmp_path / "templates").knowledge)


def test_the_repositorys_own_knowledge_can_be_reviewed() -> None:
    found = load(ROOT / "knowledge", ROOT / "templates").knowledge
    page = Page(page_of(found))
    assert len(page.ids) == len(set(page.ids))
    assert set(found.flows) <= set(page.ids)


# ---- drawings --------------------------------------------------------------------------------------


def test_a_step_stands_below_what_leads_to_it(knowledge: Knowledge) -> None:
    boxes = {box.name: box for box in draw(knowledge, knowledge.flows["power.no_power"]).boxes}
    order = ["light", "outlet", "hint", "device", "term", "file", "done"]
    assert sorted(boxes, key=lambda name: boxes[name].y) == order
    assert boxes["outlet"].solves
    assert not boxes["done"].is_step


def test_boxes_never_lie_on_one_another_and_stay_inside() -> None:
    found = load(ROOT / "knowledge", ROOT / "templates").knowledge
    for flow in found.flows.values():
        drawing = draw(found, flow)
        rows: dict[float, list[tuple[float, float]]] = {}
        for box in drawing.boxes:
            rows.setdefault(box.y, []).append((box.x - box.width / 2, box.x + box.width / 2))
        for row in rows.values():
            edges = [edge for pair in sorted(row) for edge in pair]
            assert edges == sorted(edges)
            assert edges[0] >= 0
            assert edges[-1] <= drawing.width


def test_a_loop_is_drawn_as_a_line_that_turns_back(tmp_path: Path) -> None:
    write(tmp_path, {**CLEAN, FLOW: POWER.replace("{in: file}", "{in: light}")})
    knowledge = load(tmp_path / "knowledge", tmp_path / "templates").knowledge
    lines = draw(knowledge, knowledge.flows["power.no_power"]).lines
    assert [line.label for line in lines if line.turns_back] == ["in"]


def test_a_long_label_is_cut(tmp_path: Path) -> None:
    answers = "\n".join(f"      answer_number_{number}: outlet" for number in range(4))
    write(tmp_path, {**CLEAN, FLOW: POWER.replace("      on: outlet", answers)})
    knowledge = load(tmp_path / "knowledge", tmp_path / "templates").knowledge
    labels = [line.label for line in draw(knowledge, knowledge.flows["power.no_power"]).lines]
    assert "answer_number_0, answer_…" in labels


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_no_label_of_any_flow_lies_over_another_or_over_a_box(locale: str) -> None:
    found = load(ROOT / "knowledge", ROOT / "templates").knowledge
    for flow in found.flows.values():
        drawing = draw(found, flow, say=partial(label_of, found, locale, flow.id))
        labels = [line for line in drawing.lines if line.label]
        for line, box in itertools.product(labels, drawing.boxes):
            above, below = line.y + 3 <= box.y - HEIGHT / 2, line.y - 10 >= box.y + HEIGHT / 2
            assert above or below or abs(line.x - box.x) > (wide(line.label) + box.width) / 2, (flow.id, line, box)
            assert line.x + wide(line.label) / 2 <= drawing.width
        for one, other in itertools.combinations(labels, 2):
            is_beside = abs(one.x - other.x) >= (wide(one.label) + wide(other.label)) / 2
            assert is_beside or abs(one.y - other.y) > 12, (flow.id, one, other)
