"""Rule files that would cost a machine: refused or read in seconds, with file, line and remedy."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from monitor.match.matcher import Matcher
from monitor.model.article import Article
from monitor.model.errors import ConfigError
from monitor.rules.slip import MOST_FAULTS
from monitor.rules.watchfile import load_watches
from tests.figures import Figure, by_length

MANY = by_length(20_000, 500_000)
LARGE = by_length(6, 60)
SECONDS = by_length(20, 900)
FINE = "watches: [{id: a, query: bridge}]\n"
Text = Callable[[], str | bytes]


def nested(levels: int) -> str:
    return "a: [" + "[" * levels


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(f'*{chr(97 + n)}' for _ in range(9))}]\n"
    for n in range(9)
)
ATTACKS: dict[str, tuple[Text, str]] = {
    "an object of Python": (
        lambda: "watches: [!!python/object/apply:os.system ['id']]", "the tag !!python/object",
    ),
    "a tag": (lambda: "watches: !include /etc/passwd", ":1:10: the tag !include"),
    "9 to the 9th": (lambda: BOMB, ":1:4: &a is a YAML anchor"),
    "merged keys": (lambda: "a: &a {x: 1}\nb: {<<: *a}", ":1:4: &a is a YAML anchor"),
    "an alias to itself": (lambda: "a: &a [*a]", "is a YAML anchor"),
    "a key twice": (lambda: FINE + FINE, ":2:1: the key 'watches' stands already in line 1"),
    "a tab": (lambda: "watches:\n\t- id: a", ":2:1: a tab cannot indent YAML"),
    "a star": (lambda: "watches: [{id: a, query: *word}]", "a leading * stands in single quotes"),
    "NO": (lambda: "lexicon: {a: {NO: [x]}}", ":1:15: unknown language 'NO'"),
    "012": (lambda: "lexicon: {a: {any: [012]}}", "a number stands in quotes: '12'"),
    "1e3": (lambda: "lexicon: {a: {any: [1e3]}}", "a number stands in quotes: '1000.0'"),
    "a NUL": (lambda: b"watches: a\0", ":1:11: the character U+0000"),
    "no UTF-8": (lambda: b"watches: \xff", ":1:10: not UTF-8"),
    "UTF-16": (lambda: FINE.encode("utf-16"), "not UTF-8"),
    "two documents": (lambda: f"---\n{FINE}---\n{FINE}", "a second document"),
    "100,000 levels of lists": (lambda: nested(100_000), "more than 40 levels"),
    "100,000 levels of mappings": (lambda: "{a: " * 100_000, "more than 40 levels"),
    "10,000 levels by indentation": (
        lambda: "\n".join(" " * n + "a:" for n in range(10_000)), "more than 40 levels",
    ),
    "100,000 dashes": (lambda: "- " * 100_000 + "x", "more than 40 levels"),
    "keys of keys": (lambda: "? " * 100_000 + "x", "a key is one word"),
    "70 MB": (lambda: b"#" * 70_000_000, "larger than 64 MiB: split it"),
    "a line of 30 MB": (lambda: "watches: " + "a" * 30_000_000, "a list of watches is expected"),
    "brackets in a query": (
        lambda: f"watches: [{{id: a, query: '{'(' * 9_000}a{')' * 9_000}'}}]", "brackets inside",
    ),
    "a query of 1 MB": (
        lambda: f"watches: [{{id: a, query: '{' OR '.join(['word'] * 150_000)}'}}]", "longer than",
    ),
    "a counted repetition": (
        lambda: "watches: [{id: a, query: '/((a{1000}){1000}){1000}/'}]", "RE2 cannot read",
    ),
    "an expression that is none": (lambda: "watches: [{id: a, query: '/(a/'}]", "RE2 cannot read"),
    "a look behind": (lambda: "watches: [{id: a, query: '/(?<=a)b/'}]", "RE2 cannot read"),
    "an expression for nothing": (lambda: "watches: [{id: a, query: '/x*/'}]", "matches nothing"),
    "many keys twice": (
        lambda: "lexicon:\n" + 2 * "".join(f"  a{n}: {{any: [Kursk]}}\n" for n in range(MANY)),
        "more than 1,000 faults",
    ),
    "many wrong entries": (
        lambda: "lexicon:\n" + "".join(f"  a{n}: {{zz: [Kursk]}}\n" for n in range(MANY)),
        "more than 1,000 faults",
    ),
    "many wrong keys": (
        lambda: "watches:\n" + "".join(f"- {{id: w{n}, quary: x}}\n" for n in range(MANY)),
        "more than 1,000 faults",
    ),
    "many of one name": (
        lambda: "watches:\n" + "- {id: w, query: bridge}\n" * MANY, "more than 1,000 faults",
    ),
    "many unknown entries": (
        lambda: "lexicon:\n" + "".join(f"  entry{n}: {{any: [Kursk{n}]}}\n" for n in range(MANY))
        + "watches:\n" + "".join(f"- {{id: w{n}, query: $entri{n}}}\n" for n in range(MANY)),
        "did you mean 'entry",
    ),
    "many aliases": (lambda: f"watches: [{','.join(['*a'] * MANY)}]", "more than 1,000 faults"),
}  # fmt: skip


@pytest.mark.timeout(SECONDS + 100)
@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_is_refused_soon_with_its_place(tmp_path: Path, name: str):
    make, said = ATTACKS[name]
    text = make()
    file = tmp_path / "evil.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    (tmp_path / "fine.yaml").write_text("watches: [{id: fine, query: bridge}]\n")
    begun = process_time()

    with pytest.raises(ConfigError) as refused:
        load_watches(tmp_path)

    faults = [str(fault) for fault in refused.value.faults]
    assert process_time() - begun < SECONDS
    assert any(said in fault for fault in faults), faults[:3]
    assert all(fault.startswith(f"{file}:") for fault in faults)
    assert len(faults) <= 2 * MOST_FAULTS + 2


@pytest.mark.parametrize("as_lines", [True, False])
def test_very_many_rules_are_read_whether_in_lines_or_in_one(
    tmp_path: Path, as_lines: bool, figure: Figure
):
    rules = [f"{{id: w{n}, query: $kursk AND bridge}}" for n in range(MANY)]
    text = "".join(f"- {rule}\n" for rule in rules) if as_lines else f"  [{', '.join(rules)}]\n"
    (tmp_path / "many.yaml").write_text(f"lexicon: {{kursk: {{any: [Kursk]}}}}\nwatches:\n{text}")
    begun = process_time()

    found = load_watches(tmp_path)

    spent = process_time() - begun
    assert len(found.watches) == MANY
    assert spent < SECONDS
    form = "a line each" if as_lines else "in one line"
    figure(f"seconds of CPU to read {MANY} rules, {form}", f"{spent:.1f}")


MEMORY = """
import resource, sys
from pathlib import Path
from monitor.model.errors import ConfigError
from monitor.rules.watchfile import load_watches
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]) * 2**30, int(sys.argv[2]) * 2**30))
try:
    load_watches(Path(sys.argv[1]))
