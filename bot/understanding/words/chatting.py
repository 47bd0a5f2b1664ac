"""Words that are more manner than matter: idle talk, haste and anger, vague answers, "it is broken", thanks for what
works. Looked at where nothing else was understood; what is vague or bare tells nothing, whatever it sounds like.
"""

from __future__ import annotations

import re
from functools import lru_cache

_LONGEST = 40  # characters; what is longer may hold a trouble that was not understood
_LONGEST_BARE = 60
_CHATTER = re.compile(
    r"笑话|段子|唱(?:首|个)?歌|天气|下雨|热不热|冷不冷|好冷|好热|无聊|聊聊天|陪我|喜欢你|爱你|想你|可爱|真聪明|好聪明|真棒|厉害|结婚|男朋友|女朋友|几岁|多大了|男的女的"
    r"|^(?:哈|呵|嘿|嘻){2,}$|^(?:吃|喝)(?:了|啥|什么|饭)|在干(?:嘛|啥|什么)|干啥呢|忙(?:啥|什么)呢|^(?:早点)?(?:睡|休息)"
    r"|\b(?:joke|weather|sing|song|bored|boring day|love you|miss you|marry|girlfriend|boyfriend|how old are you|where are you from|where do you live"
    r"|good (?:bot|boy|girl|robot)|clever (?:bot|thing)|smart (?:bot|robot)|you'?re (?:funny|cute|smart|clever|nice|great|sweet)|favou?rite|do you (?:like|sleep|eat|dream))\b"
    r"|^(?:ha|he|lol|lmao|rofl)+!*$",
    re.IGNORECASE,
)
_CROSS = re.compile(
    r"(?:什么|啥)?破(?:机器|玩意|东西)|搞笑|开(?:什么|啥|我)?玩笑|逗我|耍我|垃圾|(?:气|急|烦)死(?:我|人)?了?|烦死|坑(?:人|爹)|(?<!客)服了|无语|搞什么|快点|(?:客人|顾客|人家|后面|外面).{0,4}(?:跑了|走了|急|等着|在等|排队|催|生气|发火|发飙|骂|吵|闹)|排(?:着|起了?)?(?:长|大)?队|耽误(?:我)?(?:事|生意)|真烦|太过分|过分了|离谱|要走了?$|越\w{1,2}越(?:坏|糟|差)"
    r"|\b(?:useless|piece of (?:junk|crap|rubbish|shit)|rubbish|so annoying|annoying|ridiculous|ffs|wtf|hurry|wants? to (?:leave|go)(?: now)?$|(?:customers?|people|everyone|a queue|they|he|she)(?: is| are|'s|'re)? (?:waiting|angry|furious|shouting|in a (?:rush|hurry)|getting (?:angry|annoyed)|moaning|leaving|going|gone|walking out|off|fed up)|(?:she|he|they)\'?s (?:leaving|going|angry|waiting|walking out)|(?:queue|line) (?:is )?(?:out|building|at|to)|losing (?:customers|money|sales|business)|(?:this is|what|such|is this) a joke|joke of a|you'?re joking|are you kidding|kidding me|pathetic|fed up|hopeless|terrible"
    r"|f+u+c*k\w*|shit\w*|crap|bollocks|bloody hell|damn\w*|bastards?|assholes?|arseholes?|idiots?|stupid|moron|screw you|piss off|go to hell)\b"
    r"|傻[逼比bB叉]|煞笔|沙比|[他她你尼]妈的?|麻痹|卧槽|我操|操你|草泥马|狗屁|放屁|王八蛋|混蛋|智障|脑残|废物|弱智|有病吧|滚蛋|滚开|去死|\b(?:tmd|nmd|sb|cnm)\b",
    re.IGNORECASE,
)
_ANGRY = re.compile(
    r"[!！]{3,}|[气烦急]死|火大|(?:什么|啥)破|垃圾|受不了|受够|崩溃|太过分|坑爹|离谱|傻[逼比bB叉]|[他你尼]妈的|卧槽|狗屁|王八蛋|混蛋|废物"
    r"|\b(?:useless|pathetic|ridiculous|nightmare|(?:driv(?:es?|ing)) (?:me|us) (?:crazy|mad|nuts|insane|up the wall)|piece of (?:junk|crap|rubbish|shit)|fed up|sick (?:and tired )?of|ffs|wtf|f+u+c*k\w*|bullshit|shit(?:ty)?|bloody (?:thing|machine|hell|useless|terminal)|(?:what|such|is) a joke|for (?:god'?s|fuck'?s|heaven'?s) sake|hate this|pain in the \w+|pissed off|furious|disgrace(?:ful)?)\b",
    re.IGNORECASE,
)
"""Anger in strong words, whatever is told with it."""
_ANGER = re.compile(
    r"[烦气急累]死|烦(?!请)|(?:太|真|这么|那么|好|多)难(?:用|搞|弄|受)?|难(?:用|搞|弄)|复杂|(?:太|真|这么|那么|好|多)麻烦|折腾|受不了|受够|崩溃|疯|无语|服了|绝了|会谢|(?:什么|啥)(?:玩意儿?|鬼|东西)|垃圾|破(?:机器|玩意|东西|系统)|搞不懂|离谱|过分|坑(?:人|爹)?|讨厌|恶心|火大|头疼|头大|无奈|浪费时间|没法做生意|(?:人|客人|顾客)(?:都|全)*(?:走|跑)(?:光|完|没|掉)了?"
    r"|\b(?:hard|difficult|complicated|confusing|frustrat\w+|annoy\w+|ridiculous|(?:driving|drives) me (?:crazy|mad|nuts|insane|up the wall)|hate|wast(?:e|ing)(?: of)?(?: my)? time|too much|fed up|sick (?:and tired )?of|done with|had enough|had it with|unbelievable|useless|nightmare|listening|terrible|awful|horrible|rubbish|garbage|stress\w*|losing (?:my mind|it|patience)|pain in the \w+|(?:everyone|everybody|they|customers)(?: has| have| all)* (?:left|gone|walked out)(?: the shop)?)\b",
    re.IGNORECASE,
)
_FILLING_ANGER = re.compile(
    r"怎么|为什么|为啥|咋|这么|那么|真的?|你们?|我|每次|老是?|总是?|一直|得?很|要命|极了|了吧|系统|太|好|死|都|够|也|太?慢|所以|给"
    r"|\b(?:why|is|this|so|how|can|could|be|what|such|too|very|really|a|you|u|are|even|with|of|have|ive|had|machines?|system|bot|app|always|honestly|seriously|omg|ugh|man|getting|making|make|does|do|must|it|everything|absolutely|bit|am|i'm|i've|not|at all)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"(?:是|有|稍微|好像|比刚才|比之前|,|，| )*好(?:了|多)?(?:一?点|一?些)(?:儿|了)*[。.!！]*|(?:it'?s |it is |that'?s |seems |looks |maybe |now |only |just )*(?:a (?:bit|little|tad)|slightly|somewhat) better(?: now| than before)?[.! ]*|(?:it'?s |it is |that'?s |seems |looks |much |now |yes |ok |getting |got |a lot |bit )*better(?: now| already| today| thanks| than before)*[.! ]*|"
    r"(?:嗯+|呃+|额+|啊)?[….。,，~\s]*(?:好像|差不多|大概|可能|也许|应该|似乎|有点|看着|看起来|貌似|或许|不好说|说不准|怎么说呢?|一般般?|还行吧?|马马虎虎)(?:是|像|吧|有|这样|那样|也|就|的|啊|呢|[….。])*"
    r"|(?:erm*|um+|uh+|hmm+|well)?[.,…\s]*(?:kind of|kinda|sort of|sorta|i guess(?: so)?|maybe|perhaps|more or less|could be|might be|possibly|probably|depends|it depends|hard to say|not really sure|a bit|ish|erm*|um+|hmm+)[.…\s]*",
    re.IGNORECASE,
)


