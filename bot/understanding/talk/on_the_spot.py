"""Whoever is after the terminal stands in the shop while it is told: 人就在店里, "he's still here and won't leave". Decides nothing.

Of a caller that says nothing: only where a swindle is told in the same words, or is at hand.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.spoken import Danger
from bot.core.state import State
from bot.core.understanding import Candidate, Decision, Heard
from bot.understanding.facts.trying import clauses
from bot.understanding.text.normalising import phrased, plain

SCAM, GIVEN, HERE = "security.scam", "scam_given", "visitor"
CASH_OUT, TO_BE_SENT_OFF = "cash_out", "cash_customer"
"""The refusal of cash for a card payment, and what is said to who wants it."""
_SLIGHT = frozenset({"nothing", "unsure"})
"""Answers that leave it open what to do with somebody who is still there."""
_HE_ZH = r"(?:他们?|她们?|那(?:个|两个|帮|家伙|小子|男的|女的)?人?|这(?:个|两个)?人|(?<![客工员商本老私家别我没])人|对方|骗子|师傅|业务员|小伙子?|男的|女的|来的人|来人|自称的)"
_THERE_ZH = r"(?:店里?|柜台|吧台|前台|收银台?|门口|面前|跟前|眼前|身边|旁边|边上|对面|这儿|这里|这边|屋里|里面|外面|楼下|现场|我这|我家)"
_HERE_ZH = re.compile(
    rf"{_HE_ZH}(?:还|就|现在|正|一直|都|仍|又|也|是|老|死|已经|这会儿?|呢|,)*(?:(?:站|坐|等|守|堵|赖|杵|待|呆|蹲|留)?在(?:我|我们|咱|俺|等)*(?:的)?{_THERE_ZH}|(?:站|坐|等|守|堵|赖|杵|待|呆|蹲)(?:着|在|我|这|那|店|门)|在(?:等|催|闹|吵)|不(?:肯|愿意?)?走|没(?:有)?走|不(?:肯|愿)?离开|没离开|(?:来|上|进)(?:我)?(?:店|门)(?:里)?(?:来)?了|(?:又|还|已经)来了|在(?:呢|这|场)?$)"
    rf"|^在(?:我|我们)?(?:的)?{_THERE_ZH}(?:呢|了)?$|(?:就|还|正|现在)(?:站|坐|等)?在(?:我|我们|咱)*(?:的)?{_THERE_ZH}|在(?:我|我们)?(?:柜台|店里|门口|面前|旁边)(?:站|坐|等|赖|守|堵)|赖(?:着|在)|不肯走|赶不走|轰不走|死活不走|叫(?:他|她)走.{{0,3}}不走"
)
_GONE_ZH = re.compile(
    r"(?<![没不])(?:走了|跑了|溜了|离开了|走掉了|走人了|刚走)(?!之?前)|不在(?:了|店|这)|没在|赶走了|轰走了|要(?:是|不)?走|^(?:要是|万一|如果|假如)"
)
_WHO_EN = r"(?:man|guy|lad|bloke|woman|lady|fella|fellow|geezer|dude|person|engineer|technician|visitor|rep|collector|courier|someone|somebody|chap|men|guys|people)"
_HE_EN = rf"(?:he|she|they|the {_WHO_EN}|this {_WHO_EN}|that {_WHO_EN}|some {_WHO_EN}|an? {_WHO_EN}|someone|somebody)"
_PLACE_EN = r"(?:in (?:the|my|our|here)(?: \w+)?|in front of me|at (?:the|my|our) \w+|at my|by the \w+|next to me|outside|on the (?:premises|doorstep))"
_STANDS_EN = r"(?:stood|standing|sat|sitting|waiting|hanging (?:about|around)|hovering|lurking|loitering)"
_IS_EN = r"(?:'?s| is|'?re| are| still)"
_HERE_EN = re.compile(
    rf"\b{_HE_EN}(?: \w+){{0,4}}?{_IS_EN}(?: (?:still|now|right|just|currently|already|literally|back|a|an|nobody|called))*"
    rf" (?:(?:{_STANDS_EN} )?(?:right )?(?:here\b(?! to stay)|{_PLACE_EN})|{_STANDS_EN}(?: there| about| around)|refusing to (?:leave|go)|not (?:leaving|going away|going anywhere)|(?:getting|being) (?:arsey|aggressive|pushy|angry|shirty|nasty|funny|loud))"
    rf"|\bthere(?:'?s| is| are) (?:now |just )?(?:an? |some |this |two )?{_WHO_EN}(?: \w+){{0,3}}? (?:here|{_PLACE_EN})"
    rf"|\b{_HE_EN}(?: \w+){{0,2}} (?:won'?t|will not|refuses to|wouldn'?t|does ?n'?t want to|hasn'?t|has not|haven'?t) (?:leave|go away|go|budge|left|gone)\b|\b(?:won'?t|refus\w+ to|refuses to) leave\b"
    rf"|\b{_HE_EN}(?: has| have|'?s|'?ve)? (?:just )?(?:walked|come|came|turned up|shown up) (?:in|back|into|at)(?: (?:the|my|our|here|again))?$"
)
_GONE_EN = re.compile(
    r"\b(?:has|have|had|he|she|they|is|are|'?s|now|just|already|then) (?:\w+ )?(?:left|gone|run off|ran off|legged it|walked off|walked out|scarpered|done one|driven off)\b|\b(?:ran|run) (?:off|away)\b|\blegged it\b|\bsent (?:him|her|them) (?:away|off|packing)\b|\bnot here\b|\bno longer here\b|\bif\b|\b(?:was|were) (?:here|standing|in the)\b"
)
_NOT_GONE_EN = re.compile(r"(?:has|have)(?: not|n'?t) (?:left|gone)|not (?:left|gone)")


def stands_here(text: str) -> bool:
    """Whether somebody is told to be there now, and not to have left."""
    told = {*clauses(plain(text)), *clauses(plain(phrased(text)))}
    here = any(_HERE_ZH.search(clause) or _HERE_EN.search(clause) for clause in told)
    gone = any(_GONE_ZH.search(clause) or (_GONE_EN.search(clause) and not _NOT_GONE_EN.search(clause)) for clause in told)
    return here and not gone


def met(heard: Heard, text: str, state: State) -> Heard:
    """What is heard of a swindle, with that the swindler stands there, whatever else is answered. What was given away comes first."""
    if state.refused == CASH_OUT and stands_here(text) and (heard.danger is None or heard.danger.intent == SCAM):
        return replace(heard, danger=None, aside=TO_BE_SENT_OFF, decision=Decision.REJECT, candidates=(), also=(), act=None)
    danger, question = heard.danger, state.question
    tells = danger is not None and danger.intent == SCAM
    if not (tells or (state.trouble == SCAM and danger is None) or _is_taken_for(heard, state)) or not stands_here(text):
        return heard
    if danger is not None and danger.sets.get(GIVEN, HERE) != HERE:
        return heard
    asked = question is not None and question.slot == GIVEN and question.offer(HERE) is not None
    if asked:
        return (
            heard
            if heard.offer and heard.offer not in _SLIGHT
            else replace(heard, offer=HERE, guess=None, act=None, danger=None, aside=None)
        )
    here, known = Danger(SCAM, {GIVEN: HERE}, ()), state.slots.get(GIVEN, "") if state.trouble == SCAM else ""
    if known not in {"", HERE, *_SLIGHT} or (known == HERE and heard.aside):
        return heard
    sure = (Candidate(SCAM, 1.0),)
    return replace(heard, danger=here, offer=None, guess=None, act=None, decision=Decision.ACCEPT, candidates=sure)


def _is_taken_for(heard: Heard, state: State) -> bool:
    """Whether the words are like a swindle and nothing surer is told, where nothing is under way."""
    best = heard.candidates[0] if heard.candidates else None
    return state.place is None and heard.danger is None and best is not None and best.intent == SCAM