except ConfigError:
    pass
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def test_a_large_wrong_file_takes_bounded_memory(tmp_path: Path, figure: Figure):
    rule = "- {id: w, query: bridge, unknown: x}\n"
    (tmp_path / "large.yaml").write_text("watches:\n" + rule * (LARGE * 2**20 // 37))

    most = by_length(1, 4)

    done = subprocess.run(
        [sys.executable, "-c", MEMORY, str(tmp_path), str(most)],
        capture_output=True,
        text=True,
        check=True,
    )

    figure(f"peak MiB for a wrong file of {LARGE} MB", done.stdout.strip())
    assert int(done.stdout) < 1024 * most


EXPRESSIONS = (
    "(a+)+$", "(a|aa)+$", "(a|a?)+b$", "(.*a){20}", "(x+x+)+y", r"(\p{L}+\s?)+$", "(a*)*b",
    "^(([a-z])+.)+[A-Z]", ".*.*.*.*=.*", "a{0,900}b", "(?:a?){900}a{99}",
    "(" * 100 + "a" + ")+" * 100,
)  # fmt: skip


def test_no_expression_makes_matching_slow(tmp_path: Path, figure: Figure):
    rules = "".join(f"- {{id: r{n}, query: '/{one}/'}}\n" for n, one in enumerate(EXPRESSIONS))
    (tmp_path / "rules.yaml").write_text("watches:\n" + rules)
    found = load_watches(tmp_path)
    matcher = Matcher(found, {})
    text = "a" * 100_000 + "!" + " xx" * 10_000
    begun = process_time()

    matcher.match(Article(id="1", title="a" * 1_000, text=text))

    spent = process_time() - begun
    assert len(found.watches) == len(EXPRESSIONS)
    assert spent < SECONDS
    figure("seconds of CPU for 12 catastrophic expressions on 130 kB", f"{spent:.2f}")
