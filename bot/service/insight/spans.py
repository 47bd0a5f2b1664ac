"""How long things took, kept as counts in buckets so that days can be put together and percentiles still be told. Pure.

A bucket is a tenth wider than the one before it: a percentile read from it is at most 5 % off, whatever was counted.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

WIDER = 1.1
_LOG = math.log(WIDER)


def bucket_of(seconds: float) -> int:
    """The bucket of a span; 0 holds everything up to a second.

    >>> bucket_of(0.4), bucket_of(60), bucket_of(3600)
    (0, 43, 86)
    """
    return 0 if seconds <= 1 else math.ceil(math.log(seconds) / _LOG - 1e-9)


def seconds_of(bucket: int) -> float:
    """The middle of a bucket, by ratio.

    >>> round(seconds_of(bucket_of(600)) / 600, 1)
    1.0
    """
    return 1.0 if bucket == 0 else WIDER ** (bucket - 0.5)


def percentile(counts: Mapping[int, int], share: float) -> float | None:
    """Seconds within which that share of all spans was over; None where there are none.

    >>> percentile({0: 1, 43: 1, 86: 8}, 0.5) > 3000
    True
    """
    rest = math.ceil(share * sum(counts.values()))
    for bucket, count in sorted(counts.items()):
        rest -= count
        if rest <= 0 and count:
            return seconds_of(bucket)
    return None
