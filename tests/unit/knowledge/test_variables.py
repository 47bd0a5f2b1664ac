"""Which variables of a template stand inside a test of themselves."""

from __future__ import annotations

import pytest

from bot.knowledge.checks.variables import names


def loose(source: str) -> set[str]:
    return {name for name, tested in names(source) if not tested}


@pytest.mark.parametrize(
    "source",
    [
        "no variable at all",
        "{% if a %}{{ a }}{% endif %}",
        "{% if a and b %}{{ a }}{{ b }}{% endif %}",
        "{% if not a %}nothing{% else %}{{ a }}{% endif %}",
        "{% if not (not a) %}{{ a }}{% endif %}",
        "{% if not a or not b %}nothing{% else %}{{ a }}{{ b }}{% endif %}",
        "{% if a == 'x' %}{{ a }}{% endif %}",
        "{% if a in ('x', 'y') %}{{ a }}{% endif %}",
        "{% if a != 'x' %}other{% endif %}",
        "{% if a %}{{ a }}{% elif b %}{{ b }}{% endif %}",
        "{{ a if a else 'nothing' }}",
        "{{ a if a }}",
        "{{ a or 'nothing' }}",
        "{{ a or b or 'nothing' }}",
        "{% if a %}{{ a | upper }}{% endif %}",
        "{% set own = 'x' %}{{ own }}",
        "{% for one in 'ab' %}{{ one }}{% endfor %}",
        "{% for one in 'ab' %}{{ ' and ' if loop.last }}{{ one }}{% endfor %}",
        "{% if a %}{% if b %}{{ a }}{{ b }}{% endif %}{% endif %}",
    ],
)
def test_what_is_tested_first_is_safe(source: str) -> None:
    assert loose(source) == set()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ a }}", {"a"}),
        ("{{ a }}{% if a %}{{ a }}{% endif %}", {"a"}),
        ("{% if b %}{{ a }}{% endif %}", {"a"}),
        ("{% if a or b %}{{ a }}{% endif %}", {"a"}),
        ("{% if not (a and b) %}x{% else %}{{ a }}{{ b }}{% endif %}", set()),
        ("{% if not a %}{{ a }}{% endif %}", {"a"}),
        ("{% if a == '' %}{{ a }}{% endif %}", {"a"}),
        ("{% if a != 'x' %}{{ a }}{% endif %}", {"a"}),
        ("{% if a in (b, 'x') %}{{ a }}{% endif %}", set()),
        ("{% if a %}x{% else %}{{ a }}{% endif %}", {"a"}),
        ("{{ 'x' or a }}", {"a"}),
        ("{{ a | upper }}", {"a"}),
        ("{{ 'x' if b else a }}", {"a"}),
    ],
)
def test_what_may_be_empty_where_it_is_shown_is_loose(source: str, expected: set[str]) -> None:
    assert loose(source) == expected


def test_a_template_that_is_none_has_no_variables() -> None:
    assert list(names("{% if a %}")) == []
