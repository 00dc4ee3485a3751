"""Write the beginnings of moments, modules, forms and notes, with places to be filled in."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from builder import durable
from builder.content import read_library, read_moment
from builder.errors import RefusedError
from builder.message import mark, tell, translate
from builder.model.slug import slug
from builder.skeleton.texts import DECISION, FORM, FORM_WORDS, MODULE, MOMENT, NOTE, OCCASIONS, PAGE
from builder.tree import CONTENT, Tree, read_folder

_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_REVIEW_DAYS: Final = 365
"""Our own default for when content is to be looked over; `review-by` is the author's to change."""


@dataclass(frozen=True, slots=True)
class Written:
    """The files that were written, in order, relative to the library."""

    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """Makes the places to fill in, in one language."""

    language: str

    def fill(self, what: str) -> str:
        """Return a place: ‹fyll i …› or ‹fill in …›."""
        return (
            f"‹{'fyll i' if self.language == 'sv' else 'fill in'} {translate(what, self.language)}›"
        )

    def word(self, text: str) -> str:
        """Return a marked text in the language."""
        return translate(text, self.language)


def new_moment(
    root: Path, name: str, title: str | None, kind: str, language: str, today: dt.date
) -> Written:
    """Write the beginning of the moment `<publisher>/<id>`; raise RefusedError if it is there."""
    publisher, _, moment = name.strip("/").partition("/")
    library = read_library(read_folder(root))
    if publisher not in library.publishers:
        raise RefusedError(
            tell("there is no publisher “{name}” in content/publishers", name=publisher)
        )
    _refuse_bad_id(moment)
    places = Places(language)
    texts = {
        "id": moment,
        "title": title or places.fill(mark("the moment's name")),
        "kind": kind,
        "language": language,
        "summary": places.fill(mark("one or two sentences for the catalogue")),
        "audience": places.fill(mark("which residents it is for")),
        "use": places.fill(mark("what it is meant for, and what not")),
        "owner": places.fill(mark("the unit that owns the content")),
        "role": places.fill(mark("a role, not a person")),
        "email": places.fill(mark("a shared mailbox")),
        "review": (today + dt.timedelta(days=_REVIEW_DAYS)).isoformat(),
        "day": places.fill(mark("the day of the risk analysis, like 2026-05-15")),
        "participants": places.fill(mark("the roles that took part, care staff among them")),
        "module": places.word(mark("begin-here")),
    }
    staff = places.fill(mark("purpose, prerequisites, routine, and who acts on flags"))
    files = {
        "moment.yaml": MOMENT.format(**{key: scalar(text) for key, text in texts.items()}),
        "welcome.md": PAGE.format(
            title=places.word(mark("Welcome")),
            text=places.fill(mark("what the resident reads first")),
        ),
        "staff.md": PAGE.format(title=places.word(mark("For staff")), text=staff),
        f"modules/{texts['module']}.md": _module(
            texts["module"], places.word(mark("Begin here")), places
        ),
    }
    return _write(root, f"{CONTENT}/moments/{publisher}/{moment}", files, must_be_new=True)


def new_module(root: Path, name: str, module: str, title: str | None, language: str) -> Written:
    """Write the beginning of a module, and list it last in `moment.yaml`, comments kept."""
    folder = find_moment(root, name)
    _refuse_bad_id(module)
    places = Places(language)
    settings = f"{folder}/moment.yaml"
    if not (root / settings).is_file():
        raise RefusedError(tell("moment.yaml cannot be read: see moment check"))
    listed = _listed((root / settings).read_bytes(), f"modules/{module}.md")
    text = _module(module, title or places.fill(mark("the module's name")), places)
    written = _write(root, folder, {f"modules/{module}.md": text})
    try:
        durable.write(root / settings, listed)
    except OSError:
        (root / written.paths[0]).unlink()  # a module that is not listed would never be published
        raise
    return Written((*written.paths, settings))


