"""GOV: who answers for a moment, and on what grounds it reaches residents.

A training unit never publishes, so what only a release needs is not asked of its moments.
"""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from builder.checks.rule import Sees, Severity, rule
from builder.content import Library, MomentContent
from builder.content.moment import SETTINGS
from builder.content.sources import UNFILLED
from builder.message import Message, mark, tell
from builder.model import Form
from builder.problem import Problem, Span
from builder.source import Page
from builder.source.prose import ProseKind
from builder.tree import CONTENT

_ENOUGH: Final = 2
"""People who handle a moment, who go through its risks, who approve a larger change of it."""
_FEW_WORDS: Final = 40

_BETWEEN_ROLES: Final = re.compile(
    r"[,;/&+]|(?<!-)\s(?:och|samt|and|jämte|tillsammans med|ihop med|together with)\s"
)
_SEVERAL: Final = re.compile(
    r"\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|båda|flera|two|three|four|five|six|both|several|"
    r"[2-9]|[1-9][0-9]+)\b"
)


@rule("GOV001", "review-overdue", MomentContent, Severity.WARNING, sees=Sees.TODAY)
def review_overdue(content: MomentContent, today: dt.date) -> Iterator[Problem]:
    """The day when the content was to be looked over has passed.

    Why: what residents read must be right today. Read the moment through with somebody who knows
    the subject, and choose the next day.

    Bad, in `moment.yaml`, with the rest of the file:

        review-by: 2025-01-31

    Good, in `moment.yaml`, with the rest of the file:

        review-by: 2030-01-31
    """
    if content.moment and _may_be_published(content) and content.moment.review_by < today:
        message = tell(
            "the content was to be looked over by {day}", day=str(content.moment.review_by)
        )
        yield Problem(content.path(SETTINGS), ("review-by",), message)


@rule("GOV002", "missing-risk-analysis", MomentContent)
def missing_risk_analysis(content: MomentContent) -> Iterator[Problem]:
    """The moment has no risk analysis.

    Why: what can go wrong for the resident is gone through before anything is published, with care
    staff taking part.

    Bad, in `moment.yaml`:

        id: prov
        title: Prov
        kind: support
        language: sv
        summary: Ett moment att pröva med.
        audience: Ingen.
        intended-use: Att pröva med.
        owner: Provenheten
        contact: {role: Samordnare, email: samordnare@prov.example}
        available-to: [all]
        review-by: 2030-01-01
        functions: {messages: false, contacts: false, planning: false, activity-plan: false}
        modules:
          - {file: modules/grund.md, starts: at-once}
          - {file: modules/start.md, starts: at-once}

    Good, in `moment.yaml`, with the rest of the file:

        risk-analysis:
          date: 2026-09-15
          participants: En sjuksköterska, en psykolog och en designer
    """
    if content.moment and _may_be_published(content) and content.moment.risk_analysis is None:
        message = tell(
            "there is no risk analysis: write “risk-analysis”, with date and participants"
        )
        yield _at_first_key(content, message)


@rule("GOV003", "lone-risk-analysis", MomentContent)
def lone_risk_analysis(content: MomentContent) -> Iterator[Problem]:
    """The risk analysis names fewer than two who took part, or only designers.

    Why: the designer may not go through the risks alone. Name the roles of all who took part, care
    staff among them.

    Bad, in `moment.yaml`, with the rest of the file:

        risk-analysis:
          date: 2026-09-15
          participants: En designer

    Good, in `moment.yaml`, with the rest of the file:

        risk-analysis:
          date: 2026-09-15
          participants: En sjuksköterska, en psykolog och en designer
    """
    analysis = content.moment.risk_analysis if content.moment else None
    if analysis is None or UNFILLED in analysis.participants or not _may_be_published(content):
        return
    roles = [
        role for role in _BETWEEN_ROLES.split(analysis.participants.casefold()) if role.strip()
    ]
    at = ("risk-analysis", "participants")
    if len(roles) < _ENOUGH and not any(_SEVERAL.search(role) for role in roles):
        message = tell(
            "“{value}” is fewer than two: write the roles of all who took part, "
            "care staff among them",
            value=analysis.participants,
        )
        yield Problem(content.path(SETTINGS), at, message)
    elif all("design" in role for role in roles):
        message = tell("designers may not make the risk analysis alone; care staff take part")
        yield Problem(content.path(SETTINGS), at, message)


