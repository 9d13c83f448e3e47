"""What composing and rendering a digest costs: printed, for no machine is like another."""

import time
from collections.abc import Callable
from dataclasses import replace
from statistics import median

import pytest

from monitor.model.message import Message, Rendered, StoryCard
from monitor.model.watch import Destination, Route
from monitor.notify.compose import compose
from monitor.notify.page import page_of
from monitor.notify.parcel import pack
from monitor.notify.render import render
from monitor.notify.templating import html_of, text_of
from tests.unit.notify.samples import (
    DISPATCH,
    figure_changed,
    hit_row,
    issue,
    ready,
    so_far,
    trouble,
)

RUNS = 9
SIZES = ((1, 1), (40, 1), (40, 5), (100, 5))
LANGUAGES = ("en", "ar")
OWN = (
    "{% for s in page.sections %}{% for c in s.cards %}{{ c.lead.title }}\n{% endfor %}{% endfor %}"
)


def cards(stories: int, articles: int) -> list[StoryCard]:
    made = []
    for story in range(stories):
        first = 1 + story * articles
        rows = [hit_row(n, DISPATCH[n % 6]) for n in range(first, first + articles)]
        found = (figure_changed(),) if story % 4 == 0 else ()
        made.append(
            StoryCard(
                lead=rows[0],
                others=tuple(rows[1:]),
                so_far=so_far(id=story),
                developments=found,
            )
        )
    return made


def milliseconds(work: Callable[[], object]) -> float:
    spent = []
    for _ in range(RUNS):
        started = time.process_time()
        work()
        spent.append(time.process_time() - started)
    return median(spent) * 1e3


def line(name: str, message: Message, reader: Destination, rendered: Rendered) -> str:
    route = Route(id="kursk-desk", to=("rina",))
    page = page_of(message, reader, route)
    costs = (
        milliseconds(lambda: page_of(message, reader, route)),
        milliseconds(lambda: html_of(page)),
        milliseconds(lambda: text_of(page)),
        milliseconds(lambda: render(message, reader, route)),
        milliseconds(lambda: pack(message, rendered, reader, "news@example.org")),
    )
    told = rendered.html.count('class="title"')
    size = f"{len(rendered.html.encode()) / 1e3:7.1f}{told:6}"
    return f"{name:24}" + "".join(f"{cost:8.1f}" for cost in costs) + size


@pytest.mark.bench
@pytest.mark.timeout(300)
def test_what_a_digest_costs():
    print(f"\nCPU milliseconds, median of {RUNS}")
    print(f"{'hits/stories':24}    page    html    text  render    pack     kB  full")
    for stories, articles in SIZES:
        message = compose(issue(), ready(cards(stories, articles), trouble=trouble()))
        for language in LANGUAGES:
            reader = Destination(
                id="rina", mail="rina@example.org", language=language, tz="Asia/Jakarta"
            )
            name = f"{stories * articles} hits/{stories} {language}"
            print(line(name, message, reader, render(message, reader)))
        own = replace(reader, templates={"text": OWN})
        spent = milliseconds(lambda message=message, own=own: render(message, own))
        print(f"{'  with an own template':24}{spent:32.1f}")
