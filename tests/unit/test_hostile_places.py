"""The commands in places that are not as they might be: what cannot be used is told in one line, and left as it is."""

from __future__ import annotations

import socket
from pathlib import Path

from click.testing import CliRunner

from bot.cli.commands import main
from bot.wiring.keys import new_key


def test_a_backup_replaces_no_device(tmp_path: Path) -> None:
    env = {"POSBOT_FOLDER": str(tmp_path), "POSBOT_LOCALE": "en"}
    refused = CliRunner().invoke(main, ["backup", "/dev/null"], env=env)
    assert (refused.exit_code, refused.output) == (1, "posbot: /dev/null is no file that a backup can replace: name another\n")
    assert Path("/dev/null").is_char_device()


def test_an_emulator_whose_port_is_taken_says_so_at_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        refused = CliRunner().invoke(main, ["emulator", "--port", port], env={"POSBOT_LOCALE": "zh"})
    assert refused.exit_code == 1
    assert refused.output.startswith(f"posbot：无法在 127.0.0.1:{port} 监听（")
    assert refused.output.count("\n") == 1


def test_accounts_are_kept_in_a_database_that_is_sealed(tmp_path: Path) -> None:
    env = {
        "POSBOT_FOLDER": str(tmp_path),
        "POSBOT_LOCALE": "en",
        "POSBOT_KEYS": new_key(1),
        "POSBOT_STAFF_PASSWORD": "correct horse battery",
    }
    made = CliRunner().invoke(main, ["staff", "add", "li"], env=env)
    assert (made.exit_code, made.output) == (0, "li can sign in now, as agent.\n")
    assert "li" in CliRunner().invoke(main, ["staff", "list"], env=env).output
    unread = CliRunner().invoke(main, ["staff", "list"], env={**env, "POSBOT_KEYS": ""})
    assert unread.exit_code == 1
    assert "is sealed with key 1" in unread.output
