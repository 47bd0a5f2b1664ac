"""WeCom's own npm package `@wecom/crypto` plays the other side: what it sealed we open, and what we seal it has opened.

Its answers lie in ``wecom.json``, which ``wecom.mjs`` makes anew where npm is at hand.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from bot.channels.wechat.crypto import Envelope

HERE = Path(__file__).parent
FOUND: dict[str, Any] = json.loads((HERE / "wecom.json").read_text(encoding="utf-8"))
PLACE = "POSBOT_TEST_WECOM"
"""Names a folder into which ``npm install --prefix FOLDER @wecom/crypto@1.0.1`` was done."""


def envelope(owner: str) -> Envelope:
    return Envelope(FOUND["token"], FOUND["key"], owner)


@pytest.mark.parametrize("one", FOUND["theirs"], ids=range(len(FOUND["theirs"])))
def test_what_they_sealed_we_open_and_would_have_sealed_the_same(one: dict[str, str]) -> None:
    ours = envelope(one["owner"])
    assert ours.opened(one["sealed"], one["signature"], FOUND["stamp"], one["nonce"]) == one["text"]
    assert ours.sealed(one["text"], bytes.fromhex(one["random"])) == one["sealed"]
    assert ours.signed(one["sealed"], FOUND["stamp"], one["nonce"]) == one["signature"]


@pytest.mark.parametrize("one", FOUND["opened"], ids=range(len(FOUND["opened"])))
def test_what_we_seal_they_have_opened(one: dict[str, str]) -> None:
    place = next(place for place, given in enumerate(FOUND["opened"]) if given is one)
    assert envelope(one["owner"]).sealed(one["text"], bytes(range(place, place + 16))) == one["sealed"]


def test_the_package_still_answers_so() -> None:
    node, folder = shutil.which("node"), os.environ.get(PLACE)
    if not node or not folder:
        pytest.skip(f"node, or a folder in {PLACE} that holds @wecom/crypto, is not here: its answers of before were compared")
    made = subprocess.run([node, HERE / "wecom.mjs", folder], capture_output=True, check=True, timeout=60)
    assert json.loads(made.stdout) == FOUND
