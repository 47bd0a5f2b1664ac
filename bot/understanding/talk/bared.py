"""What is to be told, of words that ask for a reminder: without those that ask, those that say when, and what leads up to them."""

from __future__ import annotations

import re
from collections.abc import Iterable

MARKS = " \t\n,，.。;；:：!！?？-–—~、@=~\"“”'"
KEPT = 80  # characters of the merchant's own words
_CUT = "\x00"
_AROUND = re.compile(
    r"(?:\b(?:on|at|by|in|for|around|from|till|until|before|after|the|this|come)[ ]?|[在于到等]){0,2}\x00(?:[ ]?(?:o'?clock|sharp|[之以]?[前后]|的时候|时候)\b)?",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\x00[ ]?(?:in the |at )?(?:morning|afternoon|evening|night|noon)\b|\b(?:in the )?(?:morning|afternoon|evening|night|noon) \x00"
    r"|\x00(?:早上|上午|中午|下午|傍晚|晚上)",
    re.IGNORECASE,
)
_LEAD = (
    *("to ", "of ", "about ", "that ", "and ", "then ", "please ", "pls ", "plz ", "kindly ", "just ", "also ", "so ", "hey ", "hi ", "hello ", "ok ", "okay ", "thanks ", "u ", "for ", "if possible ", "if you can "),
    *("can you ", "could you ", "would you ", "will you ", "can u ", "could u ", "can i ", "could i ", "may i ", "i'd ", "i'll ", "i would ", "i will ", "we'd ", "you can ", "i "),
    *("we ", "you ", "have to ", "need to ", "need you ", "want you ", "like you ", "need ", "want ", "must ", "should ", "got to ", "my reminder ", "reminder "),
    *("请", "麻烦", "劳烦", "就", "只", "都", "也", "帮我", "帮忙", "给我", "记得", "一下", "要", "得", "该", "想", "需要", "我", "您", "你", "能不能", "可不可以", "可以", "能", "到时候", "到点", "到时"),
    *("keep forgetting to ", "always forget to ", "always forgetting to ", "keep forgetting ", "老是忘了", "老是忘记", "老是忘", "老忘了", "老忘"),
    *("总是忘了", "总是忘记", "总是忘", "总忘了", "总忘", "经常忘了", "经常忘", "容易忘"),
    *("另外", "还有", "顺便", "对了", "你好", "您好", "好的", "那就", "那么", "那", "如果可以的话", "可以的话", "方便的话", "师傅您", "师傅你", "设个闹钟", "定个闹钟", "咱们", "咱"),
)  # fmt: skip
_TAIL = re.compile(
    r" (?:please|pls|plz|thanks|thank you|ok|okay|will you|for me|so|and|but|then|on|at|by|in|for|of)$"
    r"|(?:谢谢|谢了|好吗|(?<!银)行吗|可以吗|好不好|(?<!银)行不行|吧|哦|啊|呀|哈|吗|呗|哟)$",
    re.IGNORECASE,
)
_PHRASAL = re.compile(r"(?:switch|turn|log|sign|clock|power|put|leave|keep|hand|check|book)\b.*\b(?:on|in)$", re.IGNORECASE)
"""What ends as what leads up to a time does: to switch the terminal on."""
_NOTHING = frozenset(
    {"it", "this", "me", "us", "again", "later", "them", "these", "do it", "do that", "thank you", "thx"}
    | {"not now", "i'm busy", "i'm busy now", "im busy", "busy now", "现在忙", "在忙", "忙着呢", "现在没空", "没空", "先不用"}
    | {"这个", "那个", "它", "这事", "这件事", "弄", "做", "这些"}
)


def cut_out(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The words without those there, nor what only leads up to them."""
    signs = list(text)
    for start, end in spans:
        signs[start:end] = [_CUT, *[""] * (end - start - 1)]
    return _AROUND.sub(" ", _PART.sub(_CUT, "".join(signs)))


def subject(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The words without those that ask and those that say when."""
    rest = cut_out(text, spans)
    return _bared(" ".join(rest.split()))[:KEPT].strip(MARKS)


def _bared(words: str) -> str:
    words = words.strip(MARKS)
    while lead := max((one for one in _LEAD if f"{words.casefold()} ".startswith(one)), key=len, default=""):
        words = words[len(lead) :].strip(MARKS)
    while (tail := _TAIL.search(words)) and not _PHRASAL.match(words):
        words = words[: tail.start()].strip(MARKS)
    return "" if words.casefold() in _NOTHING or not any(sign.isalnum() for sign in words) else words