_FILLING = re.compile(
    r"\b(?:hi|hello|hey|please|pls|plz|so|well|ok|okay|right|great|nice|oh|ah|yes|yep|yeah|mate|guys|the|my|our|this|that|thats|your|all|everything"
    r"|its|it|he|card|payment|pos|pin|terminal|machine|reader|pdq|till|thing|device|is|are|was|has|have|been|be|seems|seem|just|again|now|already"
    r"|finally|actually|completely|totally|today|got|getting|there|theres|a|an|some|having|we|i|im|me|us|in|with|to|and|up|back|for|of|on|own|by|itself|help"
    r"|cheers|ta|thanks|thank|you|thx|very|much|lot|million|anyway|bye|never|mind|nevermind|need|ignore|sorry|fine|okay|perfectly|alright"
    r"|properly|correctly|right|proper|since|yesterday|morning|last|night|this|can|someone|somebody|anyone|quick|quickly|urgent|urgently|asap|sos|emergency)\b|'s|'m"
    r"|(?i:刷卡|收款|收银|终端|pos+)?机[器子具]?(?!打)|终端|设备|东西|收款|收银|刷卡|店里|我家|我的|我们|那个|这个|好像|突然|今天|刚刚|现在|老是|总是|天天|每天|经常|怎么办|咋办|咋整|怎么弄|咋弄|帮忙|看看|看下|一下|谢谢|老师|师傅"
    r"|(?i:pos)|[我俺这那的台它又都刚全彻底也就老了啦咯掉啊呀吧呢嘛哦帮看个急请快点来]|[\W_]",
    re.IGNORECASE,
)
"""Words that may stand beside what a bare message says without telling more."""
_GLAD = re.compile(
    r"(?<!is it )(?<!is that )\b(?:works?|working|fixed|sorted(?: it)?(?: out)?|solved|resolved|running|back to normal|back from the dead|alive|lives|lift ?-?off|came back|come back|that did it|did the trick)\b|好了|可以了|能用了|正常了|搞定了?|解决了|没事了|行了|弄好了|修好了|恢复了|活了|活过来了|复活了|好使了|妥了|搞掂了?|来网了|有网了|网来了",
    re.IGNORECASE,
)
_BROKEN = re.compile(
    r"坏|废了|瘟了|不行了|不好使|不好用|用不了|不能用|没法用|用不成|使不了|有点?问题|出了?点?问题|不对劲|不太对|怪怪的|不正常|抽风|有毛病|出毛病|出故障|有故障|故障|罢工|趴窝|歇菜|不灵|出状况"
    r"|\b(?:broken|broke(?: down)?|buggered|knackered|bust|busted|kaput|not work(?:ing)?|doesn'?t work|does not work|isn'?t working|stopped working|won'?t work|no work|out of order|faulty"
    r"|playing up|(?:acting|gone|going|went|being|is|are|'s) (?:(?:all|(?:a )?bit|a little|completely|totally|proper|really|so|quite|just|very) )*(?:up|funny|weird|strange|odd|wrong|wibbly|crazy|mad|mental|nuts|haywire|bonkers|berserk|silly|screwy|wonky|doolally|bananas|rogue|kaput)(?: on (?:me|us))?|misbehaving|on the blink|on the fritz|no (?:good|use)|(?:terminal|machine|reader|device|pos|till)(?: is)? (?:not|isn'?t|ain'?t) right|something(?:'s| is| seems)? (?:off|up|wrong|amiss|not right)|poorly|dodgy|crap|rubbish|problems?|issues?|trouble)\b",
    re.IGNORECASE,
)
_PLEA = re.compile(
    r"救命|帮|求助|急|在线等|快|赶紧|\b(?:just |please )*(?:fix|sort|repair) (?:it|this)(?: out)?\b|\b(?:help|urgent|urgently|asap|sos|emergency|quick|quickly)\b",
    re.IGNORECASE,
)
_FOREIGN = re.compile(r"[\u3040-\u30ff\uac00-\ud7af\u0400-\u04ff\u0600-\u06ff\u0e00-\u0e7f\u0900-\u097f\u0590-\u05ff\u0370-\u03ff]{2}")
_ELSEWHERE = """
el la los las su una un por que qué no es está funciona tarjeta hola gracias ayuda puedo tengo para pero muy
le les mon une des ne pas est marche carte bonjour merci je suis avec pour mais très fonctionne imprime aide
der das mein meine ein eine nicht ist karte wird geht hallo danke bitte ich kann mit für aber sehr funktioniert druckt hilfe
il lo mio mia non è ciao grazie aiuto posso molto stampa
os meu minha não cartão olá obrigado ajuda com mas muito máquina het mijn een niet werkt kaart dank
"""
_FOREIGN_WORDS = frozenset(_ELSEWHERE.split())
_ALSO_ENGLISH = frozenset({"no", "es", "as", "con", "per", "die", "com", "pour", "il"})
_FOREIGN_AT_LEAST = 2  # words of another language; one alone may be a name


