"""What SurveyJS cannot be told of a form, or should not be."""

from collections.abc import Iterator

from builder.exchange.loss import Loss
from builder.exchange.surveyjs.limits import FAR, whole_of
from builder.exchange.surveyjs.score import EXACT, Counted
from builder.exchange.surveyjs.sheet import Sheet
from builder.forms.condition import leaves_of
from builder.message import tell
from builder.model import FlagRule, Form, NumberQuestion, Score


def losses_of(form: Form, sheet: Sheet) -> Iterator[Loss]:
    """Yield what is lost, in the order that it stands in the form."""
    yield from _ways_of_filling_in(form)
    for at, question in form.walk():
        if getattr(question, "sensitive", None):
            yield Loss(
                (*at, "sensitive"),
                tell("the mark that a question is sensitive is for checks and is left out"),
            )
        if getattr(question, "pattern", None) and question.id in _asked_if_answered(form):
            yield Loss(
                (*at, "pattern"),
                tell(
                    "what depends on whether this is answered sees an answer before it follows "
                    "the pattern; the form cannot be completed with it"
                ),
            )
        if isinstance(question, NumberQuestion) and not _is_exact(question):
            yield Loss(at, tell("the number can have more digits than SurveyJS reads exactly"))
    for place, score in enumerate(form.scores):
        yield from _score(score, sheet, place)
    for place, flag in enumerate(form.flags):
        yield from _flag(flag, place)
    if form.examples:
        yield Loss(("examples",), tell("examples are proof of the form and are left out"))


def _is_exact(question: NumberQuestion) -> bool:
    ends = (FAR if end is None else abs(end) for end in (question.min, question.max))
    return max(ends) * whole_of(question) < EXACT


def _ways_of_filling_in(form: Form) -> Iterator[Loss]:
    if form.type == "calendar":
        yield Loss(("type",), tell("one page is shown, not one for each day"))
    if form.one_set_of_answers:
        yield Loss(
            ("one-set-of-answers",),
            tell("that the answers are the same wherever the form stands is left out"),
        )
    if form.occasions:
        yield Loss(("occasions",), tell("one occasion is shown, not a tab for each"))
    if form.staff_may_add_pages:
        yield Loss(("staff-may-add-pages",), tell("that staff may add pages is left out"))


def _asked_if_answered(form: Form) -> set[str]:
    """Return the questions that a condition or a count asks whether they are answered."""
    conditions = [question.when for _, question in form.walk() if question.when]
    conditions += [flag.when for flag in form.flags]
    asked = {
        leaf.condition.question or ""
        for condition in conditions
        for leaf in leaves_of((), condition)
    }
    return asked | {name for score in form.scores for name in score.of}


def _score(score: Score, sheet: Sheet, place: int) -> Iterator[Loss]:
    at = ("scores", place)
    if "resident" in score.visible_to:
        message = tell("the score “{id}” is computed but not shown", id=score.id)
    else:
        message = tell(
            "the score “{id}” is computed; its title and its levels' texts are for staff and are "
            "left out",
            id=score.id,
        )
    yield Loss(at, message)
    if not Counted.of(score, sheet, len(sheet.places)).is_exact():
        yield Loss(
            at,
            tell(
                "the score “{id}” can become too large for SurveyJS to compute exactly; give its "
                "numbers a least and a greatest value",
                id=score.id,
            ),
        )


def _flag(flag: FlagRule, place: int) -> Iterator[Loss]:
    if flag.to == "staff":
        yield Loss(
            ("flags", place),
            tell(
                "the flag “{id}” is raised; its text, its priority, who acts and how are for staff "
                "and are left out",
                id=flag.id,
            ),
        )
