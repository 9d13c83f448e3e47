"""`monitor match`: articles as JSON lines in, hits as JSON lines out."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.conditions import hit_json
from monitor.cli.front import Exit
from monitor.cli.options import CONFIG, JsonOption, RulesOption, WatchOption

if TYPE_CHECKING:
    from monitor.cli.jsonlines import BadLine, Given
    from monitor.match.matcher import Matcher

FileArgument = Annotated[
    str | None, typer.Argument(metavar="FILE.jsonl", help="Articles as JSON lines; - for stdin.")
]
StoredOption = Annotated[
    str | None,
    typer.Option("--stored", metavar="7d", help="Count hits a day over stored articles instead."),
]


def match(
    file: FileArgument = None,
    config: RulesOption = CONFIG,
    watch: WatchOption = None,
    stored: StoredOption = None,
    as_json: JsonOption = False,
) -> None:
    """Match articles: lines {"id", "title"?, "text", "lang"?, "url"?} -> lines with their hits.

    Offsets are code points of the title or text as given. A bad line gives {"id", "error"} in its
    place, and exit code 1 at the end. With --stored it asks: will this watch flood me?
    """
    if (file is None) == (stored is None):
        raise typer.BadParameter("give either a file of JSON lines, or --stored")
    if stored is not None:
        from monitor.cli.stored import count_stored

        count_stored(config, watch, stored, as_json=as_json)
    elif file is not None and not match_file(file, config, watch):
        raise typer.Exit(Exit.NO)


def match_file(file: str, config: Path, watch: str | None) -> bool:
    """Match a file line by line.

    Returns:
        Whether every line was an article.
    """
    from monitor.cli.jsonlines import articles_of, opened
    from monitor.cli.loading import matcher_of, watches_of

    with opened(file) as lines:
        matcher = matcher_of(watches_of(config, watch), config)
        return _answer(articles_of(lines), matcher, at_once=file == "-")


def _answer(given: Iterable["Given | BadLine"], matcher: "Matcher", *, at_once: bool) -> bool:
    from monitor.cli.jsonlines import BadLine
    from monitor.cli.output import flush, say
    from monitor.text.visible import json_line

    all_fine = True
    for one in given:
        if isinstance(one, BadLine):
            all_fine = False
            say(json_line({"id": one.id, "error": one.problem}))
        else:
            say(json_line(_answer_to(one, matcher)))
        if at_once:
            flush()
    return all_fine


def _answer_to(one: "Given", matcher: "Matcher") -> Mapping[str, object]:
    judged = matcher.judge(one.article)
    hits = [hit_json(hit) for hit in judged.hits]
    return {"id": one.id, "lang": judged.languages.best, "hits": hits}
