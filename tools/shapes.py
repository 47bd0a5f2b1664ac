"""The page of all keys that an author may write, from the shapes that the files are held to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from bot.knowledge.gathering import KINDS
from bot.knowledge.texts import Dialog, Sentences
from tools.words import MADE, cell, pick

WORDS = {
    "en": {str: "text", bool: "yes or no", int: "number", "name": "name", "or": "or", "list": "several of: {}", "by": "{} by {}"},
    "zh": {str: "文本", bool: "yes 或 no", int: "数", "name": "名称", "or": "或", "list": "若干：{}", "by": "按{1}列出的{0}"},
}
BESIDE = (("templates/LOCALE/*.yaml", Sentences), ("tests/dialogs/*.yaml", Dialog))


def page(locale: str) -> Iterator[str]:
    """By file; what stands inside of a file after it, each shape once."""
    yield pick(locale, "# Knowledge files: every key", "# 知识文件：全部键")
    yield MADE[locale]
    yield pick(
        locale,
        "What the keys mean is told in [Knowledge files](../knowledge.md); this is all of them. Every value is written as text.",
        "各个键的含义见[知识文件](../knowledge.md)，这里列出全部。所有值都按文本书写。",
    )
    told: set[type[BaseModel]] = set()
    for place, shape in (*((_place(pattern), shape) for _, pattern, shape in KINDS), *BESIDE):
        yield f"## `{place}`"
        for one in _with_inner(shape):
            if one not in told:
                told.add(one)
                yield from _shape(one, locale)


def _place(pattern: str) -> str:
    """A pattern of places as one reads it."""
    named = re.sub(r"\[a-z\]\{2,3\}\(\?:[^)]*\)\?", "LOCALE", pattern)
    return f"knowledge/{named.replace('[^/]+', '*').replace(chr(92), '')}"


def _with_inner(shape: type[BaseModel]) -> list[type[BaseModel]]:
    found = [shape]
    for one in found:
        for field in one.model_fields.values():
            found += [inner for inner in _inner(field.annotation) if inner not in found]
    return found


def _inner(kind: Any) -> list[type[BaseModel]]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return [kind]
    return [found for part in get_args(kind) for found in _inner(part)]


def _shape(shape: type[BaseModel], locale: str) -> Iterator[str]:
    yield f"### {shape.__name__}"
    if shape.__doc__:
        yield " ".join(shape.__doc__.replace("``", "`").split())
    rows = [pick(locale, "| key | required | what |", "| 键 | 必填 | 内容 |"), "| --- | --- | --- |"]
    for name, field in shape.model_fields.items():
        needed = pick(locale, "yes", "是") if field.is_required() else ""
        said = " ".join(part for part in (kind_of(field.annotation, locale), field.description or "") if part)
        rows.append(f"| `{field.alias or name}` | {needed} | {cell(said)} |")
    yield "\n".join(rows)


def kind_of(kind: Any, locale: str) -> str:
    """What may stand there, in words."""
    words, of = WORDS[locale], get_origin(kind)
    if of is Annotated:
        inner, *rules = get_args(kind)
        return words["name"] if inner is str and any(getattr(rule, "pattern", None) for rule in rules) else kind_of(inner, locale)
    if of is Literal:
        return f" {words['or']} ".join(f"`{value}`" for value in get_args(kind) if value)
    if of in {Union, UnionType}:
        return f" {words['or']} ".join(dict.fromkeys(kind_of(part, locale) for part in get_args(kind) if part is not NoneType))
    if of in {tuple, list}:
        return words["list"].format(kind_of(get_args(kind)[0], locale))
    if of is dict:
        key, value = get_args(kind)
        return words["by"].format(kind_of(value, locale), kind_of(key, locale))
    return _plain(kind, locale)


def _plain(kind: Any, locale: str) -> str:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return f"[{kind.__name__}](#{kind.__name__.lower()})"
    if isinstance(kind, type) and issubclass(kind, Enum):
        return f" {WORDS[locale]['or']} ".join(f"`{one.value}`" for one in kind)
    return WORDS[locale].get(kind, WORDS[locale][str])
