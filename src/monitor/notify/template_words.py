"""The words of a reader's own template: each must be one that a page has."""

from collections.abc import Mapping
from dataclasses import is_dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Final, get_args, get_origin, get_type_hints

from jinja2 import nodes
from jinja2.exceptions import SecurityError

from monitor.notify.diff import Change
from monitor.notify.marks import Piece
from monitor.notify.page import Page

# What a name stands for: the class of a view, a list of views as its type hint, or None for
# anything else, which is not looked into.
Kind = object
Scope = Mapping[str, Kind]
_FORGIVING: Final = ("defined", "undefined")
_TEXTS: Final = (Piece, Change)


def check_words(tree: nodes.Template) -> None:
    """Refuse a template that asks for what no page has.

    What is asked for with `is defined` or `default` may be missing.

    Raises:
        SecurityError: With the line, and the word that is nearest.
    """
    _look(tree, {"page": Page})


def _look(node: nodes.Node, scope: Scope) -> None:
    if isinstance(node, nodes.For):
        _loop(node, scope)
    elif isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
        _kind_of(node, scope)
    elif not _forgives(node):
        for below in node.iter_child_nodes():
            _look(below, scope)


def _loop(node: nodes.For, scope: Scope) -> None:
    _look(node.iter, scope)
    name = node.target.name if isinstance(node.target, nodes.Name) else ""
    inner = {**scope, "loop": None, name: _item_of(_kind_of(node.iter, scope))}
    for below in (*node.body, *([node.test] if node.test else [])):
        _look(below, inner)
    for below in node.else_:
        _look(below, scope)


def _forgives(node: nodes.Node) -> bool:
    if isinstance(node, nodes.Test):
        return node.name in _FORGIVING
    return isinstance(node, nodes.Filter) and node.name == "default"


def _kind_of(node: nodes.Node, scope: Scope) -> Kind:
    """Say what an expression stands for, and refuse a word that is nowhere."""
    if isinstance(node, nodes.Name):
        if node.name not in scope:
            raise SecurityError(_unknown(node, node.name, scope))
        return scope[node.name]
    if isinstance(node, nodes.Getattr):
        return _part_of(node, _kind_of(node.node, scope), node.attr)
    if isinstance(node, nodes.Getitem):
        kind = _kind_of(node.node, scope)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return _part_of(node, kind, node.arg.value)
        _look(node.arg, scope)
        return _item_of(kind)
    _look(node, scope)
    return None


def _part_of(node: nodes.Node, kind: Kind, name: str) -> Kind:
    if not isinstance(kind, type) or not is_dataclass(kind):
        return None
    known = _parts(kind)
    if name not in known:
        raise SecurityError(_unknown(node, name, known))
    return known[name]


@lru_cache
def _parts(kind: type) -> Mapping[str, Kind]:
    return {name: _without_none(hint) for name, hint in get_type_hints(kind).items()}


def _without_none(hint: object) -> Kind:
    """Take the one thing that a value is when it is there: a view, or a list of them."""
    parts = [part for part in get_args(hint) if part is not type(None)]
    if get_origin(hint) is tuple or is_dataclass(hint):
        return hint
    return _without_none(parts[0]) if len(parts) == 1 else None


def _item_of(kind: Kind) -> Kind:
    found = get_args(kind)[0] if get_origin(kind) is tuple else None
    return found if is_dataclass(found) and found not in _TEXTS else None


def _unknown(node: nodes.Node, name: str, known: Mapping[str, Kind]) -> str:
    near = get_close_matches(name, known, n=1)
    offer = f"; did you mean {near[0]}?" if near else ""
    return f"line {node.lineno}: {name} is not known{offer}"
