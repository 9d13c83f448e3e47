"""`monitor test`: the tests that watches carry with them."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import typer

from monitor.cli.front import Exit
from monitor.cli.options import CONFIG, JsonOption, RulesOption, WatchOption

if TYPE_CHECKING:
    from monitor.flow.standing import Stand
    from monitor.flow.trials import Trial
    from monitor.model.watch import WatchSet


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
        say_json({"tests": len(tried), "failures": _failures_json(failures, watches)})
    else:
        for trial in failures:
            for line in _failure_lines(trial, watches, whole=watch is not None):
                say(line)
        say(_count(len(watches.watches), len(tried), len(failures)))
    if failures:
        raise typer.Exit(Exit.NO)


def _count(watches: int, tests: int, failures: int) -> str:
    end = f", {failures} failed" if failures else ", all passed"
    return f"{watches} {'watch' if watches == 1 else 'watches'}, {tests} tests{end}"


def _failure_lines(trial: "Trial", watches: "WatchSet", *, whole: bool) -> Iterator[str]:
    """Tell one failure: what is missing, or what met the watch; --watch adds the whole tree."""
    from monitor.cli.tree import draw, draw_met
    from monitor.text.clean import clean_line

    wish = "should match, but does not" if trial.wanted else "should be ignored, but matches"
    text = clean_line(f"{trial.text.title} {trial.text.text}", longest=300)
    yield f"{_place(trial)}: {trial.watch.id} {wish}: {text}"
    yield f"  language {', '.join(trial.languages.candidates)} ({trial.languages.by})"
    if not trial.explained.applies:
        yield "  ✗ the watch does not ask articles in this language or from this feed"
    yield from _missing_lines(trial, watches)
    query, condition = trial.watch.query, trial.explained.condition
    if whole:
        yield from (f"  {line}" for line in draw(query, condition))
    elif trial.explained.met:
        yield from (f"  {line}" for line in draw_met(query, condition))
    yield ""


def _missing_lines(trial: "Trial", watches: "WatchSet") -> Iterator[str]:
    """Say which conditions are missing, and what nearly met them."""
    from monitor.cli.explain import shortfall_lines

    shortfalls = _stand(trial, watches).shortfalls
    if shortfalls:
        yield f"  missing ({len(shortfalls)}):" if len(shortfalls) > 1 else "  missing:"
    for shortfall in shortfalls:
        yield from shortfall_lines(shortfall, "  ")


def _stand(trial: "Trial", watches: "WatchSet") -> "Stand":
    from monitor.flow.near_misses import Examiner
    from monitor.flow.ruler import Ruler
    from monitor.flow.standing import stand
    from monitor.flow.trials import article_of

    ruler = Ruler(article_of(trial.watch, trial.text))
    return stand(trial.explained, Examiner(ruler, watches, trial.languages))


def _place(trial: "Trial") -> str:
    place = trial.text.place or trial.watch.place
    return f"{place.path}:{place.line}" if place else trial.watch.id


def _failures_json(failures: "list[Trial]", watches: "WatchSet") -> list[Mapping[str, object]]:
    from monitor.cli.conditions import shortfall_json

    return [
        {
            **_failure_json(trial),
            "missing": [shortfall_json(one) for one in _stand(trial, watches).shortfalls],
        }
        for trial in failures
    ]


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
