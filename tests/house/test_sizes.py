"""Files and functions stay small enough to be read at night."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import name_of, python_files

MOST_FILE_LINES = 400
MOST_FUNCTION_LINES = 40
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "tools"}

OURS = python_files("src", "tests", "scripts")
SOURCE = python_files("src", "scripts")


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def lines_of_code(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count from `def` to the end, without the docstring, which may be as long as it must."""
    total = (function.end_lineno or function.lineno) - function.lineno + 1
    if ast.get_docstring(function) is None:
        return total
    docstring = function.body[0]
    return total - ((docstring.end_lineno or docstring.lineno) - docstring.lineno + 1)


@pytest.mark.parametrize("path", OURS, ids=name_of)
def test_no_file_is_longer_than_anybody_reads(path: Path):
    lines = path.read_text().count("\n")

    assert lines <= MOST_FILE_LINES


@pytest.mark.parametrize("path", SOURCE, ids=name_of)
def test_every_function_fits_on_a_screen(path: Path):
    sizes = {function.name: lines_of_code(function) for function in functions(path)}

    assert {name: size for name, size in sizes.items() if size > MOST_FUNCTION_LINES} == {}


def test_no_file_has_a_name_that_says_nothing():
    vague = [name_of(path) for path in SOURCE if path.stem in VAGUE_NAMES]

    assert vague == []


def test_a_docstring_does_not_count_as_code():
    function = next(functions(Path(__file__)))
    source = 'def f():\n    """One.\n\n    Two.\n    """\n    return 1\n'
    documented = ast.parse(source).body[0]

    assert isinstance(documented, type(function))
    assert lines_of_code(documented) == 2
