"""What the merchant found out himself: with what in its place the terminal works, or what stands in the way. "it works with my mate's
adapter", 换了旧的纸有字了, "nail makes a mark on the inside".

Names the remedy of the step that finds the same out. Decides nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.core.knowledge import Knowledge
from bot.core.state import State
from bot.core.understanding import Found, Heard
from bot.understanding.answers.answers import parted
from bot.understanding.answers.asking import is_question
from bot.understanding.text.normalising import has_han, levelled

_CAUSE, _BECAUSE = "cause", "because"
_LONGEST = {True: 90, False: 240}  # characters (Chinese, English)
_OTHER_ZH = "(?:隔壁|邻居|朋友|同事|别[人家的]|人家|另[一外]?[个台根条卷]?|借|同款|同样|一样|备用|新|旧|老|以前|原来|换了?[个根条卷上]?)"
_OTHER_EN = r"\b(?:another|other|different|\w+'s|(?:mate|friend|neighbour|neighbor|brother|sister|boss|colleague)e?s|next doors|neighbou?rs?|next door|borrowed|spare|new|fresh|old|previous|his|her|their|identical|same|second|half|last)\b"
_WELL_ZH = r"(?:好|可以|行|正常|能用|没事|有反应)了|立马好|就好|没问题"
_WELL_EN = r"\b(?:works?|worked|working|fine|no problems?|all good|perfect(?:ly)?|sorted)\b"
_ON_ZH = r"亮了|有电了?|开了|开机了|能[充开]|充[上进]|起来了|活了|通电了"
_ON_EN = r"\b(?:(?:lights?|lit|comes?|came|powers?|powered|fires?|fired|starts?|started|turns?|turned) (?:up|on)|charges|charging|boots?|booted|is (?:alive|on|up)|alive)\b"
_PRINTS_ZH = r"有字|[打印]得?出(?!不)|能打|清楚|出字|打上"
_PRINTS_EN = r"\b(?:prints|printed|printing|readable|dark|clear|there'?s (?:print|writing|text))\b"
_TAPS_ZH = r"能?[刷挥感碰拍读贴]得?[上到]|能(?:刷|挥|感应|碰|拍|读)|认了|滴了"
_TAPS_EN = r"\b(?:taps?|reads?|goes through|went through|go through|beeps?|picks? up)\b"
_LINKS_ZH = r"[连接上]上了|有网|通了|能[连上]"
_LINKS_EN = r"\b(?:online|connects?|connected|links?|up)\b"


@dataclass(frozen=True, slots=True)
class _Cause:
    """``thing``: what is in the place of what was there; ``well``: that it works then; ``way``: what is wrong, told without either."""

    remedy: str
    thing: re.Pattern[str]
    well: re.Pattern[str]
    way: re.Pattern[str] | None = None


def _cause(remedy: str, thing: str, well: str, way: str = "") -> _Cause:
    return _Cause(remedy, re.compile(thing), re.compile(f"(?<![不没])(?:{well}|{_WELL_ZH})|{_WELL_EN}"), re.compile(way) if way else None)


_CAUSES = (
    _cause(
        "same_adapter",
        rf"{_OTHER_ZH}.{{0,6}}(?:充电[头器]|适配器|电源头|插头|电源线?)|(?:充电[头器]|适配器)(?:换|借)"
        rf"|{_OTHER_EN}.{{0,16}}\b(?:adapt[eo]r|charger|power (?:supply|brick)|brick|psu|plug)\b|\b(?:adapt[eo]r|charger|power supply|brick) (?:from|of) (?:my|the|a|another|next)\b|\bwith (?:his|hers|theirs|the (?:other|new) one)\b",
        f"{_ON_ZH}|{_ON_EN}",
    ),
    _cause(
        "different_outlet",
        rf"{_OTHER_ZH}.{{0,4}}(?:插座|插孔|插排|排插)|{_OTHER_EN}.{{0,12}}\b(?:socket|outlet|plug point|wall plug)\b",
        f"{_ON_ZH}|{_ON_EN}",
    ),
    _cause(
        "turn_roll",
        r"[纸卷].{0,4}(?:翻|反过来|倒过来|掉个?[头面]|换个?面)|(?:翻|换|掉)了?个?面|\b(?:turned|flipped|reversed)\b.{0,16}\b(?:roll|paper|it)\b|\b(?:other|right) way (?:a?round|up|over)\b",
        f"{_PRINTS_ZH}|{_PRINTS_EN}",
        r"[装放]反|里面那?[面层].{0,6}(?:有|划得?出|出).{0,2}(?:印|痕|黑)|反着[装放]|\bwrong (?:way|side)(?: a?round| up| out| over)?\b|\bupside down\b|\bmarks?\b.{0,20}\b(?:inside|inner side|underside)\b|\b(?:roll|paper)\b.{0,16}\bbackwards\b",
    ),
    _cause(
        "new_roll",
        rf"{_OTHER_ZH}.{{0,4}}[卷纸]|[卷纸].{{0,3}}旧|旧的|{_OTHER_EN}.{{0,12}}\b(?:roll|paper)s?\b",
        f"{_PRINTS_ZH}|{_PRINTS_EN}",
    ),
    _cause(
        "remove_case_metal",
        r"(?:挪|移|拿|搬|放)(?:开|远|走|到)|离.{0,6}(?:铁|金属|钱箱).{0,4}远|\b(?:moved?|took|taken|held|carried)\b.{0,24}\b(?:away|off|from|elsewhere|aside|further)\b",
        f"{_TAPS_ZH}|{_TAPS_EN}",
        r"(?:旁边|边上|挨着|紧贴|靠着|放在|搬到|挪到|底下).{0,8}(?:铁|金属|钢|钱箱)|(?:铁|金属|不锈钢).{0,6}(?:旁边|边上|柜|台|架|桌|底下)|\bmetal\b|\bsteel\b|\b(?:next to|beside|near|by|on) (?:the |a )?(?:cash |till |money )?drawer\b",
    ),
    _cause(
        "other_network_cable",
        rf"{_OTHER_ZH}.{{0,4}}网线|网线换了|{_OTHER_EN}.{{0,12}}\b(?:cable|lead|ethernet)\b",
        f"{_LINKS_ZH}|{_LINKS_EN}",
    ),
)
_NOT = re.compile(
    r"不[亮行通好能]|没|还是|仍|也不|\b(?:not|no(?! problems?)|never|still|neither|nor|if|unless|will|would|could|should|might)\b|n't\b|\b(?:do|does|did|wo|is|are|was|ca|could|ai|has|have)nt\b"
)
"""What denies it, or only supposes it."""
_BY_ANOTHER = re.compile(
    r"(?:师傅|他|她|人家|业务员|供应商|修的人).{0,6}(?:自己)?(?:翻|装|放|换)|\b(?:he|she|they|man|guy|technician|engineer|supplier|bloke)(?: has| had|'s)? (?:turned|flipped|reversed|put|changed|loaded)\b"
)
_LOADED = frozenset({"turn_roll", "reload_roll"})


def with_found(heard: Heard, text: str, state: State, knowledge: Knowledge) -> Heard:
    """With what the merchant found out: what stands in the way was not tried yet, and what was wrong is not asked any more."""
    found = found_in(text, state, knowledge)
    if found is None:
        return heard
    if found.works:
        of_cause = heard.asks == _CAUSE or (heard.aside or "").startswith(_BECAUSE)
        return replace(heard, found=found, asks="", aside=None, apart=False) if of_cause else replace(heard, found=found)
    return replace(heard, found=found, tried=tuple(one for one in heard.tried if one != found.remedy))


def found_in(text: str, state: State, knowledge: Knowledge) -> Found | None:
    """What the words find out of the trouble at hand, if a step of it finds out the same."""
    flow = knowledge.flows.get(state.trouble)
    said = levelled(text).strip().casefold()
    if flow is None or knowledge.is_safety(state.trouble) or len(said) > _LONGEST[has_han(said)]:
        return None
    remedies = {step.remedy for step in flow.steps.values()}
    parts = [part for part in parted(said) if part]
    known = [cause for cause in _CAUSES if cause.remedy in remedies]
    mended = next((cause.remedy for cause in known if _works(parts, cause)), "")
    told = mended or next((cause.remedy for cause in known if cause.way and any(map(cause.way.search, parts))), "")
    return Found(told, works=bool(mended)) if told else None


def _works(parts: list[str], cause: _Cause) -> bool:
    """Whether it works with the thing: told in the same part of the words, or in one of the next two."""
    named = next((place for place, part in enumerate(parts) if cause.thing.search(part) and not is_question(part)), None)
    if named is None:
        return False
    after = parts[named : named + 3]
    return any(cause.well.search(part) for part in after) and not any(_NOT.search(part) for part in after if not is_question(part))


def of_another(done: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The remedies tried but for how a roll was put in by another: that may be just what is wrong."""
    return tuple(one for one in done if one not in _LOADED) if _BY_ANOTHER.search(levelled(text).casefold()) else done
