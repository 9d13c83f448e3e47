"""What an HTML page is made of."""

from html.parser import HTMLParser

ACTIVE = frozenset({"script", "iframe", "object", "embed", "img", "form", "link", "svg", "base"})


class Elements(HTMLParser):
    """Collects the tags and texts of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def marked(self, html: str) -> list[str]:
        return [part.partition("</mark>")[0].partition(">")[2] for part in html.split("<mark")[1:]]
