"""Which languages a text can be in, by its script and by letters that only some languages have."""

import re
from collections.abc import Callable, Mapping
from typing import Final

_LATIN_NAMES: Final = (
    "af az bs ca cs cy da de en es et eu fi fr ga gl ha hr hu id is it lt lv ms mt nl no pl pt"
    " ro sk sl so sq sr sv sw tk tl tr uz vi"
)
LATIN: Final = tuple(_LATIN_NAMES.split())
"""Languages in Latin letters that news comes in; the model sees many more in headlines."""

_FIXED: Final[dict[str, tuple[str, ...]]] = {
    "Armn": ("hy",),
    "Beng": ("bn", "as"),
    "Deva": ("hi", "mr", "ne"),
    "Ethi": ("am", "ti"),
    "Geor": ("ka",),
    "Grek": ("el",),
    "Gujr": ("gu",),
    "Guru": ("pa",),
    "Hebr": ("he",),
    "Khmr": ("km",),
    "Knda": ("kn",),
    "Laoo": ("lo",),
    "Mlym": ("ml",),
    "Mong": ("mn",),
    "Mymr": ("my",),
    "Orya": ("or",),
    "Sinh": ("si",),
    "Taml": ("ta",),
    "Telu": ("te",),
    "Thai": ("th",),
    "Tibt": ("bo",),
}
_CJK: Final = frozenset(("Hang", "Hani", "Hira", "Kana"))
_ELSEWHERE: Final = frozenset(
    ("ru", "uk", "bg", "be", "mk", "ja", "ko", "zh", "ar", "fa", "ur", "he", "el")
).union(*_FIXED.values())
"""Languages that are not written in Latin letters."""
_RELATIVES: Final = {"yi": "Hebr", "dz": "Tibt", "sa": "Deva", "ug": "Arab", "ku": "Arab"}

# Letters of today's Japan that China does not write, and the other way round.
_JAPANESE: Final = re.compile(
    "[々〆込働駅畑峠図対戦売経済検気応広仏伝沢単圧囲団壊満発総権変悪価観関県験険厳帰覚楽浜転"
    "鉄処収従徳隣辺闘児弾拡挙撃歳焼犠亜択渋仮絵緑鋭氷込円剤塩桜渓猟粛繊脳臓薬蔵訳豊転鉱隠雑霊頼駆騒黒齢竜歯両"
    "労勧巻帯庁徴恵懐戻払拝掲摂揺斎暁栄桟様歓毎浄渇滝瀬畳砕穂穏粋縁縦聴荘蛍覇証譲賛逓酔醸鋳錬陥渉増巣]"
)
_CHINESE: Final = re.compile(
    "[这这們个为对时说后过还发长东车马鸟门问间见观规觉话语请谁谈让认讯记军农决况冻净刘则创动务劳势华"
    "协单卖卫厂历叹吗呢哪啊启员响园围图圆场坏块坚坛处备复够头夹夺奋奖妇孙宁宝实审导将尔层岁岛币师帐带"
    "帮广庆庄应废开异弃张弥归录彻惊战户执扩扫扬护报拥挥损换据敌无显晓杀杂极构标样桥检欢欧毁毕汇汉沟没"
    "泽测浓温满灭灾热爱爷牺环现电画疗盖监盘码矿确离种积称穷竞笔签简类粮纪约级纷纸线练组细终经结给络绝"
    "统继绩续维综编缓缩网罗罚职联肃胁脑腾药获营萨虑虽补讨许论设访证评词译试诚询该详误课调贝负财责败货"
    "质购贵费资赛赞赢赵趋跃践软轰载较辆输边达迁运进远违连适选递遗邓邮邻郑释钱铁银错锋闪闭闻阅队阳阵阶际"
    "陆陈险随隐难韩页项顺须领频题额风飞饭馆驻骗鲁鲜龙她妳佢嘅這說對戰國學發會經濟檢氣廣傳單壓圍團滿總權"
    "變觀關縣驗險嚴歸覺樂轉鐵處從德邊兒彈擴舉擊歲燒犧亞擇灣號區黨點當雙寶數實來應讀續顯齊醫營爭狀獨"
    "稱聲麼與萬賣價舊鬥黃溫眾颱綫俄导币兑矿]"
)
_VIETNAMESE: Final = re.compile("[ơưạ-ỹƠƯẠ-Ỹ]")

_CENTRAL_ASIAN: Final = {
    "kk": frozenset("әғқңөұүһі"),
    "ky": frozenset("ңөү"),
    "mn": frozenset("өү"),
    "tg": frozenset("ғӣқӯҳҷ"),
    "tt": frozenset("әөүҗңһ"),
}
_CENTRAL: Final = frozenset("әғқңөұүһӣӯҳҷҗ")
"""Cyrillic letters that no Slavic language writes."""
_UKRAINIAN: Final = "іїєґ"
_RUSSIAN: Final = "ыэё"

_PASHTO: Final = "ښځڅړۍ"
_KURDISH: Final = "ڵۆێڕ"
_UYGHUR: Final = "ۇۈۋ"
_URDU: Final = "ٹڈڑںےہھ"
_PERSIAN: Final = "پچژگکی"
_ARABIC: Final = "ةىيكأإؤئ"


def possible_languages(
    sample: str, counts: Mapping[str, int], claimed: str | None
) -> tuple[str, ...]:
    """Restrict the languages by script and letters.

    Args:
        sample: Some of the text.
        counts: Its letters by script, not empty.
        claimed: What the feed declares.

    Returns:
        One language where letters decide, else all that are possible, the likelier first; what
        the feed declares is among them only if it is written in this script.
    """
    script = _main_script(counts)
    if script in _RULES:
        return _RULES[script](sample, counts, claimed)
    possible = _FIXED.get(script, ())
    if claimed and (claimed in possible or _RELATIVES.get(claimed) == script or not possible):
        return (claimed, *(name for name in possible if name != claimed))
    return possible or ("und",)


