"""What was not taken from the merchant, and the sentence that says why."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(eq=False)
class Refusal(Exception):
    """``word`` names a sentence of scope ``web``; ``values`` fill it; ``typed`` goes back into the field."""

    status: int
    word: str
    values: dict[str, str] = field(default_factory=dict)
    typed: str = ""
    retry_after: int | None = None
