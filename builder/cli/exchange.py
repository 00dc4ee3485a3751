"""`moment export form` and `moment import questionnaire`."""

import json
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from builder import durable
from builder.cli.options import terminal_of
from builder.errors import RefusedError, UsageError
from builder.message import DEFAULT_LANGUAGE, LANGUAGES, Message, mark, tell, tell_number
from builder.terminal import Terminal

if TYPE_CHECKING:
    from builder.exchange.loss import Exported, Loss
    from builder.model import Form
    from builder.problem import Pointer
    from builder.source import Document

EXPORT_HELP = mark("Write a form in another system’s format, and tell what could not be carried.")
FORM_HELP = mark(
    "Write a form as SurveyJS or as a FHIR R4 Questionnaire, and tell what is not carried.\n\n"
    "What is lost is told on the error stream, line by line in the form. Run [bold]moment check[/] "
    "first: a form with errors is written as it stands.\n\n"
    "Example: [bold]moment export form content/forms/dagens-stress.yaml --to fhir "
    "--output stress.json[/]"
)
IMPORT_HELP = mark("Make a form of what another system has, and tell what was left or changed.")
QUESTIONNAIRE_HELP = mark(
    "Make a form of a FHIR R4 Questionnaire, and tell what was left or changed.\n\n"
    "Nothing is guessed: what the form must say and the Questionnaire does not is marked "
    "‹fill in …›, and [bold]moment check[/] shows what is left to do.\n\n"
    "Example: [bold]moment import questionnaire sleep.json --output "
    "content/moments/norrvik/battre-somn/forms/somn.yaml[/]"
)


_SHOWN: Final = 40


class Target(StrEnum):
    """What a form is written for."""

    SURVEYJS = "surveyjs"
    FHIR = "fhir"


OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", help=mark("The file to write; otherwise it is written here."),
        show_default=False,
    ),
]  # fmt: skip
ForceOption = Annotated[
    bool, typer.Option("--force", help=mark("Write over a file that is there already."))
]
JsonOption = Annotated[
    bool, typer.Option("--json", help=mark("Write the report as JSON, for machines."))
]


BaseOption = Annotated[
    str,
    typer.Option(
        "--base",
        metavar="ADDRESS",
        help=mark(
            "For fhir: where your Questionnaires have their addresses, like "
            "https://formular.example; none is made up."
        ),
        show_default=False,
    ),
]


def export_form(
    context: typer.Context,
    form_or_id: Annotated[
        Path,
        typer.Argument(
            metavar=mark("FORM|ID"), help=mark("The form’s YAML file or id."), show_default=False
        ),
    ],
    to: Annotated[Target, typer.Option("--to", help=mark("The format."), show_default=False)],
    output: OutputOption = None,
    base: BaseOption = "",
    force: ForceOption = False,
    as_json: JsonOption = False,
) -> None:
    """Write a form in another format."""
    from builder.cli.asked import file_of_form

    terminal = terminal_of(context)
    if base and (to is not Target.FHIR or not base.startswith(("https://", "http://"))):
        raise UsageError(tell("--base is an address like https://formular.example, with --to fhir"))
    file = file_of_form(form_or_id, terminal)
    document, form = _read_form(file)
    exported = _exported(form, to, _language_around(file), base)
    text = json.dumps(exported.data, ensure_ascii=False, indent=2) + "\n"
    _write(output, text, terminal, force=force, as_json=as_json)
    places = [
        (loss, f"{file.as_posix()}:{document.locate(loss.at).line}") for loss in exported.losses
    ]
    if as_json:
        data = {} if output else {"data": exported.data}
        terminal.json({**_report(places, output, terminal), **data})
    else:
        _tell(places, terminal)


def import_questionnaire(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(help=mark("The Questionnaire’s JSON file."), show_default=False)
    ],
    output: OutputOption = None,
    force: ForceOption = False,
    as_json: JsonOption = False,
) -> None:
    """Make a form of a Questionnaire."""
    from builder.exchange.fhir import read_questionnaire
    from builder.exchange.yaml_form import write_form

    terminal = terminal_of(context)
    data, imported = read_questionnaire(file.read_bytes(), language=terminal.language)
    if imported.form is None:
        reasons = "; ".join(terminal.text(problem) for problem in imported.problems)
        raise RefusedError(
            tell("{path} cannot be made a form: {reasons}", path=file.as_posix(), reasons=reasons)
        )
    text = write_form(imported.form, _schema(output))
    _write(output, text, terminal, force=force, as_json=as_json)
    places = [(loss, _place(loss.at, data)) for loss in imported.losses]
    if as_json:
        terminal.json({**_report(places, output, terminal), **({} if output else {"form": text})})
        return
    _tell(places, terminal)
    if "‹" in text:
        terminal.note(tell("Fill in what is marked ‹…›; moment check shows what is left."))


