"""`monitor feeds`: how each feed does, finding and adding, lists of them, trying all."""

import asyncio
from typing import Annotated

import typer

from monitor.cli.front import Exit
from monitor.cli.options import CONFIG, ConfigOption, JsonOption

app = typer.Typer(help="Where news comes from.", no_args_is_help=True)

AddressArgument = Annotated[
    str, typer.Argument(metavar="ADDRESS", help="Of a feed, or of any page of a site.")
]
FileArgument = Annotated[str, typer.Argument(metavar="FILE", help="OPML; - is standard input.")]
IdOption = Annotated[str | None, typer.Option("--id", help="A short name; proposed unless said.")]
TitleOption = Annotated[str | None, typer.Option("--title", help="What digests call the outlet.")]
TagsOption = Annotated[
    list[str] | None, typer.Option("--tags", "--tag", metavar="a,b", help="Words to choose it by.")
]
LanguageOption = Annotated[
    str | None, typer.Option("--language", metavar="xx", help="What it is written in.")
]
AllOption = Annotated[bool, typer.Option("--all", help="Of several feeds, add each.")]
PickOption = Annotated[
    list[int] | None, typer.Option("--pick", metavar="N", help="Of several feeds, add this one.")
]
UnseenOption = Annotated[
    bool, typer.Option("--unseen", help="Write the address down as it is, without asking there.")
]
PageOption = Annotated[
    bool, typer.Option("--page", help="Watch the page itself for new links: it has no feed.")
]
CheckOption = Annotated[
    bool, typer.Option("--check", help="Ask each feed first, and leave out what gives nothing.")
]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Show it, and write nothing.")]
OpmlOption = Annotated[
    str, typer.Option("--opml", metavar="FILE", help="Where to; - is standard output.")
]
IdsArgument = Annotated[
    list[str] | None, typer.Argument(metavar="[ID...]", help="Only these; all without.")
]
RetryArgument = Annotated[list[str], typer.Argument(metavar="ID...", help="Of the feeds.")]


@app.callback()
def feeds() -> None:
    """Look at feeds, add, import and export them, try all."""


@app.command("list")
def listing(config: ConfigOption = CONFIG, as_json: JsonOption = False) -> None:
    """List every feed: its state, last poll and next try, its entries, and how many come a day."""
    from monitor.cli.feeds_list import list_feeds

    list_feeds(config, as_json=as_json)


@app.command("retry")
def retry(ids: RetryArgument, config: ConfigOption = CONFIG) -> None:
    """Have feeds polled at once, also those that were stopped or wait after failures."""
    from monitor.cli.feeds_list import retry_feeds

    if not retry_feeds(config, ids):
        raise typer.Exit(Exit.NO)


@app.command("add")
def add(
    address: AddressArgument,
    id_: IdOption = None,
    title: TitleOption = None,
    tags: TagsOption = None,
    language: LanguageOption = None,
    every: AllOption = False,
    pick: PickOption = None,
    unseen: UnseenOption = False,
    page: PageOption = False,
    dry_run: DryRunOption = False,
    config: ConfigOption = CONFIG,
) -> None:
    """Find the feed of a site and add it to feeds.yaml; exit code 1 when nothing was added."""
    from monitor.cli import feeds_add

    wish = feeds_add.Wish(
        address=address,
        id=id_,
        title=title,
        language=language,
        tags=_words(tags),
        all=every,
        picked=tuple(pick or ()),
        dry_run=dry_run,
        unseen=unseen,
        page=page,
    )
    feeds_add.add(config, wish)


@app.command("import")
def import_(
    file: FileArgument,
    tags: TagsOption = None,
    check: CheckOption = False,
    dry_run: DryRunOption = False,
    config: ConfigOption = CONFIG,
) -> None:
    """Add the feeds of an OPML file to feeds.yaml; asks none of them unless --check."""
    from monitor.cli import feeds_lists

    wish = feeds_lists.Import(file=file, tags=_words(tags), check=check, dry_run=dry_run)
    feeds_lists.import_feeds(config, wish)


@app.command("export")
def export(opml: OpmlOption = "-", config: ConfigOption = CONFIG) -> None:
    """Write the configured feeds as OPML, for other programs or another monitor."""
    from monitor.cli import feeds_lists

    feeds_lists.export_feeds(config, opml)


@app.command("check")
def check(
    ids: IdsArgument = None, config: ConfigOption = CONFIG, as_json: JsonOption = False
) -> None:
    """Fetch each feed once, storing nothing; exit code 1 when one gives nothing."""
    from monitor.cli.feeds_check import check_feeds

    if not asyncio.run(check_feeds(config, ids, as_json=as_json)):
        raise typer.Exit(Exit.NO)


def _words(given: list[str] | None) -> tuple[str, ...]:
    """Take `--tags a,b --tag c` apart."""
    return tuple(word.strip() for one in given or () for word in one.split(",") if word.strip())
