"""ACC: what is a good alt text, link, heading and table, and what is let be."""

import base
import pytest

FILM = b"\0\0\0\x18ftypisom"
"""As much of a film as its name needs here; what it really is, is MED's affair."""


def found(changes: dict[str, str | bytes | None]) -> list[tuple[str, int, int]]:
    return [
        (finding.code, finding.span.line, finding.span.column)
        for finding in base.findings(changes)
        if finding.code.startswith("ACC")
    ]


def codes(changes: dict[str, str | bytes | None]) -> list[str]:
    return [code for code, *_ in found(changes)]


def welcome(text: str) -> dict[str, str | bytes | None]:
    return {"welcome.md": f"# Välkommen\n\n{text}\n"}


def shown(alt: str) -> dict[str, str | bytes | None]:
    return welcome(f"![{alt}](media/rum.png)")


@pytest.mark.parametrize(
    ("alt", "expected"),
    [
        ("Ett ljust rum.", []),
        ("Rummet där du möter S:t Göran.", []),
        ("Dr. Ek hälsar på i St. Olofs rum kl. 9.00.", []),
        ("x" * 75 + " rum.", []),
        ("", ["ACC001"]),
        (" ", ["ACC001"]),
        ("x" * 76 + " rum.", ["ACC003"]),
        ("Ett ljust rum", ["ACC003"]),
        ("Ett ljust rum!", ["ACC003"]),
        ("Rum.", ["ACC003"]),
        ("rum, säng, fönster.", ["ACC003"]),
        ("rum; säng", ["ACC003"]),
        ("Ett rum. En säng.", ["ACC003"]),
        ("Ser du? Ett rum.", ["ACC003"]),
        ("rum.png", ["ACC004"]),
        ("Sovrum-2.JPG.", ["ACC004"]),
        ("IMG_2034", ["ACC004"]),
        ("DSC00012.", ["ACC004"]),
        ("IMG-20260501-WA0003", ["ACC004"]),
        ("20260501_101112", ["ACC004"]),
        ("bild1", ["ACC004"]),
        ("Bild 1.", ["ACC004"]),
        ("Skärmavbild 2026-05-01 kl. 10.12.13", ["ACC004"]),
        ("Bild 1 visar ett rum.", []),
    ],
)
def test_an_alt_text_is_one_finding_at_most(alt: str, expected: list[str]) -> None:
    assert codes(shown(alt)) == expected


def test_an_alt_text_is_found_where_it_is_written() -> None:
    text = "![Ett rum.](media/rum.png) och ![säng](media/rum.png 'Text.')"
    assert found(welcome(text)) == [("ACC003", 3, 34)]
    assert found(welcome(text.replace("(media/rum.png 'Text.')", "[a]\n\n[a]: media/rum.png"))) == [
        ("ACC003", 3, 34)
    ]


def test_a_name_with_numbers_is_a_file_name_only_if_it_is_the_files() -> None:
    changes = {
        "media/rum-2.png": base.picture(),
        "media/media.yaml": base.MEDIA_LIST
        + "  - {id: rum-2, file: rum-2.png, rights: {holder: A, licence: B}}\n",
    }
    assert codes({**changes, **welcome("![rum-2](media/rum-2.png)")}) == ["ACC004"]
    assert codes({**changes, **welcome("![Plan 2.](media/rum-2.png)")}) == ["ACC003"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![](media/rum.png)", []),
        ("![Ett rum.](media/rum.png)", [("ACC002", 3, 3)]),
        ('![](media/rum.png "Ett rum.")', [("ACC002", 3, 20)]),
        ('![rum](media/rum.png "Ett rum.")', [("ACC002", 3, 3)]),
        ("![Ett rum.][rum]\n\n[rum]: media/rum.png", [("ACC002", 3, 3)]),
    ],
)
def test_a_decorative_picture_says_nothing(text: str, expected: list[object]) -> None:
    decorative = base.MEDIA_LIST.replace("rum.png,", "rum.png, decorative: true,")
    ground = base.GROUND.replace("![Ett ljust rum.]", "![]")
    changes = {"media/media.yaml": decorative, "modules/grund.md": ground}
    assert found({**changes, **welcome(text)}) == expected


