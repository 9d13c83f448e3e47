"""Which languages a text can be in, by its script and by letters that only some languages have."""

import re
from collections.abc import Callable, Mapping
from typing import Final

_LATIN_NAMES: Final = (
    "af az bs ca cs cy da de en es et eu fi fr ga gl ha hr hu id is it lt lv ms mt nl no pl pt"
    " ro sk sl so sq sr sv sw tk tl tr uz vi"
)
LATIN: Final = frozenset(_LATIN_NAMES.split())
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
_RELATIVES: Final = {"yi": "Hebr", "dz": "Tibt", "sa": "Deva", "ug": "Arab", "ku": "Arab"}

# Letters of today's Japan that China does not write, and the other way round.
_JAPANESE: Final = re.compile(
    "[々〆込働駅畑峠図対戦売経済検気応広仏伝沢単圧囲団壊満発総権変悪価観関県験険厳帰覚楽浜転"
    "鉄処収従徳隣辺闘児弾拡挙撃歳焼犠亜択渋仮絵緑鋭]"
)
_CHINESE: Final = re.compile(
    "[这这們个为对时说后过还发长东车马鸟门问间见观规觉话语请谁谈让认讯记军农决况冻净刘则创动务劳势华"
    "协单卖卫厂历叹吗呢哪啊启员响园围图圆场坏块坚坛处备复够头夹夺奋奖妇孙宁宝实审导将尔层岁岛币师帐带"
    "帮广庆庄应废开异弃张弥归录彻惊战户执扩扫扬护报拥挥损换据敌无显晓杀杂极构标样桥检欢欧毁毕汇汉沟没"
    "泽测浓温满灭灾热爱爷牺环现电画疗盖监盘码矿确离种积称穷竞笔签简类粮纪约级纷纸线练组细终经结给络绝"
    "统继绩续维综编缓缩网罗罚职联肃胁脑腾药获营萨虑虽补讨许论设访证评词译试诚询该详误课调贝负财责败货"
    "质购贵费资赛赞赢赵趋跃践软轰载较辆输边达迁运进远违连适选递遗邓邮邻郑释钱铁银错锋闪闭闻阅队阳阵阶际"
    "陆陈险随隐难韩页项顺须领频题额风飞饭馆驻骗鲁鲜龙她妳佢嘅這說對戰國學發會經濟檢氣廣傳單壓圍團滿總權"
    "變觀關縣驗險嚴歸覺樂轉鐵處從德邊兒彈擴舉擊歲燒犧亞擇]"
)
_VIETNAMESE: Final = re.compile("[ơưạ-ỹƠƯẠ-Ỹ]")
_URDU: Final = re.compile("[ٹڈڑںے]")
_PASHTO: Final = re.compile("[ښځڅړۍ]")
_KURDISH: Final = re.compile("[ڵۆێڕ]")
_UYGHUR: Final = re.compile("[ۇۈۋ]")
_PERSIAN: Final = re.compile("[پچژگکی]")
_ARABIC: Final = re.compile("[ةىيكأإؤئ]")


def possible_languages(
    sample: str, counts: Mapping[str, int], claimed: str | None
) -> tuple[str, ...]:
    """Restrict the languages by script and letters.

    Args:
        sample: Some of the text.
        counts: Its letters by script, not empty.
        claimed: What the feed declares.

    Returns:
        One language where letters decide, else all that are possible; what the feed declares is
        among
        them only if it is written in this script.
    """
    script = _main_script(counts)
    if script in _RULES:
        return _RULES[script](sample, counts, claimed)
    possible = _FIXED.get(script, ())
    if claimed and (claimed in possible or _RELATIVES.get(claimed) == script or not possible):
        return (claimed, *(name for name in possible if name != claimed))
    return possible or ("und",)


def _main_script(counts: Mapping[str, int]) -> str:
    """Name the script of most words; an ideograph says more than a letter."""
    weights = {"Hang": 2.5, "Hani": 2.5, "Hira": 2.5, "Kana": 1.5}
    total: dict[str, float] = {}
    for script, letters in counts.items():
        group = "CJK" if script in weights else script
        total[group] = total.get(group, 0.0) + letters * weights.get(script, 1.0)
    return max(total, key=lambda group: total[group])


