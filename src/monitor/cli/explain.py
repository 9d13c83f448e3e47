"""`monitor explain`: each condition of a watch, met or not, with words, places and near misses."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.front import Exit
from monitor.cli.options import CONFIG, JsonOption, RulesOption, WatchOption

if TYPE_CHECKING:
    from monitor.flow.explain import Explanation
    from monitor.flow.standing import Shortfall, Stand
    from monitor.intake.fetch import FetchError
    from monitor.model.article import Article
    from monitor.model.hit import Condition

SubjectArgument = Annotated[
    str,
    typer.Argument(
        metavar="TEXT|FILE|ADDRESS",
        help="A headline; a file: .html, or text that begins with its title; an http address.",
    ),
]
LanguageOption = Annotated[
    str | None, typer.Option("--lang", metavar="xx", help="The language that its feed declares.")
]
SIGNS = {"met": "✓", "nearly": "≈", "missed": "✗"}
MOST_NAMED = 4
MOST_MISSED = 40
MOST_PIECES = 4
AROUND = 40
LONGEST_CONDITION = 120
PAGES = (".html", ".htm", ".xhtml", ".html.gz", ".htm.gz")


def explain(
    subject: SubjectArgument,
    config: RulesOption = CONFIG,
    watch: WatchOption = None,
    lang: LanguageOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say for every watch, or for one, which conditions a text meets and which not.

    Watches that are met come first, with the words that met them; then those that miss one
    condition, with what nearly met it; of the others, a line each. --watch shows the whole tree.
    """
    from monitor.cli.loading import matcher_of, watches_of
    from monitor.cli.output import complain, say, say_json
    from monitor.flow.explain import explain as explain_article
    from monitor.flow.standing import stands
    from monitor.intake.fetch import FetchError

    watches = watches_of(config, watch)
    matcher = matcher_of(watches, config)
    article = article_of(subject, lang, config)
    if isinstance(article, FetchError):
        complain(f"cannot be read: {article.reason}: {article.detail}")
        raise typer.Exit(Exit.NO)
    explanation = explain_article(matcher, article)
    found = stands(explanation, watches)
    if as_json:
        say_json(_json(explanation, found))
        return
    for line in _lines(explanation, found, whole=watch is not None):
        say(line)


def article_of(subject: str, language: str | None, config: Path) -> "Article | FetchError":
    """Read what was named on the command line as an article: an address, a file, or a text."""
    from monitor.flow.explain import article_of_text

    if subject.startswith(("http://", "https://")):
        return asyncio.run(_fetched(subject, language, config))
    file = _file(subject)
    if file is None:
        return article_of_text(subject, language)
    if file.name.lower().endswith(PAGES):
        return asyncio.run(_extracted(file, language))
    return article_of_text(file.read_text(encoding="utf-8", errors="replace"), language)


def _file(subject: str) -> Path | None:
    try:
        path = Path(subject)
        return path if path.is_file() else None
    except (OSError, ValueError):  # a text is rarely a file's name, and often too long for one
        return None


async def _fetched(address: str, language: str | None, config: Path) -> "Article | FetchError":
    from monitor.app.clock import now
    from monitor.cli.doors import dialer_of, parsing_children
    from monitor.flow.explain import article_at

    async with dialer_of(config) as dialer:
        with parsing_children() as children:
            return await article_at(address, dialer, children, language, now())


async def _extracted(file: Path, language: str | None) -> "Article | FetchError":
    from monitor.cli.doors import parsing_children, read_document
    from monitor.flow.explain import article_of_page

    with parsing_children() as children:
        return await article_of_page(read_document(file), children, language)


def _lines(explanation: "Explanation", found: "Sequence[Stand]", *, whole: bool) -> Iterator[str]:
    from monitor.text.clean import clean_line

    article, languages = explanation.article, explanation.languages
    yield f"title: {clean_line(article.title)}"
    yield f"text: {clean_line(article.text, longest=300) or '(none)'}"
    others = ", ".join(languages.candidates)
    yield f"language: {languages.best} {languages.score:.2f} ({languages.by}); candidates: {others}"
    before = None
    missed = [one for one in found if one.standing == "missed"]
    for one in [one for one in found if one.standing != "missed"] + missed[:MOST_MISSED]:
        if one.standing != "missed" or before != "missed":
            yield ""
        before = one.standing
        yield from _stand_lines(one, article, whole=whole)
    if len(missed) > MOST_MISSED:
        yield f"✗ and {len(missed) - MOST_MISSED} more watches, which miss as much or more"


