import pytest

from monitor.intake.notes import without_notes

STORY = "The river rose again on Monday, and the old lock was closed by its keeper."
NOTES = [
    "Read also: The river is back", "ALSO READ: Brace for bad weather", "Read more",
    "Advertisement",
    "Lesen Sie auch", "Anzeige", "Lire aussi : Le fleuve déborde", "Lea también: El río crece",
    "Leggi anche: Il fiume sale", "Leia também: O rio sobe", "Lees ook: De rivier stijgt",
    "Läs också: Floden stiger", "Czytaj też: Rzeka wzbiera", "Čtěte také: Řeka stoupá",
    "Читайте также: Река вышла из берегов", "Читайте також: Річка вийшла з берегів", "REKLAM",
    "İlgili haber: Nehir taştı", "Baca juga: Sungai meluap", "[Baca Juga: Sungai meluap]",
    "Xem thêm: Nước sông lên", "【関連記事】川が増水", "관련기사: 강물이 불었다",
    "相关阅读：河水上涨",
    "اقرأ أيضا: النهر يرتفع", "קראו גם: הנהר עולה", "यह भी पढ़ें: नदी उफान पर", "อ่านเพิ่มเติม",
    "© 2026 The Paper", "Follow us on Telegram", "Sign up for our newsletter", "Comments",
]  # fmt: skip
SENTENCES = [
    "Read also means to read as well, the teacher of the evening school explained to everybody.",
    "Related companies must publish their accounts, the court found.",
    "Advertisement of tobacco is forbidden from May, parliament decided.",
    "More on this subject was promised by the minister, who left early.",
    "Anzeigen gegen den Bürgermeister gingen bei der Polizei ein.",
    "Реклама табака запрещена с мая, решил парламент.",
    "Iklan rokok dilarang mulai Mei, kata menteri.",
    "Comments by the minister angered the opposition.",
    "广告法修正案周五获得通过。",
    "広告を規制する法律が成立した。",
    "광고를 제한하는 법이 통과됐다.",
]


@pytest.mark.parametrize("note", NOTES)
def test_a_note_is_taken_out_of_the_article(note):
    assert without_notes(f"{STORY}\n{note}\n{STORY}") == f"{STORY}\n{STORY}"


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_that_begins_like_a_note_stays(sentence):
    assert without_notes(f"{STORY}\n{sentence}") == f"{STORY}\n{sentence}"


def test_a_long_line_is_no_note():
    line = "Read also: " + STORY * 4

    assert without_notes(line) == line
