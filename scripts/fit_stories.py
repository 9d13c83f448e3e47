"""Fit the weights of stories: `python scripts/fit_stories.py`, and copy what it prints.

Logistic regression, without any library, on the events of tests/quality/stories with an even
number; it takes a minute or two. Headlines of tests/quality/texts serve as other news. So that
content decides and not the clock alone, later news is also tried as if it had come sooner.
"""

import json
import math
import random
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TOP), str(TOP / "src")]

from monitor.model.story import Telling  # noqa: E402
from monitor.stories import belonging, likeness  # noqa: E402
from monitor.stories.belonging import Member  # noqa: E402
from monitor.stories.features import Features, features  # noqa: E402
from monitor.stories.placing import MOST_OF_STORY, REACH, is_witness  # noqa: E402
from monitor.stories.sitetext import SiteText  # noqa: E402
from monitor.stories.trait import Trait  # noqa: E402
from tests.quality.stories_data import load  # noqa: E402
from tests.rig.grouping import Row, halves, in_order  # noqa: E402

ROUNDS, STEP, PULL = 3000, 1.5, 0.0002
SOONER = (0.15, 0.3, 0.6, 1.0)
LATER = (1.0, 1.0, 1.0, 2.0)
STRANGERS = 24
HEADLINES = TOP / "tests" / "quality" / "texts" / "headlines.jsonl"

Signs = Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class Told:
    """An article, its features, and which event and story it belongs to."""

    features: Features
    at: datetime
    event: int = 0
    story: str = ""


@dataclass(frozen=True, kw_only=True)
class Cases:
    """What is learned from: signs, and whether they spoke truly for one story."""

    signs: list[Signs] = field(default_factory=list)
    truth: list[bool] = field(default_factory=list)

    def add(self, signs: Signs, *, is_one: bool) -> None:
        """Add one case."""
        self.signs.append(signs)
        self.truth.append(is_one)


def main() -> None:
    """Fit the weights of pairs, then with them those of stories."""
    chance = random.Random(5)
    told = [_told(row) for row in dict(halves(in_order(load())))["fitted"]]
    told = [one for one in told if is_witness(one.features)]
    others = [_headline(line) for line in HEADLINES.read_text(encoding="utf-8").splitlines()]
    pairs = _pairs(told, others, chance)
    _say("likeness.py", *_fitted(pairs, list(likeness.WEIGHTS)))
    _say("belonging.py", *_fitted(_stories(told, others, chance), list(belonging.WEIGHTS)))


def _told(row: Row) -> Told:
    at = datetime.fromisoformat(row["published"])
    telling = Telling(
        article=0,
        title=row["title"],
        text=row["text"],
        language=row["lang"].partition("-")[0],
        seen_at=at,
    )
    found = features(telling, SiteText())
    return Told(features=found, at=at, event=row["event"], story=row["story"])


def _headline(line: str) -> Told:
    row = json.loads(line)
    at = datetime.fromisoformat("2025-09-11T12:00:00+00:00")
    telling = Telling(article=0, title=row["title"], text="", language=row["lang"], seen_at=at)
    return Told(features=features(telling, SiteText()), at=at)


def _pairs(told: Sequence[Told], others: Sequence[Told], chance: random.Random) -> Cases:
    cases = Cases()
    for place, mine in enumerate(told):
        for theirs in told[:place]:
            apart = _apart(mine, theirs, chance)
            if apart is not None:
                signs = _signs(mine.features, theirs.features, apart)
                cases.add(signs, is_one=mine.story == theirs.story)
        for theirs in chance.sample(others, STRANGERS):
            hours = timedelta(hours=chance.choice((0.2, 1, 3, 8)))
            cases.add(_signs(mine.features, theirs.features, hours), is_one=False)
    return cases


def _apart(mine: Told, theirs: Told, chance: random.Random) -> timedelta | None:
    """Say how far apart two articles are taken to be; None if too far."""
    apart = mine.at - theirs.at
    if mine.event == theirs.event:
        apart *= chance.choice(LATER if mine.story == theirs.story else SOONER)
    return apart if apart <= REACH else None


def _signs(mine: Features, theirs: Features, apart: timedelta) -> Signs:
    found = tuple(likeness.matches(mine, theirs, _rarity))
    return likeness.evidence(mine, theirs, found, apart)


def _rarity(trait: Trait) -> float:
    return trait.rarity


def _stories(told: Sequence[Told], others: Sequence[Told], chance: random.Random) -> Cases:
    cases = Cases()
    for place, mine in enumerate(told):
        stories: defaultdict[str, list[Told]] = defaultdict(list)
        for theirs in told[:place]:
            stories[theirs.story].append(theirs)
        for story, members in stories.items():
            is_one = story == mine.story
            near = mine.event == members[0].event
            scale = chance.choice(LATER if is_one else SOONER) if near else 1.0
            some = [(one, (mine.at - one.at) * scale) for one in members]
            some = [(one, apart) for one, apart in some if apart <= REACH]
            if some:
                cases.add(_of_story(mine, some), is_one=is_one)
        for size in (1, 1, 2, 3):
            strangers = chance.sample(others, size)
            few = [(one, timedelta(hours=chance.choice((0.2, 1, 3)))) for one in strangers]
            cases.add(_of_story(mine, few), is_one=False)
    return cases


def _of_story(mine: Told, members: Sequence[tuple[Told, timedelta]]) -> Signs:
    compared = [
        Member(
            article=0,
            at=mine.at - apart,
            features=one.features,
            likeness=likeness.compare(mine.features, one.features, apart, _rarity),
        )
        for one, apart in members
    ]
    compared.sort(key=lambda one: -one.likeness.score)
    return belonging.evidence(mine.features, mine.at, compared[:MOST_OF_STORY])


def _fitted(cases: Cases, names: Sequence[str]) -> tuple[Mapping[str, float], float]:
    """Find weights and bias by gradient descent over standardised signs."""
    columns = [[signs[name] for signs in cases.signs] for name in names]
    means = [sum(column) / len(column) for column in columns]
    spreads = [_spread(column, mean) for column, mean in zip(columns, means, strict=True)]
    rows = [
        [
            (signs[name] - mean) / spread
            for name, mean, spread in zip(names, means, spreads, strict=True)
        ]
        for signs in cases.signs
    ]
    weights, bias = [0.0] * len(names), 0.0
    for _ in range(ROUNDS):
        errors = [
            1 / (1 + math.exp(-_bounded(bias + sum(map(_times, weights, row))))) - truth
            for row, truth in zip(rows, cases.truth, strict=True)
        ]
        bias -= STEP * sum(errors) / len(rows)
        for place in range(len(names)):
            slope = sum(error * row[place] for error, row in zip(errors, rows, strict=True))
            weights[place] -= STEP * (slope / len(rows) + PULL * weights[place])
    plain = [weight / spread for weight, spread in zip(weights, spreads, strict=True)]
    return dict(zip(names, plain, strict=True)), bias - sum(map(_times, plain, means))


def _spread(column: Sequence[float], mean: float) -> float:
    return math.sqrt(sum((value - mean) ** 2 for value in column) / len(column)) or 1.0


def _times(one: float, other: float) -> float:
    return one * other


def _bounded(value: float) -> float:
    return max(-30.0, min(30.0, value))


def _say(file: str, weights: Mapping[str, float], bias: float) -> None:
    print(f"src/monitor/stories/{file}:\n" + "".join(_line(*pair) for pair in weights.items()))
    print(f"BIAS = {bias:.2f}\n")


def _line(name: str, weight: float) -> str:
    return f'    "{name}": {weight:.2f},\n'


if __name__ == "__main__":
    main()
