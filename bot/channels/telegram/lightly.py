"""Imports aiogram without the three seconds and the hundred megabytes that building all of its 430 models at once takes.

A model is built when it is first used, which is what aiogram's own setting ``defer_build`` asks for: its package builds them all the
same. Knows nothing of the bot; where aiogram was imported before, nothing is done.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

from pydantic import BaseModel

_MODELS: Any = BaseModel
_BUILD: Any = BaseModel.__dict__["model_rebuild"].__func__


def lightly() -> None:
    """Import aiogram, before anything does that uses it. What is imported after this may make models at once, and gets built ones."""
    if "aiogram" in sys.modules:
        return
    _MODELS.model_rebuild = classmethod(_not_yet)
    try:
        import_module("aiogram")
    finally:
        _MODELS.model_rebuild = classmethod(_BUILD)
    _build_when_used()


def _not_yet(model: type[BaseModel], /, **given: Any) -> bool | None:
    """What is aiogram's own waits; others are built."""
    built: bool | None = None if model.__module__.startswith("aiogram.") else _BUILD(model, **given)
    return built


def _build_when_used() -> None:
    """Pydantic builds a model that is used and was not built; it has to be told the names that aiogram's annotations use."""
    from aiogram import types  # noqa: PLC0415 - it is what must not be imported earlier
    from aiogram.client.default import Default  # noqa: PLC0415
    from aiogram.methods.base import Response, TelegramMethod  # noqa: PLC0415

    names = {name: getattr(types, name) for name in types.__all__} | {"Default": Default}

    def build(model: type[BaseModel], /, **given: Any) -> bool | None:
        built: bool | None = _BUILD(model, **{**given, "_types_namespace": names})
        return built

    kinds: tuple[Any, ...] = (types.TelegramObject, TelegramMethod, Response)
    for kind in kinds:
        kind.model_rebuild = classmethod(build)
    for first in (types.Message, types.Update):  # nobody shall wait for these; what answers a call is made anew now and then, out of them
        first.model_rebuild()
