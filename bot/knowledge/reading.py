"""The strict reader: YAML whose scalars all stay text and which can be taken at its word.

Repeated keys, anchors, aliases, tags and several documents are problems, and so is what is too big,
too deep, not UTF-8 or cannot be seen on a screen. It never raises for what a file holds.

It walks over the parser's events, not over composed nodes: these forget the anchors and tags that
were written, and composing is recursive in C, where a file of brackets could exhaust the stack.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from bot.core.telling import Told, told
from bot.knowledge.finding import LARGEST
from bot.knowledge.problems import Problem

DEEPEST = 16  # a knowledge file needs six

_Parser: Callable[[str], Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
Part: TypeAlias = str | int


@dataclass(frozen=True, slots=True)
class Node:
    """A value and the line it begins on; of a value under a key, the line of its key."""

    line: int
    value: str | list[Node] | dict[str, Node]

    def plain(self) -> Plain:
        """The value without its lines."""
        if isinstance(self.value, str):
            return self.value
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return {key: node.plain() for key, node in self.value.items()}

    def child(self, part: Part) -> Node | None:
        """What stands under that key or at that place."""
        if isinstance(self.value, dict):
            return self.value.get(str(part))
        if isinstance(self.value, list) and isinstance(part, int) and part < len(self.value):
            return self.value[part]
        return None

    def line_of(self, *path: Part) -> int:
        """The line of what the path leads to; parts that lead nowhere are passed over."""
        node = self
        for part in path:
            node = node.child(part) or node
        return node.line


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says, as far as it could be read, and what is wrong with it."""

    root: Node | None
    problems: tuple[Problem, ...] = ()


class _Unreadable(Exception):
    """The rest of the file makes no sense; carries line, code and message."""


def read(content: bytes, path: str) -> Reading:
    """Read a file's content; ``path`` is what problems call it."""
    walk = _Walk(path)
    try:
        root = walk.document(_decoded(content))
    except _Unreadable as problem:
        return Reading(None, (*walk.problems, Problem(path, *problem.args)))
    return Reading(root, tuple(walk.problems))


def _decoded(content: bytes) -> str:
    if len(content) > LARGEST:
        raise _Unreadable(1, "too-big", told("too_big", most=LARGEST // 1000))
    try:
        return content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        raise _Unreadable(line, "not-utf8", told("not_utf8")) from None


class _Walk:
    """One pass over one document, collecting problems."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.event: Callable[[], Any] = lambda: None

    def document(self, text: str) -> Node | None:
        try:
            self.event = _Parser(text).get_event
            return self._only_document()
        except yaml.MarkedYAMLError as problem:
            mark = problem.problem_mark or problem.context_mark
            why = " ".join(filter(None, (problem.problem, problem.context)))
            raise _Unreadable(mark.line + 1 if mark else 1, "not-yaml", told("not_yaml", why=why)) from None
        except yaml.reader.ReaderError as problem:
            line = text.count("\n", 0, _place(problem, text)) + 1
            raise _Unreadable(line, "not-yaml", told("not_yaml_sign")) from None

    def _only_document(self) -> Node | None:
        self.event()  # the stream starts
        if isinstance(self.event(), yaml.StreamEndEvent):
            self._note(1, "empty-file", told("empty_file"))
            return None
        root = self._value(self.event(), 0)
        self.event()  # the document ends
        after = self.event()
        if not isinstance(after, yaml.StreamEndEvent):
            self._note(_line(after), "second-document", told("second_document"))
        return root

    def _note(self, line: int, code: str, message: Told) -> None:
        self.problems.append(Problem(self.path, line, code, message))

    def _value(self, event: Any, depth: int) -> Node:
        line: int = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            self._note(line, "alias", told("alias", name=event.anchor))
            return Node(line, "")
        if event.anchor or event.tag:
            self._mark(event, line)
        if isinstance(event, yaml.ScalarEvent):
            return Node(line, self._text(event.value, line))
        if depth == DEEPEST:
            raise _Unreadable(line, "too-deep", told("too_deep", most=DEEPEST))
        if isinstance(event, yaml.SequenceStartEvent):
            return Node(line, self._list(depth + 1))
        return Node(line, self._mapping(depth + 1))

    def _mark(self, event: Any, line: int) -> None:
        if event.anchor:
            self._note(line, "anchor", told("anchor", name=event.anchor))
        if event.tag:
            self._note(line, "tag", told("tag", name=event.tag))

    def _text(self, text: str, line: int) -> str:
        if _UNSEEN.search(text):
            self._note(line, "unseen-character", told("unseen_character"))
        return text

    def _list(self, depth: int) -> list[Node]:
        nodes = []
        while not isinstance(event := self.event(), yaml.SequenceEndEvent):
            nodes.append(self._value(event, depth))
        return nodes

    def _mapping(self, depth: int) -> dict[str, Node]:
        nodes: dict[str, Node] = {}
        while not isinstance(event := self.event(), yaml.MappingEndEvent):
            key = self._value(event, depth)
            value = self._value(self.event(), depth)
            self._keep(nodes, key, value)
        return nodes

    def _keep(self, nodes: dict[str, Node], key: Node, value: Node) -> None:
        if not isinstance(key.value, str):
            self._note(key.line, "bad-key", told("bad_key"))
        elif key.value in nodes:
            first = nodes[key.value].line
            self._note(key.line, "repeated-key", told("repeated_key", key=key.value, line=first))
        else:
            nodes[key.value] = Node(key.line, value.value)


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _place(problem: Any, text: str) -> int:
    """Where the refused character stands; the C parser counts bytes of UTF-8."""
    return len(text.encode()[: problem.position].decode(errors="ignore"))
