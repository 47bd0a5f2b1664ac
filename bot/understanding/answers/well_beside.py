"""That it works again, told plainly, with what was done, thanks, a cause or a question beside: "fixed it, typo in the password. cheers".

What is hoped, asked, so in part or of another thing is none of it.
"""

from __future__ import annotations

import re

from bot.core.knowledge import OF_THE_TERMINAL, Kind, Knowledge, group_of
from bot.core.state import State
from bot.understanding.answers.answers import parted
from bot.understanding.answers.asking import asks, is_question
from bot.understanding.answers.limits import Limit, knows_phones, limits, without_phones
from bot.understanding.answers.results import is_common, is_taken_back, works
from bot.understanding.answers.signs import DID, shown_in, without_signs
from bot.understanding.answers.taking_back import denies
from bot.understanding.answers.went import Told
from bot.understanding.text.normalising import has_han

_SOLVED = "solved"
_AT_LENGTH = {True: 50, False: 120}  # characters; what is longer is a story
_WELL = re.compile(
    r"(?:现在|终于|总算|已经|这下|这回|又|都|就|它|机器|哎呀?|哦|嗯|哈)*(?:(?:好|可以|行|正常|恢复|修好|解决|搞定|搞掂|妥|活|活过来|复活|好使|通|网有|有网|(?:能|可以)(?:用|收款?|刷卡?))了)+[啊呀啦哈]*"
    r"|(?:(?:yes|yep|yeah|yay|ok|okay|oh|ah|great|brilliant|hey|right|well|and|now|all|just|finally|it|it'?s|the (?:terminal|reader|printer|touch|screen|scanner)|everything|touch|is|that|this|i|we|has|have|we've|i've|done|got)[ ,]+)*"
    r"(?:(?:works?|worked|working|fixed|sorted|mended|solved|success(?:ful)?|did it|did the trick)(?: it)?|good|fine|grand|alive|lives|lift ?-?off|back from the dead)(?: (?:yes|yep|now|again|straight away|right away|at once|fine|perfectly|thanks|thank you|cheers|ta|mate))*",
    re.IGNORECASE,
)
"""That it works, of whatever kind it is; where thanks, a cause or a question stand beside it, it is told and no manner of speaking."""
_AFTER_DEED = re.compile(
    r"^.{1,16}?(?:[了过完后]|下来|上去|一下|新纸|新的|原装的?)(?:就|立马|马上|现在|它|又|也|都)*(?=(?:好|可以|行|正常|恢复|能|有|通|开机|不|灵|连|清楚|出))|^.{1,16}?就(?=(?:好|可以|行|正常|恢复|能|有|通|开机|不|灵|连|清楚|出))"
    r"|^.{3,60}?\b(?:and|now|then) (?=(?:it|they|the|touch|all|everything|now)\b)",
    re.IGNORECASE,
)
"""What was done, before that it works: 换了新纸好了, "cleaned it and it prints lovely"."""
_BUT = re.compile(
    r"但|可是|不过|还是(?!要)|又|就是|只是|反而|结果|坏(?!了[。.!！]*$)|黑|死|卡(?!住了?$)|慢|错(?!了|一)|报警|停在|响(?!不|吗|么)|一半|应该|好像|可能|吧$|等|[一有]点|接着|然后|下一步"
    r"|\b(?:but|still|though|although|however|except|slow|error|black|blank|dead|frozen|stuck|declined|drops?|beeps?|maybe|probably|think|hope|wish|almost|nearly|keeps?|instead|next|what now)\b",
    re.IGNORECASE,
)
"""What stands beside and may take it back, tells of another trouble, or asks for the next step."""
_DEED = re.compile(
    r"^(?:我|都|也|已经|刚才?|又|把.{1,6})*.{0,4}?(?:擦|清|洗|吹|换|插|装|拔|启|开机|关机|开|关|按|贴|撕|放|接|输|改|弄|调|翻|充|签|洁|理|试|点)(?:好|完|上|过|掉|干净|进去|紧|一?[下遍次])*了?$|亮了?$"
    r"|^(?:(?:i|we|ok|okay|just|have|'?ve|and|all|then|yes)[ ,]+)*(?:\w+ed|put|took|held|set|done|did)\b(?!.*\b(?:works?|working|fine|ok|good|back|again|now|all day)\b)|\b(?:is|it'?s) (?:on|off|in|out)\b|\blights?\b",
    re.IGNORECASE,
)
"""What was done, or shows life: nothing yet of what came of it."""
_DOUBT = re.compile(
    r"好像|应该|可能|大概|估计|貌似|[说写]|\b(?:says?|seems?|looks?|think|should|maybe|probably|hope|wish|for (?:a|an|one|two|five|ten|\d+))\b",
    re.IGNORECASE,
)
_THANKED = re.compile(r"谢|辛苦|感谢|\b(?:thanks?|thank you|thx|cheers|ta|ty)\b(?! for nothing)", re.IGNORECASE)
_ONLY_THANKS = re.compile(
    r"(?:谢谢?|多谢|谢了|感谢|太感谢|辛苦)[你您了啊呀哈师傅老板们]*|(?:many |ok |great |so )*(?:thanks?|thank you|thx|cheers|ta|ty)(?: \w+){0,3}",
    re.IGNORECASE,
)
_SURE = 0.9
"""Probability from which words that no form has tell, beside thanks, that it works: whoever thanks has no more to ask for."""
_ASKS = re.compile(r"(?:[啥么哪咋]|什么|多久|多少|几[天次年个]|有影响|有事|要紧|能用|耐用)(?:不|呢|啊|呀)?$|呢$")
"""A question without its sign: 以后要注意啥, 贴膜有影响不."""
_STANDS = re.compile(
    r"但|可是|还是(?!要)|还[没不]|又(?:不|没|断|卡|死|黑)|要是|如果|能不能|等(?:会|下|着)|\b(?:but|still|if|when|until|wish|hope|should|will|would|hasn'?t|isn'?t|aren'?t|won'?t|can'?t|doesn'?t|don'?t)\b",
    re.IGNORECASE,
)
"""What is not over, or hoped."""
_LEARNED = 0.85
"""Probability from which what was learned of steps that helped agrees with a sign."""
_LIKELY, _COMES_ON = 0.3, "comes_on"
"""Probability from which it does not speak against it: whether it works is asked."""
_GUARD, _POWER, _REPAIR = "guard", "power.", "repair.visit"
_TWICE = re.compile(r"^(.{2,6})\1+$")
_POLITE = re.compile("不好意思|不客气|好意|我还?以为(?:它|机器|是)*[^,，。]{1,8}")
_TURNS = re.compile(
    r"(?:但|可是|不过)(?!是?(?:怎么(?:改|换|调|设|弄成|让)|能不能|可以|要怎么|在哪|哪里))|\b(?:but|though|anyway)\b(?! (?:how(?! come)|can|could|where|which|is there|do i|when|what about) )|^[^,，。.!！?？\s]{1,8}[?？]|^(?:(?:is|does|did) )?(?:it |all |that )?(?:works?|working|fixed|sorted|connected|paired)(?: now)? ?\?|吗[ ,，。]*(?:谢|多谢|麻烦|辛苦)|了没(?:有)?(?:[ ,，。?？]|$)",
    re.IGNORECASE,
)
"""A but; or that it works is what is asked."""
_PAST = re.compile(
    r"为(?:什么|啥)(?:会)?|怎么会|是不是|原来|^(?:都?怪|是(?:因为|那|这|我|他|她|纸|线|密码))|会不会|不会再|还会|\b(?:will (?:it|that|this)|is it (?:going to|gonna))\b|\bwhy (?:does|did|do|would) (?:it|that|this)\b|\bwas (?:it|that|the)\b|\bmust have\b",
    re.IGNORECASE,
)
"""Why it befell, which is told of what is over; or whether it will again."""