def _stand_lines(one: "Stand", article: "Article", *, whole: bool) -> Iterator[str]:
    """Tell one watch: with the whole tree when it was asked for alone."""
    from monitor.cli.tree import draw, draw_met

    watch, condition = one.explained.watch, one.explained.condition
    yield f"{SIGNS[one.standing]} {watch.id}: {watch.title}{_lack(one)}"
    if one.standing == "missed" and not whole:
        return
    yield from _places(one.explained.condition, article)
    if not one.explained.applies:
        yield f"    ✗ not asked: {_asked_only(one)}"
    if whole:
        yield from draw(watch.query, condition, 1)
    elif one.explained.met:
        yield from draw_met(watch.query, condition, 1)
    if whole and one.shortfalls:
        yield "    what is missing:"
    for shortfall in one.shortfalls:
        yield from shortfall_lines(shortfall, "    ")


def _lack(one: "Stand") -> str:
    if one.standing == "met":
        return ""
    if one.standing == "nearly":
        return "  (one condition is missing)"
    named = [_short(shortfall) for shortfall in one.shortfalls]
    if not one.explained.applies:
        named.insert(0, "its languages or feeds")
    more = f"; and {len(named) - MOST_NAMED} more" if len(named) > MOST_NAMED else ""
    return f"  (missing: {'; '.join(named[:MOST_NAMED])}{more})"


def _short(shortfall: "Shortfall") -> str:
    from monitor.text.clean import clean_line

    field = shortfall.missing.field
    line = clean_line(shortfall.missing.condition.line)
    line = line if len(line) <= LONGEST_CONDITION else f"{line[:LONGEST_CONDITION]}…"
    return f"{field}:({line})" if field else line


def shortfall_lines(shortfall: "Shortfall", indent: str) -> Iterator[str]:
    """Yield a condition that is missing, and below it what nearly met it."""
    from monitor.text.clean import clean_line

    yield f"{indent}✗ {_short(shortfall)}"
    for near in shortfall.near:
        where = f"  [{near.spans[0].field} {near.spans[0].start}]" if near.spans else ""
        yield f"{indent}    {clean_line(near.sentence, longest=300)}{where}"


def _places(condition: "Condition", article: "Article") -> Iterator[str]:
    """Show the words that were found where they stand, marked."""
    from monitor.cli.tree import marked
    from monitor.flow.standing import met_spans

    spans = tuple(met_spans(condition))
    for field, text in (("title", article.title), ("text", article.text)):
        here = [span for span in spans if span.field == field]
        around = len(text) if field == "title" else AROUND
        for piece, _ in zip(marked(text, here, around), range(MOST_PIECES), strict=False):
            yield f"    {field:6}{piece}"


def _asked_only(one: "Stand") -> str:
    """Name what the watch asks of the articles it looks at."""
    watch = one.explained.watch
    asked = {
        "languages": watch.languages, "feeds": watch.feeds, "feeds tagged": watch.feed_tags
    }  # fmt: skip
    return "the watch wants " + "; ".join(
        f"{name} {', '.join(values)}" for name, values in asked.items() if values
    )


def _json(explanation: "Explanation", found: "Sequence[Stand]") -> Mapping[str, object]:
    article, languages = explanation.article, explanation.languages
    return {
        "title": article.title,
        "text": article.text,
        "site": article.site,
        "language": languages.best,
        "score": languages.score,
        "by": languages.by,
        "candidates": list(languages.candidates),
        "watches": [_stand_json(one) for one in found],
    }


def _stand_json(one: "Stand") -> Mapping[str, object]:
    from monitor.cli.conditions import condition_json, shortfall_json

    return {
        "watch": one.explained.watch.id,
        "met": one.explained.met,
        "applies": one.explained.applies,
        "standing": one.standing,
        "missing": [shortfall_json(shortfall) for shortfall in one.shortfalls],
        "condition": condition_json(one.explained.condition),
    }
