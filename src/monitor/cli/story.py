"""`monitor story`: which articles tell one story and why, and putting that right."""

import getpass
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.front import Exit
from monitor.cli.hits import LimitOption, SinceOption
from monitor.cli.options import CONFIG, ConfigOption, JsonOption

if TYPE_CHECKING:
    from monitor.model.story import Development, Ground
    from monitor.store.storylist import StoryArticle, StoryRow

app = typer.Typer(help="Stories, and why articles are in them.", no_args_is_help=True)

IdArgument = Annotated[int, typer.Argument(metavar="ID", help="The story's id.")]
OtherArgument = Annotated[int, typer.Argument(metavar="OTHER", help="The other story's id.")]
ArticlesArgument = Annotated[
    list[int], typer.Argument(metavar="ARTICLE...", help="Articles, from `story show`.")
]


@app.callback()
def story() -> None:
    """Look at stories, and correct them."""


@app.command("list")
def listing(
    config: ConfigOption = CONFIG,
    since: SinceOption = "3d",
    limit: LimitOption = 50,
    as_json: JsonOption = False,
) -> None:
    """List stories, those with the newest article first; with --json one line for each."""
    from monitor.app.clock import now
    from monitor.cli.moments import length
    from monitor.cli.opening import read, settings_of
    from monitor.cli.output import say, say_json
    from monitor.store import storylist

    begin = now() - length(since, "--since")
    found = read(
        settings_of(config), lambda rows: storylist.listing(rows, since=begin, limit=limit)
    )
    if as_json:
        for row in found:
            say_json(_story_json(row))
    elif found:
        _table(found)
    else:
        say("no stories in this time")


def _story_json(row: "StoryRow") -> Mapping[str, object]:
    from monitor.cli.moments import iso

    return {
        "story": row.story_id,
        "title": row.title,
        "first_seen": iso(row.first_seen_at),
        "last_seen": iso(row.last_seen_at),
        "articles": row.articles,
        "copies": row.copies,
        "languages": row.languages,
    }


def _table(found: "tuple[StoryRow, ...]") -> None:
    from monitor.cli.moments import shown
    from monitor.cli.output import say_table

    lines = [
        (
            str(row.story_id),
            shown(row.first_seen_at),
            shown(row.last_seen_at),
            str(row.articles),
            str(row.copies),
            str(row.languages),
            row.title,
        )
        for row in found
    ]
    headings = "id", "first seen (UTC)", "last", "articles", "copies", "languages", "title"
    say_table(headings, lines)


@app.command("show")
def show(story_id: IdArgument, config: ConfigOption = CONFIG, as_json: JsonOption = False) -> None:
    """Show a story: its articles, why each is in, and what developed."""
    from monitor.cli.opening import read, settings_of
    from monitor.cli.output import complain, say_json
    from monitor.store import developments, stories, storylist

    settings = settings_of(config)
    living = read(settings, lambda rows: stories.living(rows, story_id))
    if living is None:
        complain(f"there is no story {story_id}; `monitor story list` shows them")
        raise typer.Exit(Exit.NO)
    articles = read(settings, lambda rows: storylist.articles_of(rows, living))
    developed = read(settings, lambda rows: developments.of_story(rows, living))
    if as_json:
        say_json(
            {
                "story": living,
                "articles": [_article_json(one) for one in articles],
                "developments": [_development_json(one) for one in developed],
            }
        )
        return
    _tell(story_id, living, articles, developed)


@app.command("split")
def split(story_id: IdArgument, articles: ArticlesArgument, config: ConfigOption = CONFIG) -> None:
    """Move articles out of a story into a new one."""
    from monitor.app.clock import now
    from monitor.cli.opening import settings_of, write
    from monitor.cli.output import say
    from monitor.flow import correcting

    author = getpass.getuser()
    made = write(
        settings_of(config),
        lambda rows: correcting.split(rows, story_id, set(articles), author, now()),
    )
    say(f"story {made} now holds {len(set(articles))} articles of story {story_id}")


@app.command("merge")
def merge(story_id: IdArgument, other: OtherArgument, config: ConfigOption = CONFIG) -> None:
    """Make two stories one; the older id stays, the other leads to it."""
    from monitor.app.clock import now
    from monitor.cli.opening import settings_of, write
    from monitor.cli.output import say
    from monitor.flow import correcting

    author = getpass.getuser()
    kept, joined = write(
        settings_of(config),
        lambda rows: correcting.merge(rows, story_id, other, author, now()),
    )
    say(f"{joined} articles joined story {kept}")


def _tell(
    asked: int,
    story_id: int,
    articles: "tuple[StoryArticle, ...]",
    developed: "tuple[Development, ...]",
) -> None:
    from monitor.cli.moments import shown
    from monitor.cli.output import say, say_table
    from monitor.text.clean import clean_line

    if asked != story_id:
        say(f"story {asked} was merged into {story_id}")
    languages = dict.fromkeys(one.language for one in articles)
    outlets = dict.fromkeys(one.outlet for one in articles)
    say(
        f"story {story_id}: {len(articles)} articles of {len(outlets)} outlets in "
        f"{len(languages)} languages ({', '.join(languages)})"
    )
    lines = [
        (
            str(one.article_id),
            shown(one.first_seen_at),
            one.language,
            one.outlet,
            one.title,
            ", ".join(one.watches),
            f"{one.joined}: {'; '.join(map(_ground, one.grounds))}".removesuffix(": "),
        )
        for one in articles
    ]
    say_table(("id", "seen (UTC)", "language", "outlet", "title", "watches", "why"), lines)
    for each in developed:
        said = f"{each.kind} {each.subject}: {' '.join(each.before)} -> {each.after}"
        say(f"{shown(each.found_at)}  {each.watch}  {clean_line(said)} (article {each.article})")


def _ground(one: "Ground") -> str:
    beside = f" (article {one.article})" if one.article is not None else ""
    return f"{one.kind} {one.detail}".strip() + beside


def _article_json(one: "StoryArticle") -> Mapping[str, object]:
    from monitor.cli.moments import iso

    return {
        "id": one.article_id,
        "title": one.title,
        "language": one.language,
        "outlet": one.outlet,
        "url": one.address,
        "published": iso(one.published_at),
        "first_seen": iso(one.first_seen_at),
        "copy_of": one.copy_of,
        "joined": one.joined,
        "why": [
            {"kind": each.kind, "detail": each.detail, "article": each.article}
            for each in one.grounds
        ],
        "cites": list(one.cites),
        "watches": list(one.watches),
    }


def _development_json(one: "Development") -> Mapping[str, object]:
    from monitor.cli.moments import iso

    return {
        "id": one.id,
        "kind": one.kind,
        "watch": one.watch,
        "subject": one.subject,
        "article": one.article,
        "before": list(one.before),
        "after": one.after,
        "found": iso(one.found_at),
        "quotes": [each.text for each in one.evidence],
    }
