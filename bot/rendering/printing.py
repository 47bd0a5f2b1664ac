"""HTML to PDF. The one module that knows WeasyPrint, which is loaded when something is printed; fetches nothing."""

from __future__ import annotations

import logging
from typing import Any

from bot.core.telling import Told, ToldError, told


class CannotPrint(ToldError, RuntimeError):
    """What the system lacks to print, and how it is installed."""


class LeadsOutside(ValueError):
    """A document names something that is not in it."""


def printed(html: str) -> bytes:
    """The PDF. The same HTML gives the same bytes on the same machine (its fonts are part of it).

    Takes tenths of a second of a core: not for the event loop. Raises CannotPrint and LeadsOutside.
    """
    weasyprint = _loaded()
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)

    outside: list[str] = []

    class Refusing(weasyprint.urls.URLFetcher):  # type: ignore[misc, name-defined]  # known once loaded
        """Pictures that are in the document itself, and nothing else."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if not url.startswith("data:image/"):
                outside.append(url)  # WeasyPrint would only leave it out
                raise LeadsOutside(url)
            return super().fetch(url, headers)

    made: bytes = weasyprint.HTML(string=html, url_fetcher=Refusing()).write_pdf(pdf_tags=True)
    if outside:
        raise LeadsOutside(f"a document may not fetch anything, and this one names {outside[0][:80]}")
    return made


def why_not() -> Told | None:
    """Why nothing can be printed here; None where it can."""
    try:
        _loaded()
    except CannotPrint as wrong:
        return wrong.told
    return None


def _loaded() -> Any:
    try:
        import weasyprint  # noqa: PLC0415 -- needs the system's Pango, and takes its time
        import weasyprint.images  # noqa: PLC0415
        import weasyprint.urls  # noqa: PLC0415
    except (ImportError, OSError) as wrong:
        first = str(wrong).splitlines()[0] if str(wrong) else type(wrong).__name__
        raise CannotPrint(told("print_missing", why=first)) from wrong
    # It makes the whole process take broken pictures for whole ones; what merchants send is looked at in the same process.
    weasyprint.images.ImageFile.LOAD_TRUNCATED_IMAGES = False
    return weasyprint