def test_what_is_not_listed_is_not_said_to_lack_an_alt_text() -> None:
    """It may be decorative; that it is not listed is the finding."""
    assert codes({**welcome("![](media/ny.png)"), "media/ny.png": base.picture()}) == []
    assert codes(welcome("![](media/borta.png)")) == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Andningsövning", []),
        ("Film 1", []),
        ("En film om sömn", []),
        ("", ["ACC001"]),
        ("andas.mp4", ["ACC004"]),
        ("IMG_2034.MOV", ["ACC004"]),
    ],
)
def test_a_film_has_a_name_and_not_a_sentence(name: str, expected: list[str]) -> None:
    listed = "  - {id: andas, file: andas.mp4, language: sv, rights: {holder: A, licence: B}}\n"
    changes = {"media/andas.mp4": FILM, "media/media.yaml": base.MEDIA_LIST + listed}
    assert codes({**changes, **welcome(f"![{name}](media/andas.mp4)")}) == expected


@pytest.mark.parametrize(("file", "expected"), [("a.mp4", 4), ("a.mp3", 4), ("a.png", 0)])
def test_a_film_or_a_sound_states_its_language(file: str, expected: int) -> None:
    listed = f"  - {{id: a, file: {file}, rights: {{holder: A, licence: B}}}}\n"
    places = found({f"media/{file}": FILM, "media/media.yaml": base.MEDIA_LIST + listed})
    assert [place for place in places if place[0] == "ACC011"] == (
        [("ACC011", expected, 5)] if expected else []
    )


@pytest.mark.parametrize(
    ("page", "text", "expected"),
    [
        ("welcome.md", "# A\n\n## B\n\nC.\n\n### D\n\nE.\n\n## F\n\nG.\n", []),
        ("welcome.md", "# A\n\n### B\n\nC.\n", [("ACC005", 3, 5)]),
        ("staff.md", "# A\n\n## B\n\nC.\n\n#### D\n\nE.\n", [("ACC005", 7, 6)]),
        ("staff.md", "# A\n\n#### B\n\n##### C\n\nD.\n", [("ACC005", 3, 6)]),
        ("welcome.md", "## A\n\nB.\n", []),
        ("modules/start.md", "# A {#a}\n\n### B {#b}\n\nC.\n", []),
        ("modules/start.md", "# A {#a}\n\n#### B\n\nC.\n", [("ACC005", 3, 6)]),
    ],
)
def test_headings_go_down_by_one(page: str, text: str, expected: list[object]) -> None:
    """A step without its section is told by STR006, and a page without its title too."""
    assert found({page: text}) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Läs mer](https://x.example)", ["ACC006"]),
        ("[läs  mer »](https://x.example)", ["ACC006"]),
        ("[**Här**](https://x.example)", ["ACC006"]),
        ("[Read more…](https://x.example)", ["ACC006"]),
        ("[](https://x.example)", ["ACC006"]),
        ("<https://x.example/somn>", ["ACC006"]),
        ("[www.x.example](https://www.x.example)", ["ACC006"]),
        ("[x.example/somn](https://x.example/somn)", ["ACC006"]),
        ("[1177.se](https://www.1177.se)", []),
        ("<somn@x.example>", []),
        ("[Läs mer om sömn](https://x.example)", []),
        ("[Här kan du läsa om sömn](https://x.example)", []),
    ],
)
def test_the_text_of_a_link(text: str, expected: list[str]) -> None:
    assert codes(welcome(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Om a](https://x.example/a) [om A.](https://x.example/b)", ["ACC007"]),
        ("[Om a](https://x.example/a) [om a](https://x.example/a)", []),
        ("[Om a](modules/start.md) [om a](./modules/start.md)", []),
        ("[Om a](modules/start.md) [om a](modules/start.md#start)", ["ACC007"]),
        (
            "[Om a](https://x.example/a)\n\n[Om a](https://x.example/b) [om a](https://x.example/c)",
            ["ACC007"] * 2,
        ),
        ("[Mer](https://x.example/a) [mer](https://x.example/b)", ["ACC006"] * 2),
    ],
)
def test_two_links_with_one_text(text: str, expected: list[str]) -> None:
    assert codes(welcome(text)) == expected


