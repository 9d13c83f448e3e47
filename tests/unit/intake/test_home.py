from monitor.intake.counting import letters
from monitor.intake.home import alone, leads_elsewhere, read_home, root_of
from monitor.intake.tree import tree_of

STORY = "".join(
    f"<p>On day {n} the water rose over the second step of the town hall, the mayor said.</p>"
    for n in range(8)
)
MENU = "".join(f'<li><a href="/{n}">Section number {n}</a></li>' for n in range(20))


def root(body: str):
    return root_of(tree_of(f"<html><body>{body}</body></html>"))


def test_the_home_is_the_smallest_element_with_most_paragraphs():
    found = root(
        f"<div id=page><ul>{MENU}</ul><div id=story>{STORY}</div><p>Imprint of us</p></div>"
    )

    assert found.get("id") == "story"


def test_paragraphs_in_boxes_of_their_own_share_a_home():
    boxes = STORY.replace("<p>", "<div><p>").replace("</p>", "</p></div>")

    assert root(f"<div id=story>{boxes}</div>").get("id") == "story"


def test_comments_are_no_home():
    comments = f"<div class='comments' id=c>{STORY * 3}</div>"

    assert root(f"<div id=page><div id=story>{STORY}</div>{comments}</div>").get("id") == "story"


def test_paragraphs_of_links_are_no_home():
    links = "".join(
        f'<p><a href="/{n}">A long headline of story number {n}</a></p>' for n in range(50)
    )

    assert root(f"<div id=links>{links}</div><div id=story>{STORY}</div>").get("id") == "story"


def test_a_page_of_a_few_words_has_no_home():
    assert root("<div><p>Nothing but these few words here.</p></div>") is None


def test_paragraphs_all_over_the_page_have_no_home():
    assert root(STORY) is None


def test_a_page_hangs_below_no_home():
    lines = "".join(f"<div>Line {n} of a long list of things for sale</div>" for n in range(100))

    assert root(f"<div>{STORY}{lines}</div>") is None


def test_what_is_alone_is_a_copy():
    found = root(f"<div id=page><div id=story>{STORY}</div>and more<p>Imprint</p></div>")

    page = alone(found)

    assert "more" not in page.text_content()
    assert found.tail == "and more"
    assert letters(page.text_content()) == letters(found.text_content())


def test_a_home_is_read_without_what_leads_elsewhere():
    box = "<div class='newsletter-box'>Never miss a flood</div>"
    home = read_home(
        root(
            f"<div><h2>The night</h2>{STORY}<ul>{MENU}</ul>{box}<blockquote>Go!</blockquote></div>"
        )
    )

    assert "thenight" in home.text
    assert "go" in home.text
    assert "sectionnumber" not in home.text
    assert "nevermiss" not in home.text


def test_a_link_with_a_label_is_known_in_any_language():
    link = '<p>Lasīt arī: <a href="/x">Upe pārplūdusi jau trešo reizi šogad</a></p>'

    home = read_home(root(f"<div>{STORY}{link}</div>"))

    assert home.labelled == {letters("Lasīt arī: Upe pārplūdusi jau trešo reizi šogad")}


def test_a_sentence_with_a_link_in_it_leads_nowhere():
    page = tree_of('<p>The mayor said so in <a href="/x">a talk</a> on Monday morning.</p>')
    paragraph = page.find(".//p")

    assert not leads_elsewhere(paragraph, len(paragraph.text_content()))
