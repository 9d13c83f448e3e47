"""Russian names in Greek letters: what papers write, without the accent, which nobody can guess."""

from typing import Final

from monitor.text.spellings.convention import Convention

GUESS: Final = "read letter by letter"
GREEK: Final = Convention(
    language="el",
    name="Greek letters",
    letters="а=α б=μπ в=β г=γκ д=ντ е=ε ё=ιο ж=ζ з=ζ и=ι й=ι к=κ л=λ м=μ н=ν о=ο п=π р=ρ с=σ т=τ "
    "у=ου ф=φ х=χ ц=τσ ч=τσ ш=σ щ=στσ ъ= ы=ι ь= э=ε ю=ιου я=ια і=ι ї=ι є=ιε ґ=γκ",
    rules=((r"[иыі](?=й$)", ""),),
    after=((r"σ$", "ς"),),
    doubt=GUESS,
)
