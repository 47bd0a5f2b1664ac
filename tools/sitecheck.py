"""Looks at the built documentation as a reader's browser does: every link and picture leads somewhere, and axe finds nothing.

python -m tools.sitecheck FOLDER
"""

from __future__ import annotations

import sys
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa"]}}


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


def hurdles(site: Path, browser: Browser, base: str) -> list[str]:
    """What axe finds, page by page."""
    found = []
    context = browser.new_context(color_scheme="light", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    for file in sorted(site.rglob("*.html")):
        where = file.relative_to(site).as_posix()
        page.goto(f"{base}/{where}")
        results = Axe().run(page, options=RULES).response["violations"]
        found += [f"{where}: {one['id']}: {one['nodes'][0]['html'][:120]}" for one in results]
    context.close()
    return found


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
            problems += hurdles(site, browser, f"http://127.0.0.1:{server.server_port}")
            browser.close()
        server.shutdown()
    else:
        print("axe is skipped: Chromium is not installed (apt-get install chromium)")
    for problem in problems:
        print(problem)
    print(f"{len(list(site.rglob('*.html')))} pages, {len(problems)} problem(s)")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