def _exported(form: "Form", to: Target, language: str, base: str) -> "Exported":
    if to is Target.FHIR:
        from builder.exchange.fhir import to_fhir

        return to_fhir(form, language=language, base=base)
    from builder.exchange.surveyjs import to_surveyjs

    return to_surveyjs(form, language or DEFAULT_LANGUAGE)


def _read_form(file: Path) -> "tuple[Document, Form]":
    """Return a form and where its parts stand; raise RefusedError for a file that is none."""
    from pydantic import ValidationError

    from builder.content.sources import plain_text
    from builder.model import Form
    from builder.source import parse_yaml

    try:
        document = parse_yaml(file.as_posix(), plain_text(file.read_bytes()))
        return document, Form.model_validate(document.data)
    except (UnicodeDecodeError, ValidationError):
        raise RefusedError(
            tell("{path} cannot be read as a form: moment check says why", path=file.as_posix())
        ) from None


def _language_around(file: Path) -> str:
    """Return the language of the moment that a form belongs to; empty for a form of the library."""
    from builder.content.sources import plain_text
    from builder.source import parse_yaml
    from builder.source.yaml import value_at

    settings = file.resolve().parents[1] / "moment.yaml"
    try:
        data = parse_yaml(str(settings), plain_text(settings.read_bytes())).data
    except (OSError, UnicodeDecodeError):
        return ""
    stated = value_at(data, ("language",))
    return stated if stated in LANGUAGES else ""


def _schema(output: Path | None) -> str:
    """Return the path from a form’s file in a library to the JSON Schema that editors use."""
    parts = output.absolute().parent.parts if output else ()
    if "content" not in parts:
        return ""
    above = len(parts) - parts.index("content")
    return f"{'../' * above}schemas/form.schema.json"


def _write(
    output: Path | None, text: str, terminal: Terminal, *, force: bool, as_json: bool
) -> None:
    if output is None:
        if not as_json:
            terminal.out.file.write(text)
        return
    if output.exists() and not force:
        message = tell("{path} is there already; --force writes over it", path=output.as_posix())
        raise RefusedError(message)
    try:
        durable.write(output, text.encode())
    except OSError as error:  # it may name the temporary file, which nobody asked for
        raise OSError(error.errno, error.strerror, output.as_posix()) from error
    if not as_json:
        terminal.say(tell("{path} written", path=output.as_posix()))


def _place(at: "Pointer", data: Any) -> str:
    """Return where something stands in JSON, with the link id of the item: `item[0] “q1”`."""
    from builder.source.yaml import value_at

    path, link = "Questionnaire", ""
    for n, step in enumerate(at, 1):
        path += f"[{step}]" if isinstance(step, int) else f".{step}"
        named = value_at(data, (*at[:n], "linkId"))
        link = f" “{named[:_SHOWN]}”" if isinstance(named, str) else link
    return f"{path}{link}"


def _report(
    places: "Iterable[tuple[Loss, str]]", output: Path | None, terminal: Terminal
) -> dict[str, Any]:
    losses = [
        {"at": [*loss.at], "place": place, "message": terminal.text(loss.message)}
        for loss, place in places
    ]
    return {"losses": losses, "output": output.as_posix() if output else None}


def _tell(places: "list[tuple[Loss, str]]", terminal: Terminal) -> None:
    """Tell on the error stream what was lost, one line each."""
    for loss, place in places:
        terminal.note(
            Message("{place}: {what}", (("place", place), ("what", terminal.text(loss.message)))),
            "",
        )
    if places:
        terminal.note(
            tell_number(
                "{n} thing was lost or changed", "{n} things were lost or changed", len(places)
            )
        )
    else:
        terminal.note(tell("Nothing was lost."))
