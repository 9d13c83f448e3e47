"""`monitor group`: articles as JSON lines in, their copies and stories as JSON lines out."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from monitor.cli.front import Exit
from monitor.cli.options import CONFIG, RulesOption

if TYPE_CHECKING:
    from monitor.cli.jsonlines import BadLine, Given, Id
    from monitor.flow.group import Grouped
    from monitor.flow.lexical import Lexicon

FileArgument = Annotated[
    str, typer.Argument(metavar="FILE.jsonl", help="Articles as JSON lines; - for stdin.")
]


def group(file: FileArgument, config: RulesOption = CONFIG) -> None:
    """Group articles: lines {"id", "title", "text", "lang"?, "url"?, "published"?} -> stories.

    Gives {"id", "copy_of", "story", "why"} for each article, in their order: the id of the earliest
    article with the same text, and of the first one of its story. Without a configuration no
    lexicon is used. A bad line gives {"id", "error"} in its place, and exit code 1 at the end.
    """
    from monitor.cli.jsonlines import opened

    with opened(file) as lines:
        if not _answer(lines, _lexicon(config)):
            raise typer.Exit(Exit.NO)


def _lexicon(config: Path) -> "Lexicon":
    """Compile what the lexicon of a configuration looks for; nothing where there is none."""
    from monitor.cli.loading import matcher_of, watches_of
    from monitor.flow.lexical import Lexicon, counted_of, entry_watches

    if config == CONFIG and not config.exists():
        return Lexicon()
    watches = watches_of(config)
    entries = entry_watches(watches)
    return Lexicon(matcher=matcher_of(entries, config), counted=counted_of(watches))


def _answer(lines: BinaryIO, lexicon: "Lexicon") -> bool:
    """Say of every line where its article belongs.

    Returns:
        Whether every line was an article.
    """
    from monitor.cli.jsonlines import BadLine
    from monitor.cli.output import say
    from monitor.flow.group import Grouping
    from monitor.text.visible import json_line

    grouping, ids, all_fine = Grouping(lexicon), list["Id"](), True
    for number, one in _given(lines):
        if isinstance(one, BadLine):
            all_fine = False
            say(json_line({"id": one.id, "error": f"line {number}: {one.problem}"}))
        else:
            ids.append(one.id)
            say(json_line(_line(ids, grouping.add(one.article))))
    return all_fine


def _given(lines: BinaryIO) -> "Iterator[tuple[int, Given | BadLine]]":
    """Read articles with the numbers of their lines, from 1; empty lines are passed over."""
    from monitor.cli.jsonlines import BadLine, article_of

    for number, line in enumerate(lines, 1):
        if line.strip():
            one = article_of(line)
            yield number, one if isinstance(one, BadLine) else _dated(one, line)


def _dated(given: "Given", line: bytes) -> "Given | BadLine":
    """Read when an article was published: an ISO 8601 time, of UTC where it names no zone."""
    from monitor.cli.jsonlines import BadLine

    written = json.loads(line.decode("utf-8-sig")).get("published")
    if written is None:
        return given
    try:
        at = datetime.fromisoformat(written)
    except (TypeError, ValueError):
        return BadLine(id=given.id, problem="'published' is no ISO 8601 time")
    at = at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    return replace(given, article=replace(given.article, published=at))


def _line(ids: "list[Id]", grouped: "Grouped") -> dict[str, object]:
    copy_of = grouped.copy_of
    return {
        "id": ids[grouped.number - 1],
        "copy_of": None if copy_of is None else ids[copy_of - 1],
        "story": ids[grouped.story - 1],
        "why": [f"{one.kind}: {one.detail}" if one.detail else one.kind for one in grouped.grounds],
    }
