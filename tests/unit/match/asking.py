"""Ask one watch about one text, in the words of the rule language."""

from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from monitor.match.matcher import Matcher
from monitor.model.article import Article
from monitor.model.hit import Hit
from monitor.rules.watchfile import load_watches


@lru_cache(maxsize=64)
def matcher_of(lexicon: str, query: str) -> Matcher:
    """Compile one watch named `w` from a lexicon in YAML and one query line."""
    text = f"version: 1\n{lexicon}\nwatches:\n  - id: w\n    title: W\n    query: '{query}'\n"
    with TemporaryDirectory() as folder:
        path = Path(folder) / "w.yaml"
        path.write_text(text, encoding="utf-8")
        return Matcher(load_watches(path))


def hit(
    query: str, title: str, text: str = "", *, lexicon: str = "", lang: str | None = None
) -> Hit | None:
    """Give the hit of a query on an article, or None."""
    article = Article(id="1", title=title, text=text, declared=lang)
    found = matcher_of(lexicon, query).match(article)
    return found[0] if found else None


def surfaces(found: Hit | None) -> list[str]:
    """List the marked words of a hit, in reading order."""
    return [span.surface for span in found.spans] if found else []
