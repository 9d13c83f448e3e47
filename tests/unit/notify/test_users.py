import re
import time
from dataclasses import fields, replace
from pathlib import Path

import pytest

from monitor.model.message import Rendered
from monitor.model.watch import Destination
from monitor.notify.compose import compose
from monitor.notify.lines import Line
from monitor.notify.page import Page
from monitor.notify.render import render
from monitor.notify.users import problem_of
from monitor.notify.view import CardView, SectionView
from tests.unit.notify.samples import (
    DISPATCH,
    StoryCard,
    alert_issue,
    correction,
    developed_card,
    digest_message,
    hit_row,
    issue,
    one_line,
    ready,
)

PAGE = (Path(__file__).parents[3] / "docs" / "digest.md").read_text()
JOHN = Destination(id="john", mail="john@example.org", language="en", tz="Asia/Jakarta")
USEFUL = """\
{{ page.heading }} / {{ page.date }}
{% for section in page.sections %}
{{ loop.index }}. {{ section.title | upper }}{% if section.usual %} ({{ section.usual }}){% endif %}

{% for card in section.cards %}
- {{ card.lead.title | marked }} [{{ card.lead.language }}]
{% for line in card.lines if line.language == "ru" %}
  {{ line.outlet ~ ": " ~ line.title | cut(20) }}
{% endfor %}
{% endfor %}
{% endfor %}
{{ page.foot | join(" / ") }}
"""
FORBIDDEN = (
    "{% set x = 'a' %}",
    "{% macro m() %}{{ m() }}{% endmacro %}",
    "{% include 'digest.html.j2' %}",
    "{% import 'card.html.j2' as c %}",
    "{% extends 'digest.html.j2' %}",
    "{% for a in page.sections recursive %}{{ loop(a.cards) }}{% endfor %}",
    "{% filter upper %}x{% endfilter %}",
    "{% call page.x() %}{% endcall %}",
    "{% autoescape false %}{{ page.subject }}{% endautoescape %}",
    "{{ range(10) }}",
    "{{ page.keys() }}",
    "{{ 'a' * 1000000000 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ page.subject | center(1000000000) }}",
    "{{ page.subject | replace('', 'aaaaaaaaaaaaaaaaaaaaaaaaa') }}",
    "{{ page.subject | safe }}",
    "{{ page.subject | attr('__class__') }}",
    "{{ [1, 2] }}",
    "{{ page.subject[0:5] }}",
)
FAILING = (
    "{{ page.nothing }}",
    "{{ page.__class__ }}",
    "{{ page.subject.__class__.__mro__ }}",
    "{{ page['__class__'] }}",
    "{{ page.sections.__init__.__globals__ }}",
    "{{ page | join('x') }}",
    "{{ page.foot | join('" + "x" * 30 + "') }}",
    "{% for letter in page.subject %}{{ letter }}{% endfor %}",
    "{% if page.subject < 3 %}x{% endif %}",
    "{% for x in page.sections %}",
    "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "x" * 60_000,
    "{{ unknown.more }}",
    "{% for a in page.foot %}" * 40 + "{% endfor %}" * 40,
    "{% if 1 %}" * 3000 + "{% endif %}" * 3000,
    "{{ page" + ".a" * 20_000 + " }}",
)


def rendered(part: str, source: str) -> Rendered:
    return render(digest_message(), replace(JOHN, templates={part: source}))


def test_a_reader_can_write_the_text_in_a_form_of_their_own():
    text = rendered("text", USEFUL).text

    assert "Kursk, kata utusan Moskwa / Wednesday 18 June, 14:00 in Jakarta" in text
    assert "1. NORTH KOREAN SAPPERS AND BUILDERS IN KURSK (8 times the usual)" in text
    assert "- *Korut* kirim seribu *penjinak ranjau* ke *Kursk*" in text
    assert "  Вестник Волги: Шойгу: КНДР…" in text


def test_only_the_part_that_has_a_template_changes():
    mine, usual = rendered("text", "short"), render(digest_message(), JOHN)

    assert mine.text == "short"
    assert (mine.subject, mine.html, mine.data) == (usual.subject, usual.html, usual.data)


