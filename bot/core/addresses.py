"""An address that is put right in part keeps the rest of the one before: 虹桥路120号, "14 High Street"."""

from __future__ import annotations

import re

_ROAD = re.compile(r".{1,12}?(?:路|街|大道|巷|胡同|弄)")
_WIDER = re.compile(r"[省市区县旗镇乡]")
_STREET = re.compile(r"\d+[a-z]?(?:-\d+)? (?P<street>[a-z'. ]{3,40})", re.IGNORECASE)


_DOOR = re.compile(r"附\d+号")
_HOUSE = re.compile(r"\d+(?P<of>[号弄栋])|\d+[a-z]?", re.IGNORECASE)


def _put_right(before: str, house: re.Match[str]) -> str:
    """The address with that number of the house in place of the one it had; where it had none, as it was."""
    of = house["of"]
    return re.sub(rf"\d+{of}" if of else r"^\d+[a-z]?\b", house[0], before, count=1)


def whole(before: str, now: str) -> str:
    """The address as it is told now, with the town of the one before where the road is the same and no town is named."""
    if before and (house := _HOUSE.fullmatch(now)):
        return _put_right(before, house)
    if before and _DOOR.fullmatch(now):
        bare = _DOOR.sub("", before)
        return before if now in before else re.sub(r"(\d+号)(?!.*\d号)", rf"\1{now}", bare, count=1)
    if before.startswith(f"{now} ") and not any(sign.isdigit() for sign in before[len(now) :]):
        return before  # the shop that was named after it
    road = _ROAD.match(now)
    if road and road[0] in before and not _WIDER.search(now):
        return before[: before.index(road[0])] + now
    street = _STREET.fullmatch(now)
    at = before.casefold().find(street["street"].casefold()) if street else -1
    rest = before[at + len(street["street"]) :] if street and at >= 0 else ""
    return now + rest if rest.startswith(",") else now