_ZH = re.compile(
    r"(?:请|能不能|可以|麻烦|帮我|你|您|跟我|和我|给我|还是|我们|咱们)*(?:换成?|换回|切换?(?:成|到|为|回)?|说|讲|用|改成?|改回|回)?(?:简体|繁体|普通话|国语|汉语|中国话|中文|华语)(?:简体|繁体)?(?:回复|回答|说|版|吧|好吗|可以吗|行吗|谢谢|呢)*|(?:back to |in |speak |switch (?:back )?to |use )?chinese(?: please| pls)?",
    re.IGNORECASE,
)
_EN = re.compile(
    r"(?:can (?:you|we|i) |could (?:you|we) |do you |please |pls |i (?:only )?(?:want|need|prefer|speak) |let'?s )*(?:speak|talk|use|switch to|switch back to|change to|back to|go back to|reply in|write in|answer in|in)? ?(?:the )?english(?: only| version| now| language| thanks| please| pls| ok)*"
    r"|(?:请|能不能|可以|麻烦)?(?:换成?|切换?(?:成|到|为)?|说|讲|用|改成?)?(?:英文|英语)(?:回复|回答|说|版|吧|好吗|谢谢)*",
    re.IGNORECASE,
)


def tongue_of(text: str) -> str | None:
    """The language that a message asks for and says nothing beside: "english please", 说中文."""
    said = text.strip(" .,!?。，！？~")
    return "zh" if _ZH.fullmatch(said) else "en" if _EN.fullmatch(said) else None


