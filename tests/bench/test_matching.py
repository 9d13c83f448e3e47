"""How fast articles are matched, beside the slow twin and a peer, in one run on one core.

Prints a table and asserts nothing about time: `make bench`. Rules are those of `tests/rig/rules.py`
and, harder, of `tests/rig/middle.py` and `tests/rig/dense.py`, with seed 7; articles are the texts
of `tests/quality/texts`, put together by language to 2,500 characters. Every contender reads the
same articles in turn, five rounds, medians.
"""

import asyncio
import json
import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import mokaccino
import pytest

from monitor.flow.compiling import compiled
from monitor.flow.formsfile import load_forms
from monitor.match.naive import NaiveMatcher
from monitor.match.terms import wanted
from monitor.model.article import Article
from monitor.model.query import And, EntryRef, Exact, Not, Or, Phrase, Prefix, Query, Term
from monitor.model.watch import WatchSet
from monitor.rules.watchfile import load_watches
from monitor.text.language import candidates
from tests.rig.dense import dense
from tests.rig.middle import middle
from tests.rig.rules import rules

TEXTS = Path(__file__).parents[1] / "quality" / "texts"
CHARACTERS = 2_500
ROUNDS = 5
SEED = 7
SPOKEN = frozenset({"en", "id", "de", "fr", "es", "it", "pt", "ru", "uk", "pl"})
SIZES = tuple(map(int, os.environ.get("BENCH_RULES", "1000 10000 100000").split()))
FEW = 6  # articles for the slow twin, which takes long


def articles() -> list[Article]:
    """Put the quality texts together to articles of equal length, each in one language."""
    by_language: dict[str, list[str]] = {}
    for path in sorted(TEXTS.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            by_language.setdefault(row["lang"], []).append(f"{row['title']}. {row.get('text', '')}")
    found = []
    for language, texts in sorted(by_language.items()):
        whole = "\n".join(texts)
        for start in range(0, len(whole) - CHARACTERS + 1, CHARACTERS):
            part = whole[start : start + CHARACTERS]
            title, _, text = part.partition("\n")
            found.append(
                Article(id=f"{language}{start}", title=title, text=text, declared=language)
            )
    return found


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def one_core() -> Iterator[None]:
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(before)})
    yield
    os.sched_setaffinity(0, before)


def watches_of(count: int, folder: Path, cache: Path) -> WatchSet:
    folder.mkdir()
    for number, text in enumerate(rules(count, SEED)):
        (folder / f"{number:03}.yaml").write_text(text, encoding="utf-8")
    return load_watches(folder, cache / "rules")


def milliseconds(work: Callable[[Article], object], given: Sequence[Article]) -> float:
    began = time.process_time()
    for article in given:
        work(article)
    return (time.process_time() - began) / len(given) * 1e3


def in_turn(
    contenders: dict[str, tuple[Callable[[Article], object], Sequence[Article]]],
) -> dict[str, float]:
    """Let all of them read in turn; the first round warms up and does not count."""
    rounds = [
        {name: milliseconds(work, given) for name, (work, given) in contenders.items()}
        for _ in range(ROUNDS + 1)
    ]
    return {name: statistics.median(one[name] for one in rounds[1:]) for name in contenders}


@pytest.mark.bench
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("count", SIZES)
def test_articles_are_matched(count: int, cache: Path, tmp_path: Path):
    watches = watches_of(count, tmp_path / "watches", cache)
    measure(f"{count} rules of all words", watches, cache, tmp_path / "watches")


@pytest.mark.bench
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("count", SIZES)
def test_articles_are_matched_by_rules_of_their_own_words(count: int, cache: Path):
    texts = [f"{one.title} {one.text}" for one in articles() if one.declared in SPOKEN]
    measure(f"{count} rules of the articles' words", dense(count, texts, SEED), cache)


@pytest.mark.bench
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("count", SIZES)
def test_articles_are_matched_by_rules_of_one_article_among_others(
    count: int, cache: Path, tmp_path: Path
):
    texts = [f"{one.title} {one.text}" for one in articles() if one.declared in SPOKEN]
    watches = middle(watches_of(count, tmp_path / "watches", cache), texts, SEED)
    measure(f"{count} rules, one in eleven of one article's words", watches, cache)


