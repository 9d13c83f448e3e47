"""Corrections as developments: of a page that was read again, and of an article of its own."""

from collections.abc import Iterable
from hashlib import blake2b
from typing import Final, Literal

from monitor.model.story import Development, Quote, Telling
from monitor.stories.corrections import Correction, Updated, Verdict
from monitor.stories.figures import quote
from monitor.stories.markers import correction_marker
from monitor.text.sentences import Sentence
from monitor.text.wording import likeness

_ALIKE: Final = 0.3
"""A title that is written anew for a correction keeps less of its words than a sentence does."""


def reissue(
    telling: Telling, watch: str, earlier: Iterable[tuple[int, str, str]]
) -> Development | None:
    """Say whether an article corrects an earlier one of its publisher.

    Args:
        telling: An article that joined a story.
        watch: The id of the watch that it met.
        earlier: Articles of the story: id, publisher and title, in the order in which they came.

    Returns:
        A `correction` if the title has a marker word (Ralat, 정정) and the publisher was in the
        story before; `before` is its title that is most alike.
    """
    marker = correction_marker(telling.title)
    own = [title for _, publisher, title in earlier if publisher == telling.publisher]
    if not marker or not own:
        return None
    nearest = max(own, key=lambda title: likeness(title, telling.title))
    before = (nearest,) if likeness(nearest, telling.title) >= _ALIKE else ()
    place = Sentence(0, len(telling.title))
    return Development(
        kind="correction",
        watch=watch,
        subject=f"{telling.article}:{_short(telling.title)}",
        article=telling.article,
        before=before,
        after=telling.title,
        evidence=(quote(telling, "title", telling.title, place),),
    )


def corrections(verdict: Verdict, telling: Telling, watch: str) -> tuple[Development, ...]:
    """Say what a page that was read again developed, for one watch that it meets or met.

    Args:
        verdict: What `corrected` said of the two versions.
        telling: The article as it is now.
        watch: The watch's id.

    Returns:
        One `correction` (of the change that matters most), `updated` or `withdrawn`; nothing where
        nothing happened. The subject names the article and what it says now, so that a second
        correction is another one.
    """
    if verdict is None:
        return ()
    if isinstance(verdict, Correction):
        change = verdict.changes[0]
        text = telling.title if change.field == "title" else telling.text
        shown = quote(telling, change.field, text, Sentence(change.start, change.end))
        before = (change.before,) if change.before else ()
        return (_development("correction", telling, watch, before, change.after, (shown,)),)
    if isinstance(verdict, Updated):
        first = verdict.paragraphs[0]
        start = telling.text.find(first)
        shown = quote(telling, "text", telling.text, Sentence(start, start + len(first)))
        return (_development("updated", telling, watch, (), first, (shown,) if start >= 0 else ()),)
    return (_development("withdrawn", telling, watch, (), verdict.sentence, ()),)


def _development(
    kind: Literal["correction", "updated", "withdrawn"],
    telling: Telling,
    watch: str,
    before: tuple[str, ...],
    after: str,
    evidence: tuple[Quote, ...],
) -> Development:
    return Development(
        kind=kind,
        watch=watch,
        subject=f"{telling.article}:{_short(after)}",
        article=telling.article,
        before=before,
        after=after,
        evidence=evidence,
    )


def _short(text: str) -> str:
    return blake2b(text.encode(), digest_size=6).hexdigest()