_ANSWERS = re.compile(
    r"(?:不用了?|没有?|没在收[钱款]?|没有?(?:人|客人|生意)|都收完了|嗯|哦+|是的?|好的?)|(?:no|nope|nah|nothing(?: (?:running|going|on))*|none|never ?mind|oh wait|yes)",
    re.IGNORECASE,
)
"""An answer to what is asked, before that it works."""
_WAS_WRONG = re.compile(
    r"没有?(?:插|开|装|关|放|按|拧|盖|对|扣|塞|接|连|调|打|撕|贴|充|选|输|换|注意|发现|看见|想到|弄|卡|锁|碰|合)|不(?:紧|牢|对|平|正|到位|严)|\b(?:was|were|had|did)(?:n'?t| not)\b|\b(?:not|un)[a-z ]{0,3}(?:plugged|clicked|pushed|switched|seated)\b",
    re.IGNORECASE,
)
"""What was wrong, which is told of what is mended."""
_LAMP = re.compile(r"灯|\b(?:lamp|lights?|led)\b(?! up)", re.IGNORECASE)
"""A lamp, of which it tells nothing that it is lit."""
_ROUND = frozenset({Limit.ROUND, Limit.ELSEWHERE})
"""With what it works while it does not."""
_CHARGED = frozenset({"full_charge", "dim_screen", "reseat_battery", "charge"})  # at these it is no wonder that it charges
_TAG = re.compile(r"\b(?:does|do|did|is|isn'?t|doesn'?t|will|right|yeah|yes) ?(?:it|that|this)?$|(?:吧|对吧|是吧|对不)$", re.IGNORECASE)
_PREFIX = {True: 3, False: 8}  # characters before a sign that tell what was done


