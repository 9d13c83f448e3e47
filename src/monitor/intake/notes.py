"""Lines inside an article that are not of it: read also, advertisement, follow us, copyright."""

import re

from monitor.intake.phrases import ALONE, CALLS, LABELS, any_of, small

LONGEST = 200
"""Characters of a line that may be such a note; who says more says something."""

MARKS = r"[\s\-–—•·*#>»▶►→|\[【(（]*"
LABELLED = re.compile(rf"{MARKS}{any_of(LABELS)}\s*(?:[:：】\])）|>»–—]|\s-\s|$)")
BARE = re.compile(rf"{MARKS}{any_of(ALONE, LABELS)}[\s.:：\])】…]*$")
CALLING = re.compile(rf"{MARKS}{any_of(CALLS)}")


def without_notes(text: str) -> str:
    """Take short lines out that are known to be no part of any article.

    They begin with "Read also:" and the like, say "Advertisement" and nothing else, or call on
    the reader to follow or sign up, each in many languages.
    """
    return "\n".join(line for line in text.split("\n") if not _is_note(line))


def _is_note(line: str) -> bool:
    if len(line) > LONGEST:
        return False
    low = small(line.strip())
    return any(one.match(low) is not None for one in (LABELLED, BARE, CALLING))
