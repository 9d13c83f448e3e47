"""Articles of labelled stories grouped as `monitor group` does it, and how well that was done."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations
from typing import Any

from monitor.flow.group import Grouping
from monitor.flow.lexical import Lexicon
from monitor.intake.urls import site_of
from monitor.model.article import Article

SHUFFLED_WITHIN = timedelta(hours=2)

Row = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Groups:
    """Where articles were put, by their ids.

    `stories` are as they stand at the end, `copies` name originals, `moved` are the articles whose
    story was absorbed after they had been placed.
    """

    stories: Mapping[str, int]
    copies: Mapping[str, str | None]
    moved: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Score:
    """Pairs of articles in different languages: rightly together, wrongly, wrongly apart."""

    right: int = 0
    wrong: int = 0
    apart: int = 0

    @property
    def precision(self) -> float:
        together = self.right + self.wrong
        return self.right / together if together else 1.0

    @property
    def recall(self) -> float:
        one = self.right + self.apart
        return self.right / one if one else 1.0


def article(row: Row) -> Article:
    """Make an article of a labelled one."""
    return Article(
        id=row["id"],
        title=row["title"],
        text=row["text"],
        declared=row["lang"],
        address=row["url"],
        site=site_of(row["url"]),
        published=datetime.fromisoformat(row["published"]),
    )


def in_order(rows: Sequence[Row], seed: int | None = None) -> list[Row]:
    """Order articles as they were told, or as they may arrive within two hours of it."""
    chance = random.Random(seed)

    def arrival(row: Row) -> tuple[datetime, str]:
        late = SHUFFLED_WITHIN * chance.random() if seed is not None else timedelta(0)
        return datetime.fromisoformat(row["published"]) + late, row["id"]

    return sorted(rows, key=arrival)


def grouped(rows: Sequence[Row], lexicon: Lexicon | None = None) -> Groups:
    """Group articles in the order given."""
    grouping = Grouping(lexicon or Lexicon())
    placed = [grouping.add(article(row)) for row in rows]
    ids = [row["id"] for row in rows]
    stories = {ids[one.number - 1]: grouping.story_of(one.number) for one in placed}
    return Groups(
        stories=stories,
        copies={ids[one.number - 1]: one.copy_of and ids[one.copy_of - 1] for one in placed},
        moved=frozenset(
            ids[one.number - 1] for one in placed if stories[ids[one.number - 1]] != one.story
        ),
    )


def pairs(rows: Sequence[Row], groups: Groups) -> dict[tuple[str, str], Score]:
    """Score pairs of different languages, by their two languages and under `all`."""
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for one, other in combinations(rows, 2):
        languages = sorted((_language(one), _language(other)))
        if languages[0] != languages[1]:
            together = groups.stories[one["id"]] == groups.stories[other["id"]]
            word = _word(together, one["story"] == other["story"])
            counts[languages[0], languages[1]][word] += 1
            counts["all", "all"][word] += 1
    return {
        languages: Score(right=count["right"], wrong=count["wrong"], apart=count["apart"])
        for languages, count in counts.items()
    }


def _word(together: bool, is_one: bool) -> str:
    if together:
        return "right" if is_one else "wrong"
    return "apart" if is_one else "rest"


def _language(row: Row) -> str:
    return str(row["lang"]).partition("-")[0]


def b_cubed(rows: Sequence[Row], groups: Groups) -> tuple[float, float]:
    """Give precision and recall as each article sees its own story, on the average."""
    found, true = _sets(rows, groups)
    shares = []
    for row in rows:
        mine, meant = found[groups.stories[row["id"]]], true[row["story"]]
        both = len(mine & meant)
        shares.append((both / len(mine), both / len(meant)))
    return sum(one for one, _ in shares) / len(rows), sum(two for _, two in shares) / len(rows)


def alerts(rows: Sequence[Row], groups: Groups) -> float:
    """Say into how many stories a true story of two articles or more falls, on the average."""
    _, true = _sets(rows, groups)
    parts = [len({groups.stories[one] for one in ids}) for ids in true.values() if len(ids) > 1]
    return sum(parts) / len(parts)


def swallowed(rows: Sequence[Row], groups: Groups) -> list[str]:
    """Give the true stories that never began one: a reader would hear nothing of them."""
    began: dict[int, str] = {}
    for row in rows:
        began.setdefault(groups.stories[row["id"]], row["story"])
    return sorted({row["story"] for row in rows} - set(began.values()))


def _sets(
    rows: Sequence[Row], groups: Groups
) -> tuple[Mapping[int, set[str]], Mapping[str, set[str]]]:
    found: defaultdict[int, set[str]] = defaultdict(set)
    true: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        found[groups.stories[row["id"]]].add(row["id"])
        true[row["story"]].add(row["id"])
    return found, true


def halves(rows: Sequence[Row]) -> Iterator[tuple[str, list[Row]]]:
    """Give the events that the weights were fitted on, and those that only check them."""
    for name, rest in (("fitted", 0), ("checked", 1)):
        yield name, [row for row in rows if row["event"] % 2 == rest]
