"""Forms in words."""

import datetime as dt
import re

import base
import pytest
from rendered import document, form

from builder.rendition.words import Voice

QUESTIONS = """\
pages:
  - id: one
    title: First
    introduction: Think back.
    questions:
      - {id: woke, type: yes-no, text: Did you wake?, required: true}
      - {id: times, type: number, text: How often?, help: Roughly., min: 1, max: 9, step: 0.5, unit: times, when: {question: woke, is: yes}}
      - {id: tip, type: info, text: Rest well.}
  - id: two
    title: Second
    questions:
      - id: signs
        type: multiple-choice
        text: What signs?
        max-choices: 2
        choices: [{value: a, text: Ache, score: 1}, {value: b, text: Blush, score: 2.5}]
      - {id: pain, type: scale, text: How much?, min: 0, max: 4, min-text: None, max-text: Most}
      - id: grid
        type: matrix
        text: How was it?
        rows: [{id: r, text: Sleep}]
        choices: [{value: g, text: Good, score: 0}, {value: p, text: Poor, score: 3}]
      - {id: words, type: long-text, text: More?, max-characters: 200}
"""


@pytest.fixture(scope="module")
def html():
    return form(QUESTIONS)


@pytest.mark.parametrize(
    "said",
    [
        '<p class="kind">Form · 6 questions</p>',
        "Page 1 of 2",
        '<span class="nr">1</span> Did you wake?',
        '<p class="how">Yes or no <span class="required">Must be answered</span></p>',
        "A number from 1 to 9 times, in steps of 0.5",
        '<p class="help">Roughly.</p>',
        "Shown when</span> the answer to question 1 (“Did you wake?”) is “Yes”.</div>",
        "At most 2 answers",
        '<span class="choice">Blush</span> <span class="points">2.5 pts</span>',
        "A scale from 0 to 4",
        "<span>0 = None</span> <span>4 = Most</span>",
        "<li>0</li><li>1</li><li>2</li><li>3</li><li>4</li>",
        '<th scope="row">Sleep</th>',
        'Poor <span class="points">3 pts</span>',
        "An answer in words, at most 200 characters",
    ],
)
def test_questions_are_readable(html, said):
    assert said in html


def test_information_has_no_number(html):
    assert '<li class="question info"> <p class="text">Rest well.</p> </li>' in html


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (
            "{question: woke, is-not: yes}",
            "The answer to question 1 (“Did you wake?”) is not “Yes”",
        ),
        ("{question: signs, any-of: [a, b]}", "(“What signs?”) holds “Ache” or “Blush”"),
        ("{question: signs, none-of: [a]}", "(“What signs?”) does not hold “Ache”"),
        ("{question: times, at-least: 2}", "(“How often?”) is at least 2 times"),
        ("{question: times, at-most: 2}", "is at most 2 times"),
        ("{question: times, more-than: 2.5}", "is more than 2.5 times"),
        ("{question: pain, less-than: 3}", "(“How much?”) is less than 3"),
        ("{question: words, answered: true}", "(“More?”) is given"),
        ("{question: words, answered: false}", "(“More?”) is missing"),
        ("{score: sum, at-least: 2}", "The score “Total” is at least 2"),
        (
            "{question: grid, row: r, is: p}",
            "The row “Sleep” in question 5 (“How was it?”) is “Poor”.",
        ),
        (
            "{question: grid, row: r, none-of: [g, p]}",
            "The row “Sleep” in question 5 (“How was it?”) is not “Good” or “Poor”.",
        ),
        ("{question: grid, row: r, answered: true}", "(“How was it?”) is answered."),
        ("{question: grid, row: r, answered: false}", "(“How was it?”) is not answered."),
        ("{question: grid, answered: true}", "The answer to question 5 (“How was it?”) is given."),
        ("{question: grid, row: gone, is: p}", "The row “gone” in question 5"),
        ("{question: gone, is: yes}", "(“gone”) is yes"),
        (
            "{all: [{question: woke, is: yes}, {not: {question: pain, more-than: 1}}]}",
            '(“Did you wake?”) is “Yes”</li> <li>this is not true:<ul class="parts">',
        ),
        (
            "{any: [{question: pain, is: 1}, {question: pain, is: 2}]}",
            "At least one of these is true:",
        ),
        ("{any: [{question: pain, is: 1}]}", "<dd>The answer to question 4"),
    ],
)
def test_conditions_in_plain_words(when, said):
    rest = (
        "scores:\n  - {id: sum, title: Total, method: sum, of: [signs], "
        "missing: {policy: no-score}, visible-to: [staff]}\n"
        f"flags:\n  - {{id: f, when: {when}, to: staff, priority: high, text: Look, "
        "who-acts: A, how: B}\n"
    )
    assert said in form(QUESTIONS + rest)