def new_form(
    root: Path, name: str, form: str, title: str | None, kind: str, language: str
) -> Written:
    """Write the beginning of a form of the type `kind` in a moment."""
    folder = find_moment(root, name)
    _refuse_bad_id(form)
    places = Places(language)
    extra = ""
    if kind == "tabbed":
        extra = OCCASIONS.format(
            before=places.word(mark("Before")), after=places.word(mark("After"))
        )
    text = FORM.format(
        id=scalar(form),
        name=form,
        title=scalar(title or places.fill(mark("the form's name"))),
        type=kind,
        extra=extra,
        holder=places.fill(mark("who holds the rights")),
        licence=places.fill(mark("licence or agreement")),
        page=places.word(mark("Your answers")),
        question=places.fill(mark("the question")),
        score=places.fill(mark("what the score is called")),
        low=places.fill(mark("what the lower level is called")),
        high=places.fill(mark("what the higher level is called")),
        **{name: places.word(text) for name, text in FORM_WORDS.items()},
    )
    return _write(root, folder, {f"forms/{form}.yaml": text})


def new_note(
    root: Path,
    folder: str,
    note: str,
    title: str | None,
    undecided: Mapping[str, str],
    language: str,
) -> Written:
    """Write the beginning of a change note of the moment in `folder`.

    `undecided` are the changes that somebody needs to decide about: what each is called, and what
    it is about.
    """
    _refuse_bad_id(note)
    places = Places(language)
    decisions = "".join(
        DECISION.format(
            what=" ".join(what.split()),
            change=change,
            level=places.fill(mark("minor or major")),
            reason=places.fill(mark("why it means the same to the resident, or does not")),
        )
        for change, what in undecided.items()
    )
    text = NOTE.format(
        settings=f"---\ndecisions:\n{decisions}---\n" if decisions else "",
        title=title or places.fill(mark("what is new, in a few words")),
        text=places.fill(mark("what units need to know, and whether they are to do anything")),
    )
    return _write(root, folder, {f"changes/{note}.md": text})


def find_moment(root: Path, name: str) -> str:
    """Return the folder of `<publisher>/<id>`, or of a path into it; raise RefusedError if none."""
    tree = read_folder(root)
    library = read_library(tree)
    wanted = name.strip("/")
    for folder in library.folders:
        if wanted in {folder, folder.removeprefix(f"{CONTENT}/moments/")} or _is_named(
            tree, folder, wanted
        ):
            return folder
    raise RefusedError(tell("there is no moment “{name}”", name=name))


def _is_named(tree: Tree, folder: str, wanted: str) -> bool:
    publisher = folder.split("/")[-2]
    if not wanted.startswith(f"{publisher}/"):
        return False
    return read_moment(tree, folder, read_library(tree)).key.name == wanted


def _refuse_bad_id(text: str) -> None:
    if not _ID.fullmatch(text):
        proposal = slug(text) or "mitt-moment"
        raise RefusedError(
            tell(
                "“{text}” cannot be an id: use a–z, 0–9 and hyphens, like {proposal}",
                text=text,
                proposal=proposal,
            )
        )


def _module(name: str, title: str, places: Places) -> str:
    section = places.fill(mark("the section's name"))
    return MODULE.format(title=title, id=name, section=section, text=places.fill(mark("the text")))


def scalar(text: str) -> str:
    """Return `text` as a YAML scalar: plain where it can be, else in double quotes."""
    from io import StringIO

    from ruamel.yaml import YAML

    out = StringIO()
    yaml = YAML()
    yaml.width = 10_000
    yaml.dump({"x": text}, out)
    return out.getvalue().removeprefix("x: ").rstrip("\n")


def _listed(settings: bytes, module: str) -> bytes:
    """Return `moment.yaml` with one more module, everything else as it was."""
    from io import BytesIO

    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 10_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    try:
        data = yaml.load(settings)
        data["modules"].append({"file": module, "starts": "by-staff"})
    except (YAMLError, KeyError, TypeError, AttributeError) as error:
        raise RefusedError(tell("moment.yaml cannot be read: see moment check")) from error
    out = BytesIO()
    yaml.dump(data, out)
    return out.getvalue()


def _write(root: Path, folder: str, files: dict[str, str], *, must_be_new: bool = False) -> Written:
    """Write files that are not there yet; raise RefusedError before anything is written."""
    for name in (*files, *(("",) if must_be_new else ())):
        path = f"{folder}/{name}".rstrip("/")
        if (root / path).exists():
            raise RefusedError(tell("{path} is there already; nothing was written", path=path))
    for name, text in files.items():
        durable.write(root / folder / name, text.encode())
    return Written(tuple(f"{folder}/{name}" for name in files))
