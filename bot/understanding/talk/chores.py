"""Which chore of a plan words name. Decides nothing."""

from __future__ import annotations

import re

from bot.core.knowledge import Knowledge
from bot.understanding.answers.telling import spoken_of
from bot.understanding.text.normalising import levelled

PACE, TASK = "maintenance.pace", "plan_task"

_CLEANS = (r"清洁|清理|清|擦", r"clean|wipe|dust")
_CHECKS = (r"检查|查|看", r"check|inspect|look at|look over|go through|review")
_DOES = (r"做|查|检查", r"do|make|run|start|begin")
_DEEDS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("printer", "reader", "wipe"), _CLEANS),
    **dict.fromkeys(("cables", "battery", "accounts", "network"), _CHECKS),
    **dict.fromkeys(("protection", "inspection", "yearly"), _DOES),
    "charge": (r"充", r"charge"),
    "update": (r"更新|升级|检查", r"update|check"),
    "backup": (r"备份", r"back ?up|make|do|run|take"),
    "restore": (r"恢复|试", r"restore|try|test"),
}
"""What is done in a chore: without it, words that name a part are not of the chore. Printer paper is bought, not cleaned."""
_ANOTHER_DEED = re.compile(
    r"电话|联系|问|买|叫|约|找|付|交|换|修|\b(?:call|ring|phone|ask|buy|order|pay|replace|change|repair|fix|tell|send)\b", re.IGNORECASE
)
_SHORT = 40  # characters of words that are a chore and nothing beside it


def chores_named(words: str, knowledge: Knowledge) -> set[str]:
    """The chores of a plan that the words name."""
    steps = (step for step in knowledge.flows[PACE].steps.values() if step.slot == TASK)
    return {key for step in steps for key in spoken_of(words, PACE, step, knowledge)}


def chore_in(words: str, knowledge: Knowledge) -> str:
    """The chore that the words are and nothing beside it; empty where they are none."""
    said = levelled(words).casefold()
    if not said or len(said) > _SHORT or PACE not in knowledge.flows or _ANOTHER_DEED.search(said):
        return ""
    named = chores_named(words, knowledge) & set(_DEEDS)
    done = {key for key in named if re.search(_DEEDS[key][0], said) or re.match(rf"(?:{_DEEDS[key][1]})\b", said)}
    return done.pop() if len(done) == 1 else ""


def is_upkeep(words: str) -> bool:
    """Whether they begin with cleaning or checking something."""
    return re.match(rf"{_CLEANS[0]}|{_CHECKS[0]}|(?:{_CLEANS[1]}|{_CHECKS[1]})\b", words.casefold()) is not None
