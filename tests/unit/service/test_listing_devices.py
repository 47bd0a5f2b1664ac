"""A supplier's list is taken whole or not at all, and what is wrong is told by its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.importing import command
from bot.service.listing_devices import Listing, Wrong
from bot.service.passports import Passport


def read(text: str) -> list[object]:
    return [row[1] if isinstance(row, tuple) else (row.line, row.code, row.column) for row in Listing(text.splitlines(keepends=True))]


def test_columns_are_known_by_the_names_suppliers_use_in_either_language() -> None:
    zh = "序列号,机型,购机日期,归属,门店\nnb-1234 5678,PAX A920,2025/11/3,租用,昌隆五金\n"
    en = "Serial Number,model,purchase date,OWNERSHIP,shop\nNB12345678,PAX A920,2025-11-03,rented,昌隆五金\n"
    assert read(zh) == read(en) == [Passport("NB12345678", "PAX A920", "2025-11-03", ownership="rented", shop="昌隆五金")]


def test_empty_lines_missing_cells_and_the_same_row_twice_are_nothing_to_speak_of() -> None:
    assert read("serial,model,note\n\nAB1234,A920\nAB1234,A920\n,,\n") == [Passport("AB1234", "A920")]


def test_every_wrong_row_is_told_with_its_line_and_column() -> None:
    rows = "serial,purchased,ownership,proof\nAB1,,,\nAB1234,2025-02-30,,\nAB1235,,mine,\nAB1236,,,photo\nAB1237,2025,,,x\nAB1238,,,\nAB1238,2024,,\n"
    assert read(rows)[:5] == [
        (2, "bad-serial", "serial"),
        (3, "bad-date", "purchased"),
        (4, "bad-value", "ownership"),
        (5, "bad-value", "proof"),
        (6, "too-many", ""),
    ]
    assert read(rows)[-1] == (8, "twice", "serial")


def test_a_line_break_in_a_cell_does_not_shift_the_lines_that_are_told() -> None:
    assert read('serial,note\nAB1234,"first\nsecond"\nA,\n') == [Passport("AB1234", note="first second"), (4, "bad-serial", "serial")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "no-header"),
        ("model\nA920\n", "no-serial"),
        ("serial,colour\n", "unknown-column"),
        ("serial,sn\n", "twice-column"),
        ('serial\n"a\n', "no-table"),
    ],
)
def test_a_file_that_is_no_list_is_told_as_such(text: str, code: str) -> None:
    assert [row.code for row in Listing(text.splitlines(keepends=True)) if isinstance(row, Wrong)][-1] == code


def test_a_card_number_in_a_remark_is_not_taken_along() -> None:
    [passport] = read("serial,note\nAB1234,卡号 6228480012345678909\n")
    assert isinstance(passport, Passport)
    assert "6228480012345678909" not in passport.note


def run(monkeypatch: pytest.MonkeyPatch, folder: Path, content: bytes, *options: str) -> Result:
    (folder / "devices.csv").write_bytes(content)
    monkeypatch.setenv("POSBOT_DATABASE", f"sqlite:///{folder / 'posbot.db'}")
    monkeypatch.chdir(folder)
    return CliRunner().invoke(command, ["devices.csv", *options])


def test_the_command_tries_takes_and_takes_again_without_a_change(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    listed = "序列号,门店\nAB1234,昌隆五金\nAB1235,昌隆五金\n".encode("gb18030")
    assert "2 new, 0 changed, 0 known just so; 2 would be written" in run(monkeypatch, tmp_path, listed, "--dry-run").output
    assert "2 new, 0 changed, 0 known just so; 2 are written" in run(monkeypatch, tmp_path, listed).output
    assert "0 new, 0 changed, 2 known just so; 0 are written" in run(monkeypatch, tmp_path, listed).output


@pytest.mark.parametrize(
    "listed",
    [
        "序列号,门店\nAB1234,昌隆五金\n".encode("utf-16"),
        "\n序列号\t门店\nAB1234\t昌隆五金\n".encode("utf-16"),
        b"serial;shop\nAB1234;A, B\n",
    ],
    ids=["utf-16", "tabs", "semicolons"],
)
def test_a_list_is_read_as_any_spreadsheet_writes_it(listed: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert "1 new, 0 changed, 0 known just so; 1 would be written" in run(monkeypatch, tmp_path, listed, "--dry-run").output


def test_nothing_is_taken_from_a_file_with_a_wrong_row(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    wrong = run(monkeypatch, tmp_path, b"serial,purchased\nAB1234,2025\nAB1235,soon\n")
    assert wrong.exit_code == 1
    assert 'devices.csv:3: bad-date purchased: "soon" is no date' in wrong.output
    assert "1 new, 0 changed" in run(monkeypatch, tmp_path, b"serial\nAB1234\n", "--dry-run").output


def test_a_file_that_is_no_text_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    refused = run(monkeypatch, tmp_path, b"\xff\xff\xff")
    assert refused.exit_code == 1
    assert "save it as CSV in UTF-8" in refused.output
