"""The pages tell the truth about the tree."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import TOP, files_of_git, name_of, python_files

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
PAGES = [path for path in files_of_git() if path.suffix == ".md"]


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_of_a_page_leads_to_a_file(page: Path):
    links = [link.split("#")[0] for link in LINK.findall(page.read_text())]
    local = [link for link in links if link and "://" not in link and ":" not in link]

    missing = [link for link in local if not (page.parent / link).exists()]

    assert missing == []


def test_architecture_has_a_line_for_every_file():
    page = (TOP / "docs" / "architecture.md").read_text()
    described = set(re.findall(r"^\| `([a-z0-9_/.]+\.py)` \| \S", page, re.MULTILINE))
    source = TOP / "src" / "monitor"
    files = {path.relative_to(source).as_posix() for path in python_files("src/monitor")}
    files = {name for name in files if not name.endswith("__init__.py") or "/" not in name}

    assert described == files


def test_every_reason_word_of_the_code_is_explained():
    page = (TOP / "docs" / "reasons.md").read_text()
    explained = set(re.findall(r"^\| `([a-z0-9_]+)` \| \S", page, re.MULTILINE))

    used = {word for path in python_files("src/monitor") for word in reason_words(path)}

    assert used - explained == set()


def test_decision_records_are_numbered_without_a_gap():
    records = sorted((TOP / "docs" / "adr").glob("*.md"))

    numbers = [int(record.name[:4]) for record in records]

    assert numbers == list(range(1, len(records) + 1))


@pytest.mark.parametrize("record", sorted((TOP / "docs" / "adr").glob("*.md")), ids=name_of)
def test_a_decision_record_says_why_what_and_the_price(record: Path):
    headings = re.findall(r"^## (.+)$", record.read_text(), re.MULTILINE)

    assert headings == ["Why", "What we do", "What it costs"]


def reason_words(path: Path) -> Iterator[str]:
    """Find the words that a file gives as `reason=...`, or to a ChildError.

    In a file that names docs/reasons.md, what its `..._word` functions return counts, too.
    """
    text = path.read_text()
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.keyword(arg="reason", value=value):
                yield from words_in(value)
            case ast.Call(func=ast.Name(id="ChildError"), args=[first, *_]):
                yield from words_in(first)
            case ast.FunctionDef(name=name, body=body) if speaks(name, text):
                for statement in body:
                    yield from words_in(statement)


def speaks(name: str, text: str) -> bool:
    """Whether a function of a file returns reason words."""
    return name.endswith("_word") and "docs/reasons.md" in text


def words_in(tree: ast.AST) -> Iterator[str]:
    """Find the constants that look like reason words: small letters, digits, underscores."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from re.findall(r"^[a-z][a-z0-9_]+[a-z0-9]$", node.value)
