"""Russian names in Latin letters, as each country's newspapers and libraries write them.

Sources: BGN/PCGN 1947; ISO 9:1995; Duden; Taalunie; Språkrådet; SFS 4900; MTA; TDK; PWN; Academia
Română; the manuals of style of the French, Spanish and Portuguese press. From memory, checked by
known pairs in the tests: a proposal wants a look into a paper of that country.
"""

from typing import Final

from monitor.text.spellings.convention import Convention

VOWELS: Final = "аеёиоуыэюя"
BASE: Final = (
    "а=a б=b в=v г=g д=d е=e ё=yo ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f "
    "х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya"
)
YOTATED: Final = (rf"(^|[{VOWELS}ьъ])е", r"\1⟨ye⟩")
JOTATED: Final = (rf"(^|[{VOWELS}ьъ])е", r"\1⟨je⟩")
SHORT_END: Final = (r"(ий|ый)$", "и")
DOUBLE_S: Final = (rf"(?<=[{VOWELS}])с(?=[{VOWELS}])", "⟨ss⟩")
HACEK: Final = "ж=ž х=ch ц=c ч=č ш=š щ=šč й=j ё=jo ю=ju я=ja"

CONVENTIONS: Final = (
    Convention(
        language="en",
        name="English press",
        base=BASE,
        letters="й=i ё=yo",
        rules=((r"(ий|ый)$", "⟨y⟩"), (rf"(?<=[{VOWELS}])й(?=[{VOWELS}])", "⟨y⟩")),
    ),
    Convention(language="en", name="BGN/PCGN", base=BASE, letters="", rules=(YOTATED,)),
    Convention(
        language="de",
        name="Duden",
        base=BASE,
        letters="в=w ё=jo ж=sch з=s й=i х=ch ц=z ч=tsch ш=sch щ=schtsch ю=ju я=ja",
        rules=(JOTATED, SHORT_END, (r"кс", "⟨x⟩"), (r"ь(?=[её])", "⟨j⟩"), DOUBLE_S),
    ),
    Convention(
        language="fr",
        name="French press",
        base=BASE,
        letters="ё=io ж=j й=ï у=ou ч=tch ш=ch щ=chtch ю=iou я=ia",
        rules=(
            (rf"(^|[{VOWELS}])е", r"\1⟨ie⟩"),
            SHORT_END,
            (r"г(?=[еиыэ])", "⟨gu⟩"),
            (r"ин$", "⟨ine⟩"),
            DOUBLE_S,
        ),
    ),
    Convention(
        language="nl",
        name="Dutch (Taalunie)",
        base=BASE,
        letters="ё=jo ж=zj й=j х=ch ч=tsj ш=sj щ=sjtsj у=oe ю=joe я=ja",
        rules=(JOTATED, SHORT_END, (r"оу", "⟨oöe⟩"), (r"ау", "⟨aoe⟩")),
    ),
    Convention(
        language="pl",
        name="Polish (PWN)",
        base=BASE,
        letters="в=w ё=io ж=ż й=j л=ł х=ch ц=c ч=cz ш=sz щ=szcz ю=iu я=ia",
        rules=(
            (rf"(^|[{VOWELS}ьъ])е", r"\1⟨je⟩"),
            (rf"(^|[{VOWELS}ьъ])ё", r"\1⟨jo⟩"),
            (rf"(^|[{VOWELS}ьъ])ю", r"\1⟨ju⟩"),
            (rf"(^|[{VOWELS}ьъ])я", r"\1⟨ja⟩"),
            (r"(ий|ый)$", "и"),
            (r"л(?=[иеёюяь])", "⟨l⟩"),
            (r"(?<=[жшцчщ⟩])е", "⟨e⟩"),
            (r"(?<=[жшц])и", "⟨y⟩"),
            (r"(?<=[бвгдзкмнпрстфх])е", "⟨ie⟩"),
        ),
    ),
    Convention(
        language="cs",
        name="Czech",
        base=BASE,
        letters=HACEK,
        rules=((rf"(^|[{VOWELS}ьъ])е", r"\1⟨je⟩"), (r"(?<=[бпвмдтн])е", "⟨ě⟩")),
    ),
    Convention(language="sk", name="Slovak", base=BASE, letters=HACEK, rules=(JOTATED,)),
    Convention(
        language="hr",
        name="Croatian and Slovene",
        base=BASE,
        letters=f"{HACEK} х=h",
        rules=(JOTATED, (r"(ий|ый)$", "и")),
    ),
    Convention(
        language="it",
        name="Italian (scientific)",
        base=BASE,
        letters=HACEK,
        rules=((r"ь", "⟨'⟩"),),
    ),
    Convention(
        language="es",
        name="Spanish press",
        base=BASE,
        letters="ж=zh й=i х=j щ=sch",
        rules=(YOTATED, SHORT_END, (r"г(?=[еиэ])", "⟨gu⟩")),
    ),
    Convention(
        language="pt",
        name="Portuguese press",
        base=BASE,
        letters="ё=io ж=j й=i ч=tch ш=ch щ=chtch ю=iu я=ia",
        rules=((rf"(^|[{VOWELS}])е", r"\1⟨ie⟩"), SHORT_END, (r"г(?=[еиэ])", "⟨gu⟩"), DOUBLE_S),
    ),
    Convention(
        language="tr",
        name="Turkish (TDK)",
        base=BASE,
        letters="ж=j х=h ч=ç ш=ş щ=şç ы=ı",
        rules=((r"дж", "⟨c⟩"), YOTATED),
    ),
    Convention(
        language="id",
        name="Indonesian and Malay press",
        base=BASE,
        letters="й=i",
        rules=((r"(ий|ый)$", "⟨y⟩"),),
    ),
    Convention(language="id", name="Indonesian (older norm)", base=BASE, letters="й=i ш=sy щ=syc"),
    Convention(
        language="sv",
        name="Swedish",
        base=BASE,
        letters="ё=jo ж=zj й=j х=ch ч=tj ш=sj щ=sjtj ю=ju я=ja",
        rules=(JOTATED,),
    ),
    Convention(
        language="fi",
        name="Finnish (SFS 4900)",
        base=BASE,
        letters="ё=jo ж=ž й=i х=h ч=tš ш=š щ=štš ю=ju я=ja",
        rules=(JOTATED, (r"(ий|ый)$", "⟨i⟩")),
    ),
    Convention(
        language="hu",
        name="Hungarian (MTA)",
        base=BASE,
        letters="ё=jo ж=zs й=j с=sz х=h ц=c ч=cs ш=s щ=scs ы=i ю=ju я=ja",
        rules=(JOTATED,),
    ),
    Convention(
        language="ro",
        name="Romanian",
        base=BASE,
        letters="ё=io ж=j й=i х=h ц=ț ч=ci ш=ș щ=șci ы=î ю=iu я=ia",
        rules=(
            (r"(ий|ый)$", "и"),
            (r"г(?=[еи])", "⟨gh⟩"),
            (r"(?<!с)к(?=[еи])", "⟨ch⟩"),
            (r"ч(?=[еи])", "⟨c⟩"),
        ),
    ),
    Convention(
        language="any",
        name="ISO 9",
        base=BASE,
        letters="ё=ë ж=ž й=j х=h ц=c ч=č ш=š щ=ŝ ъ=ʺ ь=ʹ э=è ю=û я=â",
    ),
)
