"""How well and how fast the matcher understands, on public sets, beside its peers, in one run.

    python -m benchmarks.understanding [--quick] [--ablate] [--data ../shared/data] [--only NAME …]

Prints Markdown. Test parts are only measured on. The sets are read where they lie and never
copied; their sources and licences are named in that folder. A peer that is not installed is
skipped, and so is said.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.understanding_cost import cost
from bot.core.understanding import Decision
from bot.understanding.matcher import features
from bot.understanding.matcher.examples import Example, Examples
from bot.understanding.matcher.matching import Matcher
from bot.understanding.text.normalising import plain
from bot.understanding.text.wording import tokens

Rows = list[tuple[str, str]]
_SAMPLE = 400  # sentences that slow peers are measured on when there are many examples


@dataclass(frozen=True, slots=True)
class Set:
    """A public set: where its parts lie, the language, what to reach; ``big`` ones are left out when quick."""

    name: str
    train: str
    test: str
    locale: str
    target: float
    foreign: str = ""
    background: str = ""
    noisy: tuple[str, ...] = ()
    big: bool = False


SETS = (
    Set("BANKING77, 10", "banking77/train_10", "banking77/test", "en", 0.80, noisy=("noisy/b77.typo1", "noisy/b77.typo2")),
    Set("BANKING77 full", "banking77/train", "banking77/test", "en", 0.93, big=True),
    Set("CLINC150, 10", "clinc150/train_10", "clinc150/test", "en", 0.84, "clinc150/oos_test"),
    Set("CLINC150 small", "clinc150/train_small", "clinc150/test", "en", 0.92, "clinc150/oos_test", "clinc150/oos_train_small", big=True),
    Set("MASSIVE zh, 10", "massive_zh/train_10", "massive_zh/test", "zh", 0.66),
    Set(
        "MASSIVE zh, 25",
        "massive_zh/train_25",
        "massive_zh/test",
        "zh",
        0.75,
        noisy=tuple(f"noisy/massive_zh.{kind}" for kind in ("typo2", "homo2", "pinyin2", "trad")),
    ),
    Set("MASSIVE zh full", "massive_zh/train", "massive_zh/test", "zh", 0.86, big=True),
    Set(
        "SMP2017 zh",
        "smp2017/train",
        "smp2017/test",
        "zh",
        0.93,
        "smp2017/oos_all",
        noisy=tuple(f"noisy/smp2017.{kind}" for kind in ("typo2", "homo2", "pinyin2", "trad")),
    ),
    Set("HINT3 curekart", "hint3_curekart/train", "hint3_curekart/test", "en", 0.89, "hint3_curekart/oos_test"),
    Set("HINT3 powerplay11", "hint3_powerplay11/train", "hint3_powerplay11/test", "en", 0.70, "hint3_powerplay11/oos_test"),
    Set("HINT3 sofmattress", "hint3_sofmattress/train", "hint3_sofmattress/test", "en", 0.83, "hint3_sofmattress/oos_test"),
)


def read(folder: Path, part: str) -> Rows:
    """The rows of one part: text, label."""
    lines = (folder / f"{part}.tsv").read_text(encoding="utf-8").split("\n")[1:]
    return [(text, label.strip()) for text, tab, label in (line.rpartition("\t") for line in lines) if tab]


def knowledge(rows: Rows, locale: str, background: Iterable[str] = ()) -> Examples:
    """A set as the examples of a knowledge folder; the name of an intent is an example as well."""
    phrases: dict[str, list[Example]] = {}
    for text, label in rows:
        phrases.setdefault(label, [Example(label.replace("_", " "))] if locale == "en" else []).append(Example(text))
    return Examples({locale: {label: tuple(found) for label, found in phrases.items()}}, {locale: tuple(background)})


def percentage(hits: Sequence[bool] | np.ndarray) -> str:
    """A share with three places."""
    return f"{np.mean(hits):.3f}" if len(hits) else "–"


def naive(scorer: str) -> Callable[[Rows, Rows], str]:
    """The label of the example that a rapidfuzz scorer likes best."""
    from rapidfuzz import fuzz, process

    def measure(train: Rows, test: Rows) -> str:
        some = test if len(train) < 2000 else test[:: max(1, len(test) // _SAMPLE)]
        texts = [plain(text) for text, _ in train]
        best = [process.extractOne(plain(text), texts, scorer=getattr(fuzz, scorer)) for text, _ in some]
        return percentage([train[found[2]][1] == label for found, (_, label) in zip(best, some, strict=True)])

    return measure


def vectors(train: Rows, test: Rows) -> str:
    """TF-IDF of words and characters, linear support vectors."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import make_union
    from sklearn.svm import LinearSVC

    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"[a-z0-9']+|[\u4e00-\u9fff]")
    union = make_union(words, TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True))
    model = LinearSVC(random_state=0).fit(union.fit_transform([plain(text) for text, _ in train]), [label for _, label in train])
    guessed = model.predict(union.transform([plain(text) for text, _ in test]))
    return percentage([guess == label for guess, (_, label) in zip(guessed, test, strict=True)])


