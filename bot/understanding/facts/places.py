"""Where the shop is and when somebody may come, kept in the merchant's words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.understanding.facts.clocks import EN_DAY, EN_HALF, EN_TOMORROW, NOT_A_DAY, ZH_MINUTES
from bot.understanding.facts.landmarks import begins, goes_on, stands_beside, whole
from bot.understanding.text.normalising import has_han

_Found = tuple[int, int, str]

_H = "\u4e00-\u9fff"
_NAME = rf"[{_H}A-Za-z0-9()（）·]"
_NUMBER = r"(?:\d{1,5}(?:-\d{1,4})?|[〇零一二三四五六七八九十百千两]{1,8})"
_ZH_ADDRESS = re.compile(
    rf"(?:[{_H}]{{2,8}}?(?:省|自治区|特别行政区))?(?:[{_H}]{{1,8}}?(?:市|自治州|地区|盟))?(?:[{_H}]{{1,8}}?(?:区|县|旗|新区))?"
    rf"(?:[{_H}]{{1,8}}?(?:镇|乡|街道|村|屯|开发区))?(?:[{_H}A-Za-z0-9]{{1,10}}?(?:路|街|大道|巷|胡同|弄|里|道))?"
    rf"(?:{_NAME}{{2,10}}?{_NUMBER}\s?排)?"
    rf"(?:{_NAME}{{0,10}}?{_NUMBER}\s?(?:号(?:楼(?![上下]))?(?![机线键码])(?:附{_NUMBER}号)?|弄)){{0,2}}"
    rf"(?:{_NAME}{{1,12}}?(?:广场|大厦|商场|市场|小区|花园|中心|商城|步行街|家园|公寓|大楼|购物城|门面|商铺|铺面|档口|超市))?"
    rf"(?:\s?(?:[东南西北]?楼)?(?:地下|负)?[A-Za-z0-9一二三四五六七八九十-]{{1,6}}\s?(?:栋|幢|座|单元|楼|层|室|号铺|号店|铺|号档口|号摊位?|号(?![机线键码]))|(?<=[楼层座栋幢元])\d{{2,4}}(?![\d点:：]))*"
)
_ZH_LEVELS = re.compile(
    r"省|市(?!场)|区(?!别)|县|镇|乡|村|街|路(?!由)|大道|巷|胡同|弄|[\d一二三四五六七八九十百千]号|栋|幢|大厦|广场|小区|商场|单元|[\d一二三四五六七八九十]排|步行街|\d楼|\d层|\d室"
)
_NO_PLACE = re.compile(
    r"上市|(?<!成)都市|市面|区别|路由|线路|网路|思路|楼下|楼上|半路|道理|知道|味道|那里|这里|哪里|店里|手里|卡里|夜市(?!.{0,6}[排号])"
)
_ANNOUNCED = re.compile(
    r"(?:我的|店铺|店面|门店|商户|新|详细|收货|上门)?地址(?:(?:就|要|请|得)?(?:写|填)(?:成|上|的?是)?[:：,，]?|是|在|改成|改为|换成|变成|要?改(?:一?下)?[ ,，]*(?:改?成|改?为|是)|:|：|为)?\s*(附\d{1,4}号|(?!是附)[^\s,，。;；!！?？]{4,60})"
)
_EN_ANNOUNCED = re.compile(
    r"\baddress(?: is|'s| should be| to|:)+ (?P<place>(?:(?:unit|shop|stall|flat|suite) )?\d{1,5}[a-z]? [a-z][^,.;!?\n]{3,50}(?:, ?(?!and |but |not |i |we )[a-z][^,.;!?\n]{2,30})*)",
    re.IGNORECASE,
)
_EN_STREET = (
    r"(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|way|close|court|ct|place|pl|square|sq|terrace|parade|crescent|highway|hwy|boulevard|blvd|row|"
    r"gardens|grove|hill|mews|park|quay|yard|walk|broadway|wynd|gate|wharf|dock|arcade|mall|centre|center|precinct|estate|alley|esplanade|promenade|green|rise|vale|brae|circus|(?<!\bat )(?<!\bthe )(?<!\bin )market|plaza|retail park|food court)"
)
POSTCODE = r"[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}"
"""What a British address ends with: "LS1 4AB"."""
_NO_TOWN = r"(?:and|please|but|not|is|after|before|on|at|call|ring|phone|tel|mobile|number|my|we|its?|thanks?|ask|contact|tomorrow|today|whenever|any ?time)\b"
_EN_ADDRESS = re.compile(
    rf"(?P<place>(?:(?:unit|shop|suite|flat|apt|stall|floor|level) ?\d{{1,4}}[a-z]?,? )?\b(?:(?:unit|shop|suite|flat|stall) )?\d{{1,5}}[a-z]?(?:-\d{{1,5}})? (?:[a-z'.]+ ){{1,4}}{_EN_STREET}\b\.?(?:,? (?!{_NO_TOWN})[a-z' ]{{2,30}}?)?(?:,? {POSTCODE}|,?(?: [a-z]{{2}})? \d{{5}}(?:-\d{{4}})?)?)(?=$|[,.;!?\n]|\s{_NO_TOWN}|\s\+?\d|\s[;/–—#-]|$)",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:,? (?:(?:i'?m|im|we'?re|we are|i am) (?:in|here|open|there|free)\b.*|actually|sorry|instead|now|then|please|thanks|not \d{1,5}[a-z]?))+[ ,.]*$",
    re.IGNORECASE,
)
"""What is no part of an address that ends so."""
_UK_ADDRESS = re.compile(
    rf"\b(?P<place>(?:unit |shop |suite |flat |stall )?\d{{1,5}}[a-z]?,? (?!(?:rolls?|boxes|packs?|units?|pcs|pieces|of|x|more|machines?|terminals?|readers?|minutes?|mins?|days?|hours?|years?)\b)[a-z' ,]{{3,60}}? {POSTCODE})\b",
    re.IGNORECASE,
)
"""What begins with a number and ends with a postcode, whatever stands for the street."""

_ZH_DAY = r"(?:今天|今儿|今早|今晚|明天|明儿|明早|明晚|后天|大后天|这周|本周|下周(?![一二三四五六日天末])|下个?(?:星期|礼拜)(?![一二三四五六日天])|周末|工作日|(?:这|下|本)?(?:周|星期|礼拜)[一二三四五六日天末]|\d{1,2}月\d{1,2}[日号]|(?<![路街巷弄道楼栋幢座排区组队村里社园场城厦院附\d])(?:3[01]|[12]?\d)[号日](?![线机楼铺店门档摊柜])|(?:1[0-2]|[1-9])/(?:3[01]|[12]?\d)(?![\d/])|(?:过完?年|春节|双十一|双11|国庆|元旦|五一|中秋|年)(?:过|之|以)?后)"
_ZH_PART = r"(?:凌晨|早上|早晨|一大早|一早|清早|大清早|上午|中午|午前|午后|下午|傍晚|晚上|晚|夜里|半夜|深夜|全天|白天|随时|都行|都可以)"
_ZH_HOUR = rf"(?<![快慢多少好大小有差\d])(?<!(?<![今明])[早晚])(?!一点(?![半钟多左前后以之到至\-~—–]|{ZH_MINUTES}))(?:[0-2]?\d|[零一二两三四五六七八九十]{{1,3}})\s*(?:(?:点钟?|时(?!间|候))(?:整|(?:{ZH_MINUTES})分?)?|[:：][0-5]\d(?: ?{EN_HALF})?)"
_ZH_SPAN = rf"{_ZH_HOUR}(?:\s*(?:到|至|-|~|—|–)\s*{_ZH_PART}?{_ZH_HOUR})?(?:之?前|之?后|以前|以后|左右)?"
_ZH_SIDE = r"(?:之?前|以前|之?后|以后)"
_ZH_TIDE = rf"(?:(?:早上|上午|中午|下午|傍晚|晚上){_ZH_SIDE}|(?:上班|下班|打烊|关门|收摊|收市|收工|饭点|午市|晚市|早市|开门|开店|营业|午饭|晚饭|吃完?饭|放学|忙完){_ZH_SIDE})"
"""A time by what happens then: 中午以前, 下班后."""
_ZH_WINDOW = re.compile(
    rf"{_ZH_DAY}(?:或者?|和|、)?(?:{_ZH_DAY})?\s*(?:的)?\s*(?:{_ZH_TIDE}|{_ZH_PART}?\s*(?:{_ZH_SPAN})?)(?:(?:或者?|和|、|,|，|还有|或是){_ZH_DAY}\s*(?:的)?\s*{_ZH_PART}?\s*(?:{_ZH_SPAN})?)?(?:都行|都可以|都有空|有空|都在|方便)?|{_ZH_PART}\s*{_ZH_SPAN}|{_ZH_SPAN}|{_ZH_TIDE}(?:都行|都可以|有空|都在|方便)?|{_ZH_PART}(?:都行|都可以|都有空|有空|都在|方便|可以来|过?来)|随时(?:都行|都可以|可以|都在)?|全天"
)
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
_EN_DAY = (
    rf"(?:today|tonight|(?:the )?day after {EN_TOMORROW}|{EN_TOMORROW}|(?:this |next |on |any )?{EN_DAY.replace('(', '(?:', 1)}s?|\d{{1,2}}/\d{{1,2}}(?![\d/])|after (?:the holidays?|christmas|xmas|new year|easter)|weekdays?|weekends?|next week|this week|any ?day|(?:the )?\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}|{_MONTH} (?:the )?\d{{1,2}}(?:st|nd|rd|th)?|the \d{{1,2}}(?:st|nd|rd|th)"
    + NOT_A_DAY
    + ")"
)
_DAY = re.compile(rf"{_ZH_DAY}|{_EN_DAY}", re.IGNORECASE)
_EN_PART = r"(?:early |late )?(?:first thing|last thing|morning|afternoon|evening|lunch ?time|noon|midday|night|all day|any ?time)s?"
_EN_HOUR = rf"(?:(?:[01]?\d|2[0-4])(?!\d|[,.]\d{{3}})(?::[0-5]\d|\.[0-5]\d)?(?: ?(?:{EN_HALF}|o'?clock))?|noon|midday|lunch(?: ?time)?|closing(?: time)?|opening(?: time)?|breakfast|dinner ?time|(?:the )?(?:lunch |school )?(?:rush|run)|(?<=after )work|(?<=before )work)"
_EN_SPAN = rf"(?:(?:after|before|between|from|at|around|about|by|until|till) {_EN_HOUR}(?: ?(?:and|to|till|until|-|–) ?{_EN_HOUR})?|{_EN_HOUR} ?(?:to|till|until|-|–) ?{_EN_HOUR}|\d{{1,2}}(?::[0-5]\d)? ?{EN_HALF})"
_NO_CLOCK = r"(?![\da-z:,]|[./-]\d| (?:of|people|men|guys|(?!always|sharps)[a-z]{3,}s)\b| ?%)"
_EN_TELLING = rf"(?:(?:half|quarter)(?: past| to)? \w+|\d{{1,2}}ish|(?:[01]?\d|2[0-3])[:.]?[0-5]\d{_NO_CLOCK}|(?:[01]?\d|2[0-4])(?: ?{EN_HALF}| ?o'? ?clock|{_NO_CLOCK}))"
_EN_CLOCK = (
    rf"(?:(?:at|about|around|exactly|from|by|before|after|between) )*{_EN_TELLING}(?: ?(?:to|till|until|or|and|-|–) ?{_EN_TELLING})?"
)
"""An hour as it is told right after a day: tomorrow 10, "friday at half nine"."""
_EN_TIME = rf"(?:,? (?:{_EN_SPAN}|{_EN_CLOCK}))"
_EN_WINDOW = re.compile(
    rf"\b{_EN_DAY}(?:(?: or|,| and) {_EN_DAY})?(?: ?(?:{_EN_PART}|{EN_HALF}\b))?{_EN_TIME}?(?:(?:,? or|,? and|,) (?:on )?{_EN_DAY}(?: ?{_EN_PART})?{_EN_TIME}?)?\b|\b(?:(?:{_EN_SPAN}|{_EN_TELLING}),? (?:on )?)(?:{_EN_DAY})(?: {_EN_PART})?\b|\bany ?time,? (?:{_EN_SPAN},? )?(?:on )?{_EN_DAY}(?: {_EN_PART})?\b|\b(?:in the )?{_EN_PART} {_EN_SPAN}\b|\b{_EN_SPAN}(?= |$|[.,])|\bany ?time(?: (?:after|before) {_EN_HOUR})?|\b(?:in the |any |every |most )?(?:mornings?|afternoons?|evenings?)\b",
    re.IGNORECASE,
)
_WHENEVER = re.compile(
    r"越快越好|尽快|最快|随便(?:什么时候|哪天|几点)?(?:都行|都可以)?|(?:什么时候|啥时候|哪天|几点)(?:来|过来)?都(?:行|可以|成|方便|在)|\b(?:whenever|asap|as soon as (?:possible|you can|u can)|soonest|the sooner the better)\b",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"(?:现在|马上|立刻|立马|赶紧)(?:就|来|过来|派人|可以|也|都|行|能)+|^(?:就)?现在(?:吧|啊)?$|(?:一直|天天|每天|整天|成天|时刻|全天|白天|总是?)(?:都|在|店里?|开着?|营业|有人)+"
    r"|\b(?:right|straight) (?:now|away)\b|(?:^|\b(?:come|here|visit|round|over) )now\b|\b(?:always|all (?:the )?(?:day|time)(?: long|,? every ?day)?|every ?day|24/7|round the clock)(?: (?:here|in|open|there|someone|somebody))?\b",
    re.IGNORECASE,
)
_ZH_PARTS = re.compile(r"(?:早上|早晨|上午|中午|午后|下午|傍晚|晚上|夜里|白天)(?!就|才?[开打坏出刷收]|的?时候)")
"""A part of the day alone, and that somebody is always there: of a visit where it is asked when, or told with where and whom to ring."""
_FIGURE = re.compile(r"\d")
_AROUND = 40  # characters around a time in which a visit is spoken of; a story has days of its own
_HARDLY_MORE, _WORD_MORE = 4, 1  # characters, or an English word, that may stand beside a time
_HOURS = re.compile(r"[\d零一二两三四五六七八九十]\s*(?:点|时|[:：])|\b\d{1,2}\b", re.IGNORECASE)
_MOVED_TO = re.compile(
    r"(?:改|换|挪|推|移|调|延|提前)(?:到|成|至|为|在|(?=周|星期|礼拜|明|后[天儿]|下|今))|\b(?:move|change|shift|push|switch|rebook|reschedule|put)(?:d|ed)? (?:it |that |this |him |her |them |the \w+ |my \w+ )?(?:to|for|until|back to) |\binstead of [^,.;]{0,30}?(?=\bon\b)",
    re.IGNORECASE,
)
"""To what time it is wanted, where the time it was at is told as well."""
_PART = re.compile(rf"(?:{_ZH_DAY})?{_ZH_PART}(?=[ ,，])|(?:in the |the )?{_EN_PART}(?=,| but| not)", re.IGNORECASE)
"""A part of the day, and hours of it apart: 下午 5点到7点别来."""
_VISIT = re.compile(
    r"上门|来修|来人|师傅|(?<![不缓醒返])过来|来看|预约|有空|方便|在店|改到|改成|改约|改期|(?<!大)约|派人|工程师|技术员|(?<!i )(?<!we )(?<!they )(?<!customers )\bcome\b|visit|engineer|technician|available|free\b|appointment|book|reschedul|(?:move|change|push|shift|switch|make) (?:it|that|my|the (?:visit|appointment|time|booking))\b|make it|suits?\b|works for|send some|call (?:me )?(?:back|out)|be (?:there|here|in)\b",
    re.IGNORECASE,
)


_EXCEPTED = re.compile(
    r"除了|除开|以外|之外|如果|要是|的话|看情况|(?:别的|其[他它余]的?)(?:时|日子|天|都)|\b(?:except|apart from|but not|any ?(?:day|time)s? but|(?:any )?other (?:day|time)s?|if|unless|depend(?:s|ing)|provided)\b",
    re.IGNORECASE,
)
"""That a time holds but for some days, or on a condition: then all that is said is when."""
_PREFERRED = re.compile(
    r"最好|尽量|优先|就是[^,，。]{0,6}[别不]|[但只](?:是|要|有)?[^,，。]{0,8}(?:[别不才]|没人)|\b(?:best|better|prefer\w*|ideally|just not|only not|after that|rather)\b",
    re.IGNORECASE,
)
"""That one time of several suits best, or one does not."""
_DENIED_BEFORE = re.compile(
    r"(?:不要|别|不能|不用|不是|非|(?<![a-z])(?:not|never|no|can'?t(?: do)?|cannot(?: do)?|shut|closed|busy|away|(?:i'?m|im|we'?re) out|nothing|anything but|don'?t come|isn'?t)(?: on| in the| the| for| from| between)?)\s*$",
    re.IGNORECASE,
)
_DENIED_AFTER = re.compile(
    r"\s*(?:那天|这天|我们?|店里?|都|也|就|是|真|,|，|(?:i|we|it)(?:'?m|'?re|'?s)?|that'?s|are|does|will)*\s*(?:不行|不可以|不好|没空|没人|不在|不方便|不合适|休息|关门|不开|不营业|别来|不能来|不要来"
    r"|(?:no good|not (?:good|possible|free|available|here|in|open|great|ideal)|out of the question|(?:is|does|wo|are|ca)n'?t\b|closed|shut|off\b|away|busy|impossible|bad))",
    re.IGNORECASE,
)


def addresses(text: str, *, asked: bool = False) -> Iterator[_Found]:
    """Addresses, Chinese ones with two levels (区 and 路, 路 and 号 …) or announced, English ones with a number and a street; with the place
    that is named after them. ``asked``: that it is asked for.
    """
    announced = _ANNOUNCED.search(text)
    if announced and not re.match(
        r"(?:的?是?(?:哪|啥|什么|多少)|[写记填]?的?对了?(?:不|吗|没)|[跟和同].{0,6}一样|不变|没变|照旧|老地方|怎么|在哪|不对|我?[说写报填]错|有误|错|变|变了|不|要|能|可以|搬|写错|改|删|去掉|也|帮|都|刚|上面|前面|之前|已经|早就|跟|没|还|[给发写填][了过]|我?[说写给发填报讲][了过]|(?:里|中|[前后][面边])(?:的|那|这|别|不|多|写|有|几|一))",
        announced[1],
    ):
        yield *announced.span(1), announced[1].strip()
        return
    for found in _ZH_ADDRESS.finditer(text) if has_han(text) else ():
        said = found.group()
        if len(said) >= 5 and len(_ZH_LEVELS.findall(said)) >= 2 and not _NO_PLACE.search(said):
            start = found.start() + len(said) - len(re.sub(r"^(?:我|们|的|店|铺|在|就|是|地址|住|搬到了?|移到|位于|送到|来)+", "", said))
            end = goes_on(text, found.end(), asked=asked)
            yield start, end, text[start:end].strip()
    english = (_EN_ADDRESS, _UK_ADDRESS, _EN_ANNOUNCED) if _FIGURE.search(text) else ()
    for found in next((every for pattern in english if (every := list(pattern.finditer(text)))), ()):
        begin, end = begins(text, found.start("place")), stands_beside(text, found.end("place"))
        said = _AFTER.sub("", found["place"]).strip(" ,.")
        yield begin, end, text[begin : found.start("place")] + said + text[found.end("place") : end].rstrip()


_USES = re.compile(r"(?:能不能|能|可以)(?:再|接着|继续)?(?:开|用|刷|收|充)(?!门|店|业)")
"""明天能用吗 asks for no visit."""


def _is_hardly_more(text: str, said: str) -> bool:
    """Whether the words are a time and hardly anything else: 周三上午吧, "tomorrow morning works"."""
    if _USES.search(text):
        return False
    rest = len(re.sub(r"[\W_]", "", text)) - len(re.sub(r"[\W_]", "", said))
    return rest <= _HARDLY_MORE or (text.isascii() and len(text.split()) - len(said.split()) <= _WORD_MORE)


def windows(text: str, *, waiting: bool = False, plainly: bool = False, amid: bool = False, beside: bool = False) -> Iterator[_Found]:
    """When somebody may come: only where a visit is spoken of, or nothing else is, or it was asked for. A day on which nobody shall
    come is none; with what is excepted, or on a condition, all of the words are. ``plainly``: that it is asked when, or told in one
    breath with where, so that a part of the day is enough; ``amid``: that a visit is asked for, of which another fact is wanted now;
    ``beside``: that something else was asked, so that when nobody shall come is all that is told of when.
    """
    moved = _MOVED_TO.search(text)
    after = [found for found in _named(text) if found.start() >= moved.end() - 1] if moved else []
    for found in after or _named(text):
        said = found.group().strip(" ,的")
        near = text[max(0, found.start() - _AROUND) : found.end() + _AROUND]
        meant = waiting or (amid and _is_to_come(text, found)) or _is_hardly_more(text, said) or _VISIT.search(near)
        if len(said) < 2 or not meant or _NEEDED_BY.search(text[: found.start()]):
            continue
        if waiting and (_EXCEPTED.search(text) or _PREFERRED.search(text)):
            yield _in_full(text, found)
            return
        denied = _is_denied(text, found)
        if not denied or (waiting and _PART.match(text, found.start()) and _HOURS.search(said)):
            end = _without_hours(text, found) if waiting else 0
            end = end or found.start() + len(found.group().rstrip())
            yield found.start(), end, text[found.start() : end].strip(" ,的")
            return
    rather = _WHENEVER.search(text) if plainly and (_PREFERRED.search(text) or _ZH_PARTS.search(text)) else None
    if rather:
        yield _in_full(text, rather)
        return
    unwanted = [span for found in _named(text) if (span := _denied(text, found))]
    forms = (_WHENEVER, _NOW, *(() if unwanted else (_ZH_PARTS,))) if plainly else (_WHENEVER,) if waiting else ()
    spans = [told.span() for form in forms if (told := form.search(text))] or (unwanted if beside else [])
    yield from [(*span, text[slice(*span)].strip(" ,，")) for span in spans][:1]


def _in_full(text: str, found: re.Match[str]) -> _Found:
    """All that is said of when, after an address and a number to ring, or up to one: it stands as signs."""
    begin = max((end for _, end, _ in addresses(text) if end <= found.start()), default=0)
    return whole(text, begin, found.span())


_NEEDED_BY = re.compile(r"\b(?:i|we) need (?:it|something|one|a|the|that)\b[^.,;!?]*$|(?:要|得|急)用[^。,，;；]*$", re.IGNORECASE)
"""Before when the shop has to have one again, which is no time to come."""
_TODAY = re.compile(r"今|today|tonight|this\b|工作日|weekday", re.IGNORECASE)
_OTHER_DAY = re.compile(
    r"上个?$|坏|摔|碎|开始|买|换|报[了过]|说[了过]|打[了过]|能(?:不能)?(?:再|接着|继续)?(?:用|卖|收|刷|开|充)|出摊|营业|怎么|咋|客人"
    r"|\b(?:last|since|broke\w*|fell|happened|started|stopped|was|were|did|died|told|said|rang|called|bought|got|dropped|(?:can|could|may|should|will|do|must|how) i|i (?:have|need|open|work|trade)|market|trading|sell|open)\b",
    re.IGNORECASE,
)
"""A day of what befell, or of what the shop does."""


def _is_to_come(text: str, found: re.Match[str]) -> bool:
    """Whether a day that is still to come is named, and nothing that befell: "june 2024. but tomorrow 10 only"."""
    before, after = (re.split(r"[.。,，;；!！?？]", part) for part in (text[: found.start()], text[found.end() :]))
    told = _OTHER_DAY.search(before[-1]) or _OTHER_DAY.search(after[0])
    return bool(_DAY.match(found.group())) and not _TODAY.match(found.group()) and not told


def _without_hours(text: str, found: re.Match[str]) -> int:
    """Where it ends that hours of a time are excepted at which nobody shall come: 下午都在 5点到7点别来; 0 where none are."""
    after = (one for one in _named(text) if one.start() >= found.start() and _HOURS.search(one.group()) and _is_denied(text, one))
    last = max(after, key=lambda one: one.end(), default=None)
    if last is None:
        return 0
    denied = _DENIED_AFTER.match(text[last.end() :])
    return last.end() + (denied.end() if denied else 0)


_EXCEPTS = re.compile(r"[别不除]|\b(?:not|except|but)\b", re.IGNORECASE)


def on_its_day(said: str, before: str) -> str:
    """A time, with the day that was told before where it names none: "10 am", after "tomorrow morning"."""
    day = _DAY.search(before)
    dated = _DAY.search(said) or not _HOURS.search(said) or _EXCEPTS.search(said)
    return said if dated or day is None else f"{day[0]}{'' if has_han(day[0]) else ' '}{said}"


def is_no_window(text: str) -> bool:
    """Whether the words name only days on which nobody shall come."""
    named = [found for found in _named(text) if len(found.group().strip(" ,的")) >= 2]
    return bool(named) and not _EXCEPTED.search(text) and all(_is_denied(text, found) for found in named)


def _named(text: str) -> Iterator[re.Match[str]]:
    """The times in the words; of several in one, where the first is denied, the rest as well."""
    for pattern in (_ZH_WINDOW, _EN_WINDOW) if has_han(text) else (_EN_WINDOW, _ZH_WINDOW):
        at = 0
        while found := pattern.search(text, at):
            yield found
            first = _DAY.match(text, found.start()) if _is_denied(text, found) else None
            more = _DAY.search(text, first.end(), found.end()) if first else None
            at = more.start() if more else max(found.end(), at + 1)


def _is_denied(text: str, found: re.Match[str]) -> bool:
    return _denied(text, found) is not None


def _denied(text: str, found: re.Match[str]) -> tuple[int, int] | None:
    """The time with the words that say that nobody shall come then; None where none do."""
    before, after = _DENIED_BEFORE.search(text[: found.start()]), _DENIED_AFTER.match(text, found.end())
    if before is None and after is None:
        return None
    return before.start() if before else found.start(), after.end() if after else found.end()
