"""Numbers with ideographs, Hangul or Thai words for ten, hundred, thousand: 6千, 1만5천, 三百."""

import re
from collections.abc import Iterator
from typing import Final

from monitor.text.number_digits import Part, matches

_HAN: Final = {
    "〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5, "六": 6,
    "七": 7, "八": 8, "九": 9,
    "일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "륙": 6, "칠": 7, "팔": 8, "구": 9,
    "หนึ่ง": 1, "สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "หก": 6, "เจ็ด": 7, "แปด": 8, "เก้า": 9,
}  # fmt: skip
_SMALL: Final = {
    "十": 10, "百": 100, "千": 1000, "仟": 1000, "십": 10, "백": 100, "천": 1000,
    "สิบ": 10, "ร้อย": 100, "พัน": 1000,
}  # fmt: skip
_LARGE: Final = {
    "万": 1e4, "萬": 1e4, "億": 1e8, "亿": 1e8, "兆": 1e12, "만": 1e4, "억": 1e8, "조": 1e12,
    "หมื่น": 1e4, "แสน": 1e5, "ล้าน": 1e6,
}  # fmt: skip

_HAN_DIGITS, _HAN_SCALES = "〇零一二三四五六七八九两兩", "十百千仟万萬億亿"
_DIGITS: Final = r"\d[\d,，]{0,15}+(?:[.．・]\d{1,6}+)?"
"""Bounded, so that a page full of digits is not read again from each of them."""

_COUNTER: Final = "[余餘多]?[个個人名位枚台艘辆架件座处處所頭头只具支发発隻棟戸把回者]"
_KOREAN_COUNTER: Final = r"(?:여\s?)?\s?(?:명|인|대|개|건|발|기|척|채|곳|마리|구|동)"
_THAI_COUNTER: Final = r"\s?(?:คน|นาย|คัน|ลำ|ราย|ลูก|ศพ|หลัง|ตัว)"
_THAI_DIGITS: Final = "หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า"
_THAI_SCALES: Final = "สิบ|ร้อย|พัน|หมื่น|แสน|ล้าน"

_HANGUL_RUN: Final = (
    rf"{_DIGITS}\s?[십백천]?[만억조천백](?![가-힣]*간)(?:\s?{_DIGITS}\s?[십백천만억])*(?:\d+)?"
    r"|(?<![가-힣])[일이삼사오육륙칠팔구]?[십백천만억](?:[일이삼사오육륙칠팔구]?[십백천만])*"
    rf"[일이삼사오육칠팔구]?(?={_KOREAN_COUNTER})"
)
_HAN_RUN: Final = (
    rf"{_DIGITS}[十百千仟]*[{_HAN_SCALES}](?:{_DIGITS}[十百千仟]?|[{_HAN_DIGITS}十百千仟])*"
    rf"|[{_HAN_DIGITS}{_HAN_SCALES}]+"
)
_THAI_RUN: Final = (
    rf"{_DIGITS}\s?(?:{_THAI_SCALES})+"
    rf"|(?:{_THAI_DIGITS})(?:{_THAI_SCALES})+(?:(?:{_THAI_DIGITS})(?:{_THAI_SCALES})+)*"
    rf"|(?:{_THAI_SCALES})(?={_THAI_COUNTER})"
)
_RUNS: Final = {
    "ko": re.compile(rf"{_HANGUL_RUN}|{_HAN_RUN}"),
    "ja": re.compile(_HAN_RUN),
    "zh": re.compile(_HAN_RUN),
    "th": re.compile(_THAI_RUN),
}
_FIRST: Final = {
    "ko": re.compile(rf"[\d{_HAN_DIGITS}{_HAN_SCALES}일이삼사오육륙칠팔구십백천만억]"),
    "ja": re.compile(rf"[\d{_HAN_DIGITS}{_HAN_SCALES}]"),
    "zh": re.compile(rf"[\d{_HAN_DIGITS}{_HAN_SCALES}]"),
    "th": re.compile("[\\dหสเแพลร]"),
}
_TOKEN: Final = re.compile(rf"{_DIGITS}|{_THAI_DIGITS}|{_THAI_SCALES}|[^\s\d]")
_HAN_COUNTED: Final = re.compile(_COUNTER)
_PURE: Final = re.compile(f"[{_HAN_DIGITS}{_HAN_SCALES}]+")
_VAGUE: Final = frozenset("数數几幾成上好수每毎统統同万唯单單第")
_IDIOM: Final = re.compile("[分姓一般些定切样樣方部起体體向]")
_FEWEST: Final = 2
_UNITS_AFTER: Final = frozenset("年月日时時点點秒岁歳歲円元度天周週号號")


def east(text: str, language: str) -> Iterator[Part]:
    """Find numbers that are written with the scales of Chinese, Japanese, Korean or Thai.

    A run of ideographs counts when it stands before a counter (三名, 千人), before a unit (三年),
    or has a scale and two characters at least (六千); never inside words like 統一 or 十分.

    Args:
        text: Where.
        language: Primary subtag; nothing is found in others than zh, ja, ko and th.

    Yields:
        Parts in order; they overlap the digits that they contain.
    """
    runs = _RUNS.get(language)
    if not runs or text.isascii():
        return
    for found in matches(text, _FIRST[language], runs):
        if not _PURE.fullmatch(found[0]) or _is_number(text, *found.span()):
            yield Part(found.start(), found.end(), _value(found[0]))


def _is_number(text: str, start: int, end: int) -> bool:
    run, before, after = text[start:end], text[start - 1 : start], text[end : end + 1]
    if before in _VAGUE and before:
        return before == "第"
    if after in _UNITS_AFTER and after:
        return True
    if _HAN_COUNTED.match(text, end):
        return True
    has_scale = not set(run).isdisjoint(_HAN_SCALES)
    return has_scale and len(run) >= _FEWEST and run not in ("千万", "万一") and not _idiom(after)


def _idiom(after: str) -> bool:
    return bool(_IDIOM.match(after))


def _value(run: str) -> float:
    total = section = current = 0.0
    for token in _TOKEN.findall(run):
        if token[0].isdigit():
            current = float(
                token.replace(",", "").replace("，", "").replace("．", ".").replace("・", ".")
            )
        elif token in _HAN:
            current = current * 10 + _HAN[token]
        elif token in _SMALL:
            section += max(current, 1) * _SMALL[token]
            current = 0.0
        else:
            total += max(section + current, 1) * _LARGE[token]
            section = current = 0.0
    return total + section + current
