"""`monitor explain`: each condition of a watch, met or not, with words, places and near misses."""

import asyncio
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.front import Exit
from monitor.cli.options import CONFIG, JsonOption, RulesOption, WatchOption

if TYPE_CHECKING:
    from monitor.flow.explain import Explanation
    from monitor.intake.fetch import FetchError
    from monitor.match.matcher import Explained
    from monitor.model.article import Article

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
PAGES = (".html", ".htm", ".xhtml", ".html.gz", ".htm.gz")


def explain(
    subject: SubjectArgument,
    config: RulesOption = CONFIG,
    watch: WatchOption = None,
    lang: LanguageOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say for every watch, or for one, which conditions a text meets and which not."""
    from monitor.cli.loading import matcher_of, watches_of
    from monitor.cli.output import complain, say, say_json
    from monitor.flow.explain import explain as explain_article
    from monitor.intake.fetch import FetchError

    matcher = matcher_of(watches_of(config, watch), config)
    article = _article(subject, lang, config)
    if isinstance(article, FetchError):
        complain(f"cannot be read: {article.reason}: {article.detail}")
        raise typer.Exit(Exit.NO)
    explanation = explain_article(matcher, article)
    if as_json:
        say_json(_json(explanation))
        return
    for line in _lines(explanation):
        say(line)


def _article(subject: str, language: str | None, config: Path) -> "Article | FetchError":
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


def _lines(explanation: "Explanation") -> Iterator[str]:
    from monitor.text.clean import clean_line

    languages = explanation.languages
    yield f"title: {clean_line(explanation.article.title)}"
    yield f"text: {clean_line(explanation.article.text, longest=300) or '(none)'}"
    others = ", ".join(languages.candidates)
    yield f"language: {languages.best} {languages.score:.2f} ({languages.by}); candidates: {others}"
    for explained in explanation.watches:
        yield ""
        yield from _watch_lines(explained)


def _watch_lines(explained: "Explained") -> Iterator[str]:
    from monitor.cli.tree import draw, mark

    yield f"{mark(explained.met)} {explained.watch.id}: {explained.watch.title}"
    if not explained.applies:
        yield "    ✗ not asked: the watch wants other languages or feeds"
    yield from draw(explained.watch.query, explained.condition, 1)


def _json(explanation: "Explanation") -> Mapping[str, object]:
    from monitor.cli.conditions import condition_json

    article, languages = explanation.article, explanation.languages
    return {
        "title": article.title,
        "text": article.text,
        "site": article.site,
        "language": languages.best,
        "score": languages.score,
        "by": languages.by,
        "candidates": list(languages.candidates),
        "watches": [
            {
                "watch": one.watch.id,
                "met": one.met,
                "applies": one.applies,
                "condition": condition_json(one.condition),
            }
            for one in explanation.watches
        ],
    }