def _main_script(counts: Mapping[str, int]) -> str:
    """Name the script of most words.

    An ideograph says more than a letter, and a Latin letter less than another one: everybody
    writes foreign names in Latin letters.
    """
    weights = {"Hang": 2.5, "Hani": 2.5, "Hira": 2.5, "Kana": 1.5, "Latn": 0.5}
    total: dict[str, float] = {}
    for script, letters in counts.items():
        group = "CJK" if script in _CJK else script
        total[group] = total.get(group, 0.0) + letters * weights.get(script, 1.0)
    return max(total, key=lambda group: total[group])


def _cjk(sample: str, counts: Mapping[str, int], claimed: str | None) -> tuple[str, ...]:
    hangul, hiragana, katakana = (counts.get(script, 0) for script in ("Hang", "Hira", "Kana"))
    whole = hangul + hiragana + katakana + counts.get("Hani", 0)
    if hangul * 5 >= whole:
        return ("ko",)
    if hiragana * 20 >= whole or (hiragana + katakana) * 5 >= whole:
        return ("ja",)
    return _ideographs(sample, claimed)


def _ideographs(sample: str, claimed: str | None) -> tuple[str, ...]:
    """Tell a text in ideographs alone; both are possible where none of them is telling."""
    chinese, japanese = len(_CHINESE.findall(sample)), len(_JAPANESE.findall(sample))
    if chinese == japanese:
        return ("ja", "zh") if claimed == "ja" else ("zh", "ja")
    if claimed == "ja":
        return ("zh",) if chinese > japanese + 1 else ("ja",) if japanese else ("ja", "zh")
    if claimed == "zh":
        return ("ja",) if japanese > chinese + 1 else ("zh", "ja") if japanese else ("zh",)
    return ("ja",) if japanese > chinese else ("zh",)


def _cyrillic(sample: str, counts: Mapping[str, int], claimed: str | None) -> tuple[str, ...]:
    low = sample.lower()
    central = _CENTRAL.intersection(low)
    if central:
        return _central_asian(central, low)
    ukrainian, belarusian = _count(low, _UKRAINIAN), "ў" in low
    russian = _count(low, _RUSSIAN)
    if belarusian:
        return ("be",)
    if ukrainian and russian and "и" not in low:
        return ("be", "kk")
    if ukrainian > russian:
        return ("uk",) if _count(low, "їєґ") else ("uk", "kk")
    if russian:
        return _with(claimed, ("ru", "kk", "mn"), ("ky", "tg"))
    possible = _balkan(low) or ("ru", "bg", "uk", "mk", "sr")
    return _with(claimed, possible, ("kk", "ky", "mn", "tg", "tt", "be"))


def _central_asian(central: frozenset[str], low: str) -> tuple[str, ...]:
    """Keep the languages that write all these letters; a foreign name may bring in others."""
    found = central | {"і"} if "і" in low else central
    fits = {name: len(found & own) for name, own in _CENTRAL_ASIAN.items()}
    most = max(fits.values())
    return tuple(name for name, fit in fits.items() if fit == most)


def _balkan(low: str) -> tuple[str, ...]:
    if _count(low, "ѓќѕ"):
        return ("mk",)
    if _count(low, "ђћ"):
        return ("sr",)
    if _count(low, "љњјџ"):
        return ("sr", "mk")
    return ("bg", "ru") if "ъ" in low else ()


def _arabic(sample: str, counts: Mapping[str, int], claimed: str | None) -> tuple[str, ...]:
    rules = ((_PASHTO, "ps"), (_KURDISH, "ckb"), (_UYGHUR, "ug"), (_URDU, "ur"))
    for letters, name in rules:
        if _count(sample, letters) >= 2:
            return (name,)
    persian, arabic = _count(sample, _PERSIAN), _count(sample, _ARABIC)
    if arabic > 2 * persian:
        return ("ar",)
    if persian > 2 * arabic:
        likely = ("fa", "ur") if _count(sample, _URDU) else ("fa",)
        return _with(claimed, likely, ("ur", "ps", "sd", "ckb"))
    return _with(claimed, ("ar", "fa", "ur"), ("ps", "sd", "ckb", "ug"))


def _latin(sample: str, counts: Mapping[str, int], claimed: str | None) -> tuple[str, ...]:
    vietnamese = 0 if sample.isascii() else len(_VIETNAMESE.findall(sample))
    if vietnamese >= 2 and vietnamese * 20 >= counts["Latn"]:
        return ("vi",)
    if claimed and claimed not in _ELSEWHERE and claimed not in LATIN:
        return (claimed, *LATIN)
    return LATIN


def _with(
    claimed: str | None, possible: tuple[str, ...], relatives: tuple[str, ...]
) -> tuple[str, ...]:
    """Add what the feed declares if it is a relative that these letters do not rule out."""
    is_new = claimed in relatives and claimed not in possible
    return (*possible, claimed) if claimed and is_new else possible


def _count(text: str, letters: str) -> int:
    return sum(map(text.count, letters))


_RULES: Final[dict[str, Callable[[str, Mapping[str, int], str | None], tuple[str, ...]]]] = {
    "CJK": _cjk,
    "Cyrl": _cyrillic,
    "Arab": _arabic,
    "Latn": _latin,
}
