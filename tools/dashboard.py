"""Writes deploy/grafana/posbot.json: rows of panels, from a table that people can read.

    python tools/dashboard.py > deploy/grafana/posbot.json

A test holds file and script together, and every metric that it names to those that posbot has.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

Panel = tuple[str, str, str, Sequence[tuple[str, str]]]
"""Title, kind, unit, and queries with their legends."""

ROWS: Sequence[tuple[str, Sequence[Panel]]] = (
    (
        "Is it well? 运行是否正常",
        (
            ("Processes at work 工作中的进程", "stat", "short", (("sum(max by (version) (posbot_processes))", "processes"),)),
            ("Merchants waiting for a person 等人工", "stat", "short", (("max(posbot_chats_waiting)", "waiting"),)),
            ("First of them waits for 最久等待", "stat", "s", (("max(posbot_chats_waiting_age_seconds)", "age"),)),
            ("Updates put aside 搁置的更新", "stat", "short", (("max(posbot_updates_parked)", "parked"),)),
            (
                "Messengers without a token 拿不到凭证的平台",
                "stat",
                "short",
                (("sum(max by (source) (posbot_accounts_barred)) or vector(0)", "barred"),),
            ),
            ("Newest backup 最近备份", "stat", "s", (("min(posbot_backup_age_seconds)", "age"),)),
            ("Versions 版本", "table", "short", (("max by (version, schema) (posbot_build_info)", "{{version}} {{schema}}"),)),
        ),
    ),
    (
        "Merchants 商户",
        (
            (
                "Messages a minute 每分钟消息",
                "timeseries",
                "short",
                (("sum by (decision) (rate(posbot_messages_heard_total[5m])) * 60", "{{decision}}"),),
            ),
            (
                "Not understood 听不懂的比例",
                "timeseries",
                "percentunit",
                (
                    (
                        (
                            'sum(rate(posbot_messages_heard_total{decision="reject"}[1h])) / '
                            'sum(rate(posbot_messages_heard_total{decision=~"accept|clarify|reject"}[1h]))'
                        ),
                        "rejected",
                    ),
                ),
            ),
            (
                "Tickets an hour 每小时工单",
                "timeseries",
                "short",
                (("sum by (kind) (rate(posbot_tickets_written_total[1h])) * 3600", "{{kind}}"),),
            ),
            (
                "Calls for a person an hour 每小时转人工",
                "timeseries",
                "short",
                (("sum by (reason) (rate(posbot_people_called_total[1h])) * 3600", "{{reason}}"),),
            ),
        ),
    ),
    (
        "Work 处理",
        (
            (
                "Turn, p50 and p99 一次应答耗时",
                "timeseries",
                "s",
                tuple(
                    (f'histogram_quantile({q}, sum by (le) (rate(posbot_action_duration_seconds_bucket{{action="turn_kept"}}[5m])))', name)
                    for q, name in ((0.5, "p50"), (0.99, "p99"))
                ),
            ),
            (
                "From kept to sent, p99 从保存到发出",
                "timeseries",
                "s",
                (("histogram_quantile(0.99, sum by (le, source) (rate(posbot_message_wait_seconds_bucket[5m])))", "{{source}}"),),
            ),
            (
                "How work ends 处理结果",
                "timeseries",
                "ops",
                (('sum by (action, outcome) (rate(posbot_actions_total{outcome!="done"}[5m]))', "{{action}} {{outcome}}"),),
            ),
            (
                "Sent a second 每秒发出",
                "timeseries",
                "ops",
                (('sum by (source) (rate(posbot_actions_total{action="message_sent",outcome="done"}[5m]))', "{{source}}"),),
            ),
        ),
    ),
    (
        "What waits 等待处理",
        (
            (
                "Answers to go out 待发出",
                "timeseries",
                "short",
                (("max by (source) (posbot_outbox_lanes)", "{{source}}"),),
            ),
            ("Oldest answer 最久未发", "timeseries", "s", (("max by (source) (posbot_outbox_age_seconds)", "{{source}}"),)),
            ("Updates to work off 待处理的更新", "timeseries", "short", (("max by (source) (posbot_inbox_lanes)", "{{source}}"),)),
            (
                "Oldest update and timer 最久未处理",
                "timeseries",
                "s",
                (("max by (source) (posbot_inbox_age_seconds)", "{{source}}"), ("max(posbot_timers_age_seconds)", "timers")),
            ),
            ("Since something came in 距上次收到", "timeseries", "s", (("min by (source) (posbot_intake_age_seconds)", "{{source}}"),)),
            (
                "Loops 循环",
                "timeseries",
                "s",
                (("max by (loop) (posbot_loop_age_seconds)", "{{loop}}"), ("max(posbot_worker_age_seconds)", "answer of the database")),
            ),
        ),
    ),
)
SOURCE = {"type": "prometheus", "uid": "${source}"}


def dashboard() -> dict[str, Any]:
    """The whole of it, as Grafana imports it."""
    panels: list[dict[str, Any]] = []
    top = 0
    for title, row in ROWS:
        panels.append({"id": len(panels) + 1, "type": "row", "title": title, "collapsed": False, "gridPos": _place(0, top, 24, 1)})
        wide = 24 // min(len(row), 3) if row[0][1] != "stat" else 4
        high = 4 if row[0][1] == "stat" else 8
        for count, panel in enumerate(row):
            place = _place(count * wide % 24, top + 1 + count * wide // 24 * high, wide, high)
            panels.append(_panel(len(panels) + 1, panel, place))
        top += 1 + high * -(-len(row) * wide // 24)
    variable = {"name": "source", "type": "datasource", "query": "prometheus", "label": "Prometheus"}
    return {
        "uid": "posbot",
        "title": "posbot",
        "tags": ["posbot"],
        "schemaVersion": 39,
        "version": 1,
        "refresh": "30s",
        "timezone": "browser",
        "time": {"from": "now-6h", "to": "now"},
        "templating": {"list": [variable]},
        "panels": panels,
    }


def _place(x: int, y: int, w: int, h: int) -> dict[str, int]:
    return {"x": x, "y": y, "w": w, "h": h}


def _panel(number: int, panel: Panel, place: dict[str, int]) -> dict[str, Any]:
    title, kind, unit, queries = panel
    targets = [
        {"refId": chr(65 + at), "datasource": SOURCE, "expr": query, "legendFormat": legend, "instant": kind != "timeseries"}
        for at, (query, legend) in enumerate(queries)
    ]
    field = {"defaults": {"unit": unit, "min": 0}, "overrides": []}
    return {"id": number, "type": kind, "title": title, "datasource": SOURCE, "gridPos": place, "targets": targets, "fieldConfig": field}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(dashboard(), indent=1, ensure_ascii=False) + "\n")
