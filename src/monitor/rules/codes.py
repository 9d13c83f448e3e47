"""Language codes that rules may name: ISO 639-1, with the few others that our sources declare."""

from monitor.rules.slip import did_you_mean

ANY = "any"
# Source: ISO 639-1; ceb, fil, hak, hif, ilo, ckb, nan, wuu, yue and prs are ISO 639-3 codes.
CODES = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da "
    "de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy "
    "hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg "
    "li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or "
    "os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta "
    "te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu "
    "ceb ckb fil hak hif ilo nan prs wuu yue".split()
)
# What people write for a language whose code is another one.
MISTAKEN = {
    "cn": "zh", "cz": "cs", "dk": "da", "gr": "el", "in": "id", "idn": "id", "indonesian": "id",
    "iw": "he", "ji": "yi", "jp": "ja", "kp": "ko", "kz": "kk", "se": "sv", "tw": "zh", "ua": "uk",
    "vn": "vi", "rus": "ru", "eng": "en", "ukr": "uk", "ger": "de", "deu": "de", "fra": "fr",
    "chi": "zh", "zho": "zh", "jpn": "ja", "kor": "ko", "ara": "ar", "spa": "es", "english": "en",
    "russian": "ru", "german": "de", "french": "fr", "chinese": "zh", "korean": "ko",
    "japanese": "ja", "arabic": "ar", "ukrainian": "uk", "spanish": "es",
}  # fmt: skip


def language_code(written: str) -> str:
    """Give the code of a language as the program knows it.

    Raises:
        ValueError: If it is unknown; the sentence offers the code that was probably meant.
    """
    code = written.strip().lower()
    if code in CODES:
        return code
    base = code.replace("_", "-").partition("-")[0]
    meant = MISTAKEN.get(code) or (base if base in CODES and base != code else None)
    offer = f"; did you mean {meant!r}?" if meant else did_you_mean(code, CODES)
    raise ValueError(f"unknown language {written!r}{offer}")


def base_language(tag: str) -> str:
    """Give the language of a tag such as `zh-TW` or `pt_BR`.

    Raises:
        ValueError: If its first part is no language.
    """
    return language_code(tag.replace("_", "-").partition("-")[0])