MEAN = "missing: {policy: mean-of-answered, at-most: 1}"


@pytest.mark.parametrize(
    ("score", "said"),
    [
        (
            "method: sum, of: [woke, times, signs], missing: {policy: no-score}",
            "The sum of questions 1–3.",
        ),
        (
            "method: sum, of: [woke, signs], missing: {policy: no-score}",
            "The sum of questions 1 and 3.",
        ),
        (
            "method: count, of: [woke], missing: {policy: leave-out}",
            "The number of answers among question 1.",
        ),
        (
            f"method: mean, decimals: 1, of: [woke, times], {MEAN}",
            "The mean of questions 1 and 2, rounded to 1 decimal.",
        ),
        (
            f"method: mean, decimals: 1, of: [woke, times], {MEAN}",
            "mean of the given answers. If more than 1 answer is missing, no score is given.",
        ),
        (
            "method: max, of: [gone], missing: {policy: count-as-zero}",
            "A missing answer counts as zero.",
        ),
    ],
)
def test_scores_in_plain_words(score, said):
    rest = f"scores:\n  - {{id: s, title: Total, {score}, visible-to: [resident]}}\n"
    html = form(QUESTIONS + rest)
    assert said in html
    assert "Shown to the resident only" in html


def test_bands_are_a_table():
    rest = (
        "scores:\n  - {id: s, title: T, method: sum, of: [signs], missing: {policy: no-score}, "
        "visible-to: [], explanation: Less is better., "
        "bands: [{id: l, from: 0, to: 1, text: Low}, {id: h, from: 2, to: 2, text: High}]}\n"
    )
    html = form(QUESTIONS + rest)
    assert "<tr><td>0–1</td><td>Low</td></tr> <tr><td>2</td><td>High</td></tr>" in html
    assert "Shown to nobody" in html
    assert "Less is better." in html


def test_flags_say_who_and_how():
    rest = (
        "flags:\n  - {id: f, when: {question: woke, is: yes}, to: staff, priority: high, "
        "text: Call, who-acts: The nurse, how: Within a day}\n"
        "  - {id: g, when: {question: woke, is: no}, to: resident, priority: normal, text: Rest}\n"
    )
    html = form(QUESTIONS + rest)
    assert 'To staff <span class="priority">High priority</span>' in html
    assert "<dt>Who acts</dt><dd>The nurse</dd> <dt>What is done</dt><dd>Within a day</dd>" in html
    assert 'To the resident <span class="priority">Normal priority</span>' in html


def test_what_authors_write_is_text():
    html = form(QUESTIONS.replace("Did you wake?", '"<script>alert(1)</script> & more"'))
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in html


