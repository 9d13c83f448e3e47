"""Words by which editors mark a correction, a withdrawal, or a line that is no news."""

import re
from functools import cache
from typing import Final

_CORRECTION: Final = (
    "correction; corrections; corrected; corrects; correcting; erratum; errata; clarification; "
    "editor's note; editor’s note; ralat; koreksi; pembetulan; klarifikasi; catatan redaksi; "
    "уточнение; исправлено; исправление; поправка; опровержение; с уточнением; виправлено; "
    "уточнення; виправлення; спростування; korrektur; berichtigung; richtigstellung; "
    "korrigiert; rectificatif; correctif; corrección; fe de errores; fe de erratas; "
    "rectificación; correção; errata corrige; rettifica; correzione; rectificatie; correctie; "
    "sprostowanie; korekta; düzeltme; tekzip; đính chính; rättelse; rettelse; korjaus; oikaisu; "
    "oprava; helyesbítés; corectare; erată; ispravka; ispravak; διόρθωση; تصحيح; تصويب; "
    "استدراك; اصلاحیه; تصحیح; תיקון; शुद्धि; भूल सुधार; түзету; แก้ไข"
)
_ANYWHERE: Final = (
    "바로잡습니다; 바로 잡습니다; 정정보도; 정정합니다; 정정기사; お詫びと訂正; 訂正します; "
    "訂正いたします; 訂正しました; 更正启事; 特此更正; 更正啟事; earlier version of this; "
    "previous version of this; an earlier version; versi sebelumnya dari berita; "
    "в предыдущей версии; у попередній версії; in einer früheren version; "
    "une version précédente; una versión anterior; uma versão anterior; "
    "una versione precedente; poprzednia wersja; önceki versiyon; phiên bản trước"
)
_EAST: Final = ("정정", "수정", "訂正", "修正", "更正", "勘误", "勘誤", "补正")
_KILL: Final = re.compile(
    r"전문\s?취소|기사\s?취소|\bMANDATORY\s+KILL\b|\bKILL\b(?=\s*(?:[:.(\[—–-]|$|KILL|BULLETIN))"
    r"|^\W*(?:STORY\s+)?WITHDRAWN\b|\bARTICLE WITHDRAWN\b"
    r"|(?i:(?:статья|новость|материал|сообщение)\s+(?:снята|снят|аннулирован[ао]?|отозван[ао]?)\b)"
    r"|^\W*(?:АННУЛИРОВАНО|АННУЛИРУЕТСЯ|СНЯТО)\b"
    r"|(?i:(?:стаття|новина)\s+(?:знята|відкликана)\b)"
    r"|記事を(?:取り消|撤回)|全文取り消し|撤稿|稿件撤销|撤銷稿件"
    r"|(?i:^\W*artikel\s+(?:ini\s+)?(?:ditarik|dicabut)\b)"
    r"|(?i:^\W*(?:artículo|nota)\s+retirad[ao]\b)|(?i:^\W*article\s+retiré\b)"
    r"|(?i:^\W*(?:beitrag|meldung)\s+zurückgezogen\b)|سحب الخبر|إلغاء الخبر"
)
_FURNITURE: Final = (
    "read also; read more; also read; see also; related; recommended; more on this; most read; "
    "subscribe; sign up; newsletter; follow us; share this; advertisement; sponsored; updated; "
    "last updated; published; cookies; photo; image; source; baca juga; simak juga; lihat juga; "
    "artikel terkait; berita terkait; iklan; diperbarui; читайте также; читать также; "
    "смотрите также; по теме; подписывайтесь; реклама; обновлено; читайте також; "
    "дивіться також; підписуйтесь; оновлено; lesen sie auch; mehr zum thema; anzeige; "
    "aktualisiert; stand; lire aussi; à lire aussi; mis à jour; publicité; lea también; "
    "lee también; actualizado; publicidad; leia também; leia mais; atualizado; leggi anche; "
    "aggiornato; lees ook; bijgewerkt; czytaj także; czytaj też; zobacz także; aktualizacja; "
    "ayrıca okuyun; ilgili haber; güncelleme; xem thêm; đọc thêm; cập nhật; tin liên quan; "
    "läs också; läs mer; uppdaterad; lue myös; päivitetty; čtěte také; 관련기사; 관련 기사; "
    "입력; 수정 시간; 구독; 광고; 무단전재; 関連記事; あわせて読みたい; 最終更新; 更新; 広告; "
    "相关阅读; 延伸阅读; 相關新聞; 延伸閱讀; 责任编辑; 責任編輯; اقرأ أيضا; اقرأ ايضا; "
    "اقرأ أيضاً; إعلان; بیشتر بخوانید; อ่านเพิ่มเติม; ข่าวที่เกี่ยวข้อง; यह भी पढ़ें"
)


def correction_marker(sentence: str) -> str | None:
    """Find the word by which a title or sentence says that it corrects something.

    It opens the sentence or stands in brackets, or is followed by a colon: a correction of the oil
    price is none.

    Returns:
        The word as it stands there, or None.
    """
    found = _marker().search(sentence)
    return next(filter(None, found.groups()), None) if found else None


def kill_marker(sentence: str) -> str | None:
    """Find the words by which a title or sentence says that the article is taken back."""
    found = _KILL.search(sentence)
    return found[0] if found else None


def is_furniture(sentence: str) -> bool:
    """Whether a line invites to other articles, or says when the page was updated."""
    return bool(_furniture().match(sentence))


@cache
def _marker() -> re.Pattern[str]:
    words = "|".join(
        re.escape(word) for word in sorted(_CORRECTION.split("; "), key=len, reverse=True)
    )
    anywhere = "|".join(map(re.escape, _ANYWHERE.split("; ")))
    east = "|".join(_EAST)
    edge = r"[:：)\]】）〉>—–|/-]"
    return re.compile(
        rf"(?:^|[\[(【（〈<])\W*({words})\b(?=\s*(?:{edge}|\d|$|\())"
        rf"|^\W*({words})\s*[:：—–]"
        rf"|({anywhere})"
        rf"|[\[(【（〈<]\s*({east})\s*[\])】）〉>]|^\s*({east})\s*(?:[:：)\]】]|$)"
        rf"|[(\[]({words})[)\]]",
        re.IGNORECASE,
    )


@cache
def _furniture() -> re.Pattern[str]:
    words = "|".join(
        re.escape(word) for word in sorted(_FURNITURE.split("; "), key=len, reverse=True)
    )
    return re.compile(rf"\W*(?:{words})(?:\b|(?=[^\w])|(?<=[^\x00-\u2fff]))", re.IGNORECASE)
