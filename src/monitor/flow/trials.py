"""The tests of watches: every text a watch must match or must ignore, tried on the matcher."""

from collections.abc import Iterator
from dataclasses import dataclass

from monitor.match.matcher import Explained, Matcher
from monitor.model.article import Article
from monitor.model.watch import TestText, Watch
from monitor.text.language import Languages, candidates


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One text tried on one watch; `explained` says why it was met or not."""

    watch: Watch
    text: TestText
    wanted: bool
    languages: Languages
    explained: Explained

    @property
    def passed(self) -> bool:
        """Whether the watch did as its author wishes."""
        return self.explained.met == self.wanted


def trials(matcher: Matcher) -> Iterator[Trial]:
    """Try every test of every watch, in file order."""
    for watch in matcher.watches.watches:
        for wanted, texts in ((True, watch.must_match), (False, watch.must_ignore)):
            for text in texts:
                yield _trial(matcher, watch, text, wanted=wanted)


def _trial(matcher: Matcher, watch: Watch, text: TestText, *, wanted: bool) -> Trial:
    article = article_of(watch, text)
    (explained,) = matcher.explain(article, watch.id)
    languages = candidates(article.title, article.text, article.declared)
    return Trial(watch=watch, text=text, wanted=wanted, languages=languages, explained=explained)


def article_of(watch: Watch, text: TestText) -> Article:
    """Make the article of a test; it comes from a feed that the watch listens to."""
    return Article(
        id="test",
        title=text.title,
        text=text.text,
        declared=text.language,
        site=text.site,
        feed=watch.feeds[0] if watch.feeds else None,
        tags=watch.feed_tags,
        body="full",
    )
