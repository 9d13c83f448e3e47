"""`monitor test`: the tests that watches carry with them."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import typer

from monitor.cli.front import Exit
from monitor.cli.options import CONFIG, JsonOption, RulesOption, WatchOption

if TYPE_CHECKING:
    from monitor.flow.trials import Trial


def run_tests(
    config: RulesOption = CONFIG, watch: WatchOption = None, as_json: JsonOption = False
) -> None:
    """Run the tests of every watch, or of one; exit code 1 when one fails."""
    from monitor.cli.loading import matcher_of, watches_of
    from monitor.cli.output import say, say_json
    from monitor.flow.trials import trials

    watches = watches_of(config, watch)
    tried = list(trials(matcher_of(watches, config)))
    failures = [trial for trial in tried if not trial.passed]
    if as_json:
        say_json({"tests": len(tried), "failures": [_failure_json(trial) for trial in failures]})
    else:
        for trial in failures:
            for line in _failure_lines(trial):
                say(line)
        say(_count(len(watches.watches), len(tried), len(failures)))
    if failures:
        raise typer.Exit(Exit.NO)


def _count(watches: int, tests: int, failures: int) -> str:
    end = f", {failures} failed" if failures else ", all passed"
    return f"{watches} watches, {tests} tests{end}"


def _failure_lines(trial: "Trial") -> Iterator[str]:
    from monitor.cli.tree import draw
    from monitor.text.clean import clean_line

    wish = "should match, but does not" if trial.wanted else "should be ignored, but matches"
    text = clean_line(f"{trial.text.title} {trial.text.text}", longest=300)
    yield f"{_place(trial)}: {trial.watch.id} {wish}: {text}"
    yield f"  language {', '.join(trial.languages.candidates)} ({trial.languages.by})"
    if not trial.explained.applies:
        yield "  ✗ the watch does not ask articles in this language or from this feed"
    for line in draw(trial.watch.query, trial.explained.condition):
        yield f"  {line}"
    yield ""


def _place(trial: "Trial") -> str:
    place = trial.text.place or trial.watch.place
    return f"{place.path}:{place.line}" if place else trial.watch.id


def _failure_json(trial: "Trial") -> Mapping[str, object]:
    from monitor.cli.conditions import condition_json

    return {
        "place": _place(trial),
        "watch": trial.watch.id,
        "wanted": "match" if trial.wanted else "ignore",
        "title": trial.text.title,
        "text": trial.text.text,
        "languages": list(trial.languages.candidates),
        "condition": condition_json(trial.explained.condition),
    }
