"""Russian names in Hebrew, Arabic and Persian letters, vowels written out as papers do."""

from typing import Final

from monitor.text.spellings.convention import Convention

GUESS: Final = "read letter by letter; which vowels are written is a habit"
SHORT_END: Final = (r"(?:ь(?=к))|[иыі](?=й$)", "")
HEBREW: Final = Convention(
    language="he",
    name="Hebrew letters",
    letters="а=א б=ב в=ו г=ג д=ד е=  ё=יו ж=ז' з=ז и=י й=י к=ק л=ל м=מ н=נ о=ו п=פ р=ר с=ס т=ט у=ו "
    "ф=פ х=ח ц=צ ч=צ' ш=ש щ=שצ' ъ= ы=י ь= э=א ю=יו я=יה і=י ї=י є=יי ґ=ג",
    rules=(
        SHORT_END,
        (r"^е|е(?=й)", "⟨י⟩"),
        (r"^([оуиі])", r"⟨א⟩\1"),
        (r"в$", "⟨ב⟩"),
        (r"а$", "⟨ה⟩"),
        (r"дж", "⟨ג'⟩"),
        (r"оу", "⟨או⟩"),
    ),
    after=((r"כ$", "ך"), (r"מ$", "ם"), (r"נ$", "ן"), (r"פ$", "ף"), (r"צ$", "ץ")),
    doubt=GUESS,
)
_ARABIC: Final = (
    "а=ا б=ب в=ف г=غ д=د е=ي ё=يو ж=ج з=ز и=ي й=ي к=ك л=ل м=م н=ن о=و п=ب р=ر с=س т=ت у=و ф=ف "
    "х=خ ц=تس ч=تش ш=ش щ=شتش ъ= ы=ي ь= э=ي ю=يو я=يا і=ي ї=ي є=ي ґ=غ"
)
ARABIC: Final = Convention(
    language="ar",
    name="Arabic letters",
    base=_ARABIC,
    letters="",
    rules=(
        SHORT_END,
        (r"е(?=й)", ""),
        (r"^а", "⟨أ⟩"),
        (r"^([оу])", r"⟨أ⟩\1"),
        (r"^([иіэ])", r"⟨إ⟩\1"),
        (r"дж", "⟨ج⟩"),
    ),
    doubt=GUESS,
)
PERSIAN: Final = Convention(
    language="fa",
    name="Persian letters",
    base=_ARABIC,
    letters="в=و г=گ ґ=گ е=  ж=ژ и=ی й=ی к=ک п=پ ч=چ ш=ش щ=شچ ё=یو ы=ی э=  ю=یو я=یا і=ی ї=ی є=ی",
    rules=(SHORT_END, (r"^а", "⟨آ⟩"), (r"^([оуиіеэ])", r"⟨ا⟩\1"), (r"дж", "⟨ج⟩"), (r"е(?=й)", "")),
    doubt=GUESS,
)
