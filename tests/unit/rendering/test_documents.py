"""A document is one text, the same for the same content, that fetches nothing and can be read on paper."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from jinja2 import TemplateNotFound, UndefinedError
from PIL import Image

from bot.channels.web.photos import developed
from bot.channels.web.refusals import Refusal
from bot.rendering.documents import Documents
from bot.rendering.printing import LeadsOutside, printed
from bot.service.press import Press

TEMPLATES = Path(__file__).resolve().parents[3] / "templates"
LETTER = (
    '{% extends "documents/frame.html" %}{% block title %}维修协议{% endblock %}{% block ref %}1001-7{% endblock %}'
    "{% block content %}<p>{{ name }}</p>{% endblock %}"
)


@pytest.fixture
def documents(tmp_path: Path) -> Documents:
    shutil.copytree(TEMPLATES / "documents", tmp_path / "documents")
    (tmp_path / "zh" / "documents").mkdir(parents=True)
    (tmp_path / "zh" / "documents" / "letter.html").write_text(LETTER, encoding="utf-8")
    return Documents(tmp_path)


def words_of(pdf: bytes) -> str:
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


async def test_what_is_printed_can_be_read_and_is_the_same_for_the_same_content(documents: Documents) -> None:
    press = Press(documents)
    sheet = press.sheet("zh", "letter", {"name": "昌隆五金机电经营部"})
    first, second = await press.pdf(sheet), await press.pdf(press.sheet("zh", "letter", {"name": "昌隆五金机电经营部"}))
    assert "昌隆五金机电经营部" in words_of(first)
    assert first == second
    assert sheet.hash == press.sheet("zh", "letter", {"name": "昌隆五金机电经营部"}).hash
    assert sheet.hash != press.sheet("zh", "letter", {"name": "昌隆五金"}).hash


def test_what_a_merchant_wrote_is_text_in_a_document_and_nothing_else(documents: Documents) -> None:
    assert "<script>" not in documents.html("zh", "letter", {"name": "<script>alert(1)</script>"})


def test_a_document_without_a_value_it_needs_is_not_made(documents: Documents) -> None:
    with pytest.raises(UndefinedError):
        documents.html("zh", "letter", {})
    with pytest.raises(TemplateNotFound):
        documents.html("en", "letter", {"name": "x"})


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/x.png", "file:///etc/hostname", "data:text/css,p{}"])
def test_a_document_that_leads_outside_is_refused(address: str) -> None:
    with pytest.raises(LeadsOutside):
        printed(f"<link rel=stylesheet href='{address}'><img src='{address}'>")


def test_printing_does_not_make_the_process_take_broken_photos_for_whole_ones() -> None:
    whole = io.BytesIO()
    Image.effect_noise((64, 64), 90).save(whole, "PNG")
    printed("<p>1001-7</p>")

    with pytest.raises(Refusal):
        developed(whole.getvalue()[:-1000])


def test_the_policy_lets_a_page_use_its_own_stylesheet_alone(documents: Documents) -> None:
    assert "'unsafe-inline'" not in documents.policy
    assert documents.policy.startswith("default-src 'none'; style-src 'sha256-")


def test_where_the_library_is_missing_it_is_said_what_to_install() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import sys; sys.modules['weasyprint'] = None\nfrom bot.rendering.printing import why_not\nfrom bot.cli.words import told\nprint(told(why_not()))"],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert "apt install libpango" in told.stdout
