"""LIX: sentences that abbreviations do not end, words, and what costs most."""

import pytest

from builder.wording import measure, sentences, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("En mening utan punkt", ["En mening utan punkt"]),
        ("En. Två! Tre? Fyra…", ["En.", "Två!", "Tre?", "Fyra…"]),
        ("Kom kl. 9.00. Gå sedan.", ["Kom kl. 9.00.", "Gå sedan."]),
        ("Kom kl. 9. Gå sedan.", ["Kom kl. 9.", "Gå sedan."]),
        ("Ät t.ex. Äpplen. Drick.", ["Ät t.ex. Äpplen.", "Drick."]),
        ("Bl.a. Kalmar. Slut.", ["Bl.a. Kalmar.", "Slut."]),
        ("Fråga dr. Lind (leg. Psykolog). Vänta.", ["Fråga dr. Lind (leg. Psykolog).", "Vänta."]),
        ("Ta kläder m.m. Packa lätt.", ["Ta kläder m.m.", "Packa lätt."]),
        ("Ta kläder m.m. och skor.", ["Ta kläder m.m. och skor."]),
        ("Läs på 1177.se. Ring 112.", ["Läs på 1177.se.", "Ring 112."]),
        ("1. Andas in. 2. Andas ut.", ["1. Andas in.", "2. Andas ut."]),
        ("Den 3. gången. Se kap. 4.", ["Den 3. gången.", "Se kap. 4."]),
        ("Säg: ”Nej.” Gå sedan. (Vila.) Sov.", ["Säg: ”Nej.”", "Gå sedan.", "(Vila.)", "Sov."]),
        ("Nu... Då. – Hej?! Ja.", ["Nu...", "Då.", "– Hej?!", "Ja."]),
        (". Hej", [".", "Hej"]),
        ("Ångest. Äter du? Öl.", ["Ångest.", "Äter du?", "Öl."]),
    ],
)  # fmt: skip
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_words() -> None:
    assert words("E-legitimation, kl. 9.00–15.30 på 1177.se (och/eller dr.) – ja_nej!") == [
        *("E-legitimation", "kl", "9.00–15.30", "på", "1177.se", "och/eller", "dr", "ja", "nej"),
    ]


def test_lix_by_hand() -> None:
    # 10 words, 2 sentences, 3 long: 10 / 2 + 100 * 3 / 10
    result = measure(["Sömnen styrs av krafter i kroppen.", "Du behöver sova mer."])
    assert (len(result.words), len(result.sentences)) == (10, 2)
    assert result.long_words == ("krafter", "kroppen", "behöver")
    assert result.lix == 35


def test_a_heading_and_an_item_are_sentences_of_their_own() -> None:
    assert len(measure(["Rubrik", "ett", "två. Tre"]).sentences) == 4


def test_what_has_no_words_is_nothing() -> None:
    assert (measure([]).lix, measure(["–", "…"]).lix, measure([""]).sentences) == (0, 0, ())


def test_figures_and_addresses_are_not_long() -> None:
    assert measure(["2026-05-15 1177.se 08-123456789 e-legitimation"]).long_words == (
        "e-legitimation",
    )


def test_the_hardest_sentences_come_first_and_once() -> None:
    hard = "Regelbundenhet underlättar återhämtningen."
    result = measure([f"Du sover. {hard} Vila mycket. {hard} Gå ut."])
    assert result.hardest(2)[0] == hard
    assert len(result.hardest(9)) == 4