_TO_COME = re.compile(r"(?:来|上门|派|送|登记|报|写|填|打|联系)[^,，。 ]{0,5}?就?(?:行|好|可以)了")
"""What will do amid the form of a repair, and tells of no terminal: 直接来就行了."""


def will_do(text: str, state: State) -> bool:
    """Whether it is told, while a repair is registered, what will do for it."""
    return state.place is not None and state.place.flow == _REPAIR and bool(_TO_COME.search(text))


def told_well(text: str, state: State, knowledge: Knowledge, told: Told) -> str:
    """solved, where it is told to work, with what was done, thanks, a cause or a question beside that takes nothing of it back: "it works yes.
    so will it reach the garden?", "moved it onto the desk and it beeps"; comes_on, where it may be told at a step; or nothing.
    """
    if will_do(text, state) or len(text) > _AT_LENGTH[has_han(text)] or _TURNS.search(text) or not _is_open(state, knowledge):
        return ""
    parts = [part.casefold() for part in parted(_POLITE.sub(" ", text))]
    charges = _remedy(state, knowledge) in _CHARGED and state.trouble.startswith(_POWER)
    chance = _shown(parts, text, state.but(trouble="") if charges else state, told)
    if not _is_asked(state, knowledge):
        return _SOLVED if chance >= _LEARNED and (DID.search(text) or _THANKED.search(text)) else ""
    if chance >= _LEARNED or _is_plain(parts, text, state, told):
        return _SOLVED
    return _COMES_ON if chance >= _LIKELY else ""


def _shown(parts: list[str], text: str, state: State, told: Told) -> float:
    """How surely, by what was learned, the last that is told of the terminal is that it does its work, after what was done; 0 without a
    sign of it.
    """
    trouble = state.trouble
    place = next((place for place in reversed(range(len(parts))) if _is_sign(parts[place], state)), None)
    if place is None:
        return 0.0
    before, after = parts[:place], parts[place + 1 :]
    found = shown_in(parts[place], trouble)
    led = found is not None and found.start() >= _PREFIX[has_han(parts[place])]
    if not (led or any(not _ANSWERS.fullmatch(part) for part in before)):
        return 0.0
    if any(_spoils(part, state) for part in before) or any(map(_takes_back, after)) or limits(" ".join(parts[place:]), state):
        return 0.0
    forms = (text, " ".join(parts[max(place - 1, 0) : place + 1]), parts[place] if led else "")
    return max(chance if result == _SOLVED else 0.0 for result, chance in map(told, filter(None, forms)))


