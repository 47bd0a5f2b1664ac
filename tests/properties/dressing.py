"""The shipped examples in other dress: each must be read as it is without.

    python -m tests.properties.dressing

tries all of them, some minutes; the tests try a sample, always the same.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping

from opencc import OpenCC

from bot.understanding.matcher.examples import Examples
from bot.understanding.matcher.matching import Matcher
from bot.understanding.text.normalising import has_han

_TRADITIONAL = OpenCC("s2t")

DRESSES: Mapping[str, Callable[[str], str]] = {
    "spaces around and between": lambda text: f"  {text.replace(' ', '   ')} \t",
    "every character apart": lambda text: " ".join(text) if _is_all_han(text) else text,
    "full width": lambda text: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else "\u3000" if c == " " else c for c in text),
    "capitals": str.upper,
    "small letters": str.lower,
    "emoji": lambda text: f"😭{text}🙏👍🏽",
    "emoji amid": lambda text: f"{text[: len(text) // 2]}😭{text[len(text) // 2 :]}" if _is_all_han(text) else text,
    "traditional": lambda text: _TRADITIONAL.convert(text) if has_han(text) else text,
    "invisible": lambda text: f"{text[:1]}\u200b\u202e{text[1:]}\ufe0f",
}


def _is_all_han(text: str) -> bool:
    """A gap within a Latin word would be another word."""
    return all(has_han(letter) for letter in text)


def changed(matcher: Matcher, examples: Examples, every: int) -> Iterator[tuple[str, str, str, str]]:
    """Of every so many-th example: dress, dressed text, the intent without, the intent with, where they differ."""
    texts = [e.text for locale in examples.locales for _, found in sorted(examples.phrases[locale].items()) for e in found]
    for text in texts[::every]:
        plainly = _read(matcher, text)
        for name, dress in DRESSES.items():
            dressed = dress(text)
            if dressed != text and _read(matcher, dressed) != plainly:
                yield name, dressed, plainly, _read(matcher, dressed)


def _read(matcher: Matcher, text: str) -> str:
    candidates = matcher.match(text).candidates
    return candidates[0].intent if candidates else ""


def main() -> int:
    """Try all."""
    from bot.wiring.mind import Sources, loaded, matcher_of  # noqa: PLC0415 -- only for the command

    read = loaded(Sources())
    found = list(changed(matcher_of(read), read.examples, 1))
    for name, dressed, before, after in found:
        sys.stdout.write(f"{name}: {dressed!r} is {after}, undressed {before}\n")
    sys.stdout.write(f"{len(found)} read otherwise\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
