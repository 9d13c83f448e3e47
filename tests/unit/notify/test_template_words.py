"""What a template asks for and no page has is known before anybody gets it."""

import pytest

from monitor.notify.users import problem_of

GOOD = (
    "{{ page.subject }} {{ page['date'] }}",
    "{% for s in page.sections %}{{ loop.index }} {{ s.title }}"
    "{% for c in s.cards %}{{ c.lead.address }} {{ c.lead.title|marked }}{% endfor %}{% endfor %}",
    "{% for s in page.sections if s.burst %}{{ s.bars.blocks }}{% endfor %}",
    "{{ page.sections[0].cards[0].lead.outlet }}",
    "{% if page.later is defined %}{{ page.note|default('') }}{% endif %}",
    "{{ page.lede|marked }} {{ page.notes|join(', ') }}",
)
BAD = (
    ("{{ subject }}", "line 1: subject is not known"),
    ("{{ pge.subject }}", "line 1: pge is not known; did you mean page?"),
    ("\n{{ page.sektions }}", "line 2: sektions is not known; did you mean sections?"),
    ("{% for s in page.sections %}{{ s.titel }}{% endfor %}", "did you mean title?"),
    ("{% for s in page.sections %}{{ s.cards[0].leed }}{% endfor %}", "did you mean lead?"),
    ("{% for s in page.sections %}{% endfor %}{{ s.title }}", "s is not known"),
    ("{% for s in page.sections if s.brust %}{% endfor %}", "did you mean burst?"),
    ("{{ page['subjekt'] }}", "did you mean subject?"),
    ("{% if page.singel %}x{% endif %}", "did you mean single?"),
    ("{{ page.title|upper }}", "title is not known"),
)


@pytest.mark.parametrize("source", GOOD)
def test_a_template_whose_words_are_those_of_a_page_is_fine(source: str):
    assert problem_of("text", source) is None


@pytest.mark.parametrize(("source", "said"), BAD)
def test_a_word_that_no_page_has_is_named_with_its_line(source: str, said: str):
    problem = problem_of("text", source)

    assert problem is not None
    assert said in problem
    assert problem.startswith("line ")