def fast(train: Rows, test: Rows) -> str:
    """What fastText says with words, pairs of words and letters, on one thread, so that it gives the same each time."""
    import fasttext  # type: ignore[import-not-found]

    number = {label: place for place, label in enumerate(dict.fromkeys(label for _, label in train))}
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as file:
        file.writelines(f"__label__{number[label]} {_spaced(text)}\n" for text, label in train)
        file.flush()
        model = fasttext.train_supervised(
            file.name, lr=0.5, epoch=50, wordNgrams=2, minn=2, maxn=5, dim=50, bucket=200_000, thread=1, verbose=0
        )
    guessed = [model.f.predict(_spaced(text) + "\n", 1, 0.0, "strict") for text, _ in test]  # the wrapper breaks with numpy 2
    return percentage([bool(g) and g[0][1] == f"__label__{number.get(label)}" for g, (_, label) in zip(guessed, test, strict=True)])


def _spaced(text: str) -> str:
    return " ".join(tokens(plain(text)))


def peers() -> dict[str, Callable[[Rows, Rows], str]]:
    """What is measured beside; says what is not installed."""
    found: dict[str, Callable[[Rows, Rows], str]] = {"WRatio": naive("WRatio"), "token_set_ratio": naive("token_set_ratio")}
    try:
        import sklearn  # noqa: F401

        found["TF-IDF + LinearSVC"] = vectors
    except ImportError:
        print("TF-IDF + LinearSVC skipped: scikit-learn is not installed (pip install 'posbot[bench]')\n")
    try:
        import fasttext  # noqa: F401

        found["fastText"] = fast
    except ImportError:
        print("fastText skipped: not installed (pip install fasttext-wheel)\n")
    return found


@dataclass(frozen=True, slots=True)
class Measured:
    """What a matcher did with a set."""

    accuracy: str
    precision: str
    coverage: str
    offered: str
    foreign_recall: str  # of foreign sentences below the score that 95 % of the others reach
    foreign_accepted: str
    build: float  # seconds
    query: float  # milliseconds, the middle one
    noisy: dict[str, str]


def measure(folder: Path, chosen: Set) -> Measured:
    """Train on the one part, measure on the other."""
    began = time.perf_counter()
    background = [text for text, _ in read(folder, chosen.background)] if chosen.background else []
    matcher = Matcher.build(knowledge(read(folder, chosen.train), chosen.locale, background))
    build = time.perf_counter() - began
    test = read(folder, chosen.test)
    times, matches = [], []
    for text, _ in test:
        began = time.perf_counter()
        matches.append(matcher.match(text))
        times.append((time.perf_counter() - began) * 1000)
    right = np.array([bool(m.candidates) and m.candidates[0].intent == label for m, (_, label) in zip(matches, test, strict=True)])
    accepted = np.array([m.decision is Decision.ACCEPT for m in matches])
    asked = np.array(
        [
            m.decision is Decision.CLARIFY and label in {c.intent for c in m.candidates[:3]}
            for m, (_, label) in zip(matches, test, strict=True)
        ]
    )
    foreign = [matcher.match(text) for text, _ in read(folder, chosen.foreign)] if chosen.foreign else []
    least = np.quantile([m.candidates[0].score if m.candidates else 0.0 for m in matches], 0.05)
    return Measured(
        percentage(right),
        percentage(right[accepted]),
        percentage(accepted),
        percentage((accepted & right) | asked),
        percentage([not m.candidates or m.candidates[0].score < least for m in foreign]),
        percentage([m.decision is Decision.ACCEPT for m in foreign]),
        build,
        float(np.median(times)),
        {part.split(".")[-1]: accuracy(matcher, read(folder, part)) for part in chosen.noisy},
    )


