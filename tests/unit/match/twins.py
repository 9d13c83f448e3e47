"""The fast matcher and its slow twin on the same watches, and what to compare of their hits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hypothesis import HealthCheck
from hypothesis import strategies as st

from monitor.match.fast import FastMatcher
from monitor.match.index import build_index
from monitor.match.naive import NaiveMatcher
from monitor.match.patterns import Forms
from monitor.model.article import Article
from monitor.model.hit import Hit
from monitor.model.query import EntryRef, Exact, Leaf, Phrase, Prefix, Query, Regex, Term
from monitor.model.watch import LexiconEntry, LexiconTerm, Watch, WatchSet
from monitor.text.language import Languages
from tests.strategies import queries

# Words that stand in the articles and in the rules, so that many rules are nearly met.
WORDS = (
    "Kursk", "kursk", "sapper", "sappers", "SAPPERS", "Sapper's", "North", "Korea", "Korean",
    "Kim", "Jong", "Un", "U.S.", "5,000", "1000", "naïve", "naive", "Straße", "STRASSE", "ﬁnally",
    "сапёр", "саперы", "сапёров", "Курск", "Курской", "п'ять", "п’ять", "КНДР",
    "공병", "공병은", "북한", "북한군", "북한공병", "북", "한", "쿠르스크에서", "지뢰", "제거",
    "北", "朝鲜", "朝鮮", "工兵", "朝鮮半島", "庫斯克", "库尔斯克", "金正恩", "クルスク", "正恩氏",
    "كورسك", "بكورسك", "والألغام", "كوريا", "ألغام", "قورسك",
    "ทหารช่าง", "คิม", "น้ำ", "mìn", "hoà", "hòa", "công", "binh",
    "Türkiye", "İSTANBUL", "ranjau", "penjinak", "ranjau-ranjau", "रूस", "सैनिकों", "חיילי", "בקורסק",
    "Κουρσκ", "x" * 30, "\u200b", "ﺍﻟﻜﻮﺭﻳﺔ", "Ｋｕｒｓｋ", "ｸﾙｽｸ",
)  # fmt: skip
SAID = tuple(word for word in WORDS if any(map(str.isalnum, word)))
GAPS = (
    *[" "] * 8, ", ", ". ", "! ", "-", " - ", " — ", "\n", "\n\n", " “", "” ", "", "・", "。",
    "（キム・ジョンウン）", "'", "…", "    ", "/", ". .", "«", "\u00a0",
)  # fmt: skip
LANGUAGES = ("en", "ru", "uk", "id", "ko", "ja", "zh", "ar", "tr", "vi", "th", "de", "pl", "hi")
# A scenario is more than Hypothesis likes to draw; what is too long for it counts as filtered.
LARGE = (HealthCheck.filter_too_much, HealthCheck.too_slow, HealthCheck.data_too_large)
ENTRIES = ("nk", "kursk", "mines", "risky", "odd")

FORMS: Forms = {
    ("сапёр", "ru", "bare"): frozenset({"сапер", "саперы", "саперов"}),
    ("sapper", "en", "word"): frozenset({"sapper", "sappers"}),
    ("Курск", "ru", "name"): frozenset({"курск", "курска", "курской"}),
    ("Kursk", "id", "name"): frozenset({"kursk", "kursknya"}),
}


def texts(words: Sequence[str] = WORDS) -> st.SearchStrategy[str]:
    """Draw texts of many scripts, with everything that may stand between words."""
    pairs = st.lists(st.tuples(st.sampled_from(words), st.sampled_from(GAPS)), max_size=25)
    return pairs.map(lambda found: "".join(word + gap for word, gap in found))


def leaves(words: Sequence[str]) -> st.SearchStrategy[Leaf]:
    """Draw leaves made of the words of the articles, some in capitals, some cut short."""
    given = [word for word in words if word in SAID]
    said = st.sampled_from(given)
    changed = said | said | said.map(str.upper) | said.map(str.lower)
    several = st.lists(changed, min_size=2, max_size=3).map(" ".join)
    beginnings = [word[:3] for word in given if len(word) > 2] or [given[0]]
    return st.one_of(
        changed.map(lambda text: Term(text=text)),
        several.map(lambda text: Phrase(text=text)),
        st.builds(Exact, text=changed | several, case=st.booleans()),
        st.sampled_from(beginnings).map(lambda text: Prefix(text=text)),
        st.sampled_from((r"[Kk]ursk", r"\p{L}+ск", "工兵", "s+")).map(lambda p: Regex(pattern=p)),
        st.sampled_from(ENTRIES).map(lambda name: EntryRef(name=name)),
    )


@dataclass(frozen=True)
class Scenario:
    """Watches, and articles with the languages they are taken for, all of a few words."""

    watches: WatchSet
    articles: tuple[tuple[Article, Languages], ...]


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """Draw a few words, then rules and articles made of them, so that many rules are met."""
    words = [draw(st.sampled_from(SAID)), *draw(st.lists(st.sampled_from(WORDS), max_size=6))]
    lexicon = {name: LexiconEntry(id=name, terms=_terms(draw, words)) for name in ENTRIES}
    asked = draw(st.lists(queries(leaf=leaves(words)), min_size=1, max_size=6))
    found = [_article(draw, words) for _ in range(draw(st.integers(1, 4)))]
    return Scenario(watch_set(asked, lexicon), tuple(found))


def _article(draw: st.DrawFn, words: Sequence[str]) -> tuple[Article, Languages]:
    names = draw(st.lists(st.sampled_from(LANGUAGES), min_size=1, max_size=3, unique=True))
    article = Article(
        id="1",
        title=draw(texts(words)),
        text=draw(texts(words)),
        site=draw(st.sampled_from((None, "tass.ru", "kcna.kp"))),
        feed="a",
        tags=("asia",),
        body=draw(st.sampled_from(("feed", "full"))),
    )
    return article, Languages(best=names[0], score=0.9, candidates=tuple(names), by="detected")


def _terms(draw: st.DrawFn, words: Sequence[str]) -> tuple[LexiconTerm, ...]:
    plain = leaves(words).filter(lambda leaf: not isinstance(leaf, EntryRef))
    said = st.sampled_from(words)
    term = st.builds(
        LexiconTerm,
        leaf=plain,
        language=st.sampled_from(("any", "any", *LANGUAGES)),
        name=st.booleans(),
        not_in=st.lists(st.tuples(said, said).map(" ".join), max_size=1).map(tuple),
        in_field=st.sampled_from((None, None, None, "title", "lead")),
        with_entries=st.lists(st.sampled_from(ENTRIES), max_size=1).map(tuple),
    )
    return tuple(draw(st.lists(term, min_size=1, max_size=4)))


def watch_set(queries: Iterable[Query], lexicon: Mapping[str, LexiconEntry]) -> WatchSet:
    """Put queries together as watches that also weigh every entry."""
    watches = tuple(
        Watch(id=f"w{number}", title="W", query=query, weight=("kursk",))
        for number, query in enumerate(queries)
    )
    return WatchSet(watches=watches, lexicon=lexicon, digest="")


def twins(watches: WatchSet, forms: Forms = FORMS) -> tuple[FastMatcher, NaiveMatcher]:
    """Compile watches for both."""
    return FastMatcher(watches, build_index(watches, forms)), NaiveMatcher(watches, forms)


def row(hit: Hit) -> tuple[object, ...]:
    """Give everything that a hit says."""
    return (
        hit.watch, hit.article, hit.language, hit.provisional,
        hit.spans, hit.entries, hit.rank, hit.why,
    )  # fmt: skip
