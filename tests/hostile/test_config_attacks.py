"""Files that are no files, values that nobody means, names that lead elsewhere: a fault each.

Whatever stands in the configuration: it is read, or refused with file, line and remedy; soon, and
in little memory. A daemon that runs keeps what it had.
"""

import copy
import os
import re
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from monitor.app.config import Config, load_config
from monitor.model.errors import ConfigError
from tests.figures import Figure, by_length
from tests.rig import configuration
from tests.rig.program import FEEDS as FOLDER_FEEDS
from tests.rig.program import Wire, daemon, story

SECONDS = 5.0  # of CPU for one configuration; thousands of times what any takes
PLACE = re.compile(r"\S+:\d+:\d+: \S")
LONGEST_FAULT = 2_000
Path_ = tuple[str | int, ...]

MONITOR: Mapping[str, Any] = {
    "data": "data", "contact": "me@x.org", "every": "15m", "keep": {"articles": "90d"},
    "limits": {"timeout": "30s", "gap": "1s", "polls": 3}, "allow": ["10.0.0.0/8"],
    "database": "sqlite:///data/x.db", "operator": "mail", "page": "https://x.example",
    "translate": "https://x.example/{address}",
    "mail": {
        "host": "h", "user": "u", "password": {"env": "PASS"}, "sender": "a@x.org",
        "security": "starttls", "unsubscribe": "u@x.org",
    },
    "routes": [
        {
            "id": "daily", "watches": ["s*"], "severity": ["high"], "feeds": {"tags": ["t"]},
            "to": ["mail", "files"], "at": ["08:00"], "tz": "UTC",
            "quiet": {"from": "22:00", "to": "07:00", "tz": "UTC"},
        },
        {
            "id": "now", "to": ["hook"], "wait": "2m", "then_every": "1h", "repeat": "2d",
            "group_by": ["story"], "limit": {"per_hour": 3},
        },
    ],
    "destinations": {
        "mail": {"mail": "r@x.org", "language": "en", "tz": "UTC"},
        "files": {"folder": "outbox", "templates": "own"},
        "hook": {"webhook": "https://x.example/x", "secret": [{"env": "KEY"}]},
        "chat": {"chat": {"env": "CHAT"}},
    },
}  # fmt: skip
FEEDS: Sequence[Mapping[str, Any]] = [
    {
        "address": "https://a.example/f", "id": "a", "title": "T", "tags": ["x"],
        "language": "en", "every": "1h", "weight": 1, "headers": {"X-A": "b"},
        "cookies": {"c": "d"}, "proxy": "http://p.example:1", "first_run": {"last": "2d"},
    },
    {"folder": "../wire"},
]  # fmt: skip
WATCHES: Sequence[Mapping[str, Any]] = [
    {"id": "sappers", "title": "T", "query": "=sappers AND $kursk", "languages": ["en"]}
]
LEXICON: Mapping[str, Any] = {"kursk": {"any": ["Kursk", {"term": "x y", "not_in": ["zz"]}]}}
SECRETS = {"PASS": "open sesame", "KEY": "whsec_" + "A" * 32, "CHAT": "slack://a/b/c"}
NASTY: Sequence[Any] = (
    "a\0b", "x\nBcc: y", "../../../etc/passwd", "/dev/zero", "/", "~", "\u202ex", "é" * 5_000,
    "https://[::1", "https://user:p[w@h/", "*", "{{x}}", "", "  ", "con\x1b[31m", "a" * 300,
    "NO", "١٢m", "9" * 400 + "d", "25:00", "/proc/self/mem", "sqlite:///\0", "postgresql://[",
    "sqlite:////dev/full", None, -1, True, 1e300, [], {}, [[]], {"env": "\0"},
    {"file": "/dev/zero"}, {"file": "/"}, {"env": "PASS", "file": "x"},
)  # fmt: skip


def write(folder: Path, **more: Any) -> Path:
    """Write the configuration in which everything is said, with something else in place."""
    said = {"monitor": MONITOR, "feeds": FEEDS, "watches": WATCHES, "lexicon": LEXICON, **more}
    (folder / "wire").mkdir(exist_ok=True)
    (folder / "config" / "own").mkdir(parents=True, exist_ok=True)
    (folder / "config" / "own" / "subject.txt").write_text("{{ page.subject }}")
    return configuration.write(
        folder,
        feeds=said["feeds"],
        watches=said["watches"],
        lexicon=said["lexicon"],
        **said["monitor"],
    )


