"""A program judged on one article: met or not, and where; `judge` says why."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from monitor.match.evaluate import applies, passes
from monitor.match.find import Occurrence
from monitor.match.places import Spot
from monitor.match.program import (
    AND,
    ASKED,
    AT_LEAST,
    FILTER,
    IN_FIELD,
    NEAR,
    NOT,
    OR,
    Flat,
    Program,
)
from monitor.match.reading import Reading
from monitor.match.windows import apart, is_near, not_near
from monitor.model.query import FieldName, Filter, Unit, Window

Spots = Sequence[Occurrence | Spot]


def holds(reading: Reading, program: Flat) -> bool:
    """Judge a rule: words that need no place first, places last.

    Guarantee: the answer of `evaluate.judge` for the query that the program was made of.
    """
    sure, has = reading.sure, reading.has
    atoms, groups, barred, rest, _ = program
    if not sure.issuperset(atoms) and not all(map(has, atoms)):
        return False
    for group in groups:
        if sure.isdisjoint(group) and not any(map(has, group)):
            return False
    if barred and any(map(has, barred)):
        return False
    return not rest or all(is_met(reading, part) for part in rest)


def is_met(reading: Reading, program: Program, field: FieldName | None = None) -> bool:
    """Judge a part of a rule."""
    if isinstance(program, int):
        return bool(spots(reading, program, field)) if field else reading.has(program)
    operator = program[0]
    if operator == AND:
        return all(is_met(reading, part, field) for part in program[1])
    if operator == OR:
        return any(is_met(reading, part, field) for part in program[1])
    if operator == NOT:
        return not is_met(reading, program[1], field)
    if operator == IN_FIELD:
        return is_met(reading, program[2], program[1])
    if operator in (FILTER, ASKED):
        return _asks(reading, program)
    return _is_placed(reading, program, field)


def _asks(reading: Reading, program: tuple[Any, ...]) -> bool:
    if program[0] == FILTER:
        item = Filter(name=program[1], value=program[2])
        return passes(item, reading.article, reading.languages)
    _, languages, feeds, tags = program
    return applies((languages, feeds, tags), reading.article, reading.languages)


def _is_placed(reading: Reading, program: tuple[Any, ...], field: FieldName | None) -> bool:
    """Judge NEAR, NOT NEAR and ATLEAST."""
    if program[0] == AT_LEAST:
        least, part = int(program[1]), program[2]
        found = spots(reading, part, field)
        return len(found) >= least and len(apart(found)) >= least
    if program[0] == NEAR:
        _, parts, unit, n, ordered = program
        return _is_near(reading, parts, _window(unit, n), field, ordered=ordered)
    _, part, other, unit, n = program
    wanted = spots(reading, part, field)
    if not wanted:
        return False
    others = spots(reading, other, field)
    return bool(not_near(reading.document, wanted, others, _window(unit, n)))


@lru_cache(maxsize=1000)
def _window(unit: Unit, n: int) -> Window:
    return Window(unit=unit, n=n)


def _is_near(
    reading: Reading,
    parts: Sequence[Program],
    window: Window,
    field: FieldName | None,
    *,
    ordered: bool,
) -> bool:
    for part in parts:
        if isinstance(part, int) and part not in reading.present:
            return False
    found = []
    for part in parts:
        here = spots(reading, part, field)
        if not here:
            return False
        found.append(here)
    return is_near(reading.document, found, window, ordered=ordered)


def spots(reading: Reading, program: Program, field: FieldName | None) -> Spots:
    """Give the words that an operand of NEAR and its kin may stand on, in some order."""
    if isinstance(program, int):
        found = reading.spots(program)
        return found if not field or not found else _inside(reading, found, field)
    operator = program[0]
    if operator in (AND, OR):
        return [one for part in program[1] for one in spots(reading, part, field)]
    return spots(reading, program[2], program[1]) if operator == IN_FIELD else ()


def _inside(reading: Reading, found: Spots, field: FieldName) -> Spots:
    cut = reading.title_words
    if field == "title":
        return [one for one in found if one.first < cut]
    if field == "body":
        return [one for one in found if one.first >= cut]
    end = reading.document.lead_end
    return [one for one in found if one.first >= cut and one.last < end]
