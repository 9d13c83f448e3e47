"""A reader's own template is refused or bounded, whatever it tries, and the digest comes anyway."""

import resource
from dataclasses import replace
from time import process_time

import pytest

from monitor.notify.parcel import pack
from monitor.notify.render import render
from monitor.notify.users import problem_of
from tests.figures import Figure
from tests.hostile.active import active_parts
from tests.hostile.payloads import every_payload, payloads_of
from tests.hostile.planted import evil_digests
from tests.hostile.test_injection import RINA, SENDER
from tests.unit.notify.samples import digest_message

SECONDS = 3.0
MEGABYTES = 64
LOOP = "{% for s in page.sections %}"
REFUSED = (
    "{{ page.__class__ }}", "{{ page['__class__'] }}", "{{ page|attr('__class__') }}",
    "{{ '{0.__class__}'.format(page) }}", "{{ '%s'|format(page) }}", "{{ page.subject.upper() }}",
    "{{ cycler.__init__.__globals__ }}", "{{ lipsum.__globals__ }}", "{{ joiner }}", "{{ dict }}",
    "{{ namespace() }}", "{{ range(10**9) }}", "{% for i in range(10**9) %}{% endfor %}",
    "{{ 'a'*10**10 }}", "{{ [1]*10**9 }}", "{{ 2**9**9 }}", "{{ -9**9 }}", "{{ 1//0 }}",
    "{% set x = 1 %}", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "{{ self }}",
    "{% import 'os' as x %}", "{% include '/etc/passwd' %}", "{% extends 'x' %}", "{{ config }}",
    "{% from 'os' import system %}", "{% block b %}{% endblock %}", "{% call x() %}{% endcall %}",
    "{% filter upper %}x{% endfilter %}", "{% autoescape false %}{% endautoescape %}",
    "{{ page.sections|map('upper') }}", "{{ page|tojson }}", "{{ page.subject|safe }}",
    "{{ page.subject|replace('a', 'b'*999999) }}", "{{ page.subject|center(10**9) }}",
    "{{ page.subject|indent(10**9) }}", "{{ page.sections|groupby('x') }}", "{{ work }}",
    "{% for a in page.sections recursive %}{{ loop(page.sections) }}{% endfor %}", "{{ g }}",
    "{% for a in [1, 2] %}{% endfor %}", "{% for a in {} %}{% endfor %}", "{{ request }}",
    "{{ page.sections[0:99999] }}", "{{ x|walked(_work, -1) }}", "{{ '%9999999d' % 1 }}",
    "{{ _work }}",
    "{% do x %}", "{% trans %}{% endtrans %}", "{{ url_for }}", "{{", "{%", "{% if 1 %}",
    "x" * 50_001, "{{ " + "(" * 5_000 + "1" + ")" * 5_000 + " }}", "{% if 1 %}" * 2_000,
    "{{ " + "-" * 20_000 + "1 }}", "{{ " + "not " * 5_000 + "1 }}",
)  # fmt: skip
BOUNDED = (
    LOOP * 30 + "x" + "{% endfor %}" * 30, LOOP * 9 + "{{ s.title }}" * 9 + "{% endfor %}" * 9,
    "{{ 'x' }}" * 5_000, "{{ " + "1 ~ " * 8_000 + "1 }}", "{{ page.subject|cut(10**12) }}",
    "{{ page.foot|join('x'*21) }}", "{{ page.subject.pieces }}", "{{ ''.__class__.__mro__ }}",
    "{{ page.subject.format.__globals__ }}", "{{ (1).__class__ }}", "{{ page.heading.pieces }}",
    LOOP + "{{ loop.__class__ }}{{ loop._recurse }}{% endfor %}", "{{ page.sections[10**9] }}",
    "{{ page.x|default(page.__class__, true) }}", "\n" * 49_999, "{{ 1 if page else lipsum }}",
)  # fmt: skip


def peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


@pytest.mark.parametrize("part", ["subject", "text", "html"])
def test_what_a_template_may_not_is_refused_before_anybody_gets_it(part: str, figure: Figure):
    begun, before = process_time(), peak()

    accepted = [source[:60] for source in REFUSED if problem_of(part, source) is None]

    assert accepted == []
    assert process_time() - begun < SECONDS * len(REFUSED)
    assert peak() - before < MEGABYTES
    figure("escapes and bombs of templates refused", len(REFUSED))


@pytest.mark.parametrize("part", ["subject", "text", "html"])
def test_the_digest_comes_whatever_its_template_tries(part: str):
    message, before = digest_message(), peak()
    for source in (*REFUSED, *BOUNDED):
        begun = process_time()
        rendered = render(message, replace(RINA, templates={part: source}))

        parcel = pack(message, rendered, RINA, SENDER)
        assert len(parcel.body) < 400_000
        assert process_time() - begun < SECONDS, source[:60]
        assert "0x" not in rendered.text + rendered.html + rendered.subject, source[:60]
        assert "<class" not in rendered.text + rendered.html, source[:60]
    assert peak() - before < MEGABYTES


def test_what_feeds_say_is_never_a_template():
    own = {
        "subject": "{{ page.subject }}",
        "text": LOOP + "{% for c in s.cards %}{{ c.lead.title|marked }}\n{% endfor %}{% endfor %}",
        "html": "<p>" + LOOP + "{% for c in s.cards %}<a href=\"{{ c.lead.address }}\">"
        "{{ c.lead.title|marked }}</a>{{ c.why }}{% endfor %}{% endfor %}</p>",
    }  # fmt: skip
    said = payloads_of("templates")
    for message in evil_digests(said):
        rendered = render(message, replace(RINA, templates=own))

        assert "49" not in rendered.text

    for message in evil_digests(every_payload()):
        rendered = render(message, replace(RINA, templates=own))
        links = [part for part in active_parts(rendered.html) if "href=''" not in part]
        assert links == []
