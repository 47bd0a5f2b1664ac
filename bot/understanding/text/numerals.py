"""Numbers in every disguise: one ASCII digit per character, so that places in the text stay the same.

Knows the check digits of card numbers (Luhn, ISO/IEC 7812-1), of identity cards (GB 11643-1999,
ISO 7064 MOD 11-2) and of bank accounts (IBAN, ISO 13616). Knows nothing of words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, pairwise

_SPELLED = dict(zip("〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖貳參叄陸", "0012345678911234567892336", strict=True))
GAP = r"[\s\u00ad\u200b-\u200f\u2010-\u2015\u2060\u20e3\u2212\ufe0f\ufeff\uff0d\uff0e.·•・,，、\-_/\\*~～]{0,3}"
_RUN = re.compile(rf"(?:\d|(?<![A-Za-z])[OolI|])(?:{GAP}[0-9OolI|]){{10,}}")
_MOBILE = re.compile(r"(?:0?0?86)?1[3-9]\d{9}")
_ISSUED = re.compile(r"(?:4\d|5[1-5]|35|6[25])\d{14}|6011\d{12}|62\d{15,17}|9558\d{15}")
"""How numbers of cards begin, by length (ISO/IEC 7812-1); those of fifteen digits may be an IMEI as well."""
_MOMENT = re.compile(r"20[0-4]\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])([01]\d|2[0-3])[0-5]\d[0-5]\d")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@cache
def _digit(character: str) -> str:
    """The ASCII digit that the character stands for, or the character itself."""
    if character in _SPELLED:
        return _SPELLED[character]
    try:
        return str(unicodedata.digit(character))
    except ValueError:
        folded = unicodedata.normalize("NFKC", character)
        return folded if len(folded) == 1 else character


def folded(text: str) -> str:
    """As long as the text; every single-character digit, Chinese numerals too, as 0-9, and the words of secrets in simplified signs."""
    return text if text.isascii() else "".join(map(_digit, text)).translate(_SIMPLIFIED)


_SIMPLIFIED = str.maketrans(
    "碼驗證號後帳賬戶銀動態儲簡訊認機個識別數簽條變設為發來覆",
    "码验证号后账账户银动态储简讯认机个识别数签条变设为发来复",
)


def digits(text: str) -> str:
    """The digits of a run, letters that pass for digits read as such."""
    return "".join(filter(str.isdigit, text.translate(_LOOKALIKES)))


_LOOKALIKES = str.maketrans("OolI|", "00111")


def luhn(number: str) -> bool:
    """Whether the check digit of a card number holds.

    >>> luhn("4111111111111111"), luhn("4111111111111112")
    (True, False)
    """
    doubled = (sum(divmod(2 * int(d), 10)) for d in number[-2::-2])
    return (sum(doubled) + sum(map(int, number[-1::-2]))) % 10 == 0


def is_issued(number: str) -> bool:
    """Whether it is as long as the number of a card, and begins like one."""
    return _ISSUED.fullmatch(number) is not None and len(set(number)) > 1


def is_moment(number: str) -> bool:
    """Whether it is a day and a time of day: 20240301123456."""
    return _MOMENT.fullmatch(number) is not None


def identity(number: str) -> bool:
    """Whether it is an 18-character number of a resident identity card, with a real birthday."""
    if not re.fullmatch(r"[1-9]\d{5}(18|19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dXx]", number):
        return False
    total = sum(weight * int(d) for weight, d in zip(_WEIGHTS, number, strict=False))
    return "10X98765432"[total % 11] == number[-1].upper()


def iban(number: str) -> bool:
    """Whether the check digits of an international bank account number hold."""
    turned = number[4:] + number[:4]
    return int("".join(str(int(c, 36)) for c in turned)) % 97 == 1


def cards(text: str) -> Iterator[tuple[int, int]]:
    """Where card numbers stand in a folded text: 13 to 19 digits with a valid check digit.

    A number may be broken into groups; it begins and ends where a group does, so that a phone
    number beside it is not eaten and a longer reference is not cut to pieces.
    """
    for run in _RUN.finditer(text):
        yield from _cards_within(run.group(), run.start())


def _groups(run: str) -> list[tuple[int, int]]:
    return [found.span() for found in re.finditer(r"[0-9OolI|]+", run)]


def _sums(number: str) -> tuple[list[int], list[int]]:
    """Running Luhn sums, doubling the even places and doubling the odd ones: any window in one step."""
    plain = [int(d) for d in number]
    doubled = [sum(divmod(2 * d, 10)) for d in plain]
    even = accumulate((b if i % 2 == 0 else a for i, (a, b) in enumerate(zip(plain, doubled, strict=True))), initial=0)
    odd = accumulate((a if i % 2 == 0 else b for i, (a, b) in enumerate(zip(plain, doubled, strict=True))), initial=0)
    return list(even), list(odd)


def _cards_within(run: str, offset: int) -> Iterator[tuple[int, int]]:
    groups = _groups(run)
    number = run.translate(_LOOKALIKES)
    number = "".join(number[a:b] for a, b in groups)
    at = list(accumulate((b - a for a, b in groups), initial=0))
    sums = _sums(number)
    first = 0
    while first < len(groups):
        last = _longest_card(number, at, sums, first)
        if last is None or sum(c.isdigit() for c in run[groups[first][0] : groups[last][1]]) < 8:
            first += 1
            continue
        yield offset + groups[first][0], offset + groups[last][1]
        first = last + 1


def _longest_card(number: str, at: list[int], sums: tuple[list[int], list[int]], first: int) -> int | None:
    found = None
    for last in range(first, min(first + 19, len(at) - 1)):
        length = at[last + 1] - at[first]
        if length > 19:
            break
        if length >= 13 and _window_holds(sums, at[first], at[last + 1]) and _is_card(number, at[first : last + 2]):
            found = last
    return found


def _window_holds(sums: tuple[list[int], list[int]], start: int, end: int) -> bool:
    chosen = sums[end % 2]  # the last place is not doubled
    return (chosen[end] - chosen[start]) % 10 == 0


def _is_card(number: str, edges: list[int]) -> bool:
    """Not a moment (20240301123456), not a SIM card (89…), not beside a mobile number, not one digit again and again."""
    whole = number[edges[0] : edges[-1]]
    parts = [number[a:b] for a, b in pairwise(edges)]
    if _MOMENT.fullmatch(whole) or _MOBILE.fullmatch(whole) or whole.startswith("89") or len(set(whole)) == 1:
        return False
    return not any(_MOBILE.fullmatch(part) for part in parts)


_TURKISH = {"ı": "i", "İ": "I"}
"""What patterns without case take for an i, and no table of words has."""


@cache
def _level(character: str) -> str:
    if character in _TURKISH:
        return _TURKISH[character]
    if character.isdigit():
        return str(unicodedata.digit(character))
    folded_ = unicodedata.normalize("NFKC", character)
    return folded_ if len(folded_) == 1 else character


def level(text: str) -> str:
    """As long as the text; full-width letters, digits and signs as ASCII. Chinese numerals stay."""
    return text if text.isascii() else "".join(map(_level, text))
