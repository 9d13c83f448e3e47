"""Questions that nearly every article meets, or that cost a look at every article."""

from collections.abc import Iterator

from monitor.model.canonical import canonical
from monitor.model.query import Query
from monitor.rules.lint_sift import Ground, Rest, Sieve
from monitor.rules.lint_terms import Doubt
from monitor.rules.lint_words import Ways


def broad_doubts(query: Query, ground: Ground, ways: Ways) -> Iterator[Doubt]:
    """Say what is wrong with what a query rests on."""
    if ground.rest is Rest.WORD:
        return
    if ground.rest is Rest.NOTHING or ground.leaf is None:
        problem = f"asks for no word: every article of {canonical(query)} is a hit; AND a word"
    elif ground.rest is Rest.COMMON:
        problem = (
            f"matches nearly everything: all it needs is {_culprit(ground, ways)}, which stands in "
            "most articles; AND a rarer word, or take it out"
        )
    else:
        problem = (
            f"costs a look at every article: all it needs is {_culprit(ground, ways)}; AND a word "
            "or an entry that those articles have too"
        )
    yield Doubt(level="warning", problem=problem)


def _culprit(ground: Ground, ways: Ways) -> str:
    assert ground.leaf is not None
    shown = canonical(ground.leaf)
    own = Sieve(ways)
    spellings = ways.of(ground.leaf)
    if len(spellings) == 1 or not shown.startswith("$"):
        return shown
    entry = ways.entry(shown[1:])
    terms = entry.terms if entry else ()
    weak = [canonical(t.leaf) for t in terms if own.sift(t.leaf).rest is ground.rest]
    return f"{', '.join(weak[:3])} of {shown}" if weak else shown
