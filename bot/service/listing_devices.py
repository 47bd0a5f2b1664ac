"""A supplier's list of terminals, read row by row: what each row says, and what is wrong with it, by its line.

Knows the columns that suppliers use; opens no file and keeps nothing.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from bot.core.days import purchased
from bot.service.passports import DATES, OWNERSHIPS, PROOFS, Passport
from bot.understanding.text.masking import masked
from bot.understanding.text.normalising import visible

MARKS = ",;\t"
"""What parts the cells of a line, in the order of how usual it is: spreadsheets write what is the custom of their country."""
LONGEST = 300
FEWEST, MOST = 4, 40
"""Characters of a serial number."""
OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "serial": ("序列号", "机身号", "设备号", "sn", "s/n", "serial number", "serial_number", "serial no"),
    "model": ("型号", "机型", "终端型号"),
    "firmware": ("固件", "固件版本", "软件版本", "firmware version", "firmware_version"),
    "purchased": ("购机日期", "购买日期", "purchase date", "purchase_date", "bought"),
    "delivered": ("交付日期", "发货日期", "delivery date", "delivery_date"),
    "activated": ("激活日期", "启用日期", "activation date", "activation_date"),
    "invoiced": ("开票日期", "发票日期", "invoice date", "invoice_date"),
    "bought_from": ("购买地点", "购机渠道", "place", "purchase place"),
    "proof": ("凭证", "购机凭证"),
    "supplier": ("供应商", "服务商"),
    "acquirer": ("收单机构", "支付机构"),
    "ownership": ("归属", "产权", "owner"),
    "terms": ("保修条款", "warranty terms", "contract"),
    "sim_until": ("流量卡到期", "sim到期", "sim expiry", "sim_expiry"),
    "battery_since": ("电池日期", "battery date", "battery_date"),
    "shop": ("门店", "店名", "商户名称", "shop name", "merchant"),
    "address": ("地址", "门店地址", "shop address"),
    "contact": ("电话", "联系电话", "手机", "phone"),
    "note": ("备注", "remark", "remarks"),
}
"""How a column may be headed beside its own name; compared without regard to case."""
OTHER_VALUES: Mapping[str, Mapping[str, str]] = {
    "ownership": {"购买": "bought", "自购": "bought", "买断": "bought", "租用": "rented", "租赁": "rented", "借用": "lent", "投放": "lent"},
    "proof": {"发票": "invoice", "合同": "contract", "无": "none"},
}
ALLOWED = {"ownership": OWNERSHIPS, "proof": PROOFS}
HEADINGS = {other: name for name, others in OTHER_NAMES.items() for other in (name, *others)}


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong in a line of the file. ``column`` is as the file heads it, ``value`` as it stands there.

    ``code``: no-serial, no-header, unknown-column, twice-column, bad-serial, bad-date, bad-value, too-long, too-many, twice, no-table.
    """

    line: int
    code: str
    column: str = ""
    value: str = ""
    wanted: str = ""


Row = tuple[int, Passport]


class Listing:
    """The rows of a list, in order, as they are asked for; the file is never held whole.

    A row that is repeated word for word is one row; the same serial number with something else is wrong.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        """``lines`` are those of the file, with their ends."""
        self._lines = lines
        self._seen: dict[int, int] = {}

    def __iter__(self) -> Iterator[Row | Wrong]:
        lines, mark = _marked(self._lines)
        reader = csv.reader(lines, delimiter=mark, strict=True)
        names: list[str] = []
        try:
            for cells in reader:
                if not any(cell.strip() for cell in cells):
                    continue
                if not names:
                    problems = tuple(_headed(reader.line_num, cells))
                    yield from problems
                    if problems:
                        return
                    names = [HEADINGS[_plain(cell)] for cell in cells]
                else:
                    yield from self._row(reader.line_num, names, cells)
        except csv.Error as wrong:
            yield Wrong(reader.line_num, "no-table", value=str(wrong))
            return
        if not names:
            yield Wrong(1, "no-header")

    def _row(self, line: int, names: list[str], cells: list[str]) -> Iterator[Row | Wrong]:
        if len(cells) > len(names) and any(cell.strip() for cell in cells[len(names) :]):
            yield Wrong(line, "too-many", value=str(len(cells)), wanted=str(len(names)))
            return
        facts = {name: _value(name, cell) for name, cell in zip(names, cells, strict=False)}
        problems = tuple(_problems(line, facts))
        if problems:
            yield from problems
            return
        passport = Passport(**facts)  # type: ignore[arg-type]  # a list has no column "told", the others are text
        content, known = hash(passport), self._seen.get(hash(passport.serial))
        if known is not None:
            if known != content:
                yield Wrong(line, "twice", "serial", passport.serial)
            return
        self._seen[hash(passport.serial)] = content
        yield line, passport


def _plain(heading: str) -> str:
    return " ".join(visible(heading).casefold().split())


def _marked(lines: Iterable[str]) -> tuple[Iterator[str], str]:
    """The lines, and what parts their cells: the mark that stands most often among the headings."""
    left, begun = iter(lines), []
    for line in left:
        begun.append(line)
        if line.strip():
            break
    return chain(begun, left), max(MARKS, key=begun[-1].count) if begun else MARKS[0]


def _headed(line: int, cells: list[str]) -> Iterator[Wrong]:
    known = [HEADINGS.get(_plain(cell), "") for cell in cells]
    for cell, name in zip(cells, known, strict=True):
        if not name:
            yield Wrong(line, "unknown-column", cell.strip(), wanted=", ".join(OTHER_NAMES))
        elif known.count(name) > 1:
            yield Wrong(line, "twice-column", cell.strip())
    if "serial" not in known:
        yield Wrong(line, "no-serial")


def _value(name: str, cell: str) -> str:
    plain = " ".join(visible(cell).split())
    if name == "serial":
        return "".join(plain.replace("-", "").split()).upper()
    if name in DATES:
        return _date(plain)
    if name in OTHER_VALUES:
        return OTHER_VALUES[name].get(plain, plain.casefold())
    return masked(plain)[0] if name == "note" else plain


def _date(text: str) -> str:
    """``YYYY-MM-DD`` of the ways a spreadsheet writes it."""
    parts = [
        part for part in text.replace("/", "-").replace(".", "-").replace("年", "-").replace("月", "-").rstrip("日").split("-") if part
    ]
    return "-".join(part.zfill(2) for part in parts) if parts and all(part.isdecimal() for part in parts) else text


def _problems(line: int, facts: Mapping[str, str]) -> Iterator[Wrong]:
    serial = facts["serial"]
    if not FEWEST <= len(serial) <= MOST or not serial.isascii() or not serial.isalnum():
        yield Wrong(line, "bad-serial", "serial", serial, f"{FEWEST}-{MOST}")
    for name, value in facts.items():
        if name in DATES and value and purchased(value) is None:
            yield Wrong(line, "bad-date", name, value)
        if name in ALLOWED and value and value not in ALLOWED[name]:
            yield Wrong(line, "bad-value", name, value, ", ".join(ALLOWED[name]))
        if len(value) > LONGEST:
            yield Wrong(line, "too-long", name, value[:20] + "…", str(LONGEST))