def accuracy(matcher: Matcher, rows: Rows) -> str:
    """Best candidate right."""
    matches = [matcher.match(text) for text, _ in rows]
    return percentage([bool(m.candidates) and m.candidates[0].intent == label for m, (_, label) in zip(matches, rows, strict=True)])


def compare(folder: Path, sets: Sequence[Set]) -> None:
    """The table with peers, the table of decisions, the table of noise."""
    beside = peers()
    print("| set | " + " | ".join(beside) + " | **posbot** | target |\n" + "| --- " * (len(beside) + 3) + "|")
    found: list[tuple[Set, Measured]] = []
    for chosen in sets:
        train, test = read(folder, chosen.train), read(folder, chosen.test)
        others = [peer(train, test) for peer in beside.values()]
        measured = measure(folder, chosen)
        found.append((chosen, measured))
        print(f"| {chosen.name} | " + " | ".join(others) + f" | **{measured.accuracy}** | {chosen.target:.2f} |", flush=True)
    print(
        "\n| set | precision of accepted | accepted | accepted right or offered | out of scope told apart (95 % kept) | out of scope accepted | build, s | query p50, ms |"
    )
    print("| --- " * 8 + "|")
    for chosen, m in found:
        print(
            f"| {chosen.name} | {m.precision} | {m.coverage} | {m.offered} | {m.foreign_recall} | {m.foreign_accepted} | {m.build:.1f} | {m.query:.2f} |"
        )
    print("\n| set | clean | noisy |\n| --- | --- | --- |")
    for chosen, m in found:
        if m.noisy:
            print(f"| {chosen.name} | {m.accuracy} | " + ", ".join(f"{kind} {share}" for kind, share in m.noisy.items()) + " |")


def ablate(folder: Path, sets: Sequence[Set]) -> None:
    """Accuracy with one view taken away at a time."""
    print("\n| without | " + " | ".join(chosen.name for chosen in sets) + " |\n" + "| --- " * (len(sets) + 1) + "|")
    whole = dict(features.WEIGHTS)
    for place, view in ((-1, "nothing"), *enumerate(features.VIEWS)):
        features.WEIGHTS.update({locale: tuple(0.0 if i == place else w for i, w in enumerate(ws)) for locale, ws in whole.items()})  # type: ignore[misc]  # as many as there are views
        shares = [accuracy(Matcher.build(knowledge(read(folder, s.train), s.locale)), read(folder, s.test)) for s in sets]
        print(f"| {view} | " + " | ".join(shares) + " |", flush=True)
    features.WEIGHTS.update(whole)


def main() -> int:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--knowledge", type=Path, default=Path("knowledge"))
    parser.add_argument("--quick", action="store_true", help="leave the big sets out")
    parser.add_argument("--ablate", action="store_true", help="take one view away at a time")
    parser.add_argument("--only", nargs="*", default=[], help="names of sets, or parts of them")
    given = parser.parse_args()
    if not given.data.is_dir():
        print(f"no public sets in {given.data}: say --data FOLDER", file=sys.stderr)
        return 1
    sets = [
        s for s in SETS if not (given.quick and s.big) and (not given.only or any(part.lower() in s.name.lower() for part in given.only))
    ]
    if sets:
        compare(given.data, sets)
    if given.ablate:
        ablate(given.data, [s for s in sets if not s.big])
    if given.knowledge.is_dir() and not given.only:
        cost(given.knowledge)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
