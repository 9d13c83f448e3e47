"""What is new in a story: the definitions of docs/developments.md, which need no model."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import combinations
from typing import Final

from monitor.model.story import Development, Quote, Telling
from monitor.model.watch import DevelopmentKind, Watch
from monitor.stories.facts import Facts, is_certain, lead_end, prominent
from monitor.stories.figures import FigureFound, figures, quote
from monitor.stories.known import Known, with_figures
from monitor.text.sentences import Sentence, sentence_at, sentences, shown

FRESH: Final = timedelta(hours=48)
SETTLED: Final = timedelta(minutes=60)
APART: Final = timedelta(minutes=30)
LEAST_CHANGE: Final = 0.1
_SAME: Final = 0.005
_MOST_SUMMED: Final = 16
_MOST_BEFORE: Final = 5
_PRECISE: Final = 3


def developed(
    facts: Facts,
    telling: Telling,
    watch: Watch,
    *,
    now: datetime,
    is_baseline: bool = False,
    is_copy: bool = False,
) -> tuple[Development, ...]:
    """Say what an article adds to a story, for one watch that it met.

    Nothing comes of a baseline, a copy, a mirror, or an article that was published (or, without a
    date, first seen) more than 48 hours ago. Whether something is an alert or a line of the digest
    is said by `watch.alert_on`, not here; `first_in_language` and `first_from` come only where it
    names the language, site or tag.

    Args:
        facts: What the story knew before the article; empty for a new story.
        telling: The article; its `counted` should hold only entries that the watch asks for.
        watch: Its `alert_on` and `watch_for` are asked.
        now: The present, UTC.
        is_baseline: Whether it was there before the feed was watched.
        is_copy: Whether an earlier article has the same text.

    Returns:
        Developments without story and id, in the order of the kinds; each `(kind, subject)` comes
        once in a story, whoever asks again gets it again and should drop it.
    """
    if is_baseline or is_copy or telling.is_mirror or now - telling.at > FRESH:
        return ()
    return (
        *_first_in_language(facts, telling, watch),
        *_first_from(facts, telling, watch),
        *_first_term(facts, telling, watch),
        *_figures_changed(facts, telling, watch),
    )


def is_too_soon(last_at: datetime | None, now: datetime) -> bool:
    """Whether an alert of the same story and kind was made less than 30 minutes ago."""
    return last_at is not None and now - last_at < APART


def _values(watch: Watch, kind: DevelopmentKind) -> tuple[str, ...]:
    return tuple(value for one in watch.alert_on if one.kind == kind for value in one.values)


def _is_told_as_new(facts: Facts, telling: Telling, watch: Watch) -> bool:
    """Whether the article begins the story, and the watch is told of new stories anyway.

    Its page begins the story with it: it says more than the feed did, and nothing new.
    """
    begins = not facts.articles or (facts.articles == 1 and facts.first_article == telling.article)
    return begins and any(one.kind == "new_story" for one in watch.alert_on)


def _first_in_language(facts: Facts, telling: Telling, watch: Watch) -> Iterator[Development]:
    first_seen_at = facts.first_seen_at
    if first_seen_at is None or telling.seen_at - first_seen_at <= SETTLED:
        return
    language = telling.language
    is_first = is_certain(telling) and language not in facts.languages
    if is_first and language in _values(watch, "first_in_language"):
        yield _development("first_in_language", telling, watch, language, (_headline(telling),))


def _first_from(facts: Facts, telling: Telling, watch: Watch) -> Iterator[Development]:
    if _is_told_as_new(facts, telling, watch):
        return
    for named in dict.fromkeys(_values(watch, "first_from")):
        is_told = is_of(named, telling.site, telling.tags)
        if is_told and not any(is_of(named, site, facts.tags) for site in (None, *facts.sites)):
            yield _development("first_from", telling, watch, named, (_headline(telling),))


def is_of(named: str, site: str | None, tags: Sequence[str]) -> bool:
    """Whether a name of a watch means a source: its site, a site above it, or a tag."""
    return named in tags or (site is not None and f".{site}".endswith(f".{named}"))


def _first_term(facts: Facts, telling: Telling, watch: Watch) -> Iterator[Development]:
    if _is_told_as_new(facts, telling, watch):
        return
    there = frozenset(prominent(telling))
    for entry in dict.fromkeys(watch.watch_for):
        if entry in there and entry not in facts.entries:
            yield _development("first_term", telling, watch, entry, (_sentence(telling, entry),))


def _figures_changed(facts: Facts, telling: Telling, watch: Watch) -> Iterator[Development]:
    if facts.latest_at is not None and telling.at < facts.latest_at - APART:
        return  # polls bring articles in any order: what was told before others changes nothing
    found = figures(telling)
    values = [*(one.value for one in facts.figures), *(one.value for one in found)]
    after = {(one.entry, one.value): one for one in with_figures(facts.figures, telling, found)}
    before = {(one.entry, one.value): one for one in facts.figures}
    for one in found:
        known = after.get((one.entry, one.value))
        was = before.get((one.entry, one.value))
        if known is None or known.is_first or (was and was.is_supported):
            continue
        if any(_is_same(one, other) for other in facts.figures):
            continue
        earlier = _earlier(facts.figures, known)
        if is_change(one.value, [other.value for other in earlier], values):
            yield _figure_changed(telling, watch, one, known, earlier)


def _is_same(found: FigureFound, known: Known) -> bool:
    """Whether two sources give the number of another entry: "5,000 du génie" are the builders."""
    return known.value == found.value and known.entry != found.entry and known.is_supported


def _earlier(figures_known: Sequence[Known], new: Known) -> list[Known]:
    """Give what was known of an entry before a value first came."""
    of_entry = [known for known in figures_known if known.entry == new.entry]
    values = [known.value for known in of_entry]
    return of_entry[: values.index(new.value)] if new.value in values else of_entry


def _figure_changed(
    telling: Telling, watch: Watch, found: FigureFound, known: Known, earlier: Sequence[Known]
) -> Development:
    most_told = sorted(earlier, key=lambda one: -len(one.publishers))[:_MOST_BEFORE]
    first = known.quote
    return Development(
        kind="figure_changed" if known.is_supported else "differs",
        watch=watch.id,
        subject=f"{found.entry}={written(found.value)}",
        article=telling.article,
        before=tuple(written(one.value) for one in most_told),
        after=written(found.value),
        evidence=(first, found.quote) if first and first != found.quote else (found.quote,),
    )


def is_change(value: float, known: Sequence[float], around: Sequence[float]) -> bool:
    """Whether a number is news beside the known ones.

    Args:
        value: The new number.
        known: What was known of the same entry; without any, nothing can change.
        around: All numbers of the story's counted entries: a sum, a difference or a part of them
            is no news.

    Returns:
        True if it is 10 % and more away from every known one, no rounding of one, and cannot be
        worked out from others.
    """
    if not known or any(_is_near(value, one) or _rounds(value, one) for one in known):
        return False
    others = [one for one in dict.fromkeys(around) if one != value][:_MOST_SUMMED]
    return not _is_worked_out(value, others)


def _is_near(value: float, known: float) -> bool:
    return abs(value - known) < LEAST_CHANGE * known


def _rounds(value: float, known: float) -> bool:
    """Whether one number is the other in round figures: 1,300 and 1,000, not 1,000 and 1,400."""
    return _is_rounding(value, known) or (_digits(value) >= _PRECISE and _is_rounding(known, value))


def _is_rounding(coarse: float, fine: float) -> bool:
    if _digits(coarse) >= _digits(fine) or coarse > 2 * fine:
        return False
    places = len(f"{coarse:.0f}") - _digits(coarse)
    return round(fine, -places) == coarse


def _digits(value: float) -> int:
    """Count the digits of a number up to its closing zeros."""
    return len(f"{value:.0f}".rstrip("0"))


def _is_worked_out(value: float, others: Sequence[float]) -> bool:
    pairs = combinations(others, 2)
    if any(_same(value, one + two) or _same(value, abs(one - two)) for one, two in pairs):
        return True
    return any(_same(value, sum(three)) for three in combinations(others, 3))


def _same(value: float, other: float) -> bool:
    return abs(value - other) <= _SAME * value


def written(value: float) -> str:
    """Write a value so that it can be compared and read by machines: 1500, 0.5."""
    return f"{value:.0f}" if value == int(value) else f"{value}"


def _development(
    kind: DevelopmentKind,
    telling: Telling,
    watch: Watch,
    subject: str,
    evidence: tuple[Quote, ...],
) -> Development:
    return Development(
        kind=kind, watch=watch.id, subject=subject, article=telling.article, evidence=evidence
    )


def _headline(telling: Telling) -> Quote:
    """Quote the title, or the first sentence where there is none."""
    if telling.title:
        return quote(telling, "title", telling.title, Sentence(0, len(telling.title)))
    found = sentences(telling.text) or [Sentence(0, 0)]
    return quote(telling, "text", telling.text, shown(found[0], *found[0]))


def _sentence(telling: Telling, entry: str) -> Quote:
    """Quote the first sentence of title or lead that an entry stands in."""
    lead = lead_end(telling.text)
    spans = telling.entries[entry]
    span = next(span for span in spans if span.field == "title" or span.end <= lead)
    text = telling.title if span.field == "title" else telling.text
    place = sentence_at(sentences(text), span.start) or Sentence(span.start, span.end)
    return quote(telling, span.field, text, shown(place, span.start, span.end))
