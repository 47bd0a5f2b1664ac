"""The pages of docs/ as they stand in the repository: every link leads somewhere, and there is each in both languages.

What a reader's browser sees of the built site, axe looks at in `make docs`.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")])
CHINESE = ".zh-CN.md"
MADE = {"settings", "commands", "knowledge", "metrics", "http"}
"""Pages of docs/reference, made by `tools/reference.py`."""
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"(?ms)^ *```.*?^ *```|`[^`\n]*`")


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def links(page: Path) -> list[str]:
    """What a page leads to within the repository."""
    return [link for link in LINK.findall(CODE.sub("", page.read_text("utf-8"))) if not re.match(r"[a-z]+:|#", link)]


def anchors(page: Path) -> set[str]:
    """What may be led to in it, as the site and the forges make it of a heading."""
    headings = re.findall(r"(?m)^#+ (.+)$", CODE.sub("", page.read_text("utf-8")))
    return {_slug(heading) for heading in headings} | set(re.findall(r"\{#([\w-]+)\}", page.read_text("utf-8")))


def _slug(heading: str) -> str:
    plain = unicodedata.normalize("NFC", re.sub(r"[`*]|\]\([^)]*\)|\[", "", heading)).strip().lower()
    return re.sub(r"[^\w -]", "", plain).replace(" ", "-")


def twin(page: Path) -> Path:
    """The same page in the other language."""
    if page.name.endswith(CHINESE):
        return page.with_name(page.name.removesuffix(CHINESE) + ".md")
    return page.with_name(page.name.removesuffix(".md") + CHINESE)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_leads_somewhere(page: Path) -> None:
    lost = []
    for link in links(page):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve()
        if target.parent == DOCS / "reference":
            lost += [link] if target.stem not in MADE else []
        elif not target.exists() or (anchor and anchor not in anchors(target)):
            lost.append(link)
    assert lost == []


@pytest.mark.parametrize("page", [page for page in PAGES if page.name.endswith(CHINESE)], ids=named)
def test_a_chinese_page_leads_to_chinese_pages(page: Path) -> None:
    leading = [(page.parent / link.partition("#")[0]).resolve() for link in links(page)]
    english = [target for target in leading if target.suffix == ".md" and not target.name.endswith(CHINESE) and target != twin(page)]
    assert [named(target) for target in english if twin(target).exists()] == []


def test_every_page_is_there_in_both_languages_with_the_same_headings() -> None:
    alone = [named(page) for page in PAGES if not twin(page).exists()]
    assert alone == []
    shape = {page: re.findall(r"(?m)^(#+) ", CODE.sub("", page.read_text("utf-8"))) for page in PAGES}
    assert [named(page) for page in PAGES if shape[page] != shape[twin(page)]] == []


def test_every_page_of_the_site_is_in_its_contents() -> None:
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    listed = set(re.findall(r"[\w/-]+\.md", text[text.index("\nnav:") :]))
    pages = {page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md") if not page.name.endswith(CHINESE)}
    numbered = {page for page in pages if re.match(r"decisions/\d{4}-", page)}
    assert listed - {f"reference/{name}.md" for name in MADE} == pages - numbered
    decided = (DOCS / "decisions" / "README.md").read_text("utf-8")
    assert [page for page in sorted(numbered) if page.removeprefix("decisions/") not in decided] == []


def test_every_entry_of_the_contents_has_its_chinese_name() -> None:
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    contents = yaml.safe_load(text[text.index("\nnav:") :])["nav"]
    names = {name for part in contents for name in part} | {
        name for part in contents for inner in part.values() for one in inner if isinstance(one, dict) for name in one
    }
    translated = set(re.findall(r"(?m)^ {12}([^:\n]+): \S", text))
    assert names - translated == set()
