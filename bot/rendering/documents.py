"""Documents that are read on a page and printed: one Jinja2 template a language, one stylesheet for all.

Reads the templates, computes, and fetches nothing. What is printed from the HTML is in `bot.rendering.printing`.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from bot.rendering.folders import opened

STYLE = "documents/document.css"


class Documents:
    """The templates under ``<locale>/documents/``; each extends ``documents/frame.html``."""

    def __init__(self, folder: Path) -> None:
        """``folder``: that of all templates. Nothing is read before it is first wanted."""
        self._environment = opened(folder, ImmutableSandboxedEnvironment)

    def html(self, locale: str, name: str, values: Mapping[str, object]) -> str:
        """The document as one page of HTML that needs nothing else. The same values give the same text.

        Raises jinja2.TemplateNotFound for a document that there is not, jinja2.UndefinedError for a value it lacks.
        """
        template = self._environment.get_template(f"{locale}/documents/{name}.html")
        return template.render(dict(values), locale=locale, style=Markup(self.style))  # noqa: S704 -- our own stylesheet

    @cached_property
    def style(self) -> str:
        """The stylesheet that every document carries."""
        source, _, _ = self._environment.loader.get_source(self._environment, STYLE)  # type: ignore[union-attr]  # it was given one
        return source.strip()

    @cached_property
    def policy(self) -> str:
        """The content security policy under which a document is shown: its own stylesheet, and nothing else."""
        known = b64encode(hashlib.sha256(self.style.encode()).digest()).decode()
        return f"default-src 'none'; style-src 'sha256-{known}'; img-src data:; base-uri 'none'; form-action 'none'"


def digest(content: str | bytes) -> str:
    """The SHA-256 of a document, in hexadecimal."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()
