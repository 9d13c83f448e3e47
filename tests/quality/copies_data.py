"""Judge the labelled pairs of `copies/`, each alone, after the articles of `hosts.jsonl`.

The weights of `stories/copies.py` were chosen on `pairs.jsonl` (in two halves, one of which was
looked at earlier) and `held.jsonl`; `last.jsonl` was blind until its errors were mended.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from monitor.flow.group import Grouping
from monitor.flow.lexical import Lexicon
from tests.rig.grouping import Score, article

FOLDER = Path(__file__).parent / "copies"
FILES = {
    "pairs.jsonl": ("fitted", "checked"),
    "held.jsonl": ("held",),
    "last.jsonl": ("last",),
}


def judged() -> Mapping[tuple[str, str], Score]:
    """Judge every pair.

    Returns:
        By part (fitted, checked, held, last) and language, or `all`.
    """
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    hosts = _rows("hosts.jsonl")
    for file, parts in FILES.items():
        for number, pair in enumerate(_rows(file)):
            word = _word(pair, hosts)
            for language in (pair["lang"], "all"):
                counts[parts[number % len(parts)], language][word] += 1
    return {
        key: Score(right=count["right"], wrong=count["wrong"], apart=count["apart"])
        for key, count in counts.items()
    }


def _word(pair: Mapping[str, Any], hosts: list[dict[str, Any]]) -> str:
    sites = {one["url"].split("/")[2] for one in (pair["a"], pair["b"])}
    grouping = Grouping(Lexicon())
    before = [host for host in hosts if host["url"].split("/")[2] in sites]
    for one in (*before, pair["a"]):
        grouping.add(article({**one, "id": "", "lang": pair["lang"]}))
    copy_of = grouping.add(article({**pair["b"], "id": "", "lang": pair["lang"]})).copy_of
    found = copy_of == len(before) + 1
    if found:
        return "right" if pair["copy"] else "wrong"
    return "apart" if pair["copy"] else "rest"


def _rows(name: str) -> list[dict[str, Any]]:
    path = FOLDER / name
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
