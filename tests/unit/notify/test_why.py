import pytest

from monitor.model.hit import Condition, Span, SpanField
from monitor.notify.why import why_sentence


def spans(surface: str, *starts: int, field: SpanField = "text") -> tuple[Span, ...]:
    return tuple(
        Span(
            field=field,
            start=start,
            end=start + len(surface),
            surface=surface,
            term=surface,
            entry=None,
            why="exact",
        )
        for start in starts
    )


def leaf(line: str, *found: Span) -> Condition:
    return Condition(line=line, met=bool(found), spans=found)


def both(*parts: Condition) -> Condition:
    found = tuple(span for part in parts for span in part.spans)
    return Condition(line="a AND b", met=True, spans=found, parts=parts)


SAPPERS = leaf("$sappers", *spans("sapper", 30), *spans("penjinak ranjau", 50))
KURSK = leaf("$kursk", *spans("Kursk", 20, field="title"))
KORUT = leaf("$north_korea", *spans("Korut", 0, field="title"), *spans("Korut", 10))


def test_words_are_told_with_their_places():
    told = why_sentence(both(SAPPERS, KURSK, KORUT), "en", ["Shoigu"])

    assert told == (
        "Why: sapper or penjinak ranjau in the text, Kursk and Korut in the title. "
        "Shoigu adds weight."
    )


def test_the_sentence_is_in_the_readers_language():
    told = why_sentence(both(SAPPERS, KURSK), "id")

    assert told == "Alasan: sapper atau penjinak ranjau dalam teks, Kursk dalam judul."


def test_a_condition_that_was_not_met_is_no_reason():
    told = why_sentence(both(KURSK, leaf("$chess")), "en")

    assert told == "Why: Kursk in the title."


def test_what_had_to_be_absent_is_no_reason():
    absent = Condition(line="NOT $chess", met=True, parts=(leaf("$chess"),))

    assert why_sentence(both(KURSK, absent), "en") == "Why: Kursk in the title."


def test_a_word_that_must_not_be_near_is_no_reason():
    far = Condition(
        line="$sappers NOT NEAR/5 $france",
        met=True,
        spans=SAPPERS.spans,
        parts=(SAPPERS, leaf("$france", *spans("Paris", 900))),
    )

    assert why_sentence(far, "en") == "Why: sapper or penjinak ranjau in the text."


def test_one_form_in_two_cases_is_told_once():
    told = why_sentence(leaf("$kursk", *spans("Kursk", 1), *spans("KURSK", 9)), "en")

    assert told == "Why: Kursk in the text."


def test_words_from_right_to_left_do_not_turn_the_sentence_around():
    arabic = both(leaf("$a", *spans("كورسك", 1)), leaf("$b", *spans("ألغام", 9)))

    told = why_sentence(arabic, "en")

    assert told == "Why: \u2068كورسك\u2069 and \u2068ألغام\u2069 in the text."


@pytest.mark.parametrize("language", ["en", "id", "xx", ""])
def test_a_rule_of_filters_only_says_nothing(language: str):
    assert why_sentence(Condition(line="lang:ru", met=True), language) == ""


def test_of_words_inside_each_other_the_longest_is_told():
    kim = leaf("$kim", *spans("Kim", 5), *spans("Kim Jong", 5), *spans("Kim Jong Un", 5))

    assert why_sentence(kim, "en") == "Why: Kim Jong Un in the text."


def test_conditions_met_by_the_same_words_are_told_once():
    wider = leaf("$b", *spans("Sappers", 1), *spans("deminers", 9))
    found = both(leaf("$a", *spans("sappers", 1)), wider)

    assert why_sentence(found, "en") == "Why: Sappers or deminers in the text."


def test_sentences_of_chinese_follow_each_other_without_a_blank():
    assert "。加权" in why_sentence(both(SAPPERS), "zh", ["TASS"])


def test_what_the_title_says_is_not_told_of_the_text():
    again = leaf("$korut", *spans("Korut", 40))

    assert why_sentence(both(SAPPERS, KORUT, again), "en") == (
        "Why: sapper or penjinak ranjau in the text, Korut in the title."
    )
