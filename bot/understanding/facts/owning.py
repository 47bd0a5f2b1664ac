"""How a terminal came to the shop, where it is asked since when: bought used, rented, lent, given. Of the contract it says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

_KIN = r"(?:cousin|uncle|aunt|brother|sister|dad|father|mum|mom|mother|friend|mate|neighbou?r|nephew|son|daughter|in-?laws?|grand\w+|ex)"
_HOW = {
    "second_hand": re.compile(
        r"二手|翻新|闲鱼|转转|旧(?:的|机|货)|别[人家](?:店)?(?:不用|转|送|给|淘汰|用过)|转(?:给|让)|转手|接手|接过来|接的|(?:前|上)(?:面|任|一任|一个|个|家)*的?(?:老板|店主|房东|租户|东家|业主)|(?:朋友|亲戚|同行|熟人|[表堂]?[哥弟姐妹]|[叔舅姨姑伯婶][\u4e00-\u9fff]?|[小大]舅子|女婿|同学|邻居)(?:[\u4e00-\u9fff]{0,4}?)(?:送|给|转|买|不用|拿|淘汰)|盘(?:店|下|过来|的)"
        rf"|\b(?:second|2nd)[ -]?hand|\bpre-?owned|\brefurb(?:ished)?\b|\b(?:bought|got|was|it'?s|purchased)(?: it| one| mine)? used\b|\bused (?:one|machine|terminal)\b|\b(?:ebay|gumtree|craigslist|facebook marketplace|olx)\b|\b(?:old|previous|last|former) (?:owners?|tenants?|shop ?keepers?|landlord)\b|\b(?:came|included) with the (?:shop|business|store|takeaway|take-away|cafe|café|place|premises|pub|bar|salon|restaurant|lease of)\b|\btook (?:it |the shop )?over\b|\binherited\b|\b(?:from|off|gift from) (?:my|a|his|her|our) (?:\w+ )?{_KIN}\b|\b(?:my|a|our) {_KIN}(?:'s)? (?:old|gave|sold|had)\b",
        re.IGNORECASE,
    ),
    "rented": re.compile(r"租(?!房|客|户|店|铺)|\b(?:rent(?:ed|ing|al|s)?|leas(?:e|ed|ing)|hired?|on hire)\b", re.IGNORECASE),
    "lent": re.compile(r"借(?!记|贷)|暂时给|\b(?:on loan|loan(?:ed|er)?|lent|lend|borrow(?:ed)?)\b", re.IGNORECASE),
    "given": re.compile(
        r"免费|白送|赠送?|送的|送给|不要钱|没花钱|(?:银行|公司|你们|业务员|经理)(?:给|发)"
        r"|\bfree\b|\bfor nothing\b|\bgiven\b|\bgave (?:it|us|me|them|one)\b|\bgift\b|\bcame with the (?:contract|account|package)\b|\bdidn'?t (?:pay|cost)",
        re.IGNORECASE,
    ),
}
_DENIED = re.compile(r"(?:不是|没|非|未)\s*$|\b(?:not|n't|never|no)(?: a| been| it)?\s*$", re.IGNORECASE)


def holdings(text: str) -> Iterator[tuple[int, int, str]]:
    """The first way that is told, and not denied."""
    for value, said in _HOW.items():
        found = said.search(text)
        if found and not _DENIED.search(text[: found.start()]):
            yield *found.span(), value
            return
