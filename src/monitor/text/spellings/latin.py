"""Latin spellings read back into Cyrillic: several letters were one, and which is lost."""

from typing import Final

from monitor.text.spellings.convention import Convention

READING: Final = Convention(
    language="ru",
    name="an English spelling read back",
    letters="a=а b=б c=к d=д e=е f=ф g=г h=х i=и j=дж k=к l=л m=м n=н o=о p=п q=к r=р s=с t=т u=у "
    "v=в w=в x=кс y=ы z=з",
    rules=(
        (r"shch", "⟨щ⟩"),
        (r"sch", "⟨ш⟩"),
        (r"sh", "⟨ш⟩"),
        (r"ch", "⟨ч⟩"),
        (r"kh", "⟨х⟩"),
        (r"zh", "⟨ж⟩"),
        (r"ts", "⟨ц⟩"),
        (r"ya", "⟨я⟩"),
        (r"yu", "⟨ю⟩"),
        (r"yo", "⟨ё⟩"),
        (r"ye", "⟨е⟩"),
        (r"(?<=sk)(iy|ii|yy|y|i)$", "⟨ий⟩"),
        (r"(?<=[aeou])[iy]", "⟨й⟩"),
    ),
    doubt="read back from a Latin spelling",
)
