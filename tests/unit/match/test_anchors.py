"""Rules wait at two of their clauses; no article that meets them is missed."""

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.match.anchors import Anchors
from monitor.match.book import Book, Rows, bind

CLAUSE = st.frozensets(st.integers(0, 9), min_size=1, max_size=3)
RULES = st.lists(st.tuples(CLAUSE, CLAUSE | st.just(frozenset())), min_size=1, max_size=8)


def anchors(
    rules: list[tuple[frozenset[int], frozenset[int]]], always: tuple[int, ...] = ()
) -> Anchors:
    waiting = [[n for n, (first, _) in enumerate(rules) if atom in first] for atom in range(10)]
    partners = [second for _, second in rules]
    book = Book(bind(Rows.packed("waiting", waiting) | Rows.packed("partners", partners)))
    return Anchors(book.rows("waiting"), book.rows("partners"), always)


@settings(deadline=None)
@given(rules=RULES, seen=st.lists(st.frozensets(st.integers(0, 9)), max_size=20))
def test_exactly_the_rules_of_which_both_clauses_are_shown_are_candidates(rules, seen):
    waiting = anchors(rules)

    for atoms in seen:
        met = {n for n, (one, two) in enumerate(rules) if one & atoms and (two & atoms or not two)}
        assert waiting.candidates(atoms) == met


def test_a_rule_without_a_clause_is_always_a_candidate():
    waiting = anchors([(frozenset({1}), frozenset())], always=(7,))

    assert waiting.candidates(set()) == {7}
    assert waiting.candidates({1}) == {0, 7}
