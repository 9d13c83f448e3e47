"""Whatever feeds and files say, a terminal stays as it is and every line of a log is one event.

The articles came the whole way: a feed, the parsing child, the matcher, the stories, the outbox.
"""

import json
import os
import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from monitor.app.report import Report
from monitor.cli.main import app
from tests.figures import Figure
from tests.hostile.payloads import every_payload, payloads_of
from tests.rig import configuration

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
PAYLOADS = every_payload()
WORST = (
    *payloads_of("terminal", "logs"),
    *payloads_of("unicode")[:30],
    *payloads_of("headers")[:12],
)
NAMES = ("<script>alert(1)</script>", "[link=file:///etc/passwd]x[/link]", "=1+1", "@everyone")
AT_ONCE = {"id": "desk", "watches": ["*"], "to": ["files"], "wait": "0s", "group_by": []}
LATER = {"id": "later", "watches": ["*"], "to": ["files"], "at": ["00:00"]}
EVENT = re.compile(r"\d\d:\d\d:\d\d \[(info|warning|error) *\] \S.*")
EXPLAINED = 25


def call(folder: Path, *words: object) -> Result:
    """Run a command inside this process, in a folder that has a `config/`."""
    was = Path.cwd()
    os.chdir(folder)
    try:
        runner = CliRunner(env={"COLUMNS": "160"})
        return runner.invoke(app, [str(word) for word in words])
    finally:
        os.chdir(was)


def entry(number: int, payload: str) -> dict[str, object]:
    return {
        "id": f"{number} {payload}",
        "url": f"https://a.example/{number}",
        "title": f"{payload} sappers {number}",
        "content_text": f"{payload} and {payload} for the sappers of place {number}",
        "authors": [{"name": payload}],
        "tags": [payload],
        "language": payload,
    }


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A house whose database, outbox and log hold every payload; `log.json` is its log."""
    folder = tmp_path_factory.mktemp("house")
    items = [entry(number, payload) for number, payload in enumerate(PAYLOADS, start=1)]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": PAYLOADS[0], "items": items}
    (folder / "news").mkdir()
    (folder / "news" / "evil.json").write_text(json.dumps(feed), encoding="ascii")
    (folder / "news" / "bad.xml").write_text(f"<p>{'<script>alert(1)</script>'}\x1b[2J", "utf-8")
    configuration.write(
        folder,
        feeds=[{"folder": "../news", "first_run": "all", "tags": list(NAMES)}],
        watches=[{"id": "sappers", "title": "\x1b[31mred\r\nBcc: x", "query": "=sappers"}],
        routes=[AT_ONCE, LATER],
        destinations={"files": {"folder": "outbox"}, **{name: {"folder": "x"} for name in NAMES}},
    )
    done = call(folder, "once", "--log", "json")
    assert done.exit_code == 0, done.output
    (folder / "log.json").write_text(done.stderr, "utf-8")
    return folder


def commands(folder: Path) -> Iterator[tuple[object, ...]]:
    for words in (
        ("check",), ("config", "dump"), ("digest", "preview"), ("feeds", "list"),
        ("feeds", "export"), ("hits", "list", "--limit", 1_000), ("story", "list", "--limit", 500),
        ("outbox", "list"), ("routes", "list"), ("silence", "list"), ("rules", "show"),
        ("verify",), ("routes", "test", 1), ("feeds", "check"),
    ):  # fmt: skip
        yield words
        if words not in (("feeds", "export"), ("rules", "show"), ("verify",)):
            yield (*words, "--json")
    for number in range(1, EXPLAINED, 5):
        yield ("story", "show", number)
        yield ("story", "show", number, "--json")
    for kind in ("parse",):
        yield (kind, *sorted((folder / "news").iterdir()))
    for payload in WORST[:EXPLAINED]:
        (folder / "text.txt").write_text(f"sappers {payload}", "utf-8", "surrogatepass")
        yield ("explain", folder / "text.txt")
        yield ("explain", folder / "text.txt", "--json")


def steering(text: str) -> list[str]:
    """List what a terminal obeys, or what turns a line around."""
    kept = set("\n\t\u2068\u2069")
    kinds = {one: unicodedata.category(one) for one in set(text) - kept}
    turning = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067")
    return [repr(one) for one, kind in kinds.items() if kind in ("Cc", "Cs") or one in turning]


@pytest.mark.timeout(240)
def test_no_command_prints_what_steers_a_terminal(home: Path, figure: Figure):
    for comment in WORST[:: len(WORST) // 6]:
        words = (
            "--watch",
            "sappers",
            "--for",
            "2h",
            "--comment",
            f"x{comment}",
            "--author",
            comment,
        )
        call(home, "silence", "add", *words)
    lines = runs = 0

    for words in commands(home):
        done = call(home, *words)
        runs, lines = runs + 1, lines + done.output.count("\n")
        assert not done.exception or isinstance(done.exception, SystemExit), (words, done.exception)
        assert steering(done.output) == [], words
        if "--json" in words:
            assert all(json.loads(line) is not None for line in done.stdout.splitlines()), words

    figure("commands run on payloads, lines printed", f"{runs}, {lines}")


def test_the_digests_were_delivered_and_tell_every_article(home: Path):
    told = [json.loads(path.read_bytes()) for path in (home / "outbox").glob("*.json")]

    articles = sum(event["data"]["truncated"]["articles"]["total"] for event in told)
    assert articles == len(PAYLOADS)


def test_every_line_of_the_json_log_is_one_event(home: Path, figure: Figure):
    lines = (home / "log.json").read_text("utf-8").splitlines()

    events = [json.loads(line) for line in lines]
    assert all({"event", "level", "timestamp"} <= event.keys() for event in events)
    figure("log lines of a real run, parsed", len(events))


@pytest.mark.parametrize("as_json", [True, False])
def test_no_value_breaks_a_line_of_a_log(
    as_json: bool, capsys: pytest.CaptureFixture[str], figure: Figure
):
    report, count = Report(lambda: NOON, as_json=as_json), 0
    for number, payload in enumerate(PAYLOADS):
        report.say("polled", feed=payload, new=1, hits=payload)
        report.warn("feed does not answer", feed="x", reason=payload, detail=payload)
        try:
            raise ValueError(payload)
        except ValueError as error:
            report.fault(f"poll {number} failed", error)
        count += 3

    said = capsys.readouterr().err
    lines = said.splitlines()
    assert len(lines) == count
    assert steering(said) == []
    assert all(_is_event(line, as_json=as_json) for line in lines)
    figure(f"hostile log lines parsed ({'json' if as_json else 'text'})", len(lines))


def _is_event(line: str, *, as_json: bool) -> bool:
    if not as_json:
        return EVENT.fullmatch(line) is not None
    return {"event", "level", "timestamp"} <= json.loads(line).keys()


def test_what_a_rule_file_says_steers_no_terminal_when_it_is_refused(tmp_path: Path):
    configuration.write(tmp_path, feeds=[], watches=[{"id": "a", "query": "=a"}])
    rules = tmp_path / "config" / "watches" / "evil.yaml"
    for payload in WORST:
        said = json.dumps(payload, ensure_ascii=True)
        rules.write_text(
            f"lexicon: {{{said}: {{{said}: [{said}]}}}}\n"
            f"watches: [{{id: {said}, {said}: {said}, query: {said}, severity: {said}}}]\n"
        )
        for words in (("check",), ("check", "--json")):
            done = call(tmp_path, *words)
            assert done.exit_code == 78, (payload, done.output)
            assert steering(done.output) == [], payload