def _is_sign(part: str, state: State) -> bool:
    """Whether the part tells of the terminal's work, and neither asks nor hopes nor speaks of another thing."""
    found = shown_in(part, state.trouble)
    if found is None or (is_question(part) and not has_han(part)) or _ASKS.search(part) or _TAG.search(part) or _LAMP.search(part):
        return False
    rest = f"{part[: found.start()]} {part[found.end() :]}"
    rest = _WAS_WRONG.sub(" ", without_phones(rest) if knows_phones(state.trouble) else rest)
    return not (is_taken_back(rest) or _BUT.search(rest) or _DOUBT.search(rest) or (has_han(part) and is_question(rest)))


def _spoils(part: str, state: State) -> bool:
    """Whether a part before that it works tells of something that is not over, or asks."""
    if _ANSWERS.fullmatch(part) or _PAST.search(part):
        return False
    rest = without_signs(_WAS_WRONG.sub(" ", part), state.trouble)
    return denies(rest) or is_question(part) or bool(_STANDS.search(part) or not limits(part, state).isdisjoint(_ROUND))


def _is_plain(parts: list[str], text: str, state: State, told: Told) -> bool:
    """Whether a part is nothing but that it works, and those beside take nothing back."""
    well = next((place for place, part in enumerate(parts) if _is_well(part, state.trouble)), None)
    if well is None and _THANKED.search(text) and asks(text) != "how":
        well = next((place for place, part in enumerate(parts) if _is_learned(part, told)), None)
    beside = [part for place, part in enumerate(parts) if place != well]
    return well is not None and bool(beside or _THANKED.search(text)) and not any(map(_takes_back, beside))


def _is_well(part: str, trouble: str) -> bool:
    if (is_question(part) and not has_han(part)) or is_taken_back(part):  # 能连了 only begins as a question does
        return False
    said = _TWICE.sub(r"\1", part)
    return any(_WELL.fullmatch(form) or works(form, trouble) for form in (said, _AFTER_DEED.sub("", said)) if form)


def _is_learned(part: str, told: Told) -> bool:
    """Whether the words are near to what was learned of steps that helped, and tell more than a deed."""
    if _ONLY_THANKS.fullmatch(part) or is_question(part) or is_taken_back(part) or any(form.search(part) for form in (_DEED, _DOUBT, _BUT)):
        return False
    result, chance = told(part)
    return result == _SOLVED and chance >= _SURE


def _takes_back(part: str) -> bool:
    """Whether a part beside denies, doubts or complains. A question may be of what was, and of what is to come."""
    if _PAST.search(part):
        return False
    if _BUT.search(part):
        return True
    if is_question(part) or _ASKS.search(part):
        return denies(part) and not has_han(part)
    return is_taken_back(part)


def _is_open(state: State, knowledge: Knowledge) -> bool:
    """Whether anything but a fact is asked amid a trouble of the terminal, or the repair is only being registered, and no danger is at hand."""
    place, asked = state.place, state.question
    filed = place is not None and place.flow == _REPAIR
    if place is None or asked is None or (asked.slot and not filed) or knowledge.is_safety(state.trouble):
        return False
    if (offer := asked.offer(_SOLVED)) and not is_common(offer, knowledge):
        return False  # where it is asked of something else whether it works
    return group_of(state.trouble) in OF_THE_TERMINAL and group_of(place.flow) in {
        *OF_THE_TERMINAL,
        _GUARD,
        *([group_of(_REPAIR)] if filed else []),
    }


def _remedy(state: State, knowledge: Knowledge) -> str:
    """What is tried."""
    step = knowledge.step(state.place.flow, state.place.step) if state.place else None
    return step.remedy if step else ""


def _is_asked(state: State, knowledge: Knowledge) -> bool:
    """Whether it is asked how a step of the terminal went."""
    place, offer = state.place, state.question.offer(_SOLVED) if state.question else None
    step = knowledge.step(place.flow, place.step) if place and group_of(place.flow) in OF_THE_TERMINAL else None
    return step is not None and offer is not None and step.kind is Kind.TRY and is_common(offer, knowledge)
