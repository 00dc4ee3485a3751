"""What the analysis says of all answers is what comes of trying every one of them."""

from typing import Any

import pytest
from made import all_answers, made_form

from builder.forms import Names, evaluate
from builder.forms.plan import Memory, Query
from builder.forms.reach import Walk
from builder.model import Form

FORMS = 240


def tried(form: Form) -> list[Any]:
    outcomes = (evaluate(form, answers) for answers in all_answers(form))
    return [outcome for outcome in outcomes if not outcome.faults]


@pytest.mark.parametrize("part", range(8))
def test_the_walk_reaches_just_what_trying_every_answer_reaches(part: int) -> None:
    for seed in range(part, FORMS, 8):
        form = made_form(seed)
        outcomes = tried(form)
        assert outcomes, seed
        for score in form.scores:
            reached = Walk(Names(form), Query(scores=(score,)), Memory()).values(score)
            assert reached == {one.scores[score.id] for one in outcomes}, (seed, score)
        for flag in form.flags:
            reached = Walk(Names(form), Query((flag.when,)), Memory()).truths(flag.when)
            assert reached == {flag.id in one.flags for one in outcomes}, (seed, flag)
        for _, question in form.walk():
            if question.when:
                reached = Walk(
                    Names(form), Query((question.when,), before=question.id), Memory()
                ).truths(question.when)
                shown = {question.id in one.shown for one in outcomes}
                assert reached == shown, (seed, question)
