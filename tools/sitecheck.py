"""Looks at the built documentation as a reader's browser does: every link and picture leads somewhere, and axe finds nothing.

python -m tools.sitecheck FOLDER
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import unquote, urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
THEMES_OWN = {"landmark-unique": {"enabled": False}}
"""The theme gives each block of code, and both lists of pages at the start, a landmark of the same name: best practice, no rule of WCAG."""
QUICK = {"resultTypes": ["violations"], "preload": False, "iframes": False, "rules": THEMES_OWN}
"""All rules. There are no frames, and no style sheet has to be fetched once more."""
STILL = "* { transition: none !important; }"
"""What is between two colours would be measured."""


class Names(HTMLParser):
    """Where a page leads to, and what may be led to in it."""

    def __init__(self, page: Path) -> None:
        """Reads it at once."""
        super().__init__()
        self.leads: set[str] = set()
        self.anchors: set[str] = set()
        self.feed(page.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect."""
        given = dict(attrs)
        self.anchors |= {value for name in ("id", "name") if (value := given.get(name))}
        self.leads |= {value for name in ("href", "src") if (value := given.get(name)) and tag in {"a", "img", "link", "script"}}


def lost(site: Path) -> list[str]:
    """Links within the site that lead nowhere."""
    pages = {page: Names(page) for page in site.rglob("*.html") if page.name != "404.html"}
    found = []
    for page, names in pages.items():
        for lead in names.leads:
            parts = urlsplit(lead)
            if parts.scheme or parts.netloc or lead.startswith("/"):
                continue
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            target = target / "index.html" if target.is_dir() else target
            anchor = unquote(parts.fragment)
            if not target.exists() or (anchor and target in pages and anchor not in pages[target].anchors and anchor != "__top"):
                found.append(f"{page.relative_to(site)}: {lead}")
    return found


def pages_of(site: Path) -> list[str]:
    """Every page, by its address below the site."""
    return sorted(file.relative_to(site).as_posix() for file in site.rglob("*.html"))


def hurdles(pages: Iterable[str], browser: Browser, base: str) -> list[str]:
    """What axe finds, page by page; in the dark nothing but colours differs."""
    found = []
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    for where in pages:
        page.goto(f"{base}/{where}")
        page.add_style_tag(content=STILL)
        found += [f"{where}: {one}" for one in _told(Axe().run(page, options=QUICK).response)]
        page.evaluate("document.body.dataset.mdColorScheme = 'slate'")
        dark = page.evaluate("quick => axe.run(document, {...quick, runOnly: ['color-contrast']})", QUICK)
        found += [f"{where} in the dark: {one}" for one in _told(dark)]
    context.close()
    return found


def _told(response: Mapping[str, Any]) -> list[str]:
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in response["violations"]]


class Quiet(SimpleHTTPRequestHandler):
    """Serves and says nothing."""

    def log_message(self, *_words: object) -> None:
        """Nothing."""


def main(site: Path) -> int:
    """0 if all is well."""
    problems = lost(site)
    if CHROMIUM.exists():
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
        Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
            problems += hurdles(pages_of(site), browser, f"http://127.0.0.1:{server.server_port}")
            browser.close()
        server.shutdown()
    else:
        print("axe is skipped: Chromium is not installed (apt-get install chromium)")
    for problem in problems:
        print(problem)
    print(f"{len(pages_of(site))} pages, {len(problems)} problem(s)")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