def test_the_same_text_on_two_pages_is_no_matter() -> None:
    page = "# A\n\n[Om a](https://x.example/{name})\n"
    changes = {name: page.format(name=name) for name in ("welcome.md", "staff.md")}
    assert codes(dict(changes)) == []


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("| När | Vad |", []),
        ("| | Vad |", [("ACC008", 3, 2)]),
        ("| När |  |", [("ACC008", 3, 8)]),
        ("|  |  |", [("ACC008", 3, 2)]),
    ],
)
def test_the_header_of_a_table(header: str, expected: list[object]) -> None:
    assert found(welcome(f"{header}\n| --- | --- |\n| Nu | Vila. |")) == expected


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("🌙", ["ACC009"]),
        ("…", ["ACC009"]),
        ("1.", ["ACC009"]),
        ("&nbsp;", ["ACC009"]),
        ("", ["ACC009"]),
        ("112", []),
        ("1177", []),
        ("Å", []),
        ("🌙 Natt", []),
    ],
)
def test_a_heading_has_words(heading: str, expected: list[str]) -> None:
    assert codes(welcome(f"## {heading}\n\nText.")) == expected


def test_an_empty_heading_of_a_step_is_told_once() -> None:
    assert codes({"modules/start.md": "# A {#a}\n\n## {#b}\n\nText.\n"}) == []


ENGLISH = "Keep a diary for two weeks, and write down when you go to bed and when you get up."
SWEDISH = "För dagbok i två veckor, och skriv upp när du går och lägger dig och när du stiger upp."
ARABIC = "احتفظ بمفكرة لمدة أسبوعين واكتب متى تذهب إلى الفراش"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ENGLISH, [("ACC010", 3, 1)]),
        (SWEDISH, []),
        (ARABIC, [("ACC010", 3, 1)]),
        (f"- {ENGLISH}", [("ACC010", 3, 3)]),
        (f"{SWEDISH} På engelska heter det sleep diary.", []),
        ("Keep calm and carry on.", []),
        (f"```\n{ENGLISH}\n```", []),
    ],
)
def test_a_paragraph_in_another_language(text: str, expected: list[object]) -> None:
    assert found(welcome(text)) == expected


def test_an_english_moment_is_in_english() -> None:
    english = {"moment.yaml": base.SETTINGS.replace("language: sv", "language: en")}
    assert codes({**english, **welcome(ENGLISH)}) == []
    assert codes({**english, **welcome(SWEDISH)}) == ["ACC010"]


def test_the_text_of_an_english_film_is_in_english() -> None:
    listed = "  - {id: a, file: a.mp4, language: en, transcript: a.md, rights: {holder: A, licence: B}}\n"
    changes = {"media/a.mp4": FILM, "media/media.yaml": base.MEDIA_LIST + listed}
    assert "ACC010" not in codes({**changes, "media/a.md": f"# Diary\n\n{ENGLISH}\n"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Klicka på den gröna knappen.", 1),
        ("Det röda fältet fyller du i sist.", 1),
        ("Svara i de mörkblå rutorna.", 1),
        ("Läs raderna i rött.", 1),
        ("Det viktiga är markerat med gult.", 1),
        ("Press the green button.", 1),
        ("Click the button in red.", 1),
        ("Klicka på den gröna knappen Spara.", 0),
        ("Klicka på den gröna knappen **Spara**.", 0),
        ("Klicka på den gröna knappen ”Spara”.", 0),
        ("Klicka på den gröna knappen som heter Spara.", 0),
        ("Press the green button Save.", 0),
        ("Följ den röda tråden i texten.", 0),
        ("Ät det gröna äpplet och den gula paprikan.", 0),
        ("De vita blodkropparna försvarar kroppen.", 0),
        ("Linjen i diagrammet visar din sömn.", 0),
    ],
)
def test_what_is_told_by_colour_alone(text: str, expected: int) -> None:
    assert codes(welcome(text)) == ["ACC012"] * expected


def test_a_colour_in_a_form_is_found_at_its_words() -> None:
    form = base.FORM.replace("Känner du oro?", "Tryck på den gröna knappen, och svara.")
    line = form.split("\n")[9]
    assert found({"forms/enkat.yaml": form}) == [("ACC012", 10, line.index("den gröna") + 1)]
