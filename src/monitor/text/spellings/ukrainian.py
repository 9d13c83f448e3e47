"""Ukrainian names in Latin letters, and between the Ukrainian and the Russian alphabet.

Sources: Cabinet of Ministers, resolution 55 of 2010; BGN/PCGN 2020; ISO 9:1995; and the national
conventions named in `russian.py`.
"""

from typing import Final

from monitor.text.spellings.convention import Convention

VOWELS: Final = "аеєиіїоуюя"
BASE: Final = (
    "а=a б=b в=v г=h ґ=g д=d е=e є=ie ж=zh з=z и=y і=i ї=i й=i к=k л=l м=m н=n о=o п=p р=r с=s "
    "т=t у=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch ь= ю=iu я=ia '= ’= ʼ="
)
STARTS: Final = (
    (r"^є", "⟨ye⟩"),
    (r"^ї", "⟨yi⟩"),
    (r"^й", "⟨y⟩"),
    (r"^ю", "⟨yu⟩"),
    (r"^я", "⟨ya⟩"),
    (r"зг", "⟨zgh⟩"),
)
SKY: Final = (r"(?<=[сц])ький$", "⟨ky⟩")
SKI: Final = (r"(?<=[сц])ький$", "⟨ki⟩")
YOT: Final = "є=je ї=ji й=j ю=ju я=ja"
HACEK: Final = f"{YOT} ж=ž х=ch ц=c ч=č ш=š щ=šč"
DOUBLE_S: Final = (rf"(?<=[{VOWELS}])с(?=[{VOWELS}])", "⟨ss⟩")

CONVENTIONS: Final = (
    Convention(
        language="en", name="Ukrainian passports (2010)", base=BASE, letters="", rules=STARTS
    ),
    Convention(language="en", name="English press", base=BASE, letters="", rules=(SKY, *STARTS)),
    Convention(
        language="de",
        name="Duden",
        base=BASE,
        letters=f"{YOT} в=w ж=sch з=s х=ch ц=z ч=tsch ш=sch щ=schtsch",
        rules=(DOUBLE_S,),
    ),
    Convention(
        language="fr",
        name="French press",
        base=BASE,
        letters="є=ie ї=ï й=ï у=ou ч=tch ж=j ш=ch щ=chtch ю=iou я=ia",
        rules=(SKY, DOUBLE_S),
    ),
    Convention(
        language="nl",
        name="Dutch (Taalunie)",
        base=BASE,
        letters=f"{YOT} ж=zj х=ch ч=tsj ш=sj щ=sjtsj у=oe ю=joe",
        rules=(SKY,),
    ),
    Convention(
        language="pl",
        name="Polish (PWN)",
        base=BASE,
        letters="в=w є=ie ж=ż ї=ji й=j л=ł х=ch ц=c ч=cz ш=sz щ=szcz ю=iu я=ia",
        rules=(SKI, (r"л(?=[іїєюяь])", "⟨l⟩"), (r"^є", "⟨je⟩"), (r"^ю", "⟨ju⟩"), (r"^я", "⟨ja⟩")),
    ),
    Convention(language="cs", name="Czech and Slovak", base=BASE, letters=HACEK),
    Convention(language="hr", name="Croatian", base=BASE, letters=f"{HACEK} х=h", rules=(SKI,)),
    Convention(
        language="it", name="Italian (scientific)", base=BASE, letters=HACEK, rules=((r"ь", "⟨'⟩"),)
    ),
    Convention(
        language="es", name="Spanish press", base=BASE, letters="є=ye х=j ю=yu я=ya", rules=(SKI,)
    ),
    Convention(
        language="pt",
        name="Portuguese press",
        base=BASE,
        letters="ж=j ч=tch ш=ch щ=chtch",
        rules=(SKY, DOUBLE_S),
    ),
    Convention(
        language="tr",
        name="Turkish (TDK)",
        base=BASE,
        letters="є=ye ж=j и=i ї=yi й=y х=h ч=ç ш=ş щ=şç ю=yu я=ya",
        rules=((r"дж", "⟨c⟩"),),
    ),
    Convention(
        language="id", name="Indonesian and Malay press", base=BASE, letters="", rules=(SKY,)
    ),
    Convention(
        language="sv",
        name="Swedish",
        base=BASE,
        letters=f"{YOT} ж=zj х=ch ч=tj ш=sj щ=sjtj",
    ),
    Convention(
        language="fi",
        name="Finnish (SFS 4900)",
        base=BASE,
        letters="є=je ж=ž ї=ji х=h ч=tš ш=š щ=štš ю=ju я=ja",
    ),
    Convention(
        language="hu",
        name="Hungarian (MTA)",
        base=BASE,
        letters=f"{YOT} ж=zs и=i с=sz х=h ц=c ч=cs ш=s щ=scs",
    ),
    Convention(
        language="ro",
        name="Romanian",
        base=BASE,
        letters="ж=j и=i х=h ц=ț ч=ci ш=ș щ=șci",
        rules=(SKI,),
    ),
    Convention(
        language="any",
        name="ISO 9",
        base=BASE,
        letters="є=ê ж=ž ї=ï й=j х=h ц=c ч=č ш=š щ=ŝ ь=ʹ ю=û я=â ґ=g̀ г=g",
    ),
)
# A name is often spelled by its own rules in the other language: Харків is Харьков.
TO_RUSSIAN: Final = Convention(
    language="ru",
    name="Ukrainian letters read in Russian",
    letters="і=и ї=и є=е ґ=г '=ъ ’=ъ ʼ=ъ",
    rules=((r"(?<=[сц])ький$", "⟨кий⟩"), (r"ків$", "⟨ьков⟩"), (r"(?<=[вмнлр])ів$", "⟨ов⟩")),
    doubt="Russian has its own form of many Ukrainian names",
)
TO_UKRAINIAN: Final = Convention(
    language="uk",
    name="Russian letters read in Ukrainian",
    letters="ё=йо ы=и э=е ъ=ʼ",
    rules=(
        (r"и(?=нский$)", "⟨и⟩"),
        (r"ьков$", "⟨ків⟩"),
        (r"(?<=[бвгджзклмнпрстфхцчшщ])ё", "⟨ьо⟩"),
        (r"(?<=[аеёиоуыэюя])и", "⟨ї⟩"),
        (r"(^|(?<=[гкхбпвмнлрдтзсф]))и(?!й$)", "⟨і⟩"),
        (r"(?<=[сц])кий$", "⟨ький⟩"),
    ),
    doubt="Ukrainian has its own form of many Russian names",
)
