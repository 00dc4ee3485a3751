"""WebVTT: what is right is let be, and every fault is told at its line and column."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.media import Captions, Cue, inspect, late_fault, timing_faults
from builder.media.captions import read_captions
from builder.media.cue import MAX_FAULTS, read_time, show_time
from builder.media.kind import VTT


def read(text: str) -> Captions:
    return read_captions(text)


def faults(text: str) -> list[tuple[int, int, int, str]]:
    return [(one.line, one.column, one.end_column, str(one.message)) for one in read(text).faults]


def cue(words: str, times: str = "00:01.000 --> 00:09.000") -> str:
    return f"WEBVTT\n\n{times}\n{words}\n"


RIGHT = """\
WEBVTT - Andas lugnt

REGION
id:low width:40% lines:3
regionanchor:0%,100% viewportanchor:10%,90.5% scroll:up

STYLE
::cue { color: white }

NOTE Kommentar
på två rader

1
00:01.000 --> 00:04.000
Sitt bekvämt,
och följ cirkeln.

NOTE

andra
00:00:04.000 --> 00:00:08.250 line:-1,end position:50%,line-left size:100% align:start region:low
<v.lugn Rösten>Andas <i>in</i> &amp; <b.stor>ut</b> &#228;&nbsp;<00:05.000>nu</v>

100:00:00.000 --> 100:00:01.000 vertical:rl
<v Rösten>Bara en röst

100:00:02.000\t-->  100:00:03.000
<c.gul.stor>gult</c> <u>under</u> <lang sv>svenska</lang> <ruby>ett<rt>två</ruby> 3 > 2