def test_a_template_of_html_marks_and_escapes():
    told = replace(DISPATCH[0], title="<b>Kursk</b> & more")
    message = compose(issue(), ready([StoryCard(lead=hit_row(1, told))]))
    source = "{% for s in page.sections %}{{ s.cards[0].lead.title | marked }}{% endfor %}"

    html = render(message, replace(JOHN, templates={"html": source})).html

    assert html.startswith("&lt;b&gt;<mark class=")
    assert html.endswith(">Kursk</mark>&lt;/b&gt; &amp; more")


def test_a_corrected_sentence_can_be_shown_with_its_changes():
    source = "{% for s in page.sections %}{% for c in s.cards %}{% for d in c.developments %}"
    source += "{{ d.diff | marked }}|{{ d.diff }}{% endfor %}{% endfor %}{% endfor %}"
    message = compose(alert_issue(), ready([developed_card(correction())]))

    text = render(message, replace(JOHN, templates={"text": source})).text

    assert "[-тысячу-] {+полторы тысячи+} сапёров" in text
    assert text.endswith("|КНДР направит полторы тысячи сапёров в Курскую область.")


def test_a_subject_stays_one_line_of_seventy_letters():
    subject = rendered("subject", "a\r\nBcc: x@example.org\n{{ page.preheader }}").subject

    assert subject.startswith("a Bcc: x@example.org Since")
    assert len(subject) <= 70


@pytest.mark.parametrize("source", FORBIDDEN)
def test_a_template_can_only_print_choose_and_repeat(source: str):
    usual = render(digest_message(), JOHN)

    mine = rendered("html", source)

    assert "Your template “html” was not used" in mine.html
    assert mine.subject == usual.subject
    assert problem_of("html", source)


@pytest.mark.parametrize("source", FAILING, ids=range(len(FAILING)))
def test_a_template_that_fails_gives_way_to_the_built_in_one_and_it_is_said(source: str):
    text = one_line(rendered("text", source).text)

    assert "Your template “text” was not used, this is the built-in one:" in text
    assert "Вестник Волги" in text


def test_the_line_of_the_fault_is_named():
    assert problem_of("text", "a\nb\n{% set x = 1 %}") == "line 3: Assign is not allowed"
    assert (
        problem_of("text", "a\n{% if %}")
        == "line 2: Expected an expression, got 'end of statement block'"
    )
    assert problem_of("text", USEFUL) is None
    assert problem_of("body", "x") == "a template is called subject, text, html"


def test_loops_in_loops_come_to_an_end():
    loop = "{% for a in page.foot %}" * 18 + "{{ '' }}" + "{% endfor %}" * 18
    started = time.process_time()

    text = one_line(rendered("text", loop).text)

    assert "its loops take too long" in text
    assert time.process_time() - started < 5


def test_output_has_an_end():
    loop = "{% for a in page.foot %}" * 9 + "{{ page.preheader }}" * 50 + "{% endfor %}" * 9

    text = one_line(rendered("text", loop).text)

    assert "it writes more than 98000 bytes" in text


def test_the_template_of_the_page_about_digests_works():
    source = PAGE.split("```jinja\n")[1].split("```")[0]

    text = rendered("text", source).text

    assert problem_of("text", source) is None
    assert "  Вестник Волги: Шойгу: КНДР направит тысячу сапёров" in text


@pytest.mark.parametrize(
    ("name", "view"), [("page", Page), ("section", SectionView), ("card", CardView), ("line", Line)]
)
def test_what_the_page_promises_to_templates_is_there(name: str, view: type):
    table = PAGE.split(f"| `{name}.` | |\n|---|---|\n")[1].split("\n\n")[0]

    promised = re.findall(r"`(\w+)`", "".join(row.split("|")[1] for row in table.splitlines()))

    assert set(promised) <= {field.name for field in fields(view)}
    assert len(promised) > 5


def test_what_is_missing_is_empty():
    row = hit_row(1, DISPATCH[0], address=None)
    source = "<{{ page.sections[0].cards[0].lead.address }}>"
    reader = replace(JOHN, templates={"text": source})

    assert render(compose(issue(), ready([StoryCard(lead=row)])), reader).text == "<>"
