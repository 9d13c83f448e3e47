"""A program judged on one article: met or not, and where; `judge` says why."""

from monitor.match.evaluate import applies, passes
from monitor.match.find import Occurrence
from monitor.match.program import (
    AND,
    ASKED,
    AT_LEAST,
    FILTER,
    IN_FIELD,
    NEAR,
    NOT,
    NOT_NEAR,
    OR,
    Program,
)
from monitor.match.reading import Reading
from monitor.match.windows import apart, near, not_near
from monitor.model.query import FieldName, Filter, Window

Places = tuple[Occurrence, ...]


def is_met(reading: Reading, program: Program, field: FieldName | None = None) -> bool:
    """Judge a program; the cheap parts of an AND come first.

    Guarantee: the answer of `evaluate.judge` for the query that the program was made of.
    """
    if isinstance(program, int):
        return bool(places(reading, program, field)) if field else reading.has(program)
    operator = program[0]
    if operator == AND:
        return _all(reading, program[1], field)
    if operator == OR:
        return any(is_met(reading, part, field) for part in program[1])
    if operator == NOT:
        return not is_met(reading, program[1], field)
    if operator == IN_FIELD:
        return is_met(reading, program[2], program[1])
    if operator in (FILTER, ASKED):
        return _asks(reading, program)
    least = program[1] if operator == AT_LEAST else 1
    return len(places(reading, program, field)) >= least


def _all(reading: Reading, parts: tuple[Program, ...], field: FieldName | None) -> bool:
    sure, maybe = reading.sure, reading.maybe
    for part in parts:
        if part.__class__ is int and part not in sure and part not in maybe:
            return False
    return all(is_met(reading, part, field) for part in parts)


def _asks(reading: Reading, program: tuple[object, ...]) -> bool:
    if program[0] == FILTER:
        _, name, value = program
        item = Filter(name=name, value=value)  # type: ignore[arg-type]
        return passes(item, reading.article, reading.languages)
    return applies(program[1:], reading.article, reading.languages)  # type: ignore[arg-type]


def places(reading: Reading, program: Program, field: FieldName | None) -> Places:
    """Give the occurrences that NEAR, NOT NEAR and ATLEAST ask for."""
    if isinstance(program, int):
        found = reading.occurrences(program)
        if not field or not found:
            return found
        return tuple(one for one in found if reading.scene.in_field(one, field))
    operator = program[0]
    if operator in (AND, OR):
        return tuple(one for part in program[1] for one in places(reading, part, field))
    if operator == IN_FIELD:
        return places(reading, program[2], program[1])
    if operator == NEAR:
        return _near(reading, program, field)
    if operator == NOT_NEAR:
        _, part, other, unit, n = program
        wanted = places(reading, part, field)
        if not wanted:
            return ()
        window = Window(unit=unit, n=n)
        return not_near(reading.scene.document, wanted, places(reading, other, field), window)
    return apart(places(reading, program[2], field)) if operator == AT_LEAST else ()


def _near(reading: Reading, program: tuple[object, ...], field: FieldName | None) -> Places:
    _, parts, unit, n, ordered = program
    sure, maybe = reading.sure, reading.maybe
    for part in parts:  # type: ignore[attr-defined]
        if part.__class__ is int and part not in sure and part not in maybe:
            return ()
    found = []
    for part in parts:  # type: ignore[attr-defined]
        here = places(reading, part, field)
        if not here:
            return ()
        found.append(here)
    window = Window(unit=unit, n=n)  # type: ignore[arg-type]
    return near(reading.scene.document, found, window, ordered=bool(ordered))
