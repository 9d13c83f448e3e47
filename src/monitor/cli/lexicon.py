"""`monitor lexicon`: what the lexicon knows of a name, and spellings that it may lack."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Final

import typer

from monitor.cli.options import CONFIG, JsonOption, RulesOption

if TYPE_CHECKING:
    from monitor.flow.suggesting import Known, Suggestion
    from monitor.text.spellings.convention import Proposal

app = typer.Typer(help="Names and their spellings.", no_args_is_help=True)

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="A name, in any script.")]
LanguagesOption = Annotated[
    list[str] | None,
    typer.Option("--lang", metavar="xx", help="Only for readers of this language; repeatable."),
]
WARNING: Final = (
    "# Proposals made by rule: nobody can know how a paper spells a name. Keep what you find in\n"
    "# print; what stands behind # is a guess, and is not read before you take the # away."
)
PLAIN: Final = re.compile(r"[^\W\d_][\w\-·]*( [^\W\d_][\w\-·]*)*")
SPECIAL: Final = frozenset("no yes on off true false null y n".split())
COLUMN: Final = 34


@app.callback()
def lexicon() -> None:
    """Look at names and their spellings."""


@app.command("suggest")
def suggest(
    name: NameArgument,
    config: RulesOption = CONFIG,
    lang: LanguagesOption = None,
    as_json: JsonOption = False,
) -> None:
    """Propose spellings of a name in other languages, as a lexicon entry to paste and to weed.

    A name that the lexicon has already is shown with its aliases and the languages it lacks.
    Give it in its own script (Шойгу, 김정은): from a Latin spelling little can be told.
    """
    from monitor.cli.loading import watches_of
    from monitor.cli.output import say, say_json
    from monitor.flow.suggesting import suggest as suggest_spellings

    languages = [_language(code) for code in lang or ()]
    found = suggest_spellings(" ".join(name.split()), watches_of(config), languages)
    if as_json:
        say_json(_json(found))
        return
    for line in _lines(found, languages):
        say(line)


def _language(code: str) -> str:
    from monitor.rules.codes import language_code

    try:
        return language_code(code)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--lang") from None


def _lines(found: "Suggestion", languages: Sequence[str]) -> Iterator[str]:
    from monitor.text.clean import clean_line

    for known in found.known:
        yield from _known_lines(found.name, known, languages)
        yield ""
    if not found.proposals:
        yield f"no more spellings to propose for {clean_line(found.source)}"
        return
    yield from WARNING.split("\n")
    if found.source != found.name:
        yield f"# Made from {clean_line(found.source)}, which the entry has."
    yield from _entry(found)


def _known_lines(name: str, known: "Known", languages: Sequence[str]) -> Iterator[str]:
    from monitor.model.canonical import leaf as printed
    from monitor.text.clean import clean_line

    place = known.entry.place
    where = f" ({place.path}:{place.line})" if place else ""
    term = f"{printed(known.term.leaf)} ({known.term.language})"
    yield clean_line(f"{name} is in the lexicon: ${known.entry.id}{where}, as {term}")
    for language, terms in known.aliases.items():
        if not languages or language in (*languages, "any"):
            yield f"  {language:4} {clean_line(', '.join(terms), longest=2000)}"
    missing = [code for code in known.missing if not languages or code in languages]
    if missing:
        yield f"  no spelling for: {', '.join(missing)}"


def _entry(found: "Suggestion") -> Iterator[str]:
    """Write an entry, or what is to be added to one."""
    sign = "# " if all(one.doubt for one in found.proposals) else ""
    yield f"{sign}lexicon:"
    yield f"{sign}  {_entry_name(found)}:"
    grouped: dict[str, list[Proposal]] = {}
    for one in found.proposals:
        grouped.setdefault(one.language, []).append(one)
    for language, proposals in grouped.items():
        guess = all(one.doubt for one in proposals)
        code = f"'{language}'" if language in SPECIAL else language
        yield f"    # {code}:" if guess else f"    {code}:"
        for one in proposals:
            yield _item(one)


def _item(one: "Proposal") -> str:
    sign = "    #   - " if one.doubt else "      - "
    text = f"{sign}{_term(one)}"
    why = f"{one.convention}; {one.doubt}" if one.doubt else one.convention
    return f"{text:{COLUMN}}  # {why}"


def _term(one: "Proposal") -> str:
    """Write a term; where a capital does not make it a name, say that it is one."""
    from monitor.rules.lexicon import is_name

    text = one.text if _is_plain(one.text) else "'" + one.text.replace("'", "''") + "'"
    return text if is_name(one.text, one.language) else f"{{term: {text}, name: true}}"


def _is_plain(text: str) -> bool:
    return bool(PLAIN.fullmatch(text)) and text.lower() not in SPECIAL


def _entry_name(found: "Suggestion") -> str:
    """Name the entry: as it is, or by the first English spelling."""
    if found.known:
        return found.known[0].entry.id
    latin = (one.text for one in found.proposals if one.text.isascii())
    name = re.sub(r"[^a-z0-9]+", "_", next(latin, "name").lower()).strip("_")
    return name if name[:1].isalpha() else f"name_{name}".rstrip("_")


def _json(found: "Suggestion") -> Mapping[str, object]:
    return {
        "name": found.name,
        "known": [
            {
                "entry": one.entry.id,
                "term": getattr(one.term.leaf, "text", None),
                "aliases": {language: list(terms) for language, terms in one.aliases.items()},
                "missing": list(one.missing),
            }
            for one in found.known
        ],
        "source": found.source,
        "proposals": [
            {
                "lang": one.language,
                "text": one.text,
                "convention": one.convention,
                "guess": bool(one.doubt),
                "doubt": one.doubt or None,
            }
            for one in found.proposals
        ],
    }
