"""Copies and what only looks like one."""

from monitor.stories.copies import Text, compare

WIRE_TITLE = "Freight train derails near Uelm"
WIRE = (
    "A freight train left the rails near Uelm on Monday night and closed the line to the coast. "
    "Seven of 31 wagons fell over, the railway said. Nobody was hurt. "
    "The train carried gravel to the harbour. A broken axle is thought to be the reason, and a "
    "crane is on its way from the south. Travellers need about 50 minutes more until Wednesday."
)
FORM = (
    "Unknown men broke into a {what} on {street} in the night to Monday. They forced a {door} open "
    "between {hour} and 6 o'clock and searched several rooms. They took {loot}. The damage is not "
    "known yet. Witnesses are asked to call the police station of the town on its usual number."
)
LINES = (
    "Read on with a subscription. Test our offer for four weeks and pay one euro only. You can "
    "cancel at any time. Are you a subscriber already? Then sign in here. We use cookies to make "
    "our pages better, and you may change your choice at any time at the end of every page."
)


def is_copy(one: tuple[str, str], other: tuple[str, str], *, one_site: bool = False) -> bool:
    return compare(Text(*one, "en"), Text(*other, "en"), one_site=one_site).is_copy


def veto(one: tuple[str, str], other: tuple[str, str]) -> str:
    return compare(Text(*one, "en"), Text(*other, "en"), one_site=False).veto


def test_a_text_under_another_headline_is_a_copy():
    assert is_copy((WIRE_TITLE, WIRE), ("Gravel on the line: travellers need patience", WIRE))


def test_a_shortened_text_and_a_prolonged_one_are_copies():
    first = " ".join(WIRE.split(". ")[:3]) + "."
    more = WIRE + " The mayor of the village said that he had heard a bang, and then nothing."

    assert is_copy((WIRE_TITLE, WIRE), (WIRE_TITLE, first))
    assert is_copy((WIRE_TITLE, more), (WIRE_TITLE, WIRE))


def test_numbers_may_be_written_otherwise():
    other = WIRE.replace("Seven", "7").replace("31", "thirty-one")

    assert is_copy((WIRE_TITLE, WIRE), (WIRE_TITLE, other))


def test_the_lines_of_an_outlet_after_a_text_change_nothing():
    assert is_copy((WIRE_TITLE, WIRE), (WIRE_TITLE, f"{WIRE} {LINES}"))


def test_a_form_that_is_filled_in_anew_is_no_copy():
    shop = FORM.format(what="barber's shop", street="Long Street", door="window", hour=22,
                       loot="coins and notes")  # fmt: skip
    school = FORM.format(what="kindergarten", street="Mill Lane", door="terrace", hour=20,
                         loot="a laptop and a camera")  # fmt: skip
    one, other = ("Break-in at barber's shop", shop), ("Break-in at kindergarten", school)

    assert not is_copy(one, other)
    assert veto(one, other)


def test_two_articles_behind_one_subscription_line_are_no_copies():
    one = ("Council quarrels over the garage", f"The vote is on Thursday. {LINES}")
    other = ("Baker closes after 112 years", f"Nobody takes the shop over. {LINES}")

    assert not is_copy(one, other, one_site=True)
    assert not is_copy(one, other)


def test_a_table_with_other_numbers_is_no_copy():
    table = (
        "The numbers drawn on {day} are {numbers}. The extra number is {extra}. All without "
        "liability, and play with measure: help is given by telephone at any hour of the day."
    )
    one = (
        "Numbers of Wednesday",
        table.format(day="Wednesday", numbers="4, 11, 17, 23, 38", extra=7),
    )
    other = (
        "Numbers of Saturday",
        table.format(day="Saturday", numbers="2, 9, 19, 30, 47", extra=3),
    )

    assert veto(one, other) == "veto_numbers"


def test_the_order_of_two_articles_does_not_matter():
    more = WIRE + " The mayor of the village said that he had heard a bang, and then nothing."

    assert is_copy((WIRE_TITLE, more), ("x", WIRE)) == is_copy(("x", WIRE), (WIRE_TITLE, more))


def test_texts_of_a_few_words_are_never_compared():
    assert not is_copy(("Rain", "Rain is coming."), ("Rain", "Rain is coming."))


def test_texts_without_spaces_are_compared_by_characters():
    text = "星期一晚上一列货运列车在郊外脱轨，开往港口的线路因此中断，铁路部门说没有人员受伤。"

    verdict = compare(Text("货车脱轨", text, "zh"), Text("列车出事", text, "zh"), one_site=False)

    assert verdict.is_copy


def test_two_texts_that_only_begin_alike_are_no_copies():
    intro = "In our series we meet people who live and work by the river all the year round. "
    one = ("By the river: the ferrywoman", f"{intro}Anna has steered the ferry for 31 years; in "
           "winter she takes the doctor and the mail across the cold water.")  # fmt: skip
    other = ("By the river: the angler", f"{intro}Karl no longer catches fish but counts them for "
             "the county, and this autumn more salmon came than ever before.")  # fmt: skip

    assert not is_copy(one, other)


def test_a_piece_of_a_list_of_news_is_no_copy_of_it():
    others = " ".join(f"Council number {place} met on {place} issues of its town." * 3
                      for place in range(6))  # fmt: skip

    assert veto((WIRE_TITLE, WIRE), ("News of the region", f"{others} {WIRE}")) == "veto_piece"
    assert is_copy((WIRE_TITLE, WIRE), ("News of the region", f"{WIRE} {others}"))


def test_a_list_of_other_streets_is_a_form():
    form = (
        "Speed is checked in our town this week, too. The cars stand in {} on Monday, in {} on "
        "Tuesday and in {} on Friday. Other checks may be made in all parts of town at any hour."
    )
    one = ("Where speed is checked", form.format("Mill Lane", "Long Street", "High Street"))
    other = ("Where speed is checked", form.format("Lake Lane", "Oak Street", "Hill Street"))

    assert veto(one, other) == "veto_form"


def test_german_without_umlauts_is_german():
    title, text = "Güterzug entgleist", (
        "Ein Güterzug ist am Montag bei Ülmen entgleist, die Strecke zur Küste bleibt länger "
        "gesperrt. Verletzt wurde niemand, sagte ein Sprecher der Bahn."
    )  # fmt: skip
    plain = text.replace("ü", "ue").replace("Ü", "Ue").replace("ä", "ae")

    verdict = compare(Text(title, text, "de"), Text(title, plain, "de"), one_site=False)

    assert (verdict.is_copy, verdict.covered) == (True, 1.0)
