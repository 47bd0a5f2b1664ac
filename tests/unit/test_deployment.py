"""What is shipped for operators: dashboard and alert rules speak of metrics that there are."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.service.backlog import Backlog, Heap, Process
from bot.service.watching import Action, Piece
from bot.wiring.metrics import Metrics, Moment
from tests.world import NOW

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
ALERTS = DEPLOY / "prometheus" / "alerts.yml"
DASHBOARD = DEPLOY / "grafana" / "posbot.json"
SUFFIXES = re.compile(r"_(total|bucket|sum|count|created)$")


def known() -> dict[str, set[str]]:
    """Every metric there is, with its labels."""
    metrics, heaps = Metrics(), {"web": Heap(1, NOW)}
    for action, facts in (
        (Action.TURN_KEPT, {"decision": "accept", "ticket": "paid", "called": "asked"}),
        (Action.MESSAGE_SENT, {"waited": "1"}),
    ):
        metrics.ended(Piece(action, "web", facts=facts), 0.1)
    own = Process("a", "1", "0009", ("web",), NOW, NOW, {"deliver": 0.1}, {"web": NOW})
    told = metrics.text(Moment(NOW, Backlog(heaps, heaps, barred=("wx_oa",)), (own,), own, 0.0, NOW)).decode()
    found: dict[str, set[str]] = {}
    for name, labels in re.findall(r"(?m)^(posbot_\w+)(?:\{(.*?)\})? ", told):
        found.setdefault(name, set()).update(re.findall(r"(\w+)=", labels))
    return found


def queries() -> list[str]:
    """Everything that is asked of Prometheus."""
    rules = yaml.safe_load(ALERTS.read_text("utf-8"))
    panels = json.loads(DASHBOARD.read_text("utf-8"))["panels"]
    found = [rule["expr"] for group in rules["groups"] for rule in group["rules"]]
    return found + [target["expr"] for panel in panels for target in panel.get("targets", ())]


@pytest.mark.parametrize("query", queries())
def test_a_query_names_metrics_and_labels_that_there_are(query: str) -> None:
    metrics = known()
    named = re.findall(r"(posbot_\w+)(?:\{(.*?)\})?", query)
    assert named
    for name, labels in named:
        assert name in metrics, name
        assert set(re.findall(r"(\w+)\s*[=!]", labels)) <= metrics[name]


def test_an_alert_says_in_both_languages_what_is_wrong_and_where_to_look() -> None:
    rules = [rule for group in yaml.safe_load(ALERTS.read_text("utf-8"))["groups"] for rule in group["rules"]]
    assert len({rule["alert"] for rule in rules}) == len(rules)
    assert [rule["alert"] for rule in rules if set(rule["annotations"]) != {"summary", "zh", "look"}] == []


def test_the_names_keep_prometheus_conventions() -> None:
    for name in known():
        assert SUFFIXES.search(name) or not name.endswith("_milliseconds")
        assert name == name.lower()
        if "duration" in name or "age" in name.split("_") or "wait" in name.split("_"):
            assert "_seconds" in name


def test_the_dashboard_is_the_one_that_its_script_writes() -> None:
    script = DEPLOY.parent / "tools" / "dashboard.py"
    made = subprocess.run([sys.executable, str(script)], capture_output=True, encoding="utf-8", check=True).stdout
    assert json.loads(made) == json.loads(DASHBOARD.read_text("utf-8"))


def test_prometheus_itself_takes_the_rules() -> None:
    promtool = shutil.which("promtool")
    if promtool is None:
        pytest.skip("promtool is not installed: apt-get install prometheus")
    done: Any = subprocess.run([promtool, "check", "rules", str(ALERTS)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
