"""Pictures at questions: what is missing, unlisted, no picture, or badly said, and where."""

import base
import pytest

FILM = b"\0\0\0\x18ftypisom"
LISTED = (
    base.MEDIA_LIST
    + "  - {id: dekor, file: dekor.png, decorative: true, rights: {holder: A, licence: B}}\n"
)
WITH_DECORATION = {"media/media.yaml": LISTED, "media/dekor.png": base.picture()}


def form(picture: str) -> str:
    """Return a form with a picture at its only question, on line 11."""
    start, _, _ = base.FORM.partition("      - {id: oro")
    return f"{start}      - id: oro\n        picture: {picture}\n        type: yes-no\n        text: Oro?\n"


def found(
    picture: str, changes: dict[str, str | bytes | None] | None = None
) -> list[tuple[str, int, int]]:
    return [
        (one.code, one.span.line, one.span.column)
        for one in base.findings({"forms/enkat.yaml": form(picture), **(changes or {})})
    ]


FILE_AT, ALT_AT = 25, 48
"""The columns of the values in `picture: {file: ../media/rum.png, alt: …}`."""


@pytest.mark.parametrize(
    ("picture", "expected"),
    [
        ("{file: ../media/rum.png, alt: Ett ljust rum.}", []),
        ("{file: ../forms/../media/./rum.png, alt: Ett ljust rum.}", []),
        ("{file: ../media/rumm.png, alt: Ett ljust rum.}", [("REF003", 11, FILE_AT)]),
        ("{file: https://prov.example/rum.png, alt: Ett rum.}", [("REF003", 11, FILE_AT)]),
        ("{file: /media/rum.png, alt: Ett rum.}", [("REF003", 11, FILE_AT)]),
        ("{file: media/rum.png, alt: Ett rum.}", [("REF003", 11, FILE_AT)]),
        ("{file: media:rum, alt: Ett rum.}", [("REF003", 11, FILE_AT)]),
        ("{file: ../../annat/media/rum.png, alt: Ett rum.}", [("REF003", 11, FILE_AT)]),
        ("{file: ../modules/start.md, alt: Ett rum.}", [("REF005", 11, FILE_AT)]),
        ("{file: enkat.yaml, alt: Ett rum.}", [("REF005", 11, FILE_AT)]),
        ("{file: ../media/rum.png}", [("ACC001", 11, FILE_AT)]),
        ("{file: ../media/rum.png, alt: Rummet}", [("ACC003", 11, ALT_AT)]),
        ("{file: ../media/rum.png, alt: Ett rum}", [("ACC003", 11, ALT_AT)]),
        (f"{{file: ../media/rum.png, alt: {'Rum ' * 20}och mer.}}", [("ACC003", 11, ALT_AT)]),
        ("{file: ../media/rum.png, alt: Ett rum. Ett fönster.}", [("ACC003", 11, ALT_AT)]),
        ("{file: ../media/rum.png, alt: IMG_2034}", [("ACC004", 11, ALT_AT)]),
        ("{alt: Ett ljust rum.}", [("STR015", 11, 18)]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_once_and_where_it_stands(
    picture: str, expected: list[tuple[str, int, int]]
) -> None:
    assert found(picture) == expected


def test_a_misspelt_name_is_mended_and_another_is_proposed() -> None:
    findings = base.findings({"forms/enkat.yaml": form("{file: ../media/Rum.png, alt: Ett rum.}")})
    (one,) = findings
    assert one.fix
    assert [edit.text for edit in one.fix.edits] == ["../media/rum.png"]
    (other,) = base.findings({"forms/enkat.yaml": form("{file: ../media/rumm.png, alt: A b.}")})
    assert "did you mean “../media/rum.png”?" in str(other.message)
    assert [str(part) for part in other.place] == ["the form “Enkät”", "question 1"]


def test_a_picture_that_is_not_listed() -> None:
    new = {"media/ny.png": base.picture()}
    assert found("{file: ../media/ny.png, alt: Ett rum.}", new) == [("REF006", 11, FILE_AT)]
    both = {**new, "welcome.md": "# Välkommen\n\n![Ett rum.](media/ny.png)\n"}
    told = base.findings(
        {"forms/enkat.yaml": form("{file: ../media/ny.png, alt: Ett rum.}"), **both}
    )
    assert [(one.code, one.span.path.rpartition("/")[2]) for one in told] == [
        ("REF006", "welcome.md")
    ]


def test_a_film_is_no_picture() -> None:
    film = {
        "media/film.mp4": FILM,
        "media/media.yaml": base.MEDIA_LIST
        + "  - {id: film, file: film.mp4, rights: {holder: A, licence: B}}\n",
    }
    codes = [
        one
        for one in found("{file: ../media/film.mp4, alt: A}", film)
        if one[0][:3] in {"REF", "ACC"}
    ]
    assert codes == [("REF005", 11, FILE_AT), ("ACC011", 4, 5)]


def test_a_decorative_picture_says_nothing() -> None:
    assert found("{file: ../media/dekor.png}", WITH_DECORATION) == []
    assert found("{file: ../media/dekor.png, alt: Ett rum.}", WITH_DECORATION) == [
        ("ACC002", 11, ALT_AT + 2)
    ]


def test_what_a_question_shows_is_used_and_nothing_else_is() -> None:
    ground = {
        "modules/grund.md": "# Grunden {#grund}\n\nHär är något att läsa.\n\n[Enkät](../forms/enkat.yaml)\n"
    }
    assert found("{file: ../media/rum.png, alt: Ett rum.}", ground) == [("REF012", 3, 22)]
    hidden = [one[0] for one in found("{file: ../media/rum.png, alt: [}", ground)]
    assert "REF012" not in hidden
    nowhere = [one[0] for one in found("{file: ../media/rumm.png, alt: Ett rum.}", ground)]
    assert nowhere == ["REF003"]


def test_a_shared_form_shows_no_pictures() -> None:
    shared = base.FORM.replace("id: enkat\n", "id: delad\nowner: prov\n").replace(
        "type: yes-no",
        "picture: {file: ../moments/prov/prov/media/rum.png, alt: Ett rum.}, type: yes-no",
    )
    link = base.GROUND + "\n[Delad](../../../../forms/delad.yaml)\n"
    findings = base.findings({"content/forms/delad.yaml": shared, "modules/grund.md": link})
    assert [(one.code, one.span.path, one.span.line) for one in findings] == [
        ("REF003", "content/forms/delad.yaml", 11)
    ]
    assert "can show no pictures" in str(findings[0].message)


def test_a_word_list_reads_alt_texts_and_what_is_said_of_a_pattern() -> None:
    start, _, _ = base.FORM.partition("      - {id: oro")
    text = (
        f"{start}      - id: kod\n        type: text\n        text: Vilken kod?\n"
        "        picture: {file: ../media/rum.png, alt: Ett rum kl. 09:00.}\n"
        "        pattern: '[0-9]{5}'\n        pattern-help: Ring kl. 08:00 till oss.\n"
    )
    told = [(one.code, one.span.line) for one in base.findings({"forms/enkat.yaml": text})]
    assert told == [("WRD002", 13), ("WRD002", 15)]


def test_titles_of_examples_are_not_the_residents_but_hold_no_person() -> None:
    def codes(title: str) -> list[str]:
        example = f"examples:\n  - {{id: a, title: {title}, answers: {{oro: yes}}, expect: {{shown: [oro]}}}}\n"
        return [one.code for one in base.findings({"forms/enkat.yaml": base.FORM + example})]

    assert codes("Brukaren svarar ja") == []
    assert codes("Personnummer 19121212-1212") == ["PRV001"]
    assert codes("Skriv till anna.ek@gmail.com") == ["PRV003"]


def test_what_other_programs_call_a_picture_is_understood() -> None:
    text = form("{src: ../media/rum.png, alt: Ett ljust rum.}").replace("picture:", "image:")
    (one,) = (one for one in base.findings({"forms/enkat.yaml": text}) if one.fix)
    assert one.fix
    assert [edit.text for edit in one.fix.edits] == ["picture"]
    inner = base.findings({"forms/enkat.yaml": text.replace("image:", "picture:")})
    assert [edit.text for one in inner if one.fix for edit in one.fix.edits] == ["file"]