def is_angry(text: str) -> bool:
    """Whether strong words are used, whatever else is told."""
    return bool(_ANGRY.search(text))


def is_foreign(text: str) -> bool:
    """Whether the words are in a language that is neither Chinese nor English."""
    if _FOREIGN.search(text):
        return True
    words = re.findall(r"[^\W\d_]+", text.lower())
    known = [word for word in words if word in _FOREIGN_WORDS]
    return 2 * len(known) >= len(words) and len(known) - len(_ALSO_ENGLISH.intersection(known)) >= _FOREIGN_AT_LEAST


_BARE = (("broken", _BROKEN), ("plea", _PLEA))


_PARTS = re.compile(r"\b(?:problem|issue|printer|wifi|internet|screen|scanner|battery|printing|payments?)\b", re.IGNORECASE)
"""What is said to work may be named; what is said to be broken is a trouble of its own with its part named."""


@lru_cache(maxsize=256)
def bare_of(text: str) -> str | None:
    """vague, solved, cross, broken, plea, for words that are that and nothing else, whatever they sound like."""
    said = text.strip()
    if len(said) > _LONGEST_BARE:
        return None
    if _VAGUE.fullmatch(said):
        return "vague"
    if _GLAD.search(said) and not _rest(_GLAD, _PARTS.sub(" ", said)):
        return "solved"
    if _ANGER.search(said) and not _rest(_ANGER, _FILLING_ANGER.sub(" ", _ANGER.sub(" ", said))):
        return "cross"
    return next((manner for manner, core in _BARE if core.search(said) and not _rest(core, said)), None)


def _rest(core: re.Pattern[str], said: str) -> str:
    return _FILLING.sub("", core.sub(" ", said))


def manner_of(text: str) -> str | None:
    """chatter, cross or foreign, for words that are no more than that."""
    said = text.strip()
    if is_foreign(said):
        return "foreign"
    if len(said) > _LONGEST:
        return None
    if _CROSS.search(said):
        return "cross"
    return "chatter" if _CHATTER.search(said) else None
