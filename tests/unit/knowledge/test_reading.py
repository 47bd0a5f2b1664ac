"""The strict reader: text stays text, every value keeps its line, and no content makes it raise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.finding import LARGEST
from bot.knowledge.reading import DEEPEST, Node, Plain, read


def plain(text: str) -> Plain:
    reading = read(text.encode(), "file.yaml")
    assert reading.problems == ()
    assert reading.root is not None
    return reading.root.plain()


def codes(content: str | bytes) -> list[tuple[int, str]]:
    reading = read(content.encode() if isinstance(content, str) else content, "file.yaml")
    return [(problem.line, problem.code) for problem in reading.problems]


@pytest.mark.parametrize("text", ["yes", "no", "0123", "12:30", "1e3", "null", "~", "2026-11-23", "0x1F", "1_000", "true", "<<", "="])
def test_a_scalar_stays_the_text_that_was_written(text: str) -> None:
    assert plain(f"key: {text}\n{text}: value") == {"key": text, text: "value"}


def test_nothing_after_a_key_is_empty_text() -> None:
    assert plain("key:\nother: ''") == {"key": "", "other": ""}


def test_lists_mappings_and_block_text_are_read() -> None:
    assert plain("a: [b, {c: d}]\ne: |\n  one\n  two\n") == {"a": ["b", {"c": "d"}], "e": "one\ntwo\n"}


def test_a_byte_order_mark_is_passed_over() -> None:
    reading = read(b"\xef\xbb\xbfkey: value", "file.yaml")
    assert reading.root
    assert (reading.root.plain(), reading.problems) == ({"key": "value"}, ())


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", [(3, "repeated-key")]),
        ("a:\n  b: 1\n  b: 2\na: 3\n", [(3, "repeated-key"), (4, "repeated-key")]),
        ("a: &x 1\nb: *x\n", [(1, "anchor"), (2, "alias")]),
        ("a: &x {b: c}\n", [(1, "anchor")]),
        ("<<: *x\n", [(1, "alias")]),
        ("a: !!int 1\n", [(1, "tag")]),
        ("a: !!python/object/apply:os.system [ls]\n", [(1, "tag")]),
        ("!custom\na: b\n", [(1, "tag")]),
        ("a:\n\t- b\n", [(2, "not-yaml")]),
        ("a: {b: c\n", [(2, "not-yaml")]),
        ("a: b: c\n", [(1, "not-yaml")]),
        ("a: 'b\n", [(2, "not-yaml")]),
        ("? [a, b]\n: c\n", [(1, "bad-key")]),
        ("a: b\n---\nc: d\n", [(2, "second-document")]),
        ("", [(1, "empty-file")]),
        ("# only a remark\n", [(1, "empty-file")]),
        ('a: "\\u202e"\n', [(1, "unseen-character")]),
        ('a: b\nc: "\\0"\n', [(2, "unseen-character")]),
        ("a: b\u200bc\n", [(1, "unseen-character")]),
        ("a: 终端\nb: \x07\n", [(2, "not-yaml")]),
        ('a: "\\ud800"\n', [(1, "not-yaml")]),
        (b"a: b\nc: \xff\xfe\n", [(2, "not-utf8")]),
        ("a: 终端".encode("gbk"), [(1, "not-utf8")]),
        (bytes(range(256)), [(2, "not-utf8")]),
        (b"\x00\x01\x02", [(1, "not-yaml")]),
        (b"a: " + b"x" * 10_000_000, [(1, "too-big")]),
        ("[" * 100_000, [(1, "too-deep")]),
        ("{a: " * 50, [(1, "too-deep")]),
    ],
    ids=lambda value: str(value)[:20].encode("unicode_escape").decode(),
)
def test_what_cannot_be_taken_at_its_word_is_a_problem(content: str | bytes, expected: list[tuple[int, str]]) -> None:
    assert codes(content) == expected


def test_as_deep_as_is_allowed_is_read() -> None:
    assert codes("[" * DEEPEST + "]" * DEEPEST) == []


def test_all_problems_of_a_file_are_told() -> None:
    assert codes("a: &x 1\na: 2\nb: *x\nc: !!str d\n") == [(1, "anchor"), (2, "repeated-key"), (3, "alias"), (4, "tag")]


def test_a_problem_is_logged_as_path_line_code_and_what_it_speaks_of() -> None:
    wrong = read(b"a: 1\na: 2", "flows/x.yaml").problems[0]
    assert str(wrong) == "flows/x.yaml:2: repeated-key repeated_key key=a line=1"


def test_a_value_under_a_key_has_the_line_of_its_key() -> None:
    root = read(b"a: b\nc:\n  d:\n    - e\n    - f: g\n", "file.yaml").root
    assert root
    assert [root.line_of(*path) for path in ((), ("a",), ("c",), ("c", "d"), ("c", "d", 1), ("c", "d", 1, "f"))] == [1, 1, 2, 3, 5, 5]


def test_a_way_that_leads_nowhere_ends_where_it_could_still_go() -> None:
    node = Node(1, {"a": Node(2, [Node(3, "b")])})
    assert node.line_of("a", "gone", 0, 7) == 3
    assert node.line_of("gone") == 1


@given(st.binary(max_size=200))
def test_no_bytes_make_it_raise(content: bytes) -> None:
    reading = read(content, "file.yaml")
    assert reading.root is not None or reading.problems


@given(st.text(alphabet="ab:-[]{}&*!|>'\"?#,% \n\t0é终\x00\u202e", max_size=80))
def test_no_text_makes_it_raise(text: str) -> None:
    reading = read(text.encode(), "file.yaml")
    lines = text.count("\n") + 2
    assert all(1 <= problem.line <= lines for problem in reading.problems)


@given(st.recursive(st.text("ab: ", max_size=4), lambda inner: st.lists(inner, max_size=3), max_leaves=8))
def test_what_was_quoted_comes_back(value: object) -> None:
    assert plain(f"key: {value!r}".replace("'", '"')) == {"key": value}


def test_the_largest_file_is_a_megabyte() -> None:
    assert LARGEST == 1_000_000
