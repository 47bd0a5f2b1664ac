"""One spelling for what was typed in many: width, case, script, symbols, masked words, stutter.

Never raises and never looks at more than `LONGEST` characters, whatever is sent. Not for display:
what a merchant wrote is kept as it was written.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

from bot.understanding.text.dialects import in_full, written
from bot.understanding.text.numerals import level

LONGEST = 600
"""Characters that are read: a story typed on a telephone, twice as long as the longest known."""
_RAW = 4 * LONGEST  # characters looked at before white space and symbols are dropped

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_BROKEN = re.compile("[\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SYMBOLS = frozenset({"So", "Sk", "Cs", "Co", "Cn", "Cf", "Cc"})
_STUTTER = re.compile(r"([^\W\d_])\1{3,}")
_PAUSES = re.compile(r"([!?。,;~、…])\1+")
_WHITE = re.compile(r"\s+")
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_ANY_HAN = re.compile("[\u3400-\u9fff]")
_GAP = re.compile(rf"(?<=[{_HAN}]) (?=[{_HAN}])")
_ALIKE = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "。": "。", "，": ",", "ı": "i", "İ": "I"})

# Words broken up to pass a filter, as the article writes them (`domain.md` 1.2), and what they mean.
_MASKED_WORDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(broken), meant)
    for broken, meant in (
        (r"信用\s*ka\s*卡", "信用卡"),
        (r"借记\s*ka\s*卡", "借记卡"),
        (r"刷\s*ka\s*卡?", "刷卡"),
        (rf"(?<=[{_HAN}])\s*ka\s*卡", "卡"),
        (r"发\s*fa\s*票", "发票"),
        (r"开\s*fa\s*票", "开发票"),
        (r"非常(?=[佳新])", "最"),
        (r"(?<=安排)\s*poss\b", "上门"),
        (r"(?<=具)\s*poss\s*(?=置)", "体位"),
        (r"办pos数据", "盗用数据"),
    )
)

_MASKED_HINT = re.compile(r"(?:ka|fa)\s*[卡票]|[刷排具办]\s*(?:ka|pos)|非常[佳新]")


@cache
def _simplified() -> dict[int, str]:
    """Traditional character -> simplified, from the character table that OpenCC carries.

    The table is read directly: its converter looks phrases up as well, which costs a hundred
    times more and moves characters.
    """
    table = files("opencc").joinpath("dictionary", "TSCharacters.txt").read_text(encoding="utf-8")
    pairs = (line.split() for line in table.splitlines())
    return {ord(old): new for old, new, *_ in pairs if len(old) == len(new) == 1} | {ord("著"): "着"}


def has_han(text: str) -> bool:
    """Whether any Chinese character is in it."""
    return not text.isascii() and _ANY_HAN.search(text) is not None


def simplified(text: str) -> str:
    """The text in simplified characters, character by character, so that places do not move."""
    return text.translate(_simplified()) if has_han(text) else text


def levelled(text: str) -> str:
    """The same with full-width letters, digits and signs as ASCII: what rules of words read."""
    return level(simplified(text))


@lru_cache(maxsize=256)
def visible(text: str) -> str:
    """The text without what cannot be seen or encoded, in compatibility form (NFKC)."""
    if text.isascii() and text.isprintable():
        return text.replace("`", "'")
    text = _BROKEN.sub(" ", _INVISIBLE.sub("", text))
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return text.translate(_ALIKE)


def _without_symbols(text: str) -> str:
    if text.isascii():
        return text
    symbols = [character for character in set(text) if unicodedata.category(character) in _SYMBOLS]
    return text.translate(dict.fromkeys(map(ord, symbols), " ")) if symbols else text


_SPACED = re.compile(
    r"(?<=[\u3400-\u9fff]{2})[ \t\u3000]+(?=[\u3400-\u9fff]{2}|(?:wi-?fi|pos机?|app|sim卡?|nfc|4g|5g|usb)[也又还都老总就连断没搜打登闪卡死])",
    re.IGNORECASE,
)


_PICTURE = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]+")
_BREATHLESS = re.compile(r"[^\s,，。.;；!！?？、…\n]{26,}")
_GOES_ON = re.compile(
    r"(?<=.{3})(?=当时|后来|那时候?|那个?业务员|我也|我弄|你看|客人|顾客|一直|老是|总是|他也|他说|他又|他不|现在(?!的)|今天(?!的)|昨天(?!的)|结果|就开始|你说|我就|我想|反正|然后|因为|所以|但是|可是)"
)


@lru_cache(maxsize=256)
def phrased(text: str) -> str:
    """The text with a comma where a space stands for one: "打不出票 一个字都没有". Spaces between single
    characters are only typed wide. Words that were spoken to the telephone have no pauses at all: they are parted before the words
    with which one goes on telling. A little picture between words is a pause.
    """
    text = text if text.isascii() else _PICTURE.sub(", ", text)
    if not has_han(text):
        return text
    seen = visible(text[:_RAW])
    spaced = _SPACED.sub("，", seen) if _SPACED.search(seen) else text
    return _BREATHLESS.sub(lambda run: _GOES_ON.sub("，", run.group()), spaced)


@lru_cache(maxsize=256)
def plain(text: str) -> str:
    """What is matched: lower case, simplified, no symbols, masked words read as what they mean.

    >>> plain("我的ＰＯＳ機 開不了機！！！😭")
    '我的pos机开不了机!'
    """
    text = _without_symbols(visible(text[:_RAW])).casefold()
    text = written(_GAP.sub("", _WHITE.sub(" ", simplified(text)))) if has_han(text) else in_full(_WHITE.sub(" ", text))
    if _MASKED_HINT.search(text):
        for broken, meant in _MASKED_WORDS:
            text = broken.sub(meant, text)
    text = _PAUSES.sub(r"\1", _STUTTER.sub(r"\1\1", text))
    return _GAP.sub("", _WHITE.sub(" ", text)).strip()[:LONGEST].strip()
