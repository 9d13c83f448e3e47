"""Rules wait at one of their clauses; wherever that is, no article that meets them is missed."""

from hypothesis import given
from hypothesis import strategies as st

from monitor.match.anchors import Anchors
from monitor.match.book import Book, Rows, bind

CLAUSES = st.lists(st.frozensets(st.integers(0, 9), min_size=1, max_size=3), min_size=1, max_size=3)
RULES = st.lists(CLAUSES, min_size=1, max_size=8)


def anchors(rules: list[list[frozenset[int]]], always: tuple[int, ...] = ()) -> Anchors:
    first = [rule[0] for rule in rules]
    waiting = [[n for n, clause in enumerate(first) if atom in clause] for atom in range(10)]
    book = Book(bind(Rows.packed("waiting", waiting) | Rows.packed("clauses", first)))
    return Anchors(book.rows("waiting"), book.rows("clauses"), always)


@given(rules=RULES, seen=st.lists(st.frozensets(st.integers(0, 9)), max_size=20))
def test_an_article_that_shows_every_clause_always_finds_the_rule(rules, seen):
    waiting = anchors(rules)

    for atoms in seen:
        found = waiting.candidates(atoms)
        met = {n for n, rule in enumerate(rules) if all(clause & atoms for clause in rule)}
        assert met <= found
        for rule in found - met:
            lacked = next(clause for clause in rules[rule] if not clause & atoms)
            waiting.move(rule, tuple(lacked))


def test_a_rule_that_moved_is_no_candidate_where_it_was():
    waiting = anchors([[frozenset({1}), frozenset({2})]])

    waiting.move(0, (2,))

    assert waiting.candidates({1}) == set()
    assert waiting.candidates({2}) == {0}


def test_a_rule_without_a_clause_is_always_a_candidate_and_never_moves():
    waiting = anchors([[frozenset({1})]], always=(0,))

    waiting.move(0, (2,))

    assert waiting.candidates(()) == {0}
