"""Many rows in one statement by the driver itself: the values are SQLAlchemy's, the work is not.

For each row of a statement SQLAlchemy looks every value up by name and then by type. Here it is
asked once for the text of the statement and for what each type does with a value; then column
after column is filled. What is stored is the same: a test compares the rows of both ways.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Dialect,
    Insert,
    Select,
    Table,
    Update,
    bindparam,
    insert,
)
from sqlalchemy.sql.compiler import SQLCompiler

Values = Mapping[str, Any]
Change = Callable[[Any], Any] | None
# So many keys are asked for at once: the last one is repeated, so that the statement is the same.
FEW, MANY = 32, 500


@dataclass(frozen=True, slots=True, kw_only=True)
class _Prepared:
    """A statement as the driver gets it, its parameters in their order, and their changes."""

    text: str
    names: tuple[str, ...]
    changes: tuple[Change, ...]
    constants: Values
    is_positional: bool


def put_many(rows: Connection, table: Table, values: Sequence[Values]) -> None:
    """Insert rows of the same columns, one at least."""
    run_many(rows, _insert(table, tuple(values[0])), values)


def run_many(rows: Connection, statement: Insert | Update, values: Sequence[Values]) -> int:
    """Execute a statement once for each of the values, one at least; they go by parameter names.

    Returns:
        How many rows were changed, all in all.
    """
    prepared = _prepared(statement, rows.dialect)
    filled = zip(*_columns(prepared, values), strict=True)
    return rows.exec_driver_sql(prepared.text, [_given(prepared, one) for one in filled]).rowcount


def find(
    rows: Connection, asked: Select[Any], column: Column[Any], keys: Iterable[str], **values: str
) -> Iterator[Sequence[Any]]:
    """Run a query for those rows whose `column` is one of the keys, some at a time.

    Args:
        rows: The transaction.
        asked: The query; it gives texts and numbers alone, since they come as the driver has them.
        column: Which column is one of the keys.
        keys: Any number of them.
        **values: Values of the query's other parameters.
    """
    left = iter(keys)
    while some := list(islice(left, MANY)):
        width = FEW if len(some) <= FEW else MANY
        places = [f"key_{place}" for place in range(width)]
        found = dict(zip(places, some + some[-1:] * (width - len(some)), strict=True))
        prepared = _prepared(_among(asked, column, width), rows.dialect)
        filled = zip(*_columns(prepared, [{**found, **values}]), strict=True)
        yield from rows.exec_driver_sql(prepared.text, _given(prepared, next(filled)))


@lru_cache(maxsize=64)
def _among(asked: Select[Any], column: Column[Any], width: int) -> Select[Any]:
    places = [bindparam(f"key_{place}", type_=column.type) for place in range(width)]
    return asked.where(column.in_(places))


@lru_cache(maxsize=64)
def _insert(table: Table, names: tuple[str, ...]) -> Insert:
    return insert(table).values({name: bindparam(name) for name in names})


@lru_cache(maxsize=64)
def _prepared(statement: Insert | Update | Select[Any], dialect: Dialect) -> _Prepared:
    compiled = statement.compile(dialect=dialect)
    assert isinstance(compiled, SQLCompiler)
    names = tuple(compiled.positiontup or compiled.binds)
    types = [compiled.binds[name].type.dialect_impl(dialect) for name in names]
    return _Prepared(
        text=compiled.string,
        names=names,
        changes=tuple(one.bind_processor(dialect) for one in types),
        constants={name: one.value for name, one in compiled.binds.items() if not one.required},
        is_positional=compiled.positional,
    )


def _given(prepared: _Prepared, filled: tuple[Any, ...]) -> Any:  # noqa: ANN401
    """Give the values of one row as the driver wants them: in order, or by name."""
    return filled if prepared.is_positional else dict(zip(prepared.names, filled, strict=True))


def _columns(prepared: _Prepared, values: Sequence[Values]) -> Iterator[Sequence[Any]]:
    """Fill column after column; a value that stands in every row is changed once."""
    for name, change in zip(prepared.names, prepared.changes, strict=True):
        if name in prepared.constants:
            column = [prepared.constants[name]] * len(values)
        else:
            column = [one[name] for one in values]
        if change is None:
            yield column
        elif column.count(column[0]) == len(column):
            yield [change(column[0])] * len(column)
        else:
            yield [change(value) for value in column]