"""


def test_what_is_right_has_no_fault() -> None:
    assert faults(RIGHT) == []
    assert [(one.line, one.start, one.end, one.is_placed) for one in read(RIGHT).cues] == [
        (14, 1000, 4000, False),
        (21, 4000, 8250, True),
        (24, 360_000_000, 360_001_000, True),
        (27, 360_002_000, 360_003_000, False),
    ]
    first = read(RIGHT).cues[0]
    assert (first.column, first.end_column) == (1, 24)
    assert [line.number for one in read(RIGHT).cues for line in one.words] == [15, 16, 22, 25, 28]
    assert [line.text for line in read(RIGHT).cues[2].words] == ["<v Rösten>Bara en röst"]


@pytest.mark.parametrize(
    "text", ["", "webvtt\n", "WEBVTTX\n\n", "1\n00:00.000", " WEBVTT\n", "\nWEBVTT"]
)
def test_what_is_no_webvtt_at_all(text: str) -> None:
    assert faults(text) == [
        (
            1,
            1,
            len(text.split("\n", maxsplit=1)[0]) + 1,
            "a WebVTT file begins with the word WEBVTT",
        )
    ]


def test_line_ends_and_marks_of_other_systems() -> None:
    for text in (RIGHT.replace("\n", "\r\n"), RIGHT.replace("\n", "\r"), "\ufeff" + RIGHT):
        facts = inspect(text.encode(), VTT)
        assert facts.type == VTT
        assert facts.captions == read(RIGHT)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the beginning
        ("WEBVTT", (1, 1, 7, "there is no cue: nothing is ever shown")),
        ("WEBVTT\n\nNOTE ingen\n", (1, 1, 7, "there is no cue: nothing is ever shown")),
        ("WEBVTT\n00:01.000 --> 00:02.000\nHej\n", (2, 1, 24, "an empty line must stand after the first line")),
        ("WEBVTT\nKind: captions\n\n" + cue("Hej")[8:], (2, 1, 15, "only an empty line may stand after the first line: “Kind: captions”")),
        ("WEBVTT\n \n" + cue("Hej")[8:], (2, 1, 2, "the line looks empty but holds spaces, so the cue goes on after it")),
        # times
        (cue("Hej", "00:01,000 --> 00:02.000"), (3, 1, 24, "“00:01,000” has a comma where a full stop must stand")),
        (cue("Hej", "00:01.000 --> 00:00:02,500 line:0"), (3, 1, 27, "“00:00:02,500” has a comma where a full stop must stand")),
        (cue("Hej", "00:01,000 --> 00:02,000 line:x"), (3, 1, 24, "“00:01,000” has a comma where a full stop must stand")),
        (cue("Hej", "0:01.000 --> 00:02.000"), (3, 1, 9, "“0:01.000” is not a time: write it as 00:01.000 or 01:00:01.000")),
        (cue("Hej", "00:61.000 --> 01:02.000"), (3, 1, 10, "“00:61.000” is not a time: write it as 00:01.000 or 01:00:01.000")),
        (cue("Hej", "00:01.000 --> 00:02.00"), (3, 15, 23, "“00:02.00” is not a time: write it as 00:01.000 or 01:00:01.000")),
        (cue("Hej", "00:01.000 -->"), (3, 14, 15, "“” is not a time: write it as 00:01.000 or 01:00:01.000")),
        (cue("Hej", "--> 00:01.000"), (3, 1, 2, "“” is not a time: write it as 00:01.000 or 01:00:01.000")),
        (cue("Hej", "00:01.000-->00:02.000"), (3, 10, 13, "a space must stand before and after -->")),
        (cue("Hej", "00:01.000 -->00:02.000"), (3, 10, 14, "a space must stand before and after -->")),
        (cue("Hej", "och --> 00:02.000"), (3, 1, 4, "“och” is not a time: write it as 00:01.000 or 01:00:01.000")),
        # settings
        (cue("Hej", "00:01.000 --> 00:02.000 align:middle"), (3, 25, 37, "“align:middle” is no setting that WebVTT knows")),
        (cue("Hej", "00:01.000 --> 00:02.000 size:101%"), (3, 25, 34, "“size:101%” is no setting that WebVTT knows")),
        (cue("Hej", "00:01.000 --> 00:02.000 color:red"), (3, 25, 34, "“color:red” is no setting that WebVTT knows")),
        (cue("Hej", "00:01.000 --> 00:02.000 line:0 line:1"), (3, 32, 38, "“line” is set twice")),
        (cue("Hej", "00:01.000 --> 00:02.000 region:up"), (3, 25, 34, "there is no region “up”")),
        # regions and styles
        ("WEBVTT\n\nREGION\nwidth:40%\n" + cue("Hej")[7:], (3, 1, 7, "the region has no id, so no cue can stand in it")),
        ("WEBVTT\n\nREGION\nid:a\n\nREGION\nid:a\n" + cue("Hej")[7:], (7, 1, 5, "the region “a” already exists")),
        ("WEBVTT\n\nREGION\nid:a lines:x\n" + cue("Hej")[7:], (4, 6, 13, "“lines:x” is no setting that WebVTT knows")),
        (cue("Hej") + "\nSTYLE\n::cue {}\n", (6, 1, 6, "STYLE must stand before the first cue; here it does nothing")),
        # blocks
        (cue("Hej\n\nmer"), (6, 1, 4, "“mer” belongs to no cue: times must stand above it, and no empty line between")),
        (cue("Hej\n00:10.000 --> 00:11.000\nDå"), (5, 1, 24, "an empty line must stand before the next cue")),
        (cue("Hej\n \n2\n00:10.000 --> 00:11.000\nDå"), (5, 1, 2, "the line looks empty but holds spaces, so the cue goes on after it")),
        ("WEBVTT\n\nNOTE\nsom så\n00:00.000 --> 00:01.000\nHej\n", (5, 1, 24, "a comment may not hold --> ; an empty line must end it")),
        (cue(""), (3, 1, 24, "the cue has no words")),
        ("WEBVTT\n\na\n00:00.000 --> 00:01.000\nHej\n\na\n00:01.000 --> 00:02.000\nHej\n", (7, 1, 2, "the cue id “a” is already used")),
        # words
        (cue("Lugn & ro"), (4, 6, 7, "the character & is written &amp;")),
        (cue("&ingenting;"), (4, 1, 2, "the character & is written &amp;")),
        (cue("2 < 3"), (4, 3, 4, "the character < is written &lt;")),
        (cue("Hej<br>du"), (4, 4, 8, "<br> is no tag that captions know")),
        (cue('<font color="red">Hej'), (4, 1, 19, '<font color="red"> is no tag that captions know')),
        (cue("<i>Hej"), (4, 1, 4, "<i> is never closed: </i> is missing")),
        (cue("Hej</i>"), (4, 4, 8, "</i> closes nothing")),
        (cue("<b><i>Hej</b>"), (4, 10, 14, "</b> stands before </i>")),
        (cue("<i du>Hej</i>"), (4, 1, 7, "<i du> may say nothing but its name")),
        (cue("<v>Hej</v>"), (4, 1, 4, "<v> must say who speaks, or which language")),
        (cue("<lang >Hej</lang>"), (4, 1, 8, "<lang > must say who speaks, or which language")),
        (cue("<rt>Hej</rt>"), (4, 1, 5, "<rt> may only stand within <ruby>")),
        (cue("<v Ett>Hej\n<v Två>Hej"), (5, 1, 8, "the voice before this one is not closed: </v> is missing")),
        (cue("Hej <v Ett>du"), (4, 5, 12, "<v Ett> is never closed: </v> is missing")),
        (cue("<00:05>nu"), (4, 1, 8, "“00:05” is not a time: write it as 00:01.000 or 01:00:01.000")),
        (cue("<00:00.500>nu"), (4, 1, 12, "the time 00:00.500 must lie within the cue, after the one before")),
        (cue("<00:05.000>nu <00:04.000>då"), (4, 15, 26, "the time 00:04.000 must lie within the cue, after the one before")),
        (cue("<00:09.000>nu"), (4, 1, 12, "the time 00:09.000 must lie within the cue, after the one before")),
    ],
)  # fmt: skip
def test_one_fault_is_one_fault_at_its_place(
    text: str, expected: tuple[int, int, int, str]
) -> None:
    assert faults(text) == [expected]


def test_a_long_line_is_quoted_only_at_its_beginning() -> None:
    (fault,) = faults(cue("Hej\n\n" + "mer " * 50))
    assert fault[3].startswith("“mer mer")
    assert "…” belongs to no cue" in fault[3]
    assert fault[2] == 201


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        (cue("Hej", "00:01,000 --> 00:02,500"), cue("Hej", "00:01.000 --> 00:02.500")),
        (cue("Hej", "00:01.000-->00:02.000"), cue("Hej", "00:01.000 --> 00:02.000")),
        (cue("Lugn & ro &"), cue("Lugn &amp; ro &amp;")),
        (cue("2 < 3"), cue("2 &lt; 3")),
        (
            cue("Hej\n \n2\n00:10.000 --> 00:11.000\nDå"),
            cue("Hej\n\n2\n00:10.000 --> 00:11.000\nDå"),
        ),
        ("WEBVTT\n\t\n" + cue("Hej")[8:], cue("Hej")),
    ],
)
def test_what_is_certain_is_mended(text: str, mended: str) -> None:
    lines = text.split("\n")
    for one in reversed(read(text).faults):
        assert one.mending is not None
        line = lines[one.line - 1]
        lines[one.line - 1] = line[: one.column - 1] + one.mending + line[one.end_column - 1 :]
    assert "\n".join(lines) == mended
    assert faults(mended) == []


@pytest.mark.parametrize(
    "text", [cue("Hej\n \ndu"), cue("AT&T"), cue("&nbsp"), cue("a <3"), cue("<i>Hej")]
)
def test_what_is_not_certain_is_left(text: str) -> None:
    assert [one.mending for one in read(text).faults] == [None]


# When cues are shown


def at(line: int, start: int, end: int, *, is_placed: bool = False) -> Cue:
    return Cue(line, 1, 24, start, end, is_placed)


@pytest.mark.parametrize(
    ("cues", "said"),
    [
        ([at(1, 0, 10), at(2, 10, 20)], []),
        ([at(1, 10, 10)], [(1, "the cue ends at 00:00.010, not after it begins at 00:00.010")]),
        ([at(1, 20, 10), at(2, 5, 9)], [(1, "the cue ends at 00:00.010, not after it begins at 00:00.020")]),
        ([at(1, 0, 11), at(2, 10, 20)], [(2, "the cue begins at 00:00.010, while the cue above it is shown until 00:00.011")]),
        ([at(1, 0, 11, is_placed=True), at(2, 10, 20)], []),
        ([at(1, 0, 11), at(2, 10, 20, is_placed=True)], []),
        ([at(1, 50, 60), at(2, 10, 20), at(3, 60, 70)], [(2, "the cue begins at 00:00.010, before the cue above it, which begins at 00:00.050")]),
    ],
)  # fmt: skip
def test_cues_come_one_after_another(cues: list[Cue], said: list[tuple[int, str]]) -> None:
    assert [(one.line, str(one.message)) for one in timing_faults(cues)] == said


def test_cues_end_before_the_film() -> None:
    cues = [at(1, 0, 9000), at(2, 9000, 10_500), at(3, 10_500, 12_000), at(4, 12_000, 13_000)]
    assert late_fault(cues[:2], 10) is None
    late = late_fault(cues, 10)
    assert late
    assert (late.line, late.column, late.end_column) == (3, 1, 24)
    assert str(late.message) == "2 cues from here on end after the film, which is over at 00:10.000"
    one = late_fault(cues[:3], 10)
    assert one
    assert str(one.message) == "the cue ends at 00:12.000, but the film is over at 00:10.000"


@pytest.mark.parametrize("text", ["00:00.000", "59:59.999", "01:00:00.000", "100:59:59.999"])
def test_times_are_written_as_they_are_read(text: str) -> None:
    time = read_time(text)
    assert time is not None
    assert show_time(time) == text


def test_digits_of_other_scripts_are_no_times() -> None:
    assert read_time("٠٠:٠٠.٠٠٠") is None


# Against those who want to wear us out


@pytest.mark.parametrize(
    "text",
    [
        "\n" * 300_000,
        " " * 300_000 + "-->",
        "00:01.000 --> " * 20_000,
        "\n00:01.000 --> 00:02.000" * 12_000,
        "x\n\n" * 90_000,
        "00:01.000 --> 00:02.000\n" + "&" * 300_000,
        "00:01.000 --> 00:02.000\n" + "<b>" * 60_000 + "</b>" * 30_000,
        "00:01.000 --> 00:02.000\n<ruby>" + "<b>" * 50_000 + "<rt></rt>" * 20_000,
        "00:01.000 --> 00:02.000\n" + "<" * 300_000,
        "00:01.000 --> 00:02.000\n" + "<v a></v>" * 40_000,
        "00:01.000 --> 00:02.000 " + "line:0 " * 40_000,
        "REGION\n" + "id:a\n" * 60_000,
    ],
)
def test_time_grows_with_the_length_and_no_faster(text: str) -> None:
    before = time.perf_counter()
    assert len(read(f"WEBVTT\n\n{text}").faults) <= MAX_FAULTS
    assert time.perf_counter() - before < 5


PIECES = st.sampled_from(
    [
        *(
            "WEBVTT",
            "\n",
            "\n\n",
            " ",
            "\t",
            "-->",
            " --> ",
            "00:01.000",
            "00:02.000",
            "0:1",
            "NOTE",
        ),
        *("STYLE", "REGION", "id:a", "<v A>", "</v>", "<i>", "</i>", "<", ">", "&", "&amp;", "Hej"),
        *("<00:01.500>", "line:1", "<ruby>", "<rt>", "</ruby>", "å", "é", "\ufeff", "\u200b"),
    ]
)


@settings(max_examples=400)
@given(st.lists(PIECES | st.text(max_size=3), max_size=40))
def test_no_text_makes_it_raise(pieces: list[str]) -> None:
    text = "WEBVTT\n\n" + "".join(pieces).replace("\r", "")
    captions = read(text)
    lines = text.split("\n")
    for fault in captions.faults:
        assert 1 <= fault.column <= fault.end_column
        assert fault.end_column <= len(lines[fault.line - 1]) + 2
    assert captions.cues or captions.faults
    list(timing_faults(captions.cues))
    late_fault(captions.cues, 1)
