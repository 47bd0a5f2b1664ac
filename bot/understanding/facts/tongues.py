"""In which language something was written, where the words leave no doubt."""

from __future__ import annotations

import re

from bot.understanding.facts import cities
from bot.understanding.text.normalising import has_han
from bot.understanding.text.numerals import level

_BLANKED = re.compile(r"‹[a-z]+›")
"""What stands for a secret is in no language."""


def language(text: str) -> str | None:
    """The language, "zh" or "en", when the words leave no doubt; None for numbers, codes, a word or two in Latin letters."""
    if has_han(text):
        return (_language_beside_places(text) if _SENTENCE.search(text) else None) or "zh"
    words = re.findall(r"[a-z']{2,}", _BLANKED.sub(" ", level(text[:2000])).casefold())
    if _ANYWHERE.issuperset(words):
        return None
    known = sum(word in _ENGLISH for word in words)
    alone = not (_ENGLISH - _SYLLABLES).isdisjoint(words)
    if known >= _KNOWN_FROM or (alone and len(words) <= _CLEAR_FROM):
        return "en"
    return "en" if len(words) >= _CLEAR_FROM and not _JOINING.isdisjoint(words) else None


_SENTENCE = re.compile(r"(?:\b[A-Za-z']+ +){2}")


def _language_beside_places(text: str) -> str | None:
    """The same of a sentence in which no more than a place is told in Chinese: "my shop is in 上海"."""
    rest = text
    for start, end, _ in cities.places(text):
        rest = rest[:start] + " " * (end - start) + rest[end:]
    return None if has_han(rest) else language(rest)


_WORDS = """
the is not and to it my of on in no yes what how why when where who can do does did you your we our they have has with
for but this that was are be been won't don't doesn't isn't can't work working works terminal machine card reader paper
print printing printer screen help hello hi hey please thanks thank broken still again done fixed nope yeah battery
power button connect network wifi customer payment money refund receipt error code turn off nothing something want need
person human someone speak talk agent before after all just only there here
"""
_ENGLISH = frozenset(_WORDS.split())
_JOINING_WORDS = """
the it's its i'm im i've i'll ill they're there's theres that's thats what's those these them us his her him their our your my is am are
was were been being does did done don't dont doesn't doesnt didn't didnt isn't isnt wasn't wasnt won't wont can't cant cannot couldn't
couldnt could would should will has had have haven't havent hasn't hasnt and or if because while when where how why who with from for at
by into onto over under until since without about around through between of off out up down back again still already yet now today
tomorrow yesterday tonight always never ever every each both another other same some any all only just also too very much more most not
nothing nobody something anything everything everyone yes yeah yep nah nope got get gets getting went goes gone going came comes put
took taken tried keeps kept said says told looks seems maybe later then than so but as on in to
"""
_SYLLABLES = frozenset({"you", "can"})
"""Words that are syllables of Chinese written in Latin letters as well: mei you deng."""
_KNOWN_FROM, _CLEAR_FROM = 2, 3
"""Known words that tell the language in a message of any length; and words of which one that joins the others does."""
_JOINING = frozenset(_JOINING_WORDS.split())
"""Words of English that are no names, stand on no screen alone, and are no syllables of Chinese written in Latin letters."""
_ANYWHERE = frozenset({"wifi", "wi", "fi", "error", "code", "no", "ok", "app", "pos", "sim", "reset", "offline", "type"})
"""Words that stand on a screen and are typed in any language."""
