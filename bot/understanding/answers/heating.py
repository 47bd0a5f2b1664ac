"""How it is answered whether a swollen battery smokes or heats up: any such sign that is told is a yes, and only words that deny it
plainly are a no. Decides nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.alarms import HEAT
from bot.core.doubting import DOUBTED
from bot.core.state import State
from bot.core.understanding import Candidate, Decision, Heard
from bot.understanding.facts.trying import clauses, is_so
from bot.understanding.text.clauses import DENIAL
from bot.understanding.text.normalising import phrased, plain

_BURNING, _CALM, _SUN, _UNSURE = "burning", "calm", "sun", "conversation.unsure"
_SIGN = re.compile(
    r"冒(?:着|出|了)?(?:点|些)?[白黑青]?烟|冒过|烟|火[花星苗]?|嘶|滋|噼啪|越来越[烫热]|更烫|(?:还|还是|很|好|太|滚|特别|非常)烫|烫(?:得|手|死)"
    r"|\b(?:smok(?:e|es|ed|ing)|spark(?:s|ing|ed)?|hiss(?:es|ed|ing)?|fizz(?:es|ing)?|crackl(?:es|ing)|flames?|fire|burning|hotter|boiling|(?:very|really|too|so|red|still|getting) hot|heating up|getting warmer)\b"
)
_ELSE = re.compile(
    r"[吸抽香买卖]烟|烟(?:酒|店)|火锅|灭火|烟雾报警|\bfire (?:extinguisher|alarm|brigade|station)\b|\bsmoke (?:alarm|detector)\b|\b(?:no )?burning smell\b"
)
"""Smoke of another kind, and what is kept against it; what smells is asked for as well, and is no fire yet."""
_SUNNED = re.compile(
    r"太阳|晒|日头|灶台|炉(?:子|边|旁)|烤箱|烤炉|车里闷|闷在车"
    r"|\b(?:sun|sunlight|sunshine|heat ?wave|dashboard|hot (?:car|van|day|weather)|grill|oven|fryer|[34]\d (?:degrees )?(?:out|outside|out here|here|today))\b"
)
_ONLY_HOT = re.compile(r"(?:还|还是|很|好|太|滚|特别|非常)烫|烫[得手死]|(?:very|really|too|so|red|still) hot")
_BARE_NO = re.compile(r"\b(?:no|nope|nah) (?=(?:just|only|merely|simply|it|its|it'?s)\b)")
"""A no to the question, which says nothing of what is told after it."""
LOOKED = "flat"
"""The step that asks how the back looks once it has cooled."""
_ODD = re.compile(
    r"鼓|胀|翘|拱|味|漏|黏|粘|湿|渍|不平|\b(?:bulg\w*|swoll?en|swelling|puff\w*|smell\w*|leak\w*|sticky|wet|damp|oozing|lift\w*|raised|ballooned)\b"
)
_FLAT = re.compile(r"平的|平整|挺平|\bflat\b")
_COOL = re.compile(r"\b(?:not|isn'?t|isnt|no longer|never|nor) (?:(?:really|even|that|at all|too|so|very) )?(?:hot|warm)\b")
_HALF = re.compile(
    r"应该|多半|就当|有没有|看了没|没查|查不|我这没|好像|大概|估计|可能|也许|似乎|说不定|貌似|吧[。!！]*$|才怪|不知|不清楚|不确定|没敢?(?:注意|细?看(?![到见]))|看不(?![到见]烟)|(?<![不没])烫|(?:上午|刚才|之前|早上)有|[?？]"
    r"|\b(?:think|thought|guess|probably|prolly|maybe|perhaps|possibly|hopefully|hope|supposed?|seems?|looks like|yeah right|as if|not sure|dunno|don'?t know|ca(?:n'?t|nnot) (?:see|tell)|haven'?t looked|no idea|warm|hot)\b"
)
"""What makes half a denial of one: doubt, irony, and heat of any degree."""
_NO_MORE = re.compile(r"就(?!是说)|只是|只有|光是|仅|单纯|没有?(?=[\s,，。!！]|$)|\b(?:no|nope|nah|none|nothing|just|only|merely|simply)\b")
"""That what is told is all there is to it: "no just swollen", 没有 就是鼓了."""


def answered(heard: Heard, state: State) -> Heard:
    """What was heard; where it is asked whether there is any sign, with the answer that the words are plainly, and with none otherwise."""
    question, place = state.question, state.place
    if place is None or place.flow != HEAT or question is None:
        return heard
    if place.step == LOOKED:
        return _of_back(heard, state)
    return _of_signs(heard, state) if question.offer(_CALM) else heard


def _of_back(heard: Heard, state: State) -> Heard:
    """The answer to whether the back is as it should be: never a yes where something odd is told of it, or was."""
    odd, flat = _odd(heard.text), [is_so(clause, (sign.span(),)) for clause, sign in _found(_FLAT, heard.text)]
    if odd or (any(map(_odd, state.words)) and (heard.offer == "yes" or heard.act == "yes")) or False in flat:
        return replace(heard, offer="no", guess=None, act=None)
    told = bool(flat) or bool(_found(_ODD, heard.text))
    return replace(heard, offer="yes", guess=None, act=None) if told and not _HALF.search(_COOL.sub(" ", heard.text)) else heard


def _found(pattern: re.Pattern[str], text: str) -> list[tuple[str, re.Match[str]]]:
    """Where the clauses hold it."""
    return [(clause, sign) for clause in clauses(_BARE_NO.sub("no, ", plain(phrased(text)))) for sign in pattern.finditer(clause)]


def _odd(text: str) -> bool:
    """Whether a sign of harm is told: it bulges, smells, leaks."""
    return any(is_so(clause, (sign.span(),)) for clause, sign in _found(_ODD, text))


def _of_signs(heard: Heard, state: State) -> Heard:
    """The answer to whether there is any sign of fire. The sun alone is it only where no harm was told."""
    if heard.danger and heard.danger.intent != HEAT:
        return heard
    rest = tuple(field for field in heard.fields if field.value not in {_BURNING, _CALM})
    said = [_ELSE.sub(" ", clause) for clause in clauses(plain(phrased(heard.text)))]
    signs = [clause[sign.start() : sign.end()] for clause in said for sign in _SIGN.finditer(clause) if is_so(clause, (sign.span(),))]
    sunned = heard.offer == _SUN or any(is_so(clause, (sun.span(),)) for clause in said for sun in _SUNNED.finditer(clause))
    if sunned and all(map(_ONLY_HOT.fullmatch, signs)):
        harmed = any(map(_odd, (heard.text, *state.words)))
        return replace(heard, offer=_CALM if harmed else _SUN, guess=None, act=None, fields=rest)
    if signs:
        return replace(heard, offer=_BURNING, guess=None, act=None, fields=rest)
    if _NO_MORE.search(plain(heard.text)) and _odd(heard.text) and not _HALF.search(_COOL.sub(" ", ", ".join(said))):
        return replace(heard, offer=_CALM, guess=None, act=None)
    guessed = heard.guess == _CALM and not DENIAL.search(heard.text)
    doubted = _CALM in {heard.offer, heard.guess} and _HALF.search(_COOL.sub(" ", ", ".join(said)))
    if not (guessed or doubted):
        return heard
    unsure = (Candidate(_UNSURE, 1.0),)
    return replace(heard, offer=None, guess=None, act=DOUBTED, decision=Decision.ACCEPT, candidates=unsure, fields=rest)
