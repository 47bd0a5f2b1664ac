"""How log lines look: words for people, or a JSON object a line for programs. Secrets are masked in whatever is logged.

Every line has an ``action`` (`bot.service.watching.Action`; ``noted`` for lines of a library), and the conversation's ``ref``
where it belongs to one.
"""

from __future__ import annotations

import json
import logging
import logging.config
import traceback
from datetime import UTC, datetime
from typing import Any

from bot.service.watching import Action
from bot.understanding.text.masking import masked

FIELDS = ("action", "ref", "source", "outcome", "ms", "trace")
LIBRARIES = ("httpx", "httpcore", "aiogram", "telegram", "uvicorn.access", "uvicorn.error", "asyncio", "alembic")
"""They tell at INFO what posbot tells in its own words, and addresses with tokens in them."""


class Words(logging.Formatter):
    """One line for people."""

    def format(self, record: logging.LogRecord) -> str:
        """Time, level, action, conversation, words."""
        at = datetime.fromtimestamp(record.created, UTC)
        parts = [f"{at:%Y-%m-%d %H:%M:%S}", record.levelname.lower(), about(record, "action") or Action.NOTED.value]
        parts += [f"{name}={value}" for name in FIELDS[1:] if (value := about(record, name))]
        parts += [f"{name}={value}" for name, value in getattr(record, "facts", {}).items()]
        words = masked(f"{record.getMessage()}")[0]
        told = f"{' '.join(str(part) for part in parts)}: {words}"
        if not record.exc_info:
            return told
        traced = self.formatException(record.exc_info).splitlines()  # line by line: its last one says most, and is not to be cut off
        return "\n".join([told, *(masked(line)[0] for line in traced)])


class Lines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """What is known of it; keys that are empty are left out, ``action`` never is."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "action": about(record, "action") or Action.NOTED.value,
            "logger": record.name,
            "words": masked(record.getMessage())[0],
        }
        line |= {name: value for name in FIELDS[1:] if (value := about(record, name))}
        line |= {f"facts.{name}": value for name, value in getattr(record, "facts", {}).items()}
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            frames = traceback.extract_tb(record.exc_info[2])
            line["where"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        return json.dumps(line, ensure_ascii=False, default=str)


def about(record: logging.LogRecord, name: str) -> Any:
    """What the line says beside its words."""
    return getattr(record, name, "")


def set_up(level: str, form: str) -> None:
    """From now on everything is logged that way, on standard error."""
    quiet = {name: {"level": "WARNING"} for name in LIBRARIES} if level in {"info", "warning"} else {}
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"text": {"()": Words}, "json": {"()": Lines}},
            "handlers": {"out": {"class": "logging.StreamHandler", "formatter": form}},
            "root": {"level": level.upper(), "handlers": ["out"]},
            "loggers": quiet,
        }
    )
