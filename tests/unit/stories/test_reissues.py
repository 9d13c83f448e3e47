"""Corrections as developments."""

from monitor.stories.corrections import Wording, corrected
from monitor.stories.reissues import corrections, reissue
from tests.rig.tellings import telling

EARLIER = [
    (1, "kabar.example", "Korut kirim 10.000 penjinak ranjau ke Kursk"),
    (2, "kabar.example", "Harga beras naik di Jakarta"),
    (3, "other.example", "Korut kirim 1.000 penjinak ranjau ke Kursk"),
]


def ralat(title: str = "Ralat: Korut kirim 1.000 penjinak ranjau ke Kursk", **options):
    return telling(title, language="id", article=9, **{"site": "kabar.example", **options})


def test_an_article_with_a_marker_corrects_the_nearest_of_its_publisher():
    found = reissue(ralat(), "w", EARLIER)

    assert found is not None
    assert (found.kind, found.watch, found.article) == ("correction", "w", 9)
    assert found.before == ("Korut kirim 10.000 penjinak ranjau ke Kursk",)
    assert found.evidence[0].text == found.after


def test_other_publishers_are_not_corrected():
    assert reissue(ralat(site="third.example"), "w", EARLIER) is None


def test_an_article_without_a_marker_corrects_nothing():
    assert reissue(ralat("Korut kirim 1.000 penjinak ranjau ke Kursk"), "w", EARLIER) is None


def test_a_title_written_anew_has_no_wording_before():
    found = reissue(ralat("Ralat: redaksi keliru soal jumlah"), "w", EARLIER)

    assert found is not None
    assert found.before == ()


def read_again(before: str, after: str):
    now = telling("T", after, article=5)
    return corrections(corrected(Wording("T", before), Wording("T", after), "en"), now, "w")


def test_a_changed_sentence_is_told_with_its_place():
    found = read_again("Kim sends 1,000 sappers to Kursk.", "Kim sends 1,500 sappers to Kursk.")

    assert [one.kind for one in found] == ["correction"]
    assert found[0].before == ("Kim sends 1,000 sappers to Kursk.",)
    assert found[0].after == found[0].evidence[0].text == "Kim sends 1,500 sappers to Kursk."


def test_a_second_correction_is_another_one():
    first = read_again("Kim sends 1,000 sappers to Kursk.", "Kim sends 1,500 sappers to Kursk.")
    second = read_again("Kim sends 1,500 sappers to Kursk.", "Kim sends 1,600 sappers to Kursk.")

    assert first[0].subject != second[0].subject


def test_an_addition_is_told_as_an_update():
    added = "A spokesman in Seoul said that the border would be watched closely."

    found = read_again("Kim sends sappers.", f"Kim sends sappers.\n{added}")

    assert [(one.kind, one.after) for one in found] == [("updated", added)]
    assert found[0].evidence[0].text == added


def test_a_withdrawal_is_told():
    found = read_again("Kim sends sappers.", "MANDATORY KILL. Kim sends sappers.")

    assert [one.kind for one in found] == ["withdrawn"]


def test_nothing_is_told_of_nothing():
    assert read_again("Kim sends sappers.", "Kim sends sappers.") == ()
