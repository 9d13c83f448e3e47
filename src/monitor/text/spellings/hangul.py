"""Hangul taken apart, and spelled in Latin letters: three systems, and the North's own habit.

Sources: Revised Romanization (2000); McCune-Reischauer (1939, ALA-LC); the romanisation in use in
Pyongyang. Sounds that melt into each other are written only where names show them.
"""

from dataclasses import dataclass
from typing import Final

FIRST, LAST = 0xAC00, 0xD7A3
INITIALS: Final = tuple("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ")
VOWELS: Final = tuple("ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ")
FINALS: Final = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
SONANT: Final = frozenset({"", "ㄴ", "ㄹ", "ㅁ", "ㅇ"})
SOFTENED: Final = frozenset("ㄱㄷㅂㅈ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Syllable:
    """One syllable: consonant, vowel, and what closes it (or nothing)."""

    initial: str
    vowel: str
    final: str


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """A romanisation: letters for the beginning, the vowel and the end of a syllable.

    `voiced` are other letters for a consonant between voiced sounds.
    """

    initials: str
    vowels: str
    finals: str
    voiced: str = ""

    def spell(self, syllables: tuple[Syllable, ...]) -> str:
        """Write syllables as one word, in small letters."""
        return "".join(self._parts(syllables))

    def _parts(self, syllables: tuple[Syllable, ...]) -> list[str]:
        initials = dict(zip(INITIALS, self.initials.split(","), strict=True))
        vowels = dict(zip(VOWELS, self.vowels.split(","), strict=True))
        finals = dict(pair.split("=") for pair in self.finals.split())
        voiced = dict(pair.split("=") for pair in self.voiced.split())
        written, before = [], "ㅎ"
        for one in syllables:
            soft = before in SONANT and one.initial in SOFTENED
            begin = voiced.get(one.initial) if soft else None
            written.append(begin if begin is not None else initials[one.initial])
            written.append(vowels[one.vowel])
            written.append(finals.get(one.final, ""))
            before = one.final
        return written


REVISED: Final = System(
    initials="g,kk,n,d,tt,r,m,b,pp,s,ss,,j,jj,ch,k,t,p,h",
    vowels="a,ae,ya,yae,eo,e,yeo,ye,o,wa,wae,oe,yo,u,wo,we,wi,yu,eu,ui,i",
    finals="ㄱ=k ㄲ=k ㄳ=k ㄴ=n ㄵ=n ㄶ=n ㄷ=t ㄹ=l ㄺ=k ㄻ=m ㄼ=l ㄽ=l ㄾ=l ㄿ=p ㅀ=l "
    "ㅁ=m ㅂ=p ㅄ=p ㅅ=t ㅆ=t ㅇ=ng ㅈ=t ㅊ=t ㅋ=k ㅌ=t ㅍ=p ㅎ=t",
)
MCCUNE: Final = System(
    initials="k,kk,n,t,tt,r,m,p,pp,s,ss,,ch,tch,ch',k',t',p',h",
    vowels="a,ae,ya,yae,ŏ,e,yŏ,ye,o,wa,wae,oe,yo,u,wŏ,we,wi,yu,ŭ,ŭi,i",
    finals=REVISED.finals,
    voiced="ㄱ=g ㄷ=d ㅂ=b ㅈ=j",
)
NORTHERN: Final = System(
    initials="k,kk,n,t,tt,r,m,p,pp,s,ss,,j,jj,ch,kh,th,ph,h",
    vowels="a,ae,ya,yae,o,e,yo,ye,o,wa,wae,oe,yo,u,wo,we,wi,yu,u,ui,i",
    finals=REVISED.finals,
)
PRESS: Final = System(
    initials="k,kk,n,t,tt,r,m,p,pp,s,ss,,j,jj,ch,k,t,p,h",
    vowels="a,ae,ya,yae,o,e,yo,ye,o,wa,wae,oe,yo,u,wo,we,wi,yu,u,ui,i",
    finals=REVISED.finals,
    voiced="ㄱ=g ㄷ=d ㅂ=b",
)


def syllables_of(word: str) -> tuple[Syllable, ...]:
    """Take Hangul syllables apart; everything else is passed over."""
    return tuple(_syllable(ord(one) - FIRST) for one in word if FIRST <= ord(one) <= LAST)


def _syllable(number: int) -> Syllable:
    return Syllable(
        initial=INITIALS[number // 588],
        vowel=VOWELS[number % 588 // 28],
        final=FINALS[number % 28],
    )
