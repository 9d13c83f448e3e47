"""Indonesian and Malay: agent noun, verb and root are different words, each with its clitics.

PySastrawi only takes affixes off; it tells us which kind of word a term is, and the affixes are put
on here.
"""

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from monitor.text.forms.languages import Kind

if TYPE_CHECKING:
    from Sastrawi.Stemmer.Stemmer import Stemmer

LANGUAGES: Final = frozenset({"id", "ms"})
_CLITICS: Final = ("", "nya", "lah", "pun", "kah")
_POSSESSIVES: Final = ("ku", "mu", "nyalah", "nyapun")
_SHORTEST_ROOT: Final = 4
_MORE_ROOTS: Final = frozenset({"setuju"})
_AFFIXED: Final = re.compile("^(?:me|di|be|te|pe|ke|se)[a-z]+$|^[a-z]+(?:an|i|nya|lah|kah|pun)$")
_DEAD: Final = ("unjung",)
"""Roots on PySastrawi's list that nobody uses; the stemmer prefers them (mengunjungi: kunjung)."""


def indonesian_forms(word: str, kind: Kind) -> frozenset[str]:
    """Give the forms of an Indonesian or Malay word; a reduplication is two words for us.

    Args:
        word: A root (ranjau), an agent noun (penjinak) or a verb (menjinakkan).
        kind: A name takes -nya, -lah, -pun and -kah only.

    Returns:
        Lower-case forms, the word itself among them. An agent noun and a verb never give their
        root. None for a bare word of no known root.
    """
    low = word.lower()
    if kind == "bare" and not _is_known(low):
        return frozenset()
    if kind == "name" or not low.isascii() or len(low) < _SHORTEST_ROOT:
        return _with_clitics(low)
    root = low if low in _MORE_ROOTS else str(_stemmer().stem(low))
    if low == root:
        return _root_forms(low)
    if re.match("me[mnl]?|me|ber|di|ter", low) and not low.startswith("pe"):
        return _verb_forms(low, root)
    return _with_clitics(low, possessive=True)


def _root_forms(root: str) -> frozenset[str]:
    """Give the root as a noun (ranjaunya, beranjau) and as a verb (membangun, bangunkan)."""
    own = (verb for verb in _verbs(root) if verb == root or _is_verb_of(verb, root))
    forms = frozenset().union(*map(_with_clitics, own))
    strangers = _roots() - {root}  # masa and masalah, mula and mulai
    return (forms | _with_clitics(root, possessive=True)) - strangers


@lru_cache(maxsize=4096)
def _verbs(root: str) -> frozenset[str]:
    stems = {root, f"{root}kan", f"{root}i", f"per{root}", f"per{root}kan", f"per{root}i"}
    verbs = {voiced for stem in stems for voiced in (stem, f"di{stem}", _active(stem))}
    if root.startswith("per"):  # the p of a root is swallowed: memerangi, but memperbaiki
        verbs |= {f"mem{stem[1:]}" for stem in (root, f"{root}kan", f"{root}i")}
    ter = f"ter{root}" if root[0] != "r" else f"te{root}"
    return frozenset(verbs | {_ber(root), f"{_ber(root)}kan", ter})


def _is_verb_of(verb: str, root: str) -> bool:
    """Whether it is no root itself, and not made of another root: mengubah is ubah, not kubah."""
    if verb in _roots():
        return False
    found = str(_stemmer().stem(verb))
    return found in (root, *_DEAD) or verb not in _verbs(found)


def _verb_forms(verb: str, root: str) -> frozenset[str]:
    """Give the active, the passive and the bare stem of a verb, never its bare root."""
    stem = _stem_of(verb, root)
    forms = {verb}
    if stem is not None:
        forms |= {_active(stem), f"di{stem}"}
        forms |= {stem} if stem != root else set()
    return frozenset().union(*(_with_clitics(form) for form in forms))


def _stem_of(verb: str, root: str) -> str | None:
    """Take the voice off: menjinakkan and dijinakkan give jinakkan."""
    for stem in (root, f"{root}kan", f"{root}i", f"per{root}", f"per{root}kan", f"ber{root}kan"):
        if verb in (_active(stem), f"di{stem}"):
            return stem
    return None


def _active(stem: str) -> str:
    """Put meN- on: the nasal swallows p, t, k and s."""
    if stem.startswith("per"):
        return f"mem{stem}"
    first, rest = stem[0], stem[1:]
    swallowed = {"p": "mem", "t": "men", "k": "meng", "s": "meny"}
    if first in swallowed and rest[:1] in tuple("aeiou"):
        return swallowed[first] + rest
    kept = {"b": "mem", "f": "mem", "v": "mem", "p": "mem"} | dict.fromkeys("dcjztsx", "men")
    return (kept | dict.fromkeys("aeioughkq", "meng")).get(first, "me") + stem


def _ber(root: str) -> str:
    """Put ber- on: it loses its r before r and before -er- (bekerja)."""
    return f"be{root}" if re.match("r|[^aeiou]er[^aeiou]", root) else f"ber{root}"


def _with_clitics(word: str, *, possessive: bool = False) -> frozenset[str]:
    return frozenset(
        word + clitic for clitic in (_CLITICS + _POSSESSIVES if possessive else _CLITICS)
    )


def _is_known(word: str) -> bool:
    if word in _roots():
        return True
    return _AFFIXED.search(word) is not None and _stemmer().stem(word) in _roots()


@cache
def _roots() -> frozenset[str]:
    from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

    return frozenset(StemmerFactory().get_words_from_file())


@cache
def _stemmer() -> "Stemmer":
    from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

    return StemmerFactory().create_stemmer()
