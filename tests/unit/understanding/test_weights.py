"""What the pieces of a sentence weigh."""

import numpy as np

from bot.understanding.matcher.weights import widened


def test_half_numbers_are_widened_to_what_they_are() -> None:
    halves = np.arange(2**16, dtype=np.uint16).view(np.float16)
    halves = halves[np.isfinite(halves)]

    found = widened(halves)

    assert found.tobytes() == halves.astype(np.float32).tobytes()