def measure(title: str, watches: WatchSet, cache: Path, source: Path | None = None) -> None:
    given = articles()
    matcher = asyncio.run(compiled(watches, cache, source))
    count = len(watches.watches)
    contenders: dict[str, tuple[Callable[[Article], object], Sequence[Article]]] = {
        "which watches": (matcher.match, given),
        "with reasons": (lambda one: [hit.spans for hit in matcher.match(one)], given),
        "language alone": (lambda one: candidates(one.title, one.text, one.declared), given),
    }
    if count <= 10_000:
        contenders["slow twin"] = (twin(watches, cache), given[:: len(given) // FEW])
    if count <= 1_000:
        work, asked, found_by_peer = peer(watches)
        contenders["mokaccino"] = (work, given)
        title += f" (mokaccino can say {asked}, {found_by_peer(given):.1f} hits)"
    found = in_turn(contenders)
    hits = sum(len(matcher.match(one)) for one in given) / len(given)

    print(f"\n{title}, {len(given)} articles, {hits:.1f} hits an article; ms an article:")
    for name, taken in found.items():
        print(f"  {name:16} {taken:9.3f}   {taken / found['which watches']:8.2f} times ours")
    assert hits > 0


@pytest.mark.bench
@pytest.mark.timeout(600)
def test_time_grows_with_an_article_as_its_words_do(cache: Path, tmp_path: Path):
    watches = watches_of(1_000, tmp_path / "watches", cache)
    matcher = asyncio.run(compiled(watches, cache))
    whole = "\n".join(f"{one.title}\n{one.text}" for one in articles() if one.declared == "en")
    sizes = {
        size: Article(id="x", title="", text=(whole * 3)[:size]) for size in (500, 5_000, 50_000)
    }
    found = in_turn({str(size): (matcher.match, [one]) for size, one in sizes.items()})

    print("\n1000 rules; characters of an article, and ms:")
    for size, taken in found.items():
        print(f"  {size:>7} {taken:9.3f}")
    assert len(found) == len(sizes)


def twin(watches: WatchSet, cache: Path) -> Callable[[Article], object]:
    words = wanted(watches)
    slow = NaiveMatcher(watches, load_forms(cache, {word[1] for word in words}))
    return lambda one: slow.hits(one, candidates(one.title, one.text, one.declared))


def peer(
    watches: WatchSet,
) -> tuple[Callable[[Article], list[int]], int, Callable[[Sequence[Article]], float]]:
    """Give the peer the rules that it can say: words without forms, AND, OR, NOT."""
    percolator = mokaccino.Percolator()
    asked = [query for watch in watches.watches if (query := said(watch.query)) is not None]
    for query in asked:
        percolator.add_query(query)

    def work(article: Article) -> list[int]:
        document = mokaccino.Document()
        for word in set(f"{article.title} {article.text}".lower().split()):
            document.add_value("text", word)
        found: list[int] = percolator.percolate_list(document)
        return found

    return work, len(asked), lambda given: sum(len(work(one)) for one in given) / len(given)


def said(query: Query) -> mokaccino.Query | None:
    match query:
        case Term(text=text) | Exact(text=text) | Phrase(text=text):
            words = [mokaccino.Query.from_kv("text", word) for word in text.lower().split()]
            return words[0] if len(words) == 1 else mokaccino.Query.from_and(words)
        case Prefix(text=text):
            return mokaccino.Query.from_kprefix("text", text.lower())
        case Not(part=part):
            inner = said(part)
            return mokaccino.Query.from_not(inner) if inner else None
        case And(parts=parts) | Or(parts=parts):
            inner = [said(part) for part in parts]
            if any(one is None for one in inner):
                return None
            make = mokaccino.Query.from_and if isinstance(query, And) else mokaccino.Query.from_or
            return make(inner)
        case EntryRef():
            return None
    return None
