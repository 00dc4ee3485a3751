"""The pages of the site, from values: no file is read and none is written."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from typing import Final

from markupsafe import Markup

from builder.manifest import Json, digest
from builder.message import tell, tell_number
from builder.rendition import at_depth
from builder.rendition.prose import FORM_HERE
from builder.rendition.words import Voice
from builder.site.captions import is_captions, script_path
from builder.site.entry import Entry, in_order
from builder.site.frame import SitePage, templates
from builder.site.presented import FindingText, Presented
from builder.site.search import INDEX_PATH, SCRIPT_PATH
from builder.site.versions import safety_banner, versions
from builder.site.words import (
    AUDIENCES,
    CHANGE_LEVELS,
    CHARTS,
    FUNCTIONS,
    KINDS,
    LANGUAGES,
    RELEASE_LEVELS,
    SEVERITIES,
    STARTS,
    choice,
    day,
    say,
    words_in,
)

FRONT_PATH: Final = "index.html"
MOMENT_SCRIPT_PATH: Final = "assets/moment.js"


def front_page(
    title: str,
    entries: Iterable[Entry],
    language: str,
    introduction: str = "",
    findings: Sequence[FindingText] = (),
) -> SitePage:
    """Return the page that lists every moment, by title.

    `findings` are those about what all drafts share; a catalogue has none.
    """
    cards = sorted(entries, key=in_order)
    html = (
        templates()
        .get_template("front.html")
        .render(
            title=title,
            intro=introduction or words_in(language).intro,
            findings=findings,
            cards=cards,
            kinds=[kind for kind in KINDS if any(card.kind == kind for card in cards)],
            publishers=sorted(
                {(card.publisher_id, card.publisher) for card in cards}, key=lambda pair: pair[1]
            ),
            providers=sorted(
                {pair for card in cards for pair in card.providers or ()}, key=lambda pair: pair[1]
            ),
            counts=_counts(len(cards), language),
            words=words_in(language),
            **_speech(language),
        )
    )
    return SitePage(FRONT_PATH, title, html, digest(html.encode()), (INDEX_PATH, SCRIPT_PATH))


def _counts(n: int, language: str) -> dict[str, str]:
    """Return how the number of hits is told; the script puts the number in the place of `{n}`."""
    return {
        "now": say(tell_number("{n} moment", "{n} moments", n), language),
        "one": say(tell("1 moment of {all}", all=n), language),
        "many": say(tell("{n} moments of {all}", n="{n}", all=n), language),
    }


_PUT_OFF: Final = ' loading="lazy"'
_SEEN_FIRST: Final = 2
"""Pictures of the first module are loaded with the page; the others when they come near."""


def moment_page(presented: Presented, language: str) -> SitePage:
    """Return the page of one moment."""
    template = templates().get_template("moment.html")
    html = template.render(**_filled(presented, language), **_speech(language))
    path = presented.path
    html = at_depth(html, "../" * path.count("/"))
    html = html.replace(_PUT_OFF, "", _SEEN_FIRST)
    media = [one["path"] for one in presented.rendition.get("media", ())]
    scripts = (*(script_path(one) for one in media if is_captions(one)), MOMENT_SCRIPT_PATH)
    return SitePage(path, presented.title, html, digest(html.encode()), scripts)


def _filled(presented: Presented, language: str) -> dict[str, object]:
    """Return what a moment's page shows; the forms are placed in the order of reading."""
    rendition, words = presented.rendition, words_in(language)
    forms = _Forms(rendition, words.form_is)
    before = _pages(rendition, ("opening", "welcome"), forms)
    modules = [_module(module, forms) for module in rendition.get("modules", ())]
    after = _pages(rendition, ("staff",), forms)
    on = [name for name, is_on in rendition.get("functions", {}).items() if is_on]
    return {
        "moment": presented,
        "rendition": rendition,
        "pages": before | after,
        "modules": modules,
        "other_forms": list(forms.waiting()),
        "functions": [choice(FUNCTIONS, name, language) for name in on],
        "extent": _extent(rendition, language),
        "releases": versions(presented, language),
        "safety": safety_banner(presented, language),
        "words": words,
    }


