"""A program judged on one article: met or not, and where; `judge` says why."""

from typing import Any

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
    Flat,
    Program,
)
from monitor.match.reading import Reading
from monitor.match.windows import apart, near, not_near
from monitor.model.query import FieldName, Filter, Window

Places = tuple[Occurrence, ...]


def holds(reading: Reading, program: Flat) -> bool:
    """Judge a whole rule: what is cheap first, and places last.

    Guarantee: the answer of `evaluate.judge` for the query that the program was made of.
    """
    present, sure = reading.present, reading.sure
    if not present.issuperset(program.atoms):
        return False
    for group in program.groups:
        if present.isdisjoint(group):
            return False
    for atom in program.atoms:
        if atom not in sure and not reading.occurrences(atom):
            return False
    for group in program.groups:
        if sure.isdisjoint(group) and not any(map(reading.occurrences, group)):
            return False
    for part in program.rest:
        if not is_met(reading, part):
            return False
    return True


def is_met(reading: Reading, program: Program, field: FieldName | None = None) -> bool:
    """Judge a part of a rule."""
    if isinstance(program, int):
        return bool(places(reading, program, field)) if field else reading.has(program)
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
    if operator == NEAR and field is None and program[2] == "words" and len(program[1]) == 2:
        return _is_near(reading, program)
    least = program[1] if operator == AT_LEAST else 1
    return len(places(reading, program, field)) >= least


def _is_near(reading: Reading, program: tuple[Any, ...]) -> bool:
    """Judge the commonest NEAR: two words, n words apart."""
    _, parts, _, n, ordered = program
    left, right = map(reading.words_of, parts)
    if left is None or right is None:
        return bool(places(reading, program, None))
    back = 0 if ordered else -n
    return any(back <= two - one <= n and one != two for one in left for two in right)


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
    for part in parts:  # type: ignore[attr-defined]
        if isinstance(part, int) and part not in reading.present:
            return ()
    found = []
    for part in parts:  # type: ignore[attr-defined]
        here = places(reading, part, field)
        if not here:
            return ()
        found.append(here)
    window = Window(unit=unit, n=n)  # type: ignore[arg-type]
    return near(reading.scene.document, found, window, ordered=bool(ordered))
