"""HTML -> the article's text, by trafilatura, with rescues where it finds too little."""

from monitor.intake.blocks import Second, settle, with_summary
from monitor.intake.charset import decode
from monitor.intake.counting import letters
from monitor.intake.home import read_home, root_of
from monitor.intake.notes import without_notes
from monitor.intake.page import About, about
from monitor.intake.readers import Focus
from monitor.intake.rescue import Found, Readings, best
from monitor.intake.sniff import looks_binary
from monitor.intake.tree import Tree, bare_words, is_monstrous, mute, tree_of
from monitor.intake.wall import is_wall, without_demands
from monitor.model.article import PageText
from monitor.text.clean import clean_text

LEAST_CHARACTERS = 120
WALL = Found(method="wall", text="", why="the page only asks the reader for something")


def extract(
    body: bytes,
    address: str | None = None,
    content_type: str | None = None,
    mode: Focus = "balanced",
) -> PageText:
    """Find the article in a page.

    Args:
        body: The page's bytes.
        address: Where it was found.
        content_type: The server's Content-Type; its charset is believed if the bytes agree.
        mode: What the feed's owner prefers: `precision` leaves out what is doubtful, `recall`
            takes it in.

    Returns:
        The article. `method` is `trafilatura`; or `json-ld`, `trafilatura-balanced`,
        `readability`, `resiliparse`, `paragraphs` or `words` for a rescue; `wall` with an empty
        text for a page that only asks for consent, a login or JavaScript; or `none`. `why` says
        in a few words what was chosen and why.
    """
    if looks_binary(body):
        return PageText()
    html = decode(body, content_type).text
    tree = tree_of(html)
    if tree is None:
        return PageText()
    said = about(tree, address)
    found = _monster(html, said) if is_monstrous(tree) else _article(tree, said, mode)
    found = WALL if is_wall(found.text) else found
    opened = without_demands(clean_text(without_notes(found.text)), is_free=said.data.is_free)
    return PageText(
        title=said.title,
        text=clean_text(opened.text),  # without demands, there may be gaps
        date=said.date,
        authors=said.authors,
        language=said.language,
        method=found.method,
        why=found.why,
        canonical=said.canonical,
        is_teaser=opened.is_teaser,
    )


def _article(tree: Tree, said: About, mode: Focus) -> Found:
    """Let several extractors read the page, believe one, and let the others correct it."""
    mute(tree)
    root = root_of(tree)
    readings = Readings(tree, root, "recall" if mode == "recall" else "precision")
    found = best(readings, said.data.body)
    if found.method != "trafilatura":
        return found
    second = Second(
        crawler=readings.resiliparse,
        home=read_home(root) if root is not None else None,
        paragraphs=letters(readings.paragraphs),
        headings=said.headings,
        summaries=said.summaries,
    )
    settled = settle(found.text, second, mode)
    whole = with_summary(settled, said.summaries, tree)
    return Found(method=found.method, text=whole, why=found.why)


def _monster(html: str, said: About) -> Found:
    """Take the bare words of a page that would keep an extractor busy for minutes."""
    why = "the page is too large or too deep"
    if len(said.data.body) >= LEAST_CHARACTERS:
        return Found(method="json-ld", text=said.data.body, why=why)
    return Found(method="words", text=bare_words(html), why=why)
