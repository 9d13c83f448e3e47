"""What an edit is: a correction, an addition, a withdrawal, or nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.hit import Span
from monitor.stories.corrections import (
    Change,
    Correction,
    Updated,
    Verdict,
    Withdrawn,
    Wording,
    corrected,
)

BODY = (
    "Kim Jong Un received Sergei Shoigu in Pyongyang on Tuesday.\n"
    "North Korea will send 1,000 sappers to the Kursk region, he said.\n"
    "The talks lasted several hours.\n"
    "It was the third visit of the year.\n"
    "Nobody else spoke."
)


def change(before, after, language="en") -> Change:
    found = corrected(before, after, language)
    assert isinstance(found, Correction), found
    return found.changes[0]


def by_text(before: str, after: str, language: str = "en") -> Verdict:
    return corrected(Wording("Title", before), Wording("Title", after), language)


def by_title(before: str, after: str, language: str = "en") -> Verdict:
    return corrected(Wording(before, ""), Wording(after, ""), language)


class TestNumbers:
    def test_another_number_is_a_correction(self):
        found = change(Wording("T", BODY), Wording("T", BODY.replace("1,000", "1,500")))

        assert (found.kind, found.field) == ("number", "text")
        assert found.detail == "1000 → 1500"
        assert found.before.startswith("North Korea will send 1,000")

    def test_the_changed_words_are_marked(self):
        after = BODY.replace("1,000", "1,500")

        found = change(Wording("T", BODY), Wording("T", after))

        assert [found.before[slice(*piece)] for piece in found.pieces.removed] == ["1,000"]
        assert [found.after[slice(*piece)] for piece in found.pieces.added] == ["1,500"]
        assert after[found.start : found.end] == found.after

    def test_the_same_number_in_words_is_nothing(self):
        assert by_text(BODY, BODY.replace("1,000", "one thousand")) is None

    def test_a_number_that_is_added_is_nothing(self):
        assert by_title("Kim sends sappers to Kursk", "Kim sends 1,000 sappers to Kursk") is None

    def test_a_number_that_is_taken_out_is_a_correction(self):
        found = by_title("Kim sends 1,000 sappers to Kursk", "Kim sends sappers to Kursk")

        assert isinstance(found, Correction)

    def test_a_new_hour_is_nothing(self):
        assert by_title("Live at 21:40 from Kursk", "Live at 22:15 from Kursk") is None

    @pytest.mark.parametrize(
        ("language", "before", "after", "removed", "added"),
        [
            (
                "id",
                "Korut kirim 10.000 zeni ke Kursk",
                "Korut kirim 1.000 zeni ke Kursk",
                "10.000",
                "1.000",
            ),
            (
                "ru",
                "КНДР направит тысячу сапёров в Курск",
                "КНДР направит две тысячи сапёров в Курск",
                "тысячу",
                "две тысячи",
            ),
            (
                "ko",
                "북한, 공병 1천명 쿠르스크 파견",
                "북한, 공병 6천명 쿠르스크 파견",
                "1천",
                "6천",
            ),
            (
                "ja",
                "北朝鮮、工兵１万人をクルスクに派遣",
                "北朝鮮、工兵千人をクルスクに派遣",
                "１万",
                "千",
            ),
            ("zh", "朝鲜派一千名工兵赴库尔斯克", "朝鲜派六千名工兵赴库尔斯克", "一千", "六千"),
            (
                "ar",
                "كوريا ترسل ألف خبير إلى كورسك",
                "كوريا ترسل ستة آلاف خبير إلى كورسك",
                "ألف",
                "ستة آلاف",
            ),
        ],
    )
    def test_numbers_are_marked_whole_in_every_script(
        self, language, before, after, removed, added
    ):
        found = change(Wording(before, ""), Wording(after, ""), language)

        assert found.kind == "number"
        assert [before[slice(*piece)] for piece in found.pieces.removed] == [removed]
        assert [after[slice(*piece)] for piece in found.pieces.added] == [added]


class TestNegations:
    @pytest.mark.parametrize(
        ("language", "before", "after"),
        [
            (
                "en",
                "Seoul does confirm the report of sappers",
                "Seoul does not confirm the report of sappers",
            ),
            (
                "id",
                "Seoul membenarkan laporan itu kemarin",
                "Seoul tidak membenarkan laporan itu kemarin",
            ),
            ("ru", "Сеул подтвердил сообщение о сапёрах", "Сеул не подтвердил сообщение о сапёрах"),
            (
                "uk",
                "Сеул підтвердив повідомлення про саперів",
                "Сеул не підтвердив повідомлення про саперів",
            ),
            ("ko", "한국은 공병 파견을 확인했다", "한국은 공병 파견을 확인하지 않았다"),
            ("ja", "韓国は工兵の派遣を確認している", "韓国は工兵の派遣を確認していない"),
            ("zh", "首尔证实了工兵的报道", "首尔没有证实工兵的报道"),
            ("ar", "أكدت سيول التقرير عن الخبراء", "لم تؤكد سيول التقرير عن الخبراء"),
            (
                "de",
                "Seoul bestätigte den Bericht über Pioniere",
                "Seoul bestätigte den Bericht über Pioniere nicht",
            ),
            (
                "fr",
                "Séoul confirme le rapport sur les sapeurs",
                "Séoul ne confirme pas le rapport sur les sapeurs",
            ),
            ("tr", "Seul'ün açıklaması bununla ilgili", "Seul'ün açıklaması bununla ilgili değil"),
            ("vi", "Seoul xác nhận tin về công binh", "Seoul không xác nhận tin về công binh"),
            (
                "pl",
                "Seul potwierdza doniesienia o saperach",
                "Seul nie potwierdza doniesień o saperach",
            ),
            (
                "es",
                "Seúl confirma el informe sobre zapadores",
                "Seúl no confirma el informe sobre zapadores",
            ),
        ],
    )
    def test_a_no_that_came_is_a_correction(self, language, before, after):
        assert change(Wording(before, ""), Wording(after, ""), language).kind == "negation"


def named(sentence: str, *words: str) -> Wording:
    """Make a title in which these words are entries of their own names."""
    spans = [
        Span(
            field="title",
            start=sentence.index(word),
            end=sentence.index(word) + len(word),
            surface=word,
            term=word,
            entry=word.lower(),
            why="exact",
        )
        for word in words
    ]
    return Wording(sentence, "", spans)


class TestNames:
    def test_one_name_in_place_of_another_is_a_correction(self):
        before = named("Seoul says the sappers are on their way", "Seoul")
        after = named("Tokyo says the sappers are on their way", "Tokyo")

        found = change(before, after)

        assert (found.kind, found.detail) == ("entry", "seoul → tokyo")

    def test_another_common_word_is_nothing(self):
        before = named("Seoul says the soldiers are on their way", "soldiers")
        after = named("Seoul says the troops are on their way", "troops")

        assert corrected(before, after, "en") is None

    def test_one_more_name_is_nothing(self):
        before = named("Seoul says the sappers are on their way", "Seoul")
        after = named("Seoul says the sappers are on their way to Kursk", "Seoul", "Kursk")

        assert corrected(before, after, "en") is None

    def test_a_sentence_told_in_other_words_is_nothing(self):
        before = named("Seoul says that the sappers are on their way", "Seoul")
        after = named("Tokyo believes the sappers are now on a train", "Tokyo")

        assert corrected(before, after, "en") is None


class TestMarkers:
    @pytest.mark.parametrize(
        ("language", "title"),
        [
            ("en", "Correction: North Korea sends sappers"),
            ("en", "CORRECTED-North Korea sends sappers"),
            ("en", "North Korea sends sappers (corrected)"),
            ("id", "Ralat: Korut kirim zeni"),
            ("id", "(Koreksi) Korut kirim zeni"),
            ("ru", "Уточнение: КНДР направит сапёров"),
            ("ru", "Исправлено: КНДР направит сапёров"),
            ("uk", "Виправлено: КНДР відправить саперів"),
            ("ko", "[정정] 북한, 공병 파견"),
            ("ko", "<바로잡습니다> 북한 공병 기사"),
            ("ja", "【訂正】北朝鮮、工兵を派遣"),
            ("ja", "お詫びと訂正"),
            ("zh", "更正：朝鲜派工兵"),
            ("ar", "تصحيح: كوريا ترسل خبراء"),
            ("de", "Korrektur: Nordkorea schickt Pioniere"),
            ("fr", "Rectificatif : la Corée envoie des sapeurs"),
            ("pl", "Sprostowanie: Korea wysyła saperów"),
            ("tr", "Düzeltme: Kuzey Kore istihkamcı gönderiyor"),
            ("vi", "Đính chính: Triều Tiên cử công binh"),
            ("es", "Corrección: Corea envía zapadores"),
            ("pt", "Correção: Coreia envia sapadores"),
            ("it", "Errata corrige: la Corea invia genieri"),
            ("it", "Rettifica: la Corea invia genieri"),
            ("nl", "Rectificatie: Korea stuurt genisten"),
        ],
    )
    def test_a_new_marker_word_is_a_correction(self, language, title):
        found = change(Wording("Something else was said here", ""), Wording(title, ""), language)

        assert found.kind == "marker"
        assert found.detail

    def test_a_note_at_the_end_is_found(self):
        note = "Correction: an earlier version named another regiment."

        found = change(Wording("T", BODY), Wording("T", f"{BODY}\nMore.\n{note}"))

        assert (found.kind, found.after) == ("marker", note)

    def test_a_marker_that_was_there_is_not_new(self):
        title = "Ralat: Korut kirim zeni"

        assert corrected(Wording(title, "Satu."), Wording(title, "Satu."), "id") is None

    @pytest.mark.parametrize(
        ("language", "title"),
        [
            ("en", "Correction of oil prices goes on"),
            ("en", "Officers corrected the course"),
            ("de", "Kurskorrektur: Partei ändert sich"),
            ("ru", "Уточнение границ продолжается"),
            ("ko", "수정란 연구 성과"),
            ("ja", "軌道修正が必要"),
            ("id", "Koreksi pasar berlanjut"),
        ],
    )
    def test_words_in_a_sentence_are_no_markers(self, language, title):
        assert by_title("Something else was said here", title, language) is None


class TestKills:
    @pytest.mark.parametrize(
        ("language", "title"),
        [
            ("ko", "[전문취소] 북한 공병 파견"),
            ("en", "KILL: North Korea sappers"),
            ("en", "MANDATORY KILL North Korea sappers"),
            ("en", "WITHDRAWN: North Korea sends sappers"),
            ("ru", "Статья снята с публикации"),
            ("ru", "АННУЛИРОВАНО: КНДР направит сапёров"),
            ("ja", "工兵派遣の記事を取り消します"),
            ("zh", "撤稿声明"),
        ],
    )
    def test_a_kill_marker_takes_the_article_back(self, language, title):
        found = by_title("North Korea sends sappers", title, language)

        assert isinstance(found, Withdrawn)
        assert found.sentence == title

    @pytest.mark.parametrize(
        "title", ["Kill Bill is shown again", "They kill time", "To KILL a fox"]
    )
    def test_killing_is_no_kill(self, title):
        assert by_title("Something else was said here", title) is None

    def test_a_kill_that_was_there_is_not_new(self):
        killed = Wording("KILL: sappers", "")

        assert corrected(killed, Wording("KILL: sappers", "More."), "en") is None


class TestAdditions:
    ADDED = "A spokesman for the ministry in Seoul said that it would watch the border closely."

    def test_a_new_paragraph_is_an_update(self):
        found = by_text(BODY, f"{BODY}\n{self.ADDED}")

        assert found == Updated(paragraphs=(self.ADDED,))

    @pytest.mark.parametrize(
        "line",
        [
            "Read also: Sappers of the world meet in Geneva to talk about mines and much more.",
            "Baca juga: Pasukan zeni membangun jembatan di Cianjur setelah banjir besar itu.",
            "Читайте также: Сапёры нашли мину времён войны на стройке в центре города.",
            "관련기사: 북한 공병이 쿠르스크에 도착했다는 소식이 전해졌다고 한다 그리고 더.",
            "Advertisement. Buy the best boots for the whole family here and now, today.",
            "Sappers of the world meet in Geneva to talk about mines and much more",
            "Short line.",
        ],
    )
    def test_invitations_advertisements_and_headlines_are_nothing(self, line):
        assert by_text(BODY, f"{BODY}\n{line}") is None

    def test_another_layout_is_nothing(self):
        after = BODY.replace("\n", "\n\n").replace("he said", "he  said").upper()

        assert by_text(BODY, after) is None

    def test_paragraphs_in_another_order_are_nothing(self):
        assert by_text(BODY, "\n".join(reversed(BODY.split("\n")))) is None

    def test_a_stamp_of_the_page_is_nothing(self):
        before = f"Updated 17 June 2025, 10:00\n{BODY}"

        assert by_text(before, f"Updated 18 June 2025, 11:30\n{BODY}") is None

    def test_a_polished_sentence_is_nothing(self):
        assert by_text(BODY, BODY.replace("he said", "he told reporters")) is None

    def test_an_edit_far_down_is_no_correction(self):
        filler = "\n".join(f"Sentence {word} stands here for length." for word in "abcdef")
        before = f"{BODY}\n{filler}\nAbout 300 people live there now."

        assert by_text(before, before.replace("300", "400")) is None


def test_a_correction_wins_over_an_addition():
    after = BODY.replace("1,000", "1,500") + "\n" + TestAdditions.ADDED

    assert isinstance(by_text(BODY, after), Correction)


def test_the_change_that_matters_most_stands_first():
    before = Wording("Sappers go to Kursk soon", BODY)
    after = Wording("Correction: Sappers go to Kursk soon", BODY.replace("1,000", "1,500"))

    found = corrected(before, after, "en")

    assert isinstance(found, Correction)
    assert [one.kind for one in found.changes] == ["number", "marker"]


WORDS = st.lists(
    st.sampled_from(["Kim", "sends", "1,000", "not", "工兵", "千", ".", "\n", "Ralat:"])
)


@given(WORDS, st.sampled_from(["en", "id", "ja", "und"]))
def test_a_page_that_did_not_change_says_nothing(words, language):
    page = Wording(" ".join(words[:4]), " ".join(words))

    assert corrected(page, page, language) is None
