"""A query as a small program over atoms, and what it cannot be met without.

An atom is one leaf of the watch set as a number: a lexicon entry, or a word, phrase or regular
expression that stands in a query itself. Programs are nested tuples of plain values, so that an
index can keep 100,000 of them as bytes and unpack one in a microsecond.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple, TypeAlias

from monitor.model.query import (
    And,
    AtLeast,
    Field,
    Filter,
    Leaf,
    Near,
    Not,
    NotNear,
    Or,
    Query,
)

Program: TypeAlias = int | tuple[Any, ...]
"""An atom, or a tuple that begins with one of the numbers below."""

AND: Final = 0  # parts
OR: Final = 1  # parts
NOT: Final = 2  # part
IN_FIELD: Final = 3  # field, part
NEAR: Final = 4  # parts, unit, n, ordered
NOT_NEAR: Final = 5  # part, other, unit, n
AT_LEAST: Final = 6  # n, part
FILTER: Final = 7  # name, value
ASKED: Final = 8  # languages, feeds, feed tags of the watch

Clause: TypeAlias = frozenset[int]
"""Atoms of which at least one must stand in an article."""


def compile_query(query: Query, atom: Callable[[Leaf], int]) -> Program:
    """Turn a query into a program; its atoms come in the order of the query's leaves."""
    match query:
        case And(parts=parts):
            return (AND, tuple(compile_query(part, atom) for part in parts))
        case Or(parts=parts):
            return (OR, tuple(compile_query(part, atom) for part in parts))
        case Not(part=part):
            return (NOT, compile_query(part, atom))
        case Field(field=field, part=part):
            return (IN_FIELD, field, compile_query(part, atom))
        case Filter(name=name, value=value):
            return (FILTER, name, value)
        case Near() | NotNear() | AtLeast():
            return _compile_placed(query, atom)
    return atom(query)


def _compile_placed(query: Near | NotNear | AtLeast, atom: Callable[[Leaf], int]) -> Program:
    match query:
        case Near(parts=parts, window=window, ordered=ordered):
            inner = tuple(compile_query(part, atom) for part in parts)
            return (NEAR, inner, window.unit, window.n, ordered)
        case NotNear(part=part, other=other, window=window):
            pair = compile_query(part, atom), compile_query(other, atom)
            return (NOT_NEAR, *pair, window.unit, window.n)
        case AtLeast(n=n, part=part):
            return (AT_LEAST, n, compile_query(part, atom))


def atoms_of(program: Program) -> Iterator[int]:
    """Yield the atoms of a program, in the order of the query's leaves."""
    if isinstance(program, int):
        yield program
        return
    operator = program[0]
    if operator in (AND, OR, NEAR):
        inner = program[1]
    elif operator == NOT_NEAR:
        inner = program[1:3]
    else:
        inner = () if operator in (FILTER, ASKED) else program[-1:]
    for part in inner:
        yield from atoms_of(part)


def clauses(program: Program, cost: Mapping[int, float]) -> tuple[Clause, ...]:
    """Say what an article must hold for a program to be met.

    Args:
        program: Any program.
        cost: How often each atom is expected in articles.

    Returns:
        Clauses that must all be met; none when there is no word that the program needs. Of an OR
        of ANDs only the rarest clause of each side is kept, so the clauses are necessary, not
        sufficient.
    """
    if isinstance(program, int):
        return (frozenset((program,)),)
    operator = program[0]
    if operator in (AND, NEAR):
        return tuple(clause for part in program[1] for clause in clauses(part, cost))
    if operator == OR:
        return _either([clauses(part, cost) for part in program[1]], cost)
    if operator in (NOT, FILTER, ASKED):
        return ()
    return clauses(program[1] if operator == NOT_NEAR else program[2], cost)


def _either(sides: list[tuple[Clause, ...]], cost: Mapping[int, float]) -> tuple[Clause, ...]:
    if not all(sides):
        return ()
    chosen = (rarest(side, cost) for side in sides)
    return (frozenset[int]().union(*chosen),)


def rarest(needed: tuple[Clause, ...], cost: Mapping[int, float]) -> Clause:
    """Choose the clause that the fewest articles meet, by what is expected."""
    return min(needed, key=lambda clause: sum(cost[atom] for atom in clause))


def two_rarest(needed: tuple[Clause, ...], cost: Mapping[int, float]) -> tuple[Clause, Clause]:
    """Choose the clauses that the fewest articles meet; empty ones where there are no more."""
    if len(needed) > 2:
        needed = tuple(sorted(needed, key=lambda clause: sum(cost[atom] for atom in clause)))
    first, second, *_ = *needed, frozenset[int](), frozenset[int]()
    return first, second


def is_only(program: Program, *clauses: Clause) -> bool:
    """Whether a program is met wherever some clauses of it are met."""
    atoms, groups, barred, rest, _ = flat(program)
    needed = {*map(frozenset, groups), *(frozenset((atom,)) for atom in atoms)}
    return not (barred or rest) and needed <= {*clauses}


class Flat(NamedTuple):
    """A program whose top AND is sorted by what it costs to judge.

    Attributes:
        atoms: All of these must be met.
        groups: One atom of each of these must be met.
        barred: None of these may be met.
        rest: All of these programs must be met.
        whole: The program as it was compiled.
    """

    atoms: tuple[int, ...]
    groups: tuple[tuple[int, ...], ...]
    barred: tuple[int, ...]
    rest: tuple[Program, ...]
    whole: Program


def flat(program: Program) -> Flat:
    """Sort the parts of a program's top AND."""
    atoms: list[int] = []
    groups: list[tuple[int, ...]] = []
    barred: list[int] = []
    rest: list[Program] = []
    for part in _conjuncts(program):
        if isinstance(part, int):
            atoms.append(part)
        elif part[0] == OR and _are_atoms(part[1]):
            groups.append(part[1])
        elif part[0] == NOT and _are_atoms(part[1:]):
            barred.append(part[1])
        else:
            rest.append(part)
    return Flat(tuple(atoms), tuple(groups), tuple(barred), tuple(rest), program)


def _are_atoms(parts: tuple[Program, ...]) -> bool:
    return all(isinstance(one, int) for one in parts)


def _conjuncts(program: Program) -> Iterator[Program]:
    if isinstance(program, tuple) and program[0] == AND:
        for part in program[1]:
            yield from _conjuncts(part)
    else:
        yield program
