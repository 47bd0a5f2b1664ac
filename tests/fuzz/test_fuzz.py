"""A short look with odd bytes at everything that reads them; ``python -m tests.fuzz.run`` looks longer."""

from __future__ import annotations

from random import Random

import pytest

from tests.fuzz.looking import Looked
from tests.fuzz.mutating import scratched
from tests.fuzz.targets import TARGETS, Target

EXAMPLES = 300


@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow tells of cut metadata
@pytest.mark.parametrize("name", TARGETS)
def test_whatever_comes_is_read_or_refused(name: str) -> None:
    target, chance = TARGETS[name], Random(name)
    looked = Looked(target)

    for whole in target.whole:
        looked.give(whole)
    for _ in range(EXAMPLES):
        looked.give(target.changed(chance, chance.choice(target.whole)))

    assert looked.findings == {}


def test_what_stumbles_is_found_and_made_small() -> None:
    def stumbles(content: bytes) -> None:
        if b"7" in content:
            raise IndexError

    looked = Looked(Target((b"0123456789",), scratched, stumbles, (ValueError,)))
    looked.give(b"01234567890")
    looked.shrink(Random(1))

    assert [content for _, content in looked.findings.values()] == [b"7"]


def test_what_may_be_raised_is_no_finding() -> None:
    looked = Looked(Target((b"x",), scratched, int, (ValueError,)))

    looked.give(b"no number")

    assert (looked.count, looked.findings) == (1, {})
