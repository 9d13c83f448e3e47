"""What is fuzzed: each target takes any bytes, and raises only where a promise is broken."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from monitor.app.config_models import FeedsShape, MonitorShape
from monitor.app.sheet import Sheet
from monitor.intake.charset import decode
from monitor.intake.extract import extract
from monitor.intake.opml import parse_opml
from monitor.intake.parse import fast, reference
from monitor.intake.parse.document import parse_document
from monitor.intake.parse.prune import without_forbidden
from monitor.intake.robots_text import may_read, news_sitemaps
from monitor.model.canonical import canonical
from monitor.model.errors import ConfigError, Fault, QueryError
from monitor.model.query import Query
from monitor.rules.file_rules import rules_of
from monitor.rules.grammar import parse_query
from monitor.rules.joining import join
from monitor.rules.marks import read_yaml
from monitor.text.clean import clean_line, clean_text, plain
from monitor.text.normalise import fold_word, fold_words
from monitor.text.tokens import breaks, split_words, tokenize, word_starts
from tests.hostile.documents_promise import LONGEST_LINE, LONGEST_TEXT, broken, faults

ROOT = Path(__file__).parents[2]
FINDINGS = Path(__file__).parent / "findings"
AT = "https://news.example.org/feed.xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One target; `seeds` are files to begin with, `longest` limits what is tried, in bytes."""

    one: Callable[[bytes], None]
    seeds: tuple[str, ...]
    longest: int = 2_000


def text_of(content: bytes) -> str:
    """Read bytes as text that may hold anything: surrogates, too."""
    return content.decode("utf-8", "surrogateescape" if b"\xed" in content else "replace")


def query(content: bytes) -> None:
    """A line is a query that reads the same after it is printed, or is blamed at its place."""
    line = content.decode("utf-8", "replace")
    found = _query_or_blame(line)
    if isinstance(found, QueryError):
        assert 1 <= found.column <= len(line) + 1, found
        assert found.problem, found
        return
    printed = canonical(found)
    assert parse_query(printed) == found, printed
    assert canonical(parse_query(printed)) == printed


def rules(content: bytes) -> None:
    """A rule file gives watches, or faults which each name a line of it."""
    lines = len(content.decode("utf-8", "replace").splitlines()) + 1
    for fault in _faults_of_rules(content):
        assert 0 <= fault.line <= lines, fault
        assert fault.problem, fault


def _query_or_blame(line: str) -> Query | QueryError:
    try:
        return parse_query(line)
    except QueryError as error:
        return error


def _faults_of_rules(content: bytes) -> Sequence[Fault]:
    try:
        join([rules_of(read_yaml(content, "fuzz.yaml"))])
    except ConfigError as error:
        return error.faults
    return ()


def config(content: bytes) -> None:
    """A configuration file has its shape, or faults which each name a line of it."""
    for shape in (MonitorShape, FeedsShape):
        document = read_yaml(content, "fuzz.yaml")
        sheet = Sheet(document=document, folder=ROOT, environment={})
        sheet.faults.extend(document.faults)
        assert sheet.faults or sheet.shaped(document.value, shape) or sheet.faults


def feed(content: bytes) -> None:
    """A document is a feed whose every string is clean, or is none."""
    assert not broken(parse_document(content, AT)), broken(parse_document(content, AT))


def fast_feed(content: bytes) -> None:
    """The fast reader says what the reference says, or declines."""
    text = decode(content).text.strip()
    quick = fast.parse(text, AT)
    if quick is not None:
        slow = reference.parse(without_forbidden(text).strip(), AT)
        assert slow is not None
        assert quick == replace(slow, path="fast"), (quick, slow)


def page(content: bytes) -> None:
    """A page gives an article whose every string is clean."""
    assert not broken(extract(content, AT)), broken(extract(content, AT))


def clean(content: bytes) -> None:
    """What is cleaned keeps the promise, and cleaning it again changes nothing."""
    text = text_of(content)
    line, lines = clean_line(text), clean_text(text)
    assert not list(faults(line, LONGEST_LINE)), line
    assert clean_line(line) == line
    for found in (lines, plain(text)):
        assert not list(faults(found, LONGEST_TEXT, "\n")), found
        assert clean_text(found) == found


def tokens(content: bytes) -> None:
    """Words stand in the text, in order, once, and both ways to find them agree."""
    text = text_of(content)
    end = 0
    found = tokenize(text)
    for token in found:
        assert end <= token.start < token.end <= len(text), token
        assert text[token.start : token.end] == token.surface, token
        end = token.end
    words = split_words(text)
    starts = word_starts(text)
    assert words == [token.surface for token in found]
    assert starts == [token.start for token in found]
    assert all(0 < number < len(words) for kind in breaks(text, words, starts) for number in kind)
    keys = fold_words(words)
    assert keys == [fold_word(word) for word in words]
    assert [fold_word(key) for key in keys] == keys


def charset(content: bytes) -> None:
    """Any bytes under any label give text, without a byte order mark or half a character."""
    label, _, body = content.partition(b"\n")
    for kind in (None, f"text/xml; charset={label.decode('latin-1')}"):
        text = decode(body, kind).text
        assert not any("\ud800" <= char <= "\udfff" for char in text)
        assert not text.startswith("\ufeff")


def sides(content: bytes) -> None:
    """A list of feeds and a robots.txt are read, whatever they hold."""
    parse_opml(content)
    may_read(content, AT)
    news_sitemaps(content)


TARGETS: Mapping[str, Target] = {
    "query": Target(one=query, seeds=("config/watches/*.yaml",), longest=300),
    "rules": Target(one=rules, seeds=("config/watches/*.yaml",)),
    "config": Target(one=config, seeds=("config/*.yaml",)),
    "feed": Target(one=feed, seeds=("seeds/*.xml", "seeds/*.json")),
    "fast": Target(one=fast_feed, seeds=("seeds/*.xml",)),
    "page": Target(one=page, seeds=("seeds/pages/*/*",)),
    "clean": Target(one=clean, seeds=("seeds/*.xml",), longest=500),
    "tokens": Target(one=tokens, seeds=("seeds/*.xml",), longest=500),
    "charset": Target(one=charset, seeds=("seeds/*.xml",)),
    "sides": Target(one=sides, seeds=("seeds/*.xml",)),
}


def seeds_of(name: str) -> Iterator[bytes]:
    """Give short beginnings for one target: the shipped files cut up, and what was found before."""
    target = TARGETS[name]
    for pattern in target.seeds:
        for file in sorted(ROOT.glob(pattern)):
            if file.is_file():
                yield from _pieces(name, file.read_bytes(), target.longest)
    for file in sorted((FINDINGS / name).glob("*")):
        yield file.read_bytes()


def _pieces(name: str, content: bytes, longest: int) -> Iterator[bytes]:
    if name in ("query", "clean", "tokens"):
        yield from (line.strip()[:longest] for line in content.splitlines() if len(line) > 20)
    else:
        yield content[:longest]
