"""What lint calls impossible never happens: no article meets such a question."""

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.match.matcher import Matcher
from monitor.model.article import Article
from monitor.model.query import EntryRef, Exact, Filter, Phrase, Prefix, Query, Regex, Term
from monitor.model.watch import LexiconEntry, LexiconTerm, Watch, WatchSet
from monitor.rules.lint import lint
from monitor.rules.watchfile import watch_set
from tests.strategies import queries

WORDS = ("sapper", "Kursk", "north", "korea", "сапёр", "공병", "工兵", "朝", "mine", "the")
PHRASES = ("north korea", "Kursk sapper", "工兵 mine", "сапёр Kursk", "north korea mine")


@st.composite
def leaves(draw):
    return draw(
        st.one_of(
            st.sampled_from(WORDS).map(lambda text: Term(text=text)),
            st.sampled_from(PHRASES).map(lambda text: Phrase(text=text)),
            st.sampled_from(("sap", "nor", "Kur", "工")).map(lambda text: Prefix(text=text)),
            st.builds(Exact, text=st.sampled_from(WORDS + PHRASES), case=st.booleans()),
            st.sampled_from(("s.pper", "[Kk]ursk", "^north")).map(lambda text: Regex(pattern=text)),
            st.sampled_from(("one", "two", "three")).map(lambda name: EntryRef(name=name)),
        )
    )


@st.composite
def criteria(draw):
    name, values = draw(st.sampled_from(CRITERIA))
    return Filter(name=name, value=draw(st.sampled_from(values)))


SITES = ("a.example", "b.a.example", "c.example")
CRITERIA = (("site", SITES), ("lang", ("en", "ru")), ("feed", ("f1", "f2")))
LEXICON = {
    "one": LexiconEntry(
        id="one",
        terms=(
            LexiconTerm(leaf=Term(text="sapper"), language="en"),
            LexiconTerm(leaf=Term(text="mine"), language="en", not_in=("north mine",)),
        ),
    ),
    "two": LexiconEntry(
        id="two",
        terms=(
            LexiconTerm(leaf=Phrase(text="north korea"), language="en"),
            LexiconTerm(leaf=Phrase(text="Kursk korea"), language="any", name=True),
        ),
    ),
    "three": LexiconEntry(
        id="three",
        terms=(LexiconTerm(leaf=Term(text="Kursk"), language="any", name=True, in_field="title"),),
    ),
}
TEXTS = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)


def watches_of(query: Query) -> WatchSet:
    return watch_set([Watch(id="w", title="", query=query)], LEXICON)


@settings(max_examples=500, deadline=None)
@given(
    query=queries(leaf=leaves(), criteria=criteria()),
    title=TEXTS,
    text=TEXTS,
    site=st.sampled_from(SITES),
)
def test_no_article_meets_what_is_called_impossible(query, title, text, site):
    watches = watches_of(query)
    article = Article(id="1", title=title, text=text, site=site, declared="en", feed="f1")

    impossible = any(one.problem.startswith("can never match: ") for one in lint(watches))

    assert not (impossible and Matcher(watches, {}).match(article))
