"""The commands as programs and people use them: in a process of their own."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest
from PIL import Image

from tests.integration.desk import ROOT, chat, posbot
from tests.ports import free_port

pytestmark = pytest.mark.slow


def test_a_program_talks_in_json_lines_and_reaches_a_ticket() -> None:
    lines = chat(
        [
            {"chat": "a", "text": "按开机键没反应，机器开不了机", "id": "1"},
            {"chat": "a", "choice": "1.off"},
            {"chat": "a", "text": "转人工"},
        ],
        "--now",
        "2026-11-23T10:00:00+08:00",
    )
    assert [line["chat"] for line in lines] == ["a", "a", "a"]
    assert lines[0]["heard"]["intent"] == "power.no_power"
    assert lines[1]["heard"]["decision"] == "chose"
    assert lines[1]["state"]["flow"] == "power.no_power"
    assert [deed["kind"] for deed in lines[2]["did"]] == ["staff_called"]


def test_the_same_message_twice_is_answered_once() -> None:
    first, second, unnamed = chat([{"chat": "a", "text": "你好", "id": "x"}] * 2 + [{"chat": "a", "text": "你好"}])
    assert first["replies"]
    assert not second["replies"]
    assert unnamed["replies"]
    assert unnamed["id"] not in {"x", "", None}


def test_bad_lines_get_an_error_and_the_conversation_goes_on(tmp_path: Path) -> None:
    not_a_photo = tmp_path / "note.jpg"
    not_a_photo.write_text("no picture")
    bad: list[dict[str, object] | bytes] = [
        b"not json",
        b"[1, 2]",
        b'"text"',
        b"[" * 5000,
        b"\xff\xfe\x00",
        {"chat": "a"},
        {"chat": "a", "text": "x", "choice": "y"},
        {"chat": "a", "text": 5},
        {"chat": 7, "text": "x"},
        {"chat": "a", "photo": str(tmp_path / "none.jpg")},
        {"chat": "a", "photo": str(not_a_photo)},
        {"chat": "a", "advance": "tomorrow"},
        {"chat": "a", "advance": "P99999999999D"},
        {"chat": "a", "staff": {"who": "li", "do": "dance"}},
        {"chat": "a", "staff": "li"},
        {"chat": "a", "text": "x", "at": "noon"},
        {"chat": "a", "text": "x", "at": "0001-01-01T00:00:00+14:00"},
        {"chat": "a", "text": "x", "at": "9999-12-31T23:59:59"},
        {"chat": "a", "photo": "\0.jpg"},
        {"chat": "a", "photo": "\ud800.jpg"},
        {"chat": "a", "photo": str(tmp_path)},
        {"chat": "a", "text": None},
        {"chat": "a", "staff": {"who": "", "do": "join"}},
        {"chat": "a", "staff": {"who": None, "do": "join"}},
    ]
    answers = chat([*bad, {"chat": "a", "text": "你好"}])
    assert all(set(answer) == {"error"} for answer in answers[:-1]), answers
    assert answers[-1]["replies"]


def test_hostile_words_are_answered_politely() -> None:
    hostile = [
        "",
        "   ",
        "a" * 100_000,
        "\x00\x07\u202e\u2066abc",
        "\ud800 lone",
        "{{ 7*7 }} {% raw %}",
        "<script>alert(1)</script>",
        "'; drop table chat; --",
        "😀😀😀",
    ]
    answers = chat([{"chat": f"c{number}", "text": text} for number, text in enumerate(hostile)])
    assert all(answer["replies"] for answer in answers)
    assert "49" not in answers[5]["replies"][0]["text"]


def test_a_flood_from_one_chat_is_answered_line_by_line() -> None:
    answers = chat([{"chat": "a", "text": f"你好 {number}"} for number in range(200)])
    assert len(answers) == 200
    assert all(answer["replies"] for answer in answers)


def test_what_is_no_text_to_write_down_comes_back_as_it_came() -> None:
    half, mark = {"chat": "\ud83d", "id": "\ude00", "text": "你好"}, b"\xef\xbb\xbf" + b'{"chat": "b", "text": "hi", "choice": null}'
    first, second = chat([half, mark])
    assert (first["chat"], first["id"]) == ("\ud83d", "\ude00")
    assert second["replies"]


def test_the_answers_to_a_program_are_utf_8_whatever_the_terminal_speaks() -> None:
    written = posbot("match", "--json", "开不了机", given={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert json.loads(written.stdout.decode("utf-8"))["text"] == "开不了机"
    plain = posbot("match", "开不了机", given={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert plain.returncode == 0, plain.stderr.decode()
    assert plain.stdout.startswith(b"accept  power.no_power")


def test_a_line_that_comes_again_does_nothing_whatever_it_asks_for() -> None:
    said = {"chat": "a", "id": "3", "staff": {"who": "li", "do": "say", "text": "我在"}}
    day = {"chat": "a", "id": "4", "advance": "P30000D"}
    joined, once, twice, *moved = chat([{"chat": "a", "id": "2", "staff": {"who": "li", "do": "join"}}, said, said, day, day, day])
    assert joined["state"]["mode"] == "staff"
    assert [reply["text"] for reply in once["replies"]] == ["我在"]
    assert not twice["replies"]
    assert all("error" not in answer for answer in moved), "the clock was moved once, and so is not past its end"


def test_a_line_that_names_no_language_changes_none() -> None:
    begins = [{"chat": "a", "text": "terminal wont turn on", "locale": "en"}, {"chat": "b", "text": "S/N AB1234567", "locale": "en"}]
    goes_on = [{"chat": "a", "choice": "1.off"}, {"chat": "a", "advance": "PT1H"}, {"chat": "b", "choice": "0.power.no_power"}]
    assert [answer["state"]["locale"] for answer in chat([*begins, *goes_on])] == ["en"] * 5
    assert chat([{"chat": "c", "choice": "0.power.no_power"}], "--locale", "en")[0]["state"]["locale"] == "en"


def test_the_clock_has_an_end() -> None:
    far = {"chat": "a", "advance": "P30000D"}
    answers = chat([far, far, far, {"chat": "a", "text": "你好"}], "--now", "2026-11-23T10:00:00+08:00")
    assert ["error" in answer for answer in answers] == [False, False, True, False]
    assert posbot("chat", "--json", "--now", "9999-12-31T23:59:59").returncode == 2


def test_a_photo_is_kept_and_words_are_asked_for(tmp_path: Path) -> None:
    photo = tmp_path / "label.png"
    Image.new("RGB", (40, 30), "white").save(photo)
    answer = chat([{"chat": "a", "photo": str(photo)}])[0]
    assert answer["heard"]["decision"] == "media"
    assert answer["replies"]


def test_secrets_never_come_back() -> None:
    answers = chat([{"chat": "a", "text": "我的卡号是 4111 1111 1111 1111 刷不了"}, {"chat": "a", "text": "转人工"}])
    assert answers[0]["heard"]["masked"] == 1
    assert "4111" not in json.dumps(answers)


def test_staff_take_over_and_hand_back() -> None:
    answers = chat(
        [
            {"chat": "a", "text": "转人工"},
            {"chat": "a", "staff": {"who": "li", "do": "join"}},
            {"chat": "a", "text": "有人吗"},
            {"chat": "a", "staff": {"who": "li", "do": "say", "text": "我在"}},
            {"chat": "a", "staff": {"who": "li", "do": "leave"}},
        ]
    )
    assert [answer["state"]["mode"] for answer in answers] == ["bot", "staff", "staff", "staff", "bot"]
    assert not answers[1]["replies"]
    assert not answers[2]["replies"]
    assert answers[3]["replies"][0]["text"] == "我在"
    assert answers[4]["replies"]


def test_moving_the_clock_brings_what_is_due() -> None:
    days = [{"chat": "a", "advance": "P1D"}] * 2
    answers = chat([{"chat": "a", "text": "转人工"}, {"chat": "a", "advance": "PT15M"}, *days])
    assert [did["kind"] for did in answers[1]["did"]].count("ticket_opened") == 1  # nobody came: a ticket exists anyway
    assert len(answers[2]["replies"]) == 1  # and is asked after, a day later, once
    assert not answers[3]["replies"]


def test_a_conversation_in_a_file_goes_on_in_the_next_process(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'chat.db'}"
    chat([{"chat": "a", "text": "按开机键没反应，机器开不了机", "id": "1"}], "--database", database)
    answer = chat([{"chat": "a", "choice": "1.off", "id": "2"}], "--database", database)[0]
    assert answer["state"]["flow"] == "power.no_power"


def test_match_prints_one_object_a_line_in_order() -> None:
    sentences = ["开不了机", "今天天气不错", "receipts come out blank"]
    done = posbot("match", "--json", stdin="\n".join(sentences).encode())
    rows = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [row["text"] for row in rows] == sentences
    assert rows[0]["intent"] == "power.no_power"
    assert {"decision", "intent", "score", "candidates"} <= set(rows[0])
    assert rows[1]["intent"] is None


def test_eval_reports_every_figure(tmp_path: Path) -> None:
    cases = tmp_path / "cases.tsv"
    cases.write_text("\ufefftext\tintent\ttag\n开不了机\tpower.no_power\tplain\n今天天气不错\tout_of_scope\tfar\n")
    done = posbot("eval", "--json", str(cases))
    figures = json.loads(done.stdout)
    wanted = {"accuracy", "macro_f1", "accepted_precision", "coverage", "oos_recall", "oos_false_accept", "by_tag", "confusions"}
    assert wanted | {"p50_ms", "p99_ms", "per_second", "peak_rss_mb"} <= set(figures)


@pytest.mark.parametrize(
    ("table", "word"),
    [
        ("", b"must name the columns"),
        ("text\tlabel\n", b"no case below"),
        ("text\tintent\nx\n", b":2: a text or its intent"),
        ("text\tintent\n" + "x" * 200_000 + "\tpower.no_power\n", b"field larger"),
    ],
)
def test_a_table_that_cannot_be_evaluated_is_one_clear_line(table: str, word: bytes, tmp_path: Path) -> None:
    cases = tmp_path / "cases.tsv"
    cases.write_text(table)
    done = posbot("eval", str(cases))
    assert done.returncode == 1
    assert word in done.stderr
    assert done.stderr.count(b"\n") == 1


def test_a_folder_of_examples_alone_can_match_but_not_chat(tmp_path: Path) -> None:
    folder = tmp_path / "knowledge" / "examples" / "en"
    folder.mkdir(parents=True)
    for intent, words in {"tea": "brew a pot of tea", "coffee": "grind the coffee beans"}.items():
        (folder / f"{intent}.yaml").write_text(f"intent: {intent}\nlocale: en\nexamples:\n- {words}\n- {words} please\n")
    done = posbot("match", "--json", "--knowledge", str(tmp_path / "knowledge"), stdin=b"brew some tea\n")
    assert json.loads(done.stdout)["candidates"][0]["intent"] == "tea"
    assert posbot("chat", "--json", "--knowledge", str(tmp_path / "knowledge")).returncode == 2


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--help"], 0),
        (["--version"], 0),
        *((([command, "--help"]), 0) for command in ("run", "chat", "match", "eval", "check", "graph", "migrate", "doctor")),
        (["dance"], 2),
        (["chat", "--nonsense"], 2),
        (["eval"], 2),
        (["run", "--role", "juggler"], 2),
        (["graph", "no.such"], 1),
        (["replay", str(ROOT), "--workers", "-1"], 2),
    ],
)
def test_every_command_explains_itself(arguments: list[str], code: int) -> None:
    done = posbot(*arguments)
    assert done.returncode == code, done.stderr.decode()
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("wanted", [["--role", "juggler"], ["--role", "web"], ["--workers", "2"]])
def test_what_cannot_be_run_is_said_before_anything_else_is_tried(wanted: list[str], tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        given = {"POSBOT_FOLDER": str(tmp_path), "POSBOT_PORT": str(taken.getsockname()[1])}
        done = posbot("run", *wanted, cwd=tmp_path, given=given)
    assert done.returncode == 2, done.stderr.decode()
    assert wanted[0].encode() in done.stderr


def test_graph_lists_draws_and_writes_the_review_page(tmp_path: Path) -> None:
    flows = posbot("graph").stdout.decode().split()
    assert "power.no_power" in flows
    assert posbot("graph", "power.no_power").stdout.startswith(b"flowchart TD")
    page = tmp_path / "review.html"
    assert posbot("graph", "--html", str(page)).returncode == 0
    assert "http://" not in page.read_text().replace("http://www.w3.org", "")


@pytest.mark.parametrize(
    ("settings", "word"),
    [
        ({"POSBOT_PORT": "http"}, b"POSBOT_PORT"),
        ({"POSBOT_LOCALE": "xx"}, b"POSBOT_LOCALE"),
        ({"POSBOT_FOLDER": "/proc/nowhere"}, b"POSBOT_FOLDER"),
        ({"POSBOT_DATABASE": "mysql://x"}, b"mysql"),
        ({"POSBOT_KNOWLEDGE": "/nonexistent"}, b"nonexistent"),
    ],
)
def test_a_wrong_setting_is_one_clear_line(settings: dict[str, str], word: bytes, tmp_path: Path) -> None:
    given = {"POSBOT_FOLDER": str(tmp_path), "POSBOT_PORT": str(free_port())} | settings
    done = posbot("run", cwd=tmp_path, given=given)
    assert done.returncode == 1, done.stderr.decode()
    assert word in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("command", "settings", "word"),
    [
        (["backup"], {}, b"is not there yet"),
        (["retention", "--dry-run"], {}, b"is not there yet"),
        (["keys", "status"], {}, b"is not there yet"),
        (["backup"], {"POSBOT_DATABASE": f"sqlite:///{ROOT / 'README.md'}"}, b"cannot be opened as a database"),
        (["status", "--once"], {"POSBOT_DATABASE": f"sqlite:///{ROOT / 'README.md'}"}, b"cannot be opened as a database"),
        (["staff", "add", "li"], {}, b"POSBOT_STAFF_PASSWORD"),
        (["run"], {"POSBOT_HOST": "a..b"}, b"POSBOT_HOST"),
        (["run"], {"POSBOT_KNOWLEDGE": "examples"}, b"has no flows"),
        (["doctor"], {"POSBOT_BACKUPS": "/proc/nowhere"}, b"posbot: 1 of what is set up"),
        (["doctor"], {"POSBOT_MEDIA": "/proc/nowhere"}, b"posbot: 1 of what is set up"),
        (["doctor"], {"POSBOT_TRACES": "collector"}, b"setting POSBOT_TRACES"),
        (["run"], {"POSBOT_MEDIA": "s3://"}, b"POSBOT_MEDIA cannot be used"),
        (["graph", "--html", "no/such/page.html"], {}, b"no/such/page.html cannot be used (No such file or directory)"),
        (["graph", "--html", "/dev/full"], {}, b"no room on its disk"),
        (["keys", "new", "/proc/nowhere/keys"], {}, b"/proc/nowhere/keys cannot be used"),
        (["emulator", "--spec", "/bin/sh"], {}, b"/bin/sh is not a description of the Bot API (UnicodeDecodeError)"),
    ],
)
def test_what_a_command_cannot_do_is_one_clear_line(command: list[str], settings: dict[str, str], word: bytes, tmp_path: Path) -> None:
    examples = tmp_path / "examples" / "examples" / "en"
    examples.mkdir(parents=True)
    (examples / "tea.yaml").write_text("intent: tea\nlocale: en\nexamples:\n- brew tea\n")
    given = {"POSBOT_FOLDER": str(tmp_path / "var"), "POSBOT_PORT": str(free_port()), "LANG": "C.UTF-8"} | settings
    done = posbot(*command, cwd=tmp_path, given=given)
    assert done.returncode == 1
    assert word in done.stderr
    assert done.stderr.count(b"\n") == 1, done.stderr.decode()


def test_a_folder_without_knowledge_is_a_problem_wherever_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for command in (["check", "empty"], ["match", "--knowledge", "empty", "x"], ["eval", "--knowledge", "empty", "x.tsv"]):
        (tmp_path / "x.tsv").write_text("text\tintent\nx\ttea\n")
        done = posbot(*command, cwd=tmp_path)
        assert done.returncode == 1
        assert b"no-files" in done.stdout + done.stderr
    done = posbot("match", "x", cwd=tmp_path, given={"POSBOT_TEMPLATES": str(tmp_path / "nowhere")})
    assert done.returncode == 1
    assert b"no-folder" in done.stderr
    doctor = posbot("doctor", cwd=tmp_path, given={"POSBOT_TEMPLATES": str(tmp_path / "nowhere"), "LANG": "C.UTF-8"})
    assert b"FAIL knowledge: 1 problem(s), the first" in doctor.stdout


def test_a_broken_knowledge_file_is_named_with_its_line(tmp_path: Path) -> None:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    (folder / "intents.yaml").write_text("intents:\n  - {id: a.b, group: a, colour: red}\n")
    done = posbot("check", str(folder))
    assert done.returncode == 1
    assert b"intents.yaml:2: unknown-key" in done.stdout
    running = posbot("run", cwd=tmp_path, POSBOT_KNOWLEDGE=str(folder), POSBOT_FOLDER=str(tmp_path / "var"))
    assert running.returncode == 1
    assert b"intents.yaml:2" in running.stderr


def test_the_doctor_names_what_is_misspelt_wherever_it_stands_and_a_folder_where_a_file_should_be(tmp_path: Path) -> None:
    def said(folder: Path) -> str:
        done = posbot("doctor", cwd=folder, given={"POSBOT_FOLDER": str(tmp_path / "var"), "LANG": "C.UTF-8", "POSBOT_PROT": "9000"})
        return next(line for line in done.stdout.decode().splitlines() if "names of the settings" in line)

    files = tmp_path / "files"
    files.mkdir()
    (files / ".env").write_text("POSBOT_BAKUPS=/mnt\nOTHER=1\nPOSBOT_LOCALE=en\n")
    (files / "posbot.toml").write_text('hots = "0.0.0.0"\n')
    assert (
        said(files)
        == "FAIL names of the settings: POSBOT_PROT, POSBOT_BAKUPS in .env, POSBOT_hots in posbot.toml: there is no such setting"
    )
    (tmp_path / "folders" / "posbot.toml").mkdir(parents=True)
    assert said(tmp_path / "folders").endswith("POSBOT_PROT: there is no such setting; posbot.toml is a folder and is not read")


def test_a_file_of_settings_may_begin_with_the_mark_of_a_windows_editor(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("\ufeffPOSBOT_LOCALE=en\r\n")
    (tmp_path / "posbot.toml").write_text("\ufeffport = 9123\r\n")
    done = posbot("doctor", cwd=tmp_path, given={"POSBOT_FOLDER": str(tmp_path / "var")})
    assert b"9123" in done.stdout, done.stderr.decode()
    assert b"ok   names of the settings" in done.stdout


def test_doctor_says_where_each_setting_came_from(tmp_path: Path) -> None:
    (tmp_path / "posbot.toml").write_text('locale = "en"\n')
    done = posbot("doctor", cwd=tmp_path, POSBOT_FOLDER=str(tmp_path / "var"))
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    assert b"(environment)" in done.stdout
    assert b"(file)" in done.stdout
    assert b"(default)" in done.stdout
    assert b"ok   knowledge" in done.stdout, "in the language of POSBOT_LOCALE"
    assert b"off  Telegram, merchants' bot: not set up" in done.stdout


def test_an_account_of_the_staff_is_made_and_listed(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'posbot.db'}"
    good, weak = {"POSBOT_STAFF_PASSWORD": "four plain words"}, {"POSBOT_STAFF_PASSWORD": "short"}
    assert b"no account yet" in posbot("staff", "list", "--database", database).stdout
    made = posbot("staff", "add", "li", "--name", "李娜", "--role", "lead", "--database", database, given=good)
    assert (made.returncode, made.stdout.decode().strip()) == (0, "li can sign in now, as lead.")
    again = posbot("staff", "add", "LI", "--database", database, given=good)
    assert (again.returncode, again.stderr.decode().strip()) == (1, "posbot: there is an account of that name")
    assert "at least 10 characters" in posbot("staff", "add", "wang", "--database", database, given=weak).stderr.decode()
    assert "李娜" in posbot("staff", "list", "--database", database).stdout.decode()
    assert posbot("staff", "list", "--database", "memory:").returncode == 1