def loaded(config: Path) -> Config | list[str]:
    """Load a configuration, or give its faults; no other error, and soon."""
    begun = process_time()
    try:
        return load_config(config, SECRETS)
    except ConfigError as error:
        return [str(fault) for fault in error.faults]
    finally:
        assert process_time() - begun < SECONDS


def places(value: Any, at: Path_ = ()) -> Iterator[Path_]:
    """Give the path of every value that is neither list nor mapping."""
    if isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for step, below in pairs:
            yield from places(below, (*at, step))
    else:
        yield at


def with_value(value: Any, at: Path_, other: Any) -> Any:
    changed = copy.deepcopy(value)
    here = changed
    for step in at[:-1]:
        here = here[step]
    here[at[-1]] = other
    return changed


def with_key(value: Any, at: Path_, other: str) -> Any:
    changed = copy.deepcopy(value)
    here = changed
    for step in at[:-1]:
        here = here[step]
    if isinstance(here, dict):
        here[other] = here.pop(at[-1])
    return changed


def test_the_configuration_itself_is_fine(tmp_path: Path):
    assert isinstance(loaded(write(tmp_path)), Config)


@pytest.mark.parametrize("part", ["monitor", "feeds", "watches", "lexicon"])
def test_a_nasty_value_in_any_place_is_taken_or_refused_with_its_place(
    tmp_path: Path, part: str, figure: Figure
):
    value = {"monitor": MONITOR, "feeds": FEEDS, "watches": WATCHES, "lexicon": LEXICON}[part]
    step = by_length(9, 1)
    count = refused = 0
    for number, at in enumerate(places(value)):
        for nasty in NASTY[number % step :: step]:
            texts = [with_value(value, at, nasty)]
            if isinstance(nasty, str):
                texts.append(with_key(value, at, nasty))
            for text in texts:
                said = loaded(write(tmp_path, **{part: text}))
                count += 1
                if isinstance(said, list):
                    refused += 1
                    assert said
                    assert [one for one in said if not PLACE.match(one)] == []
                    assert max(map(len, said)) < LONGEST_FAULT + len(str(tmp_path)), (at, nasty)

    figure(f"nasty values in {part}: configurations, refused", f"{count}, {refused}")


def no_file(path: Path) -> None:
    path.unlink()


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def link_to(target: str) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        path.unlink()
        path.symlink_to(target)

    make.__name__ = f"link to {target}"
    return make


def content(said: bytes) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        path.write_bytes(said)

    make.__name__ = f"{said[:12]!r}"
    return make


THINGS = (
    no_file, pipe, folder, link_to("/dev/zero"), link_to("/dev/random"), link_to("nowhere"),
    link_to("monitor.yaml"), link_to("feeds.yaml"), link_to("all.yaml"), link_to("/proc/self/mem"),
    content(b"\xff\xfe\0"), content(b"\0" * 1_000), content(b"a: [b"), content(b"version: 1\nro"),
    content(b"\x1b[31m"), content("x: \u202e: y".encode()),
)  # fmt: skip
FILES = ("monitor.yaml", "feeds.yaml", "watches/all.yaml")


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("thing", THINGS, ids=lambda thing: thing.__name__)
def test_whatever_stands_in_place_of_a_file_is_a_fault_of_that_file(
    tmp_path: Path, file: str, thing: Callable[[Path], None]
):
    config = write(tmp_path)
    (config / "watches" / "watches.yaml").rename(config / "watches" / "all.yaml")
    thing(config / file)

    said = loaded(config)

    assert isinstance(said, list)
    name = "watches" if thing is no_file and "watches" in file else file
    assert any(f"config/{name}" in one and PLACE.match(one) for one in said), said


