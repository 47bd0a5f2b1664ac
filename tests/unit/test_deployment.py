"""What is shipped for operators fits posbot: metrics, settings, roles and paths that they name are those that there are."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.channels.web.intake import PHOTO_BYTES, WORD_BYTES
from bot.cli.commands import COMMANDS
from bot.service.backlog import Backlog, Heap, Process
from bot.service.watching import Action, Piece
from bot.settings import Settings
from bot.wiring.metrics import Metrics, Moment
from bot.wiring.parts import PARTS
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
    told = metrics.text(Moment(NOW, Backlog(heaps, heaps, barred=("wx_oa",)), (own,), own, 0.0, 0.0, NOW)).decode()
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


# ---- containers, units, proxies -----------------------------------------------------------------------

ROOT = DEPLOY.parent
SETTINGS = {f"POSBOT_{name}".upper() for name in Settings.model_fields} | {"POSBOT_CACHE"}
PROXYS_OWN = {"POSBOT_NAME", "POSBOT_UPSTREAM"}
FILES = sorted(path for path in DEPLOY.rglob("*") if path.is_file() and path.suffix != ".json")


@pytest.mark.parametrize("file", FILES, ids=[str(path.relative_to(DEPLOY)) for path in FILES])
def test_a_setting_that_is_named_is_one(file: Path) -> None:
    named = set(re.findall(r"POSBOT_[A-Z_]+", file.read_text("utf-8")))
    assert named <= SETTINGS | PROXYS_OWN


def instructions() -> list[tuple[str, str]]:
    """Of the Dockerfile, continued lines joined."""
    text = (DEPLOY / "container" / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
    lines = (line.strip() for line in text.splitlines())
    return [(line.partition(" ")[0], line.partition(" ")[2].strip()) for line in lines if line and not line.startswith("#")]


def test_everything_that_the_image_copies_is_there_and_reaches_the_builder() -> None:
    ignored = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    let_in = {line[1:] for line in ignored if line.startswith("!")}
    sources = [name for word, rest in instructions() if word == "COPY" and "--from" not in rest for name in rest.split()[:-1]]
    assert ignored[1] == "*"
    assert sources
    for source in sources:
        assert (ROOT / source).exists(), source
        assert source in let_in, source


def test_the_image_is_built_of_what_the_wheel_is_built_of_and_runs_as_nobody() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wheel = set(project["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"])
    copied = {name for word, rest in instructions() if word == "COPY" and "--from" not in rest for name in rest.split()[:-1]}
    assert wheel <= copied
    assert {"LICENSE", "NOTICE", "README.md", "pyproject.toml"} <= copied
    said = [word for word, _ in instructions()]
    assert dict(instructions())["USER"] == "posbot"
    assert said.index("USER") < said.index("ENTRYPOINT")


@pytest.mark.parametrize("name", ["compose.yml", "compose.postgres.yml"])
def test_a_service_runs_a_command_and_roles_that_there_are(name: str) -> None:
    services = yaml.safe_load((DEPLOY / "container" / name).read_text("utf-8"))["services"]
    ours = {key: service for key, service in services.items() if "build" in service}
    roles: set[str] = set()
    for service in ours.values():
        command = service.get("command", ["run"])
        assert command[0] in COMMANDS
        roles |= set(command[2].split(",")) if command[1:2] == ["--role"] else set()
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
    assert not roles or roles == set(PARTS) - {"emulator"}


def test_the_units_are_taken_by_systemd_and_say_little_is_exposed(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd is not installed: apt-get install systemd")
    there = tmp_path / "posbot"
    there.write_text("#!/bin/sh\n", "utf-8")
    there.chmod(0o755)
    for unit in ("posbot.service", "posbot-backup.service", "posbot-backup.timer"):
        text = (DEPLOY / "systemd" / unit).read_text("utf-8").replace("/opt/posbot/bin/posbot", str(there))
        (tmp_path / unit).write_text(text, "utf-8")
    done = subprocess.run([analyze, "verify", *map(str, sorted(tmp_path.glob("posbot*.*")))], capture_output=True, text=True, check=False)
    assert (done.returncode, [line for line in done.stderr.splitlines() if "posbot" in line]) == (0, [])


def test_nginx_takes_its_configuration(tmp_path: Path) -> None:
    nginx = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if nginx is None or shutil.which("openssl") is None:
        pytest.skip("nginx is not installed: apt-get install nginx openssl")
    pair = ["-keyout", f"{tmp_path}/privkey.pem", "-out", f"{tmp_path}/fullchain.pem"]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=support.example.com", *pair]
    subprocess.run(command, check=True, capture_output=True)
    server = (DEPLOY / "proxy" / "nginx.conf").read_text("utf-8").replace("/etc/ssl/posbot", str(tmp_path))
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = " ".join(f"{kind}_temp_path {tmp_path}/{kind};" for kind in kinds)
    around = f"pid {tmp_path}/pid; events {{}} http {{ access_log off; {temporary} {server} }}"
    (tmp_path / "nginx.conf").write_text(around, "utf-8")
    done = subprocess.run(
        [nginx, "-t", "-e", f"{tmp_path}/error", "-p", str(tmp_path), "-c", f"{tmp_path}/nginx.conf"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_caddy_takes_its_configuration() -> None:
    caddy = shutil.which("caddy")
    if caddy is None:
        pytest.skip("caddy is not installed: apt-get install caddy")
    given = {**os.environ, "POSBOT_NAME": "support.example.com"}
    command = [caddy, "validate", "--adapter", "caddyfile", "--config", str(DEPLOY / "proxy" / "Caddyfile")]
    done = subprocess.run(command, env=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_proxies_let_the_largest_upload_through_and_keep_watching_inside() -> None:
    for name, most in (("nginx.conf", r"client_max_body_size (\d+)m"), ("Caddyfile", r"max_size (\d+)MB")):
        text = (DEPLOY / "proxy" / name).read_text("utf-8")
        found = re.search(most, text)
        assert found
        assert int(found[1]) * 1024 * 1024 > PHOTO_BYTES + WORD_BYTES
        assert "/metrics" in text
