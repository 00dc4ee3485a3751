"""Findings of every sort, for the tests of reports."""

from builder.checks import Finding, Severity
from builder.message import tell
from builder.model import Waiver
from builder.problem import Edit, Edits, Rename, Rework, Span, Work

FOLDER = "content/moments/prov/prov"
FORM = f"{FOLDER}/forms/enkat.yaml"
PAGE = f"{FOLDER}/modules/start.md"
PICTURE = f"{FOLDER}/media/Sömn Bild.PNG"
ODD = f'{FOLDER}/a%,:b\n"<&\x01\udcff.md'
"""A name with everything that some format has its own meaning for, or cannot hold at all."""

WAIVER = Waiver.model_validate(
    {
        "code": "ACC003",
        "place": "modules/start.md",
        "reason": "Skrivs om i vår.",
        "who": "Samordnare",
        "until": "2027-05-01",
    }
)


def finding(path: str = PAGE, code: str = "REF003", line: int = 3, **given: object) -> Finding:
    """Return an error that stands on five characters, but for what is `given`."""
    values: dict[str, object] = {
        "span": Span(path, line, 2, line, 7),
        "code": code,
        "severity": Severity.ERROR,
        "message": tell("there is no file “{target}”", target="a.md"),
        "place": (tell("the module “{title}”", title="Start"),),
        "anchor": f"{path.removeprefix(FOLDER)[1:]}#start",
    }
    return Finding(**{**values, **given})


ALL = (
    finding(
        FORM,
        "STR017",
        place=(tell("the form “{title}”", title="Enkät"), tell("question {n}", n=4)),
        fix=Edits((Edit(Span(FORM, 3, 2, 3, 7), '"2026"'), Edit(Span(FORM, 2, 1, 2, 1), "# å\n"))),
    ),
    finding(
        PICTURE, "NAM001", span=Span(PICTURE), place=(), fix=Rename(PICTURE, "somn-bild.png"),
    ),
    finding(PICTURE, "MED008", span=Span(PICTURE), fix=Rework(PICTURE, Work.STRIP)),
    finding(ODD, place=(), message=tell("“{x}” is odd", x="%\r\n::\x00,\ud800\x1b[1m")),
    finding(line=3),
    finding(line=9),
    finding(code="ACC003", severity=Severity.WARNING, waiver=WAIVER),
    finding(code="REF012", severity=Severity.WARNING, span=Span(PAGE, 4, 1, 6, 3)),
    finding("content/profile.yaml", "WRD012", severity=Severity.ADVICE, anchor="content/profile.yaml"),
)  # fmt: skip
