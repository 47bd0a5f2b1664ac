"""What was learned, kept in a file of plain arrays (npz, never pickled) and found again by content.

The file's name is a hash of the examples, of the groups of meanings and of the engine's version; a file that is missing,
torn or from elsewhere is as good as none. Written beside and renamed, so that writers may race. The files used last are left,
the others go: each publication of knowledge learns anew, and a file has a hundred megabytes.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
import zipfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.understanding.confidence import Confidence
from bot.understanding.examples import Examples
from bot.understanding.meanings import WRITTEN, Meanings
from bot.understanding.reader import Reader
from bot.understanding.recalling import Recall
from bot.understanding.shelves import Shelves
from bot.understanding.sounds import Sounds
from bot.understanding.spelling import Spelling
from bot.understanding.weighing import Vocabulary
from bot.understanding.weights import Weights

VERSION = "28"  # raise it when anything else changes what is learned
FILES = 8
"""So many of the files used last are left."""
ABANDONED = 3600
"""Seconds after which a file that is being written is nobody's any more."""
SHELVES = tuple(part.name for part in fields(Shelves))
WEIGHTS = tuple(part.name for part in fields(Weights))
Arrays = dict[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Language:
    """One language as it was learned: its reader, its confidence, the act of each of its examples."""

    reader: Reader
    confidence: Confidence
    acts: tuple[str, ...]


def fingerprint(examples: Examples, locales: Iterable[str]) -> str:
    """The name of what these examples teach this version of the engine."""
    content = [VERSION, WRITTEN]
    for locale in locales:
        phrases = examples.phrases[locale]
        content.append(json.dumps([locale, sorted((intent, [(e.text, e.act) for e in phrases[intent]]) for intent in phrases)]))
        content.append(json.dumps(examples.background.get(locale, ())))
    return hashlib.blake2b("\0".join(content).encode(), digest_size=16).hexdigest()


def is_kept(folder: Path, name: str) -> bool:
    """Whether something is kept under that name."""
    return (folder / f"understanding-{name}.npz").is_file()


def kept(folder: Path, name: str) -> tuple[dict[str, Language], Recall] | None:
    """What was kept under that name, or None."""
    path = folder / f"understanding-{name}.npz"
    try:
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            arrays = {key: file[key] for key in file.files}
        with suppress(OSError):
            os.utime(path)
        meanings = Meanings(Sounds(_text(arrays["sounds"])))
        recall = Recall(
            dict(
                zip(
                    _lines(arrays["recall.keys"]),
                    zip(_lines(arrays["recall.intents"]), _lines(arrays["recall.acts"]), strict=True),
                    strict=True,
                )
            )
        )
        return {locale: _unpacked(arrays, locale, meanings) for locale in _lines(arrays["locales"])}, recall
    except (OSError, KeyError, ValueError, IndexError, EOFError, zipfile.BadZipFile):
        return None


def keep(folder: Path, name: str, languages: Mapping[str, Language], recall: Recall, sounds: Sounds) -> None:
    """Keep it; a folder that cannot be written costs the next start some seconds, no more."""
    arrays: Arrays = {"sounds": _bytes(sounds.table), "locales": _bytes("\n".join(languages))}
    arrays |= {
        "recall.keys": _bytes("\n".join(recall.found)),
        "recall.intents": _bytes("\n".join(intent for intent, _ in recall.found.values())),
        "recall.acts": _bytes("\n".join(act for _, act in recall.found.values())),
    }
    for locale, language in languages.items():
        arrays |= {f"{locale}.{key}": value for key, value in _packed(language).items()}
    part = folder / f".understanding-{name}.{os.getpid()}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            np.savez(file, allow_pickle=False, **arrays)
        part.replace(folder / f"understanding-{name}.npz")
        _forget_old(folder)
    except OSError:
        with suppress(OSError):
            part.unlink()


def _forget_old(folder: Path) -> None:
    """Leave the files that were used last, and no half of one that nobody writes any more."""
    left = sorted((-_used(path), path) for path in folder.glob("understanding-*.npz"))[FILES:]
    halves = ((-_used(path), path) for path in folder.glob(".understanding-*.part"))
    for _, path in (*left, *(half for half in halves if time.time() + half[0] > ABANDONED)):
        path.unlink(missing_ok=True)


def _used(path: Path) -> float:
    """When it was used last, in seconds since 1970; another process may just have removed it."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _bytes(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode(), dtype=np.uint8)


def _text(array: NDArray[Any]) -> str:
    return array.tobytes().decode()


def _lines(array: NDArray[Any]) -> tuple[str, ...]:
    return tuple(_text(array).split("\n"))


def _packed(language: Language) -> Arrays:
    reader, confidence = language.reader, language.confidence
    return {
        "phrases": _bytes("\n".join(reader.phrases)),
        "acts": _bytes("\n".join(language.acts)),
        "intents": _bytes("\n".join(reader.intents)),
        "words": _bytes("\n".join(reader.spelling.words)),
        "labels": reader.labels,
        "codes": reader.vocabulary.codes,
        "rarity": reader.vocabulary.rarity,
        "views": reader.vocabulary.weights,
        "rarest": np.array([reader.vocabulary.rarest]),
        **{f"shelves.{part}": getattr(reader.shelves, part) for part in SHELVES},
        **{f"weights.{part}": getattr(reader.weights, part) for part in WEIGHTS},
        "given": reader.given,
        "ranking": confidence.ranking,
        "usual": confidence.usual,
        "right": confidence.right,
        "near": confidence.near,
        "held": confidence.held,
        "weight": confidence.weight,
    }


def _unpacked(arrays: Arrays, locale: str, meanings: Meanings) -> Language:
    def of(key: str) -> NDArray[Any]:
        return arrays[f"{locale}.{key}"]

    vocabulary = Vocabulary(of("codes"), of("rarity"), of("views"), float(of("rarest")[0]))
    shelves = Shelves(*(of(f"shelves.{part}") for part in SHELVES))
    spelling = Spelling(_lines(of("words")))
    reader = Reader(
        phrases=_lines(of("phrases")),
        labels=of("labels"),
        intents=_lines(of("intents")),
        vocabulary=vocabulary,
        shelves=shelves,
        weights=Weights(*(of(f"weights.{part}") for part in WEIGHTS)),
        given=of("given"),
        spelling=spelling,
        meanings=meanings,
        han=locale == "zh",
    )
    if not len(reader.phrases) == len(reader.labels) == shelves.firsts[-1] == len(_lines(of("acts"))):
        raise ValueError("a torn file")
    return Language(reader, Confidence(of("ranking"), of("usual"), of("right"), of("near"), of("held"), of("weight")), _lines(of("acts")))
