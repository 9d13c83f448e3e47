import pytest

from monitor.intake.tree import MOST_ELEMENTS, bare_words, is_monstrous, mute, tree_of


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


def test_what_is_mute_goes_and_the_words_after_it_stay():
    tree = tree_of("<p>one <script>two</script>three <nav><p>four</p></nav>five")

    mute(tree)

    assert tree.text_content().split() == ["one", "three", "five"]


def test_a_flood_of_attributes_is_taken_out_before_the_parser_drowns():
    flood = " ".join(f"a{n}=1" for n in range(100_000))

    tree = tree_of(f"<p {flood}>x</p><p {flood}")

    assert [len(p.attrib) for p in tree.iter("p")] == [0]


def test_a_picture_written_down_in_its_tag_stays():
    assert tree_of(f'<img src="data:{"x" * 50_000}"><p>x').find(".//img") is not None


@pytest.mark.parametrize(
    "reference",
    [
        "&#0;",
        "&#x1B;",
        "&#xD800;",
        "&#1114112;",
        "&#65535;",
        "\x00",
        "&#2 ",
        "&#x1B<i>",
        "&#55296 ",
    ],
)
def test_no_forbidden_character_gets_in(reference):
    text = tree_of(f"<p>a{reference}b").text_content()

    assert all(char == "\ufffd" or char.isprintable() for char in text)


@pytest.mark.parametrize("reference", ["&#8217;", "&#x2019;", "’"])
def test_other_references_are_read(reference):
    assert tree_of(f"<p>it{reference}s").text_content() == "it’s"


@pytest.mark.timeout(20)
@pytest.mark.parametrize("tag", ["<select>", "<script>", "<nav", "<head>x</nav>"])
def test_silent_elements_without_an_end_take_no_quadratic_time(tag):
    assert "words" in bare_words(tag * 100_000 + "<p>words</p>")


def test_a_silent_element_without_an_end_is_only_a_tag():
    page = "<nav>a</nav>b<select>c<script>d</script>e<nav>f</NAV >g"

    assert bare_words(page).split() == ["b", "c", "e", "g"]