def test_a_form_has_headings_that_fit_its_first_place():
    text = "# Start {#start}\n\n## A {#a}\n\n### B {#b}\n\n[Enkät](../forms/enkat.yaml)\n"
    html = document({"modules/start.md": text})["forms"][0]["html"]
    assert '<h5 id="form_enkat">' in html
    assert "<h6>Sidan</h6>" in html


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("type: number", '<p class="how">A number</p>'),
        ("type: number, unit: hours", "A number in hours"),
        ("type: number, min: 1.5", "A number, at least 1.5"),
        ("type: number, max: 3, unit: hours", "A number, at most 3 hours"),
        ("type: multiple-choice, min-choices: 1, max-choices: 2", "From 1 to 2 answers"),
        ("type: multiple-choice, min-choices: 1", "At least 1 answer<"),
        ("type: multiple-choice, max-choices: 1", "At most 1 answer<"),
        ("type: dropdown", "One answer, from a list"),
        ("type: single-choice", '<p class="how">One answer</p>'),
        ("type: date", '<p class="how">A date</p>'),
        ("type: date, min: 2026-01-05", "A date, January 5, 2026 or later<"),
        ("type: date, max: 2026-12-31", "A date, December 31, 2026 or earlier<"),
        (
            "type: date, min: 2026-01-05, max: 2026-12-31",
            "A date from January 5, 2026 to December 31, 2026<",
        ),
        ("type: time", '<p class="how">A time of day</p>'),
        ('type: time, min: "07:00"', "A time of day, 07:00 or later<"),
        ('type: time, max: "23:30"', "A time of day, 23:30 or earlier<"),
        ('type: time, min: "00:00", max: "23:30"', "A time of day from 00:00 to 23:30<"),
        (
            'type: text, pattern: "[0-9]{5}", pattern-help: Five digits & no more.',
            "Has to be written in one way. Otherwise the resident reads: “Five digits &amp; no more.”<",
        ),
        ('type: text, pattern: "[<0-9]{5}"', "Has to follow the pattern [&lt;0-9]{5}<"),
        (
            "type: yes-no, yes-score: 1.5",
            '<span class="choice">Yes</span> <span class="points">1.5 pts</span></li>',
        ),
        (
            "type: yes-no, no-score: 0",
            '<span class="choice">No</span> <span class="points">0 pts</span></li>',
        ),
        ("type: yes-no", '<span class="choice">Yes</span></li>'),
        (
            "type: yes-no, sensitive: self-harm",
            '<p class="sensitive">Concerns self-harm or suicide. Only staff see this mark.</p>',
        ),
        ("type: text", "A short answer in words"),
    ],
)
def test_how_questions_are_answered(question, said):
    has_choices = "choice" in question or "dropdown" in question
    choices = ", choices: [{value: a, text: A}, {value: b, text: B}]" if has_choices else ""
    text = f"      - {{id: q, text: Q?, {question}{choices}}}\n"
    assert said in form(f"pages:\n  - id: p\n    title: P\n    questions:\n{text}")


def test_a_long_scale_shows_its_ends_only():
    scale = "{id: q, text: Q?, type: scale, min: 0, max: 100, min-text: Low, max-text: High}"
    html = form(f"pages:\n  - id: p\n    title: P\n    questions:\n      - {scale}\n")
    assert "0 = Low" in html
    assert "<ol" not in html


def pictured(picture: str, media: str = base.MEDIA_LIST) -> str:
    question = f"{{id: q, text: Q?, help: Look., type: time, picture: {picture}}}"
    pages = f"pages:\n  - id: p\n    title: P\n    questions:\n      - {question}\n"
    return form(pages, {"media/media.yaml": media})


def test_a_picture_stands_between_the_question_and_its_answer():
    html = pictured("{file: ../media/rum.png, alt: A <bright> room.}")
    image = html.partition("<img ")[2].partition(">")[0]
    assert 'alt="A &lt;bright&gt; room."' in image
    assert re.search(r'src="media/[0-9a-f]{64}\.png"', image)
    order = [html.index(part) for part in ("Q?", "Look.", "<img ", "A time of day")]
    assert order == sorted(order)


def test_a_picture_says_whose_it_is_and_a_decorative_one_nothing_else():
    media = base.MEDIA_LIST.replace(
        "licence: CC0-1.0}}", "licence: B, attribution: By us.}, decorative: true}", 1
    )
    html = pictured("{file: ../media/rum.png}", media)
    assert 'alt=""' in html
    assert '<figcaption> <span class="source">By us.</span></figcaption>' in html


def test_a_draft_says_which_picture_is_missing():
    assert "The picture is missing: A room.</span>" in pictured(
        "{file: ../media/no.png, alt: A room.}"
    )
    assert "The picture is missing: ../media/no.png</span>" in pictured("{file: ../media/no.png}")


def test_days_and_times_are_swedish_in_swedish():
    voice = Voice("sv")
    assert voice.day(dt.date(2026, 5, 3)) == "3 maj 2026"
    assert [voice.clock(one) for one in ("07:30", "00:05", "23:00")] == ["7.30", "0.05", "23.00"]
