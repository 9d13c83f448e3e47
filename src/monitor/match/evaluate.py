"""A query judged on one document: met or not, by which words, and what is missing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from monitor.match.find import Occurrence
from monitor.match.scene import Scene
from monitor.match.windows import apart, near, not_near
from monitor.model.article import Article
from monitor.model.canonical import canonical
from monitor.model.hit import Condition
from monitor.model.query import (
    And,
    AtLeast,
    EntryRef,
    Field,
    FieldName,
    Filter,
    Near,
    Not,
    NotNear,
    Or,
    Query,
)
from monitor.text.language import Languages


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a node is met, and the occurrences that NEAR and ATLEAST may ask for."""

    met: bool
    found: tuple[Occurrence, ...]
    condition: Condition


def judge(scene: Scene, query: Query, field: FieldName | None = None) -> Verdict:
    """Judge a query on a document, or on one field of it.

    Every part is judged, also after the answer is known: the answer must explain itself.
    """
    match query:
        case And(parts=parts):
            return _and(scene, query, parts, field)
        case Or(parts=parts):
            return _or(scene, query, parts, field)
        case Not(part=part):
            inner = judge(scene, part, field)
            return _verdict(scene, query, (), [inner], met=not inner.met)
        case Field(field=there, part=part):
            inner = judge(scene, part, there)
            return _verdict(scene, query, inner.found, [inner], met=inner.met)
        case Filter():
            met = passes(query, scene.document.article, scene.document.languages)
            return _verdict(scene, query, (), [], met=met)
        case Near() | NotNear() | AtLeast():
            return _placed(scene, query, field)
    return _leaf(scene, query, field)


def is_possible(scene: Scene, query: Query) -> bool:
    """Tell at little cost that a query cannot be met: a word that it needs is not there.

    Returns:
        False only when `judge` would not be met; places, fields and NOT are not looked at.
    """
    match query:
        case And(parts=parts) | Near(parts=parts):
            return all(is_possible(scene, part) for part in parts)
        case Or(parts=parts):
            return any(is_possible(scene, part) for part in parts)
        case AtLeast(part=part) | Field(part=part) | NotNear(part=part):
            return is_possible(scene, part)
        case Not() | Filter():
            return True
        case EntryRef(name=name):
            return bool(scene.of_entry(name))
    return bool(scene.of_leaf(query))


def _and(scene: Scene, query: Query, parts: Sequence[Query], field: FieldName | None) -> Verdict:
    inner = [judge(scene, part, field) for part in parts]
    found = tuple(o for verdict in inner for o in verdict.found)
    return _verdict(scene, query, found, inner, met=all(verdict.met for verdict in inner))


def _or(scene: Scene, query: Query, parts: Sequence[Query], field: FieldName | None) -> Verdict:
    inner = [judge(scene, part, field) for part in parts]
    found = tuple(o for verdict in inner if verdict.met for o in verdict.found)
    return _verdict(scene, query, found, inner, met=any(verdict.met for verdict in inner))


def _placed(scene: Scene, query: Near | NotNear | AtLeast, field: FieldName | None) -> Verdict:
    """Judge what asks for places: NEAR and its kin, ATLEAST."""
    parts = query.parts if isinstance(query, Near) else (query.part,)
    if isinstance(query, NotNear):
        parts = (query.part, query.other)
    inner = [judge(scene, part, field) for part in parts]
    found = _places(scene, query, [verdict.found for verdict in inner])
    enough = query.n if isinstance(query, AtLeast) else 1
    note = ""
    if len(found) < enough and all(v.met for v in inner) and not isinstance(query, NotNear):
        note = f"found {len(found)} of {enough}" if enough > 1 else "found, but too far apart"
    return _verdict(scene, query, found, inner, met=len(found) >= enough, note=note)


def _places(
    scene: Scene, query: Near | NotNear | AtLeast, parts: Sequence[tuple[Occurrence, ...]]
) -> tuple[Occurrence, ...]:
    if isinstance(query, Near):
        return near(scene.document, parts, query.window, ordered=query.ordered)
    if isinstance(query, NotNear):
        return not_near(scene.document, parts[0], parts[1], query.window)
    return apart(parts[0])


def _leaf(scene: Scene, query: Query, field: FieldName | None) -> Verdict:
    if isinstance(query, EntryRef):
        occurrences = scene.of_entry(query.name)
    else:
        occurrences = scene.of_leaf(query)  # type: ignore[arg-type]  # every other case is above
    found = tuple(o for o in occurrences if field is None or scene.in_field(o, field))
    note = "" if found else _near_miss(scene, query, occurrences, field)
    return _verdict(scene, query, found, [], met=bool(found), note=note)


def _near_miss(
    scene: Scene, query: Query, occurrences: Sequence[Occurrence], field: FieldName | None
) -> str:
    if occurrences:
        return f"found, but not in the {field}"
    rejected = scene.rejected.get(query.name, ()) if isinstance(query, EntryRef) else ()
    words = [f"{scene.span_of(o).surface}: {problem}" for o, problem in rejected[:3]]
    return "; ".join(words)


def _verdict(
    scene: Scene,
    query: Query,
    found: tuple[Occurrence, ...],
    inner: Sequence[Verdict],
    *,
    met: bool,
    note: str = "",
) -> Verdict:
    spans = tuple(scene.span_of(occurrence) for occurrence in found) if met else ()
    parts = tuple(verdict.condition for verdict in inner)
    line = canonical(query)
    return Verdict(met, found, Condition(line=line, met=met, spans=spans, parts=parts, note=note))


def applies(
    asked: tuple[Sequence[str], Sequence[str], Sequence[str]],
    article: Article,
    languages: Languages,
) -> bool:
    """Whether a watch asks about an article at all, by its languages, feeds and feed tags."""
    wanted, feeds, tags = asked
    if wanted and not any(has_language(languages, language) for language in wanted):
        return False
    if not feeds and not tags:
        return True
    return article.feed in feeds or any(tag in tags for tag in article.tags)


def passes(item: Filter, article: Article, languages: Languages) -> bool:
    """Whether an article has the property that a filter names."""
    checks: dict[str, Callable[[str], bool]] = {
        "lang": lambda value: has_language(languages, value),
        "site": lambda value: is_on_site(article.site, value),
        "feed": lambda value: article.feed == value,
        "tag": lambda value: value in article.tags,
    }
    return checks[item.name](item.value)


def has_language(languages: Languages, wanted: str) -> bool:
    """Whether any candidate language is the wanted one; `zh` stands for both its scripts."""
    return any(c == wanted or c.split("-")[0] == wanted for c in languages.candidates)


def is_on_site(site: str | None, wanted: str) -> bool:
    """Whether a host is the wanted one or lies below it."""
    host, name = (site or "").lower(), wanted.lower().removeprefix("www.")
    return host == name or host.endswith(f".{name}")
