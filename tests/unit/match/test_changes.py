"""Changed watches beside compiled ones: the same hits as if all had been compiled anew."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.match.changes import changes
from monitor.match.fast import FastMatcher
from monitor.match.index import build_index
from monitor.match.naive import NaiveMatcher
from monitor.model.query import Term
from monitor.model.watch import Watch, WatchSet
from tests.unit.match.twins import FORMS, LARGE, Scenario, row, scenarios


@st.composite
def edits(draw: st.DrawFn) -> tuple[WatchSet, Scenario]:
    """Draw watches, and what they become: some dropped, some added, words of entries changed."""
    before, after = draw(scenarios()), draw(scenarios())
    kept = [watch for watch in before.watches.watches if draw(st.booleans())]
    added = [replace(watch, id=f"n{watch.id}") for watch in after.watches.watches]
    changed = [
        replace(new, id=old.id)
        for old, new in zip(before.watches.watches, after.watches.watches, strict=False)
        if old not in kept
    ]
    lexicon = {
        name: draw(st.sampled_from([entry, entry, after.watches.lexicon[name]]))
        for name, entry in before.watches.lexicon.items()
    }
    watches = tuple(draw(st.permutations([*kept, *changed, *added])))
    now = WatchSet(watches=watches, lexicon=lexicon, digest="")
    return before.watches, Scenario(now, (*before.articles, *after.articles))


@settings(max_examples=60, deadline=None, suppress_health_check=LARGE)
@given(edit=edits())
def test_changed_watches_give_the_hits_of_watches_compiled_anew(edit: tuple[WatchSet, Scenario]):
    old, now = edit
    found = changes(old, now.watches)
    before = FastMatcher(old, build_index(old, FORMS))

    fast = before.changed(now.watches, found, build_index(found.newer, FORMS))

    slow = NaiveMatcher(now.watches, FORMS)
    for article, languages in now.articles:
        hits = {hit.watch: row(hit) for hit in fast.hits(article, languages)}
        assert hits == {hit.watch: row(hit) for hit in slow.hits(article, languages)}


def watch(name: str, word: str) -> Watch:
    return Watch(id=name, title=name, query=Term(text=word))


def test_only_what_differs_is_compiled_and_keeps_its_place():
    old = WatchSet(
        watches=(watch("a", "x"), watch("b", "y"), watch("c", "z")), lexicon={}, digest="1"
    )
    new = replace(old, watches=(watch("a", "x"), watch("n", "w"), watch("b", "Y")))

    found = changes(old, new)

    assert [one.id for one in found.newer.watches] == ["n", "b"]
    assert found.places == (0.5, 1)
    assert found.gone == {1, 2}