@pytest.mark.parametrize("thing", THINGS[1:6], ids=lambda thing: thing.__name__)
@pytest.mark.parametrize("kind", ["secret", "template", "feed"])
def test_what_the_configuration_names_is_never_waited_for(
    tmp_path: Path, kind: str, thing: Callable[[Path], None]
):
    config = write(tmp_path)
    file = {"secret": "key", "template": "own/subject.txt", "feed": "../wire/x.xml"}[kind]
    (config / file).write_text("x")
    thing(config / file)
    mail = {**MONITOR["mail"], "password": {"file": "key"}}
    monitor = {**MONITOR, "mail": mail} if kind == "secret" else MONITOR

    said = loaded(write_over(config, monitor))

    if kind == "feed":
        assert isinstance(said, Config)
        assert [feed.id for feed in said.feeds] == ["a"]
    else:
        assert isinstance(said, list)
        assert all("monitor.yaml:" in one for one in said)


def write_over(config: Path, monitor: Mapping[str, Any]) -> Path:
    """Write only `monitor.yaml`."""
    kept = config / "own" / "subject.txt"
    kept.rename(config / "own" / "kept")
    write(config.parent, monitor=monitor)
    kept.unlink()
    (config / "own" / "kept").rename(kept)
    return config


NAMES = ("../x", "a/../../x", "/x", "a\0b", "a\nb", ".", "..", "a b", "A", "é", "x" * 200, "")


@pytest.mark.parametrize("name", NAMES)
def test_ids_of_watches_are_plain_names(tmp_path: Path, name: str):
    said = loaded(write(tmp_path, watches=[{"id": name, "query": "=sappers"}]))

    assert isinstance(said, list)


def test_a_route_whose_quiet_hours_have_no_length_is_refused(tmp_path: Path):
    quiet = {"from": "22:00", "to": "22:00"}
    route = {**MONITOR["routes"][0], "quiet": quiet}

    said = loaded(write(tmp_path, monitor={**MONITOR, "routes": [route]}))

    assert isinstance(said, list)
    assert any("quiet: begins and ends at the same time" in one for one in said)


def test_a_sender_that_no_mail_can_name_is_refused_before_a_digest_needs_it(tmp_path: Path):
    for sender in ("News <a@x.org>", "plain", "ü@x.org", "a@x..org", "a b@x.org"):
        mail = {**MONITOR["mail"], "sender": sender}

        said = loaded(write(tmp_path, monitor={**MONITOR, "mail": mail}))

        assert isinstance(said, list), sender
        assert any("sender: is one plain address" in one for one in said)


RELOADS = (
    "monitor.yaml:folder", "feeds.yaml:pipe", "watches/watches.yaml:half", "monitor.yaml:/dev/zero",
)  # fmt: skip


def spoil(file: Path, how: str) -> None:
    """Put something else in a file's place."""
    if how == "half":
        file.write_bytes(file.read_bytes()[:-9])
        return
    file.rename(file.with_name(f".{file.name}.kept"))
    if how == "folder":
        file.mkdir()
    elif how == "pipe":
        os.mkfifo(file)
    else:
        file.symlink_to(how)


@pytest.mark.timeout(180)
def test_a_reload_of_broken_files_keeps_the_old_rules_and_the_daemon(tmp_path: Path):
    Wire(folder=tmp_path / "wire").print(story("one", "The sappers leave"))
    config = configuration.write(tmp_path, feeds=FOLDER_FEEDS)
    good = (config / "watches" / "watches.yaml").read_bytes()
    with daemon(tmp_path) as running:
        running.wait_for("News Monitor is running")
        for times, spoilt in enumerate(RELOADS, start=1):
            name, _, how = spoilt.partition(":")
            spoil(config / name, how)
            running.ask(signal.SIGHUP)
            line = running.wait_for("configuration refused, the old rules stay", times)
            assert Path(name).name in line
            heal(config / name, good)
        running.ask(signal.SIGHUP)
        running.wait_for("configuration reloaded")
        running.ask(signal.SIGTERM)
        assert running.end() == 0
        assert not any("Traceback" in line for line in running.said())


def heal(file: Path, good: bytes) -> None:
    kept = file.with_name(f".{file.name}.kept")
    if not kept.exists():
        file.write_bytes(good)
        return
    if file.is_dir() and not file.is_symlink():
        file.rmdir()
    else:
        file.unlink()
    kept.rename(file)