def _cjk(sample: str, counts: Mapping[str, int], claimed: str | None) -> tuple[str, ...]:
    hangul, hiragana, katakana = (counts.get(script, 0) for script in ("Hang", "Hira", "Kana"))
    whole = hangul + hiragana + katakana + counts.get("Hani", 0)
    if hangul * 5 >= whole:
        return ("ko",)
    if hiragana * 20 >= whole or (hiragana + katakana) * 5 >= whole:
        return ("ja",)
    chinese, japanese = len(_CHINESE.findall(sample)), len(_JAPANESE.findall(sample))
    if claimed == "ja":
        return ("zh",) if chinese > japanese + 1 else ("ja",)
    return ("ja",) if japanese > chinese and claimed != "zh" else ("zh",)


def _cyrillic(sample: str, counts: Mapping[str, int], claimed: str | None) -> tuple[str, ...]:
    low = sample.lower()
    central = _central_asian(low)
    if central:
        return central
    ukrainian, belarusian = len(re.findall("[іїєґ]", low)), "ў" in low
    russian = len(re.findall("[ыэё]", low))
    if belarusian or (ukrainian and russian and "и" not in low):
        return ("be",)
    if ukrainian or russian:
        return ("uk",) if ukrainian > russian else _with(claimed, ("ru",), ("kk", "ky", "mn", "tg"))
    balkan = _balkan(low)
    possible = balkan or ("ru", "bg", "uk", "mk", "sr")
    return _with(claimed, possible, ("kk", "ky", "mn", "tg", "tt", "be"))


def _central_asian(low: str) -> tuple[str, ...]:
    rules = (("[ұ]|қ.*ә|ә.*қ", "kk"), ("җ", "tt"), ("[ҷӣӯҳ]", "tg"), ("ң", "ky"), ("[өү]", "mn"))
    return next(((name,) for letters, name in rules if re.search(letters, low, re.DOTALL)), ())


def _balkan(low: str) -> tuple[str, ...]:
    if re.search("[ѓќѕ]", low):
        return ("mk",)
    if re.search("[ђћ]", low):
        return ("sr",)
    if re.search("[љњјџ]", low):
        return ("sr", "mk")
    return ("bg", "ru") if "ъ" in low else ()


def _arabic(sample: str, counts: Mapping[str, int], claimed: str | None) -> tuple[str, ...]:
    rules = ((_PASHTO, "ps"), (_KURDISH, "ckb"), (_UYGHUR, "ug"), (_URDU, "ur"))
    for letters, name in rules:
        if len(letters.findall(sample)) >= 2:
            return (name,)
    persian, arabic = len(_PERSIAN.findall(sample)), len(_ARABIC.findall(sample))
    if arabic > 2 * persian:
        return ("ar",)
    if persian > 2 * arabic:
        return _with(claimed, ("fa",), ("ur", "ps", "sd", "ckb"))
    return _with(claimed, ("ar", "fa", "ur"), ("ps", "sd", "ckb", "ug"))


def _latin(sample: str, counts: Mapping[str, int], claimed: str | None) -> tuple[str, ...]:
    vietnamese = len(_VIETNAMESE.findall(sample))
    if vietnamese >= 2 and vietnamese * 20 >= counts["Latn"]:
        return ("vi",)
    written_otherwise = {
        "ru",
        "uk",
        "bg",
        "be",
        "mk",
        "ja",
        "ko",
        "zh",
        "ar",
        "fa",
        "ur",
        "he",
        "el",
    }
    others = written_otherwise | {name for names in _FIXED.values() for name in names}
    known = sorted(LATIN)
    return (claimed, *known) if claimed and claimed not in others | LATIN else tuple(known)


def _with(
    claimed: str | None, possible: tuple[str, ...], relatives: tuple[str, ...]
) -> tuple[str, ...]:
    """Add what the feed declares if it is a relative that these letters do not rule out."""
    return (*possible, claimed) if claimed in relatives and claimed else possible


_RULES: Final[dict[str, Callable[[str, Mapping[str, int], str | None], tuple[str, ...]]]] = {
    "CJK": _cjk,
    "Cyrl": _cyrillic,
    "Arab": _arabic,
    "Latn": _latin,
}
