"""The words of a normalised sentence: Chinese characters one by one, Latin words and their stems."""

from __future__ import annotations

import re
from functools import lru_cache

_TOKEN = re.compile(r"[a-z\u00df-\u024f]+|\d+|[\u3400-\u4dbf\u4e00-\u9fff]|‹[a-z]+›")
_SHORTENED = re.compile(
    r"\b(?:(can'?t|cannot)|(won'?t)|(do|does|did|is|are|was|were|has|have|had|would|could|should)n'?t|(i'?m)|([a-z]+)n't|([a-z]+)'(re|ve|ll|d|s|m))\b"
)
_MISSPELT = re.compile(
    r"\b(?:(w[io]?u?nt|wotn|wo nt|wnt)|(c[au]r?nt|cnt|cantt|camt|ca nt)|(do?s(?:e|a|i)?n'?t|doe(?:s'?nt|nt|snt'?t)|dosnt|dsnt|deosnt)|(dnt|dont't|dotn|do nt|don;t)"
    r"|(dind'?t|didnt't|ddnt|diddnt)|(is ?nt|isnt't|insnt)|(havent't|havnt|hav nt))\b"
)
"""Short forms as they are mistyped; the longer words are mended against the examples, these are too short for it."""
_WRITTEN_OUT = ("will not", "can not", "does not", "do not", "did not", "is not", "have not")
_ENDINGS = {"re": " are", "ve": " have", "ll": " will", "d": " would", "s": "", "m": " am"}


def expanded(text: str) -> str:
    """English short forms written out, so that "doesn't", "doesnt" and "does not" are the same words."""
    if "nt" in text or "dotn" in text or "wotn" in text or "dind" in text or "camt" in text or ";t" in text:
        text = _MISSPELT.sub(lambda found: _WRITTEN_OUT[(found.lastindex or 1) - 1], text)
    return _SHORTENED.sub(_written_out, text) if "'" in text or "nt" in text or "im" in text or "cannot" in text or "wont" in text else text


def _written_out(found: re.Match[str]) -> str:
    can, will, verb, am, other, word, ending = found.groups()
    if can:
        return "can not"
    if will:
        return "will not"
    if am:
        return "i am"
    return f"{word}{_ENDINGS[ending]}" if word else f"{verb or other} not"


def tokens(text: str) -> list[str]:
    """The words of a text that went through `normalising.plain`."""
    return _TOKEN.findall(expanded(text))


def has_words(text: str) -> bool:
    """Whether there is any word in it."""
    return _TOKEN.search(text) is not None


def is_latin(token: str) -> bool:
    """Whether the token is a word in Latin letters."""
    return token[0].isalpha() and token[0] < "\u0250"


@lru_cache(maxsize=20000)
def stem(word: str) -> str:
    """The word without its commonest English endings; light on purpose: only what is safe.

    >>> [stem(w) for w in ("charging", "charged", "charges", "batteries", "printer")]
    ['charg', 'charg', 'charg', 'battery', 'printer']
    """
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith("sses"):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    word = _without_ending(word)
    if word.endswith("ly") and len(word) > 4:
        word = word[:-2]
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def _without_ending(word: str) -> str:
    for ending in ("ing", "ed"):
        root = word.removesuffix(ending)
        if root != word and len(root) >= 3 and any(c in "aeiouy" for c in root):
            doubled = root[-1] == root[-2] and root[-1] not in "lsz"
            return root[:-1] if doubled else root
    return word