def _pages(rendition: Json, names: Iterable[str], forms: "_Forms") -> dict[str, Markup]:
    return {name: forms.placed(rendition[name]["html"]) for name in names if name in rendition}


def _speech(language: str) -> dict[str, Callable[..., str]]:
    """Return what the templates call to say things in the reader's language."""
    voice = Voice(language)
    return {
        "kind_word": lambda kind: choice(KINDS, kind, language),
        "language_word": lambda name: choice(LANGUAGES, name, language),
        "chart_word": lambda show: choice(CHARTS, show, language),
        "change_word": lambda level: choice(CHANGE_LEVELS, level, language),
        "severity_word": lambda severity: choice(SEVERITIES, severity, language),
        "level_word": lambda level: choice(RELEASE_LEVELS, level, language),
        "audience_words": lambda audience: _capital(
            voice.all_of(choice(AUDIENCES, one, language) for one in audience)
        ),
        "starts_words": lambda module: _starts(module, language),
        "reminder_words": lambda reminder: _reminder(reminder, language),
        "findings_words": lambda n: say(tell_number("{n} finding", "{n} findings", n), language),
        "day": lambda date: day(date, language),
    }


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _starts(module: Json, language: str) -> str:
    if module["starts"] == "after-days":
        days = module["days"]
        return say(
            tell_number("Opens {n} day after the start", "Opens {n} days after the start", days),
            language,
        )
    return choice(STARTS, module["starts"], language)


def _reminder(reminder: Json, language: str) -> str:
    """Say to whom a reminder goes, and when."""
    days, form = reminder["after-days"], reminder["form"]
    if reminder["to"] == "staff":
        message = tell_number(
            "To staff, {n} day without an answer in “{form}”",
            "To staff, {n} days without an answer in “{form}”",
            days,
            form=form,
        )
    else:
        message = tell_number(
            "To the resident, {n} day without an answer in “{form}”",
            "To the resident, {n} days without an answer in “{form}”",
            days,
            form=form,
        )
    return say(message, language)


def _extent(rendition: Json, language: str) -> str:
    """Say how much a moment holds."""
    modules, forms = len(rendition.get("modules", ())), len(rendition.get("forms", ()))
    parts = [say(tell_number("{n} module", "{n} modules", modules), language)]
    if forms:
        parts.append(say(tell_number("{n} form", "{n} forms", forms), language))
    return ", ".join(parts)


def _module(module: Json, forms: "_Forms") -> Json:
    """Return a module with its forms put where they stand."""
    sections = [
        section
        | {"steps": [step | {"html": forms.placed(step["html"])} for step in section["steps"]]}
        for section in module["sections"]
    ]
    return module | {"introduction": forms.placed(module["introduction"]), "sections": sections}


class _Forms:
    """Puts each form where it stands first; at later places a link leads to it."""

    def __init__(self, rendition: Json, words: str) -> None:
        self._waiting: dict[str, Json] = {
            form["anchor"]: form for form in rendition.get("forms", ())
        }
        self._link = f'<p class="form-here"><span>{escape(words)}</span> <a '

    def placed(self, html: str) -> Markup:
        """Return `html` with the forms that have not stood anywhere yet."""
        before, *rest = html.split(FORM_HERE)
        return Markup("".join([before, *(self._place(part) for part in rest)]))  # noqa: S704 - cleaned by rendition

    def _place(self, part: str) -> str:
        link, _, after = part.partition("</p>")
        form = self._waiting.pop(link.partition('href="#')[2].partition('"')[0], None)
        return (
            f"{form['html']}{after}"
            if form
            else f"{self._link}{link.removeprefix('<a ')}</p>{after}"
        )

    def waiting(self) -> Iterator[Markup]:
        """Yield the forms that stand on no page."""
        for form in self._waiting.values():
            yield Markup(form["html"])  # noqa: S704 - cleaned by rendition