@rule("GOV004", "risk-analysis-date", MomentContent, sees=Sees.TODAY)
def risk_analysis_date(content: MomentContent, today: dt.date) -> Iterator[Problem]:
    """The risk analysis is dated in the future.

    Why: the date says when the risks were gone through, not when they will be.

    Bad, in `moment.yaml`, with the rest of the file:

        risk-analysis:
          date: 2031-09-15
          participants: En sjuksköterska, en psykolog och en designer

    Good, in `moment.yaml`, with the rest of the file:

        risk-analysis:
          date: 2026-09-15
          participants: En sjuksköterska, en psykolog och en designer
    """
    analysis = content.moment.risk_analysis if content.moment else None
    if analysis and analysis.date > today and _may_be_published(content):
        message = tell(
            "the risk analysis is dated {day}, which has not come", day=str(analysis.date)
        )
        yield Problem(content.path(SETTINGS), ("risk-analysis", "date"), message)


@rule("GOV005", "few-people", Library, Severity.WARNING)
def few_people(library: Library) -> Iterator[Problem]:
    """A publisher unit has fewer than two people, or fewer than two who may publish.

    Why: somebody must be there when the other one is ill, and a larger change is approved by two
    who have the role publisher.

    Bad, in `content/publishers/prov.yaml`:

        id: prov
        title: Provenheten
        kind: production
        people:
          - id: utgivare
            name: Utgivare
            emails: [utgivare@prov.example]
            roles: [publisher]
        care-providers:
          - {id: norr, title: Region Norr, hsa-id: SE0000000009-NORR}

    Good, in `content/publishers/prov.yaml`:

        id: prov
        title: Provenheten
        kind: production
        people:
          - id: utgivare
            name: Utgivare
            emails: [utgivare@prov.example]
            roles: [publisher]
          - id: utgivare-2
            name: Utgivare, medicinsk granskning
            emails: [utgivare2@prov.example]
            roles: [publisher]
        care-providers:
          - {id: norr, title: Region Norr, hsa-id: SE0000000009-NORR}
    """
    for name, publisher in library.publishers.items():
        publishers = [one for one in publisher.people if "publisher" in one.roles]
        if publisher.kind == "training" or len(publishers) >= _ENOUGH:
            continue
        message = tell("fewer than two have the role publisher; a larger change is approved by two")
        if len(publisher.people) < _ENOUGH:
            message = tell("the unit needs at least two people")
        yield Problem(f"{CONTENT}/publishers/{name}.yaml", ("people",), message)


@rule("GOV006", "missing-staff-guidance", MomentContent, Severity.WARNING)
def missing_staff_guidance(content: MomentContent) -> Iterator[Problem]:
    """Staff are to act on flags or answer messages, but the moment has no staff.md.

    Why: a flag that nobody knows to act on is worse than none. `staff.md` says who acts, how, and
    how soon.

    Bad, in `moment.yaml`, with the rest of the file:

        functions: {messages: true, contacts: false, planning: false, activity-plan: false}

    Good, in `moment.yaml`, with the rest of the file:

        functions: {messages: false, contacts: false, planning: false, activity-plan: false}
    """
    moment = content.moment
    path = content.path("staff.md")
    if moment is None or content.spelt(path) or not _may_be_published(content):
        return
    flagged = [form for form in _forms(content) if any(flag.to == "staff" for flag in form.flags)]
    if moment.functions.messages:
        message = tell("messages are turned on, but no staff.md says who answers them")
        yield Problem(path, Span(path), message)
    elif flagged:
        message = tell(
            "the form “{title}” flags to staff, but no staff.md says who acts",
            title=flagged[0].title,
        )
        yield Problem(path, Span(path), message)


