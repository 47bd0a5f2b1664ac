"""What was learned, kept in a folder of plain arrays (npz and npy, never pickled) and found again by content.

The folder's name is a hash of the examples, of the groups of meanings and of the engine's version; one that is missing,
torn or from elsewhere is as good as none. It is written beside and renamed, so that writers may race. Big arrays are mapped and not read:
only what is looked up takes memory, once for all processes of a machine. The folders used last are left, the others go: each
publication of knowledge learns anew, and a folder has a hundred megabytes.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import os
import shutil
import time
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from weakref import WeakSet

import numpy as np
from numpy.typing import NDArray

from bot.understanding.matcher.confidence import Confidence
from bot.understanding.matcher.examples import Examples
from bot.understanding.matcher.reader import Reader
from bot.understanding.matcher.recalling import Recall
from bot.understanding.matcher.shelves import Shelves
from bot.understanding.matcher.weighing import Vocabulary
from bot.understanding.matcher.weights import Weights
from bot.understanding.text.sounds import Sounds
from bot.understanding.words.meanings import WRITTEN, Meanings
from bot.understanding.words.spelling import Spelling

VERSION = "30"  # raise it when anything else changes what is learned
RESULTS = ".results"
"""How the name of what was learned of results ends, after the language."""
FOLDERS = 8
"""So many of the folders used last are left."""
ABANDONED = 3600
"""Seconds after which a folder that is being written is nobody's any more."""
MAPPED = 1_000_000
"""Bytes from which an array is mapped."""
UNUSABLE = (OSError, KeyError, ValueError, IndexError, EOFError, zipfile.BadZipFile)
"""How reading what is torn, missing or from elsewhere fails."""
_SMALL, _SUM, _BLOCK = "small.npz", "sum:", 1 << 20
SHELVES = tuple(part.name for part in fields(Shelves))
WEIGHTS = tuple(part.name for part in fields(Weights))
Arrays = dict[str, NDArray[Any]]
_maps: WeakSet[mmap.mmap] = WeakSet()


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
        content.append(json.dumps([sorted(examples.results.get(locale, {}).items()), examples.answers.get(locale, ())]))
    return hashlib.blake2b("\0".join(content).encode(), digest_size=16).hexdigest()


def is_kept(folder: Path, name: str) -> bool:
    """Whether something is kept under that name."""
    return (folder / f"understanding-{name}" / _SMALL).is_file()


def kept(folder: Path, name: str) -> tuple[dict[str, Language], Recall] | None:
    """What was kept under that name, or None."""
    path = folder / f"understanding-{name}"
    try:
        arrays = _read(path)
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
    except UNUSABLE:
        return None


def _read(path: Path) -> Arrays:
    """All that was kept there, the big arrays mapped."""
    with (path / _SMALL).open("rb") as opened, np.load(opened, allow_pickle=False) as file:
        arrays = {key: file[key] for key in file.files}
    return arrays | {key.removeprefix(_SUM): _mapped(path, key, arrays[key]) for key in arrays if key.startswith(_SUM)}


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
    part, whole = folder / f".understanding-{name}.{os.getpid()}.part", folder / f"understanding-{name}"
    try:
        part.mkdir(parents=True, exist_ok=True)
        for key in [key for key, array in arrays.items() if array.nbytes >= MAPPED]:
            np.save(part / f"{key}.npy", arrays.pop(key), allow_pickle=False)
            arrays[f"{_SUM}{key}"] = np.array([_sum_of(part / f"{key}.npy")])
        with (part / _SMALL).open("wb") as file:
            np.savez(file, allow_pickle=False, **arrays)
        if not _is_whole(whole):
            _removed(whole)
            part.rename(whole)
            _forget_old(folder)
    except OSError:
        pass
    finally:
        _removed(part)


def _is_whole(path: Path) -> bool:
    """Whether somebody was quicker: what is there may be in use."""
    try:
        return bool(_read(path))
    except UNUSABLE:
        return False


def _mapped(path: Path, key: str, expected: NDArray[Any]) -> NDArray[Any]:
    """A big array, as it was written; ValueError if it is another."""
    file = path / f"{key.removeprefix(_SUM)}.npy"
    if _sum_of(file) != expected[0]:
        raise ValueError("a torn file")
    mapped = np.load(file, mmap_mode="r", allow_pickle=False)
    _maps.add(mapped._mmap)  # noqa: SLF001 -- nothing else tells which memory it is
    return np.asarray(mapped)


def let_go() -> None:
    """Give back what was looked up of the mapped arrays: it stays in the system's memory, and comes back when it is needed. Making
    ready looks up a part of everything, most of which no merchant asks for.
    """
    if hasattr(mmap, "MADV_DONTNEED"):
        for one in tuple(_maps):
            one.madvise(mmap.MADV_DONTNEED)


def _sum_of(path: Path) -> int:
    """The check sum of a file, read in blocks: what is mapped to be read would count as this process's memory."""
    found = 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            found = zlib.crc32(block, found)
    return found


def _removed(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _forget_old(folder: Path) -> None:
    """Leave the folders that were used last, and no half of one that nobody writes any more."""
    left = sorted((-_used(path), path) for path in folder.glob("understanding-*"))[FOLDERS:]
    halves = ((-_used(path), path) for path in folder.glob(".understanding-*.part"))
    for _, path in (*left, *(half for half in halves if time.time() + half[0] > ABANDONED)):
        _removed(path)


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
        han=locale.removesuffix(RESULTS) == "zh",
    )
    if not len(reader.phrases) == len(reader.labels) == shelves.firsts[-1] == len(_lines(of("acts"))):
        raise ValueError("a torn file")
    return Language(reader, Confidence(of("ranking"), of("usual"), of("right"), of("near"), of("held"), of("weight")), _lines(of("acts")))
