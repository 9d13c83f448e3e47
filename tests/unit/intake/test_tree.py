import pytest

from monitor.intake.tree import MOST_ELEMENTS, bare_words, is_monstrous, tree_of


def test_what_a_page_says_of_its_charset_is_taken_out():
    tree = tree_of('<head><meta charset="x"><meta http-equiv=a content="text/html; charset=y">')

    assert tree.findall(".//meta") == []


def test_other_metas_stay():
    assert len(tree_of('<head><meta name="a" content="b"></head><p>x').findall(".//meta")) == 1


@pytest.mark.parametrize("html", ["", "   ", "<!-- -->"])
def test_nothing_makes_no_tree(html):
    assert tree_of(html) is None


def test_size_and_depth_make_a_monster():
    assert is_monstrous(tree_of("<div>" * 400 + "x"))
    assert is_monstrous(tree_of("<p>x</p>" * (MOST_ELEMENTS + 1)))
    assert not is_monstrous(tree_of("<div>" * 50 + "<p>x</p>" * 2000))


def test_the_words_of_a_page_are_what_is_left_without_tags():
    html = "<head><title>t</title></head><nav>menu</nav><script>a<b</script><b>3 &lt; 5</b> ok"

    assert bare_words(html).split() == ["3", "<", "5", "ok"]