@rule("GOV007", "missing-intended-use", MomentContent)
def missing_intended_use(content: MomentContent) -> Iterator[Problem]:
    """The moment judges answers, or shows the resident what they add up to, but not for what use.

    Why: software with a medical purpose is a medical device, and the purpose that its maker states
    decides. With flags, scores, bands or charts the moment must say what it is meant for, and what
    not.

    Bad, in `moment.yaml`:

        id: prov
        title: Prov
        kind: support
        language: sv
        summary: Ett moment att pröva med.
        audience: Ingen.
        owner: Provenheten
        contact: {role: Samordnare, email: samordnare@prov.example}
        available-to: [all]
        review-by: 2030-01-01
        risk-analysis: {date: 2026-09-15, participants: En sjuksköterska och en designer}
        functions: {messages: false, contacts: false, planning: false, activity-plan: false}
        modules:
          - {file: modules/grund.md, starts: at-once}
          - {file: modules/start.md, starts: at-once}
        results:
          - id: oro
            title: Din oro
            form: enkat
            question: oro
            show: table
            visible-to: [resident]

    Good, in `moment.yaml`, with the rest of the file:

        intended-use: Stöd vid oro i vardagen. Ersätter inte en medicinsk bedömning.
    """
    if content.moment and content.moment.intended_use is None and _may_be_published(content):
        message = next(_judgements(content), None)
        if message:
            yield _at_first_key(content, message)


def _judgements(content: MomentContent) -> Iterator[Message]:
    """Yield what in the moment may make it a medical device."""
    for form in _forms(content):
        if form.flags:
            yield tell(_RAISES_FLAGS, title=form.title)
        if any(score.bands or "resident" in score.visible_to for score in form.scores):
            yield tell(_SHOWS_SCORES, title=form.title)
    for view in content.moment.results if content.moment else ():
        if "resident" in view.visible_to:
            yield tell(_SHOWS_RESULTS, title=view.title)


_RAISES_FLAGS: Final = mark(
    "the form “{title}” raises flags: say in “intended-use” what the moment is meant for"
)
_SHOWS_SCORES: Final = mark(
    "the form “{title}” judges scores: say in “intended-use” what the moment is meant for"
)
_SHOWS_RESULTS: Final = mark(
    "the resident sees “{title}”: say in “intended-use” what the moment is meant for"
)


@rule("GOV008", "form-only-moment", MomentContent, Severity.ADVICE)
def form_only_moment(content: MomentContent) -> Iterator[Problem]:
    """The modules hold little more than forms.

    Why: a moment is worth its work when there is something to read, see or practise. Where answers
    are all that is wanted, the region's service for forms may suit better.
    """
    modules = [module.page for module in content.modules.values()]
    is_bare = content.moment and not content.media_files and _links_a_form(content)
    if is_bare and all(_words(page) <= _FEW_WORDS for page in modules):
        message = tell("the modules hold little but forms; the service for forms may suit better")
        yield _at_first_key(content, message)


def _links_a_form(content: MomentContent) -> bool:
    pages = [module.page for module in content.modules.values()]
    links = ((page, link) for page in pages for link in page.links if link.alone)
    return any(content.find_form(content.resolve(page.path, link.target)) for page, link in links)


def _words(page: Page) -> int:
    """Return how many words there are to read, beside headings and what stands for a form."""
    read = sum(len(one.text.split()) for one in page.prose if one.kind is not ProseKind.HEADING)
    return read - sum(len(link.text.split()) for link in page.links if link.alone)


def _may_be_published(content: MomentContent) -> bool:
    return not content.library.is_training(content.publisher)


def _forms(content: MomentContent) -> Iterator[Form]:
    """Yield the moment's own forms, and those of the library that it links to."""
    yield from content.forms.values()
    linked = content.linked_files()
    yield from (form for path, form in content.library.forms.items() if path in linked)


def _at_first_key(content: MomentContent, message: Message) -> Problem:
    """Place what the settings do not say where they begin."""
    path = content.path(SETTINGS)
    first = next(iter(content.documents[path].keys), ())
    return Problem(path, first, message, on_key=True)


RULES = (
    review_overdue,
    missing_risk_analysis,
    lone_risk_analysis,
    risk_analysis_date,
    few_people,
    missing_staff_guidance,
    missing_intended_use,
    form_only_moment,
)
