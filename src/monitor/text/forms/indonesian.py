"""Indonesian and Malay: agent noun, verb and root are different words, each with its clitics.

PySastrawi only takes affixes off; it tells us which kind of word a term is, and the affixes are put
on here.
"""

import re
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from Sastrawi.Stemmer.Stemmer import Stemmer

LANGUAGES: Final = frozenset({"id", "ms"})
_CLITICS: Final = ("", "nya", "lah", "pun", "kah")
_POSSESSIVES: Final = ("ku", "mu", "nyalah", "nyapun")
_SHORTEST_ROOT: Final = 4


def indonesian_forms(word: str, *, name: bool) -> frozenset[str]:
    """Give the forms of an Indonesian or Malay word; a reduplication is two words for us.

    Args:
        word: A root (ranjau), an agent noun (penjinak) or a verb (menjinakkan).
        name: A name takes -nya, -lah, -pun and -kah only.

    Returns:
        Lower-case forms, the word itself among them. An agent noun and a verb never give their
        root.
    """
    low = word.lower()
    if name or not low.isascii() or len(low) < _SHORTEST_ROOT:
        return _with_clitics(low)
    root = str(_stemmer().stem(low))
    if low == root:
        return _root_forms(low)
    if re.match("me[mnl]?|me|ber|di|ter", low) and not low.startswith("pe"):
        return _verb_forms(low, root)
    return _with_clitics(low, possessive=True)


def _root_forms(root: str) -> frozenset[str]:
    """Give the root as a noun (ranjaunya, beranjau) and as a verb (membangun, bangunkan)."""
    prefixed = {_ber(root), f"ter{root}" if root[0] != "r" else f"te{root}"}
    suffixed = {f"{root}kan", f"{root}i"} if root[-1] != "i" else {f"{root}kan"}
    verbs = {prefix + stem for stem in {root, *suffixed} for prefix in ("", "di")}
    verbs |= {_active(stem) for stem in {root, *suffixed}}
    forms = frozenset().union(*(_with_clitics(form) for form in prefixed | verbs))
    return forms | _with_clitics(root, possessive=True)


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
    return f"be{root}" if root[0] == "r" else f"ber{root}"


def _with_clitics(word: str, *, possessive: bool = False) -> frozenset[str]:
    return frozenset(
        word + clitic for clitic in (_CLITICS + _POSSESSIVES if possessive else _CLITICS)
    )


@cache
def _stemmer() -> "Stemmer":
    from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

    return StemmerFactory().create_stemmer()
