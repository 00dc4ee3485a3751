"""Seeded faults in flags, settings, examples and what keeps residents safe, before their analysis.

Expected are FRM016 and FRM017 at the flag's condition (FRM008 at a dead part of an `any`), FRM018 at
the first line of the flag, FRM026 at the setting, FRM028 at what differs in `expect`, FRM029 at the
band, FRM030 at the first line of the flag, FRM031 at the name, SAF001 and SAF002 at `sensitive`.
"""

from typing import Final

from seeding import DIARY, HABITS, Fault, after, content, drop, fault, replace
from workbench import PROVED, Edit, bench, flag, question, questions, score


def _first(path: str, line: str) -> int:
    """Return the number of the first line that begins so: an example may have the flag's id."""
    lines = content()[path].decode().split("\n")
    return next(n for n, text in enumerate(lines, 1) if text.startswith(line))


_NEVER: Final[tuple[Fault, ...]] = (
    bench(
        "flag-above-total",
        "a flag waits for more points than the score can have",
        "FRM016",
        flag("stod", "{score: belastning, at-least: 10}", to="staff"),
        at="{score: belastning, at-least: 10}",
    ),
    bench(
        "flag-above-scale",
        "a flag waits for eleven on a scale to ten",
        "FRM016",
        flag("svar-vark", "{question: vark, at-least: 11}", to="staff"),
        at="{question: vark, at-least: 11}",
    ),
    bench(
        "flag-between-means",
        "a flag waits for a mean of two decimals, and the mean has one",
        "FRM016",
        flag("stod", "{score: kraft-snitt, is: 2.25}"),
        at="{score: kraft-snitt, is: 2.25}",
    ),
    bench(
        "flag-for-two-answers",
        "a flag waits for two answers to one question, where either would do",
        "FRM016",
        flag("trott", "{all: [{question: ork, is: ofta}, {question: ork, is: jamt}]}", to="staff"),
        at="{all: [{question: ork, is: ofta}",
    ),
    bench(
        "flag-for-two-follow-ups",
        "a flag waits for two follow-ups of which only one is ever shown",
        "FRM016",
        flag(
            "sjuk-kontor",
            "{all: [{question: ledig, is: sjuk}, {question: arbetsplats, is: kontor}]}",
            to="staff",
        ),
        at="{all: [{question: ledig, is: sjuk}",
    ),
    bench(
        "flag-for-hidden-follow-up",
        "a flag waits for a follow-up together with the answer that hides it",
        "FRM016",
        flag(
            "vard-utan-vark", "{all: [{question: vard, is: yes}, {question: vark, less-than: 4}]}"
        ),
        at="{all: [{question: vard, is: yes}",
    ),
    bench(
        "flag-for-most-points-without-all",
        "a flag waits for the highest total together with an answer that lowers it",
        "FRM016",
        flag("tungt", "{all: [{score: belastning, at-least: 9}, {question: ork, is-not: jamt}]}"),
        at="{all: [{score: belastning, at-least: 9}",
    ),
    bench(
        "flag-for-score-without-value",
        "a flag waits for a score that has no value when its other answer is given",
        "FRM016",
        score("ny", "sum", "ork, resa", "policy: no-score"),
        flag("ledig-trott", "{all: [{score: ny, at-least: 1}, {question: arbetar, is: no}]}"),
        at="{all: [{score: ny, at-least: 1}",
    ),
    bench(
        "flag-when-nothing-is-answered",
        "a flag waits until a question that must be answered is not",
        "FRM016",
        flag("utan-svar", "{not: {question: skada, answered: true}}", to="staff"),
        at="{not: {question: skada, answered: true}}",
    ),
    bench(
        "flag-dead-branch",
        "one of two reasons for a flag is beyond the scale",
        "FRM008",
        flag(
            "ont",
            "any:",
            "  - {question: vark, at-least: 70}",
            "  - {question: vard, is: yes}",
            to="staff",
        ),
        at="{question: vark, at-least: 70}",
    ),
    bench(
        "flag-dead-total",
        "one of two reasons for a flag is a total that cannot come",
        "FRM008",
        flag(
            "ont",
            "any:",
            "  - {question: vark, is: 10}",
            "  - {score: besvaren, more-than: 7}",
            to="staff",
        ),
        at="{score: besvaren, more-than: 7}",
    ),
    bench(
        "flag-dead-branch-of-follow-ups",
        "one of two reasons for a flag needs two follow-ups that are never shown together",
        "FRM008",
        flag(
            "ensam",
            "any:",
            "  - {question: ensam, is: jamt}",
            "  - {all: [{question: dagarna, is: tunga}, {question: resa, is: tung}]}",
            to="staff",
        ),
        at="{all: [{question: dagarna, is: tunga}",
    ),
)

_ALWAYS: Final[tuple[Fault, ...]] = (
    bench(
        "flag-for-any-answer",
        "a flag is raised by any answer to a question that must be answered",
        "FRM017",
        flag("ork", "{question: ork, answered: true}"),
        at="{question: ork, answered: true}",
    ),
    bench(
        "flag-up-to-the-most",
        "a flag for few good habits holds the most there can be",
        "FRM017",
        flag("vanor", "{score: vanor, at-most: 3}"),
        at="{score: vanor, at-most: 3}",
    ),
    bench(
        "flag-from-nought",
        "a flag is raised from nought points",
        "FRM017",
        flag("tungt", "{score: belastning, at-least: 0}", to="staff"),
        at="{score: belastning, at-least: 0}",
    ),
    bench(
        "flag-unless-impossible",
        "a flag is raised unless the answer is more than the scale has",
        "FRM017",
        flag("ont", "{not: {question: vark, more-than: 10}}"),
        at="{not: {question: vark, more-than: 10}}",
    ),
    bench(
        "flag-unless-unanswered",
        "a flag is raised unless a question that must be answered is not",
        "FRM017",
        flag("arbete", "{not: {question: arbetar, answered: false}}"),
        at="{not: {question: arbetar, answered: false}}",
    ),
    bench(
        "flag-for-either-left-out",
        "a flag is raised when either of two questions has no answer, and one is always hidden",
        "FRM017",
        flag(
            "saknas",
            "{any: [{question: ledig, answered: false}, {question: arbetsplats, answered: false}]}",
            to="staff",
        ),
        at="{any: [{question: ledig, answered: false}",
    ),
    bench(
        "flag-unless-both",
        "a flag is raised unless two answers are given of which only one can be",
        "FRM017",
        flag(
            "vardag",
            "{not: {all: [{question: ledig, is: sjuk}, {question: arbetsplats, is: kontor}]}}",
        ),
        at="{not: {all: [{question: ledig, is: sjuk}",
    ),
    bench(
        "flag-so-or-not",
        "the two reasons for a flag leave no answer out",
        "FRM017",
        flag(
            "ror-dig",
            "{any: [{question: ork, is: jamt}, {question: ork, none-of: [jamt, ofta]}, {question: ork, is: ofta}]}",
        ),
        at="{any: [{question: ork, is: jamt}",
    ),
)

_ACTING: Final[tuple[Fault, ...]] = (
    bench(
        "nobody-acts",
        "a flag to the staff does not say who acts",
        "FRM018",
        (
            "    text: Deltagaren har haft en tung vecka.\n    who-acts: Kursledare\n",
            "    text: Deltagaren har haft en tung vecka.\n",
        ),
        at="- id: tung-vecka",
    ),
    bench(
        "acts-somehow",
        "a flag to the staff does not say how they act",
        "FRM018",
        ("    how: Ringer deltagaren nästa vardag.\n", ""),
        at="- id: ont-och-trott",
    ),
    bench(
        "neither-who-nor-how",
        "a flag to the staff says neither who acts nor how",
        "FRM018",
        ("    who-acts: Kursledare\n    how: Ringer deltagaren inom en vecka.\n", ""),
        at="- id: tung-vecka",
    ),
    bench(
        "resident-flag-sent-to-staff",
        "a flag to residents is sent to the staff, and nobody is to act",
        "FRM018",
        (
            "{question: puls, answered: false}\n    to: resident",
            "{question: puls, answered: false}\n    to: staff",
        ),
        at="- id: puls-saknas",
    ),
    fault(
        "nobody-acts-on-infection",
        "who acts on signs of an infection is deleted",
        "FRM018",
        replace(
            HABITS,
            "    text: Patienten uppger tecken på infektion efter operationen.\n"
            "    who-acts: Mottagningssjuksköterska vid kirurgmottagningen\n",
            "    text: Patienten uppger tecken på infektion efter operationen.\n",
        ),
        at=_first(HABITS, "  - id: tecken-pa-infektion"),
    ),
)

_SETTINGS: Final[tuple[Fault, ...]] = (
    bench(
        "occasions-in-single",
        "an ordinary form has occasions",
        "FRM026",
        (
            "type: single\n",
            "type: single\noccasions: [{id: fore, title: Före}, {id: efter, title: Efter}]\n",
        ),
    ),
    fault(
        "occasions-in-calendar",
        "a diary has occasions",
        "FRM026",
        after(
            DIARY,
            "type: calendar",
            "occasions: [{id: start, title: Start}, {id: slut, title: Slut}]",
        ),
    ),
    fault(
        "tabbed-without-occasions",
        "a tabbed form's occasions are deleted",
        "FRM026",
        drop(HABITS, "occasions:", 4),
        at="type: tabbed",
    ),
    bench(
        "staff-add-pages-in-single",
        "the staff may add pages to an ordinary form",
        "FRM026",
        ("type: single\n", "type: single\nstaff-may-add-pages: true\n"),
    ),
    fault(
        "staff-add-pages-in-tabbed",
        "the staff may add pages to a tabbed form",
        "FRM026",
        after(HABITS, "type: tabbed", "staff-may-add-pages: true"),
    ),
    fault(
        "one-set-of-answers-in-diary",
        "a diary has one set of answers for all days",
        "FRM026",
        after(DIARY, "type: calendar", "one-set-of-answers: true"),
    ),
)


_LAST: Final = "    expect: {flags: [ut-och-ga]}\n"


def _example(answers: str, expect: str) -> Edit:
    """Put an example after the others."""
    return (
        _LAST,
        (
            f"{_LAST}  - id: ny\n    title: Ett exempel till\n    answers: {{{answers}}}\n"
            f"    expect: {{{expect}}}\n"
        ),
    )


_FAILING: Final[tuple[Fault, ...]] = (
    bench(
        "example-with-wrong-total",
        "an example's total is added up wrongly",
        "FRM028",
        _example("ork: jamt, humor: ofta, ensam: ibland", "scores: {belastning: 7}"),
        at="expect: {scores: {belastning: 7}}",
        where=PROVED,
    ),
    bench(
        "example-with-wrong-band",
        "an example expects a lower band than its answers give",
        "FRM028",
        _example("ork: jamt, humor: jamt, ensam: ibland", "bands: {belastning: lag}"),
        at="expect: {bands: {belastning: lag}}",
        where=PROVED,
    ),
    bench(
        "example-without-its-flag",
        "an example expects no flag where one is raised",
        "FRM028",
        _example("skada: ofta, motion: yes, puls: 60", "flags: []"),
        at="expect: {flags: []}",
        where=PROVED,
    ),
    bench(
        "example-shows-hidden",
        "an example expects a follow-up that its answers hide",
        "FRM028",
        _example("vark: 3", "shown: [vark-var]"),
        at="expect: {shown: [vark-var]}",
        where=PROVED,
    ),
    bench(
        "example-hides-shown",
        "an example expects a text to be hidden that its answers show",
        "FRM028",
        _example("skada: ofta", "hidden: [hjalp-nu]"),
        at="expect: {hidden: [hjalp-nu]}",
        where=PROVED,
    ),
    bench(
        "example-with-value-for-missing",
        "an example expects a total though an answer is missing and the policy gives none",
        "FRM028",
        _example("glad: ofta, lugn: ofta", "scores: {kraft: 6}"),
        at="expect: {scores: {kraft: 6}}",
        where=PROVED,
    ),
    bench(
        "example-with-none-for-filled-in",
        "an example expects no value where the missing answer is filled in",
        "FRM028",
        _example("glad: ofta, lugn: ofta", "scores: {kraft-ifylld: none}"),
        at="expect: {scores: {kraft-ifylld: none}}",
        where=PROVED,
    ),
    bench(
        "example-rounded-down",
        "an example rounds a mean down at the half",
        "FRM028",
        _example("lordag: 1.9, sondag: 2", "scores: {gang: 1.9}"),
        at="expect: {scores: {gang: 1.9}}",
        where=PROVED,
    ),
    bench(
        "example-accepts-wrong-answer",
        "an example expects a number between two steps to be right",
        "FRM028",
        _example(
            "ork: aldrig, humor: aldrig, ensam: aldrig, arbetar: no, vark: 0, skada: nej, puls: 72",
            "invalid: []",
        ),
        at="expect: {invalid: []}",
        where=PROVED,
    ),
    bench(
        "example-left-when-condition-changed",
        "a follow-up's condition is changed, and the example that shows it is not",
        "FRM028",
        ("when: {question: vark, at-least: 4}", "when: {question: vark, at-least: 10}"),
        at="shown: [vark-var, ledig, natt-rad]",
        where=PROVED,
    ),
)

_UNPROVED: Final[tuple[Fault, ...]] = (
    bench(
        "band-without-example",
        "the one example of a band is deleted",
        "FRM029",
        (
            (
                "  - id: viss-belastning\n    title: Fyra poäng är viss belastning\n"
                "    answers: {ork: ofta, humor: ofta, ensam: aldrig, motion: yes, puls: 60}\n"
                "    expect: {bands: {belastning: mellan}}\n"
            ),
            "",
        ),
        at="{id: mellan, from: 4, to: 6",
        where=PROVED,
    ),
    bench(
        "band-split-without-example",
        "the highest band is divided, and no example reaches the new one",
        "FRM029",
        (
            "      - {id: hog, from: 7, to: 9, text: Hög belastning}\n",
            (
                "      - {id: hog, from: 7, to: 8, text: Hög belastning}\n"
                "      - {id: mycket-hog, from: 9, to: 9, text: Mycket hög belastning}\n"
            ),
        ),
        at="- {id: mycket-hog",
        where=PROVED,
    ),
    bench(
        "flag-without-example",
        "the one example of a flag is deleted",
        "FRM030",
        (
            (
                "  - id: egen-skada\n    title: Tankar på att skada sig ger en flagga\n"
                "    answers: {skada: ibland, motion: yes, puls: 60}\n"
                "    expect: {shown: [hjalp-nu, prata], flags: [sjalvskada]}\n"
            ),
            "",
        ),
        at="- id: sjalvskada",
        where=PROVED,
    ),
    bench(
        "new-flag-without-example",
        "a flag is added, and no example raises it",
        "FRM030",
        flag("hog-puls", "{question: puls, at-least: 120}", to="staff"),
        at="- id: hog-puls",
        where=PROVED,
    ),
    fault(
        "new-flag-without-example-in-habits",
        "a question is added with a flag of its own, and no example raises it",
        "FRM030",
        after(
            HABITS,
            "flags:",
            "  - id: vill-ha-samtal\n    when: {question: vill-prata, is: yes}\n"
            "    to: resident\n    priority: normal\n"
            "    text: Du har svarat att du vill prata. Skriv till oss så ringer vi.",
        ),
        after(
            HABITS,
            "        text: Är det något mer du vill att vi ska veta?",
            "      - id: vill-prata\n        type: yes-no\n        text: Vill du att vi ringer dig?",
        ),
        at="  - id: vill-ha-samtal",
    ),
)

_UNFIT: Final[tuple[Fault, ...]] = (
    bench(
        "example-answers-unknown-question",
        "an example misspells a question",
        "FRM031",
        _example("ork: aldrig, humour: aldrig", "shown: [ork]"),
        at="answers: {ork: aldrig, humour: aldrig}",
        where=PROVED,
    ),
    bench(
        "example-answers-unknown-row",
        "an example misspells a row",
        "FRM031",
        _example("natt: {somnar: ofta}", "shown: [natt]"),
        at="answers: {natt: {somnar: ofta}}",
        where=PROVED,
    ),
    bench(
        "example-expects-unknown-score",
        "an example misspells a score",
        "FRM031",
        _example("ork: aldrig", "scores: {belastningen: none}"),
        at="expect: {scores: {belastningen: none}}",
        where=PROVED,
    ),
    bench(
        "example-expects-unknown-band",
        "an example names a band by its text",
        "FRM031",
        _example("ork: ofta, humor: ofta, ensam: aldrig", "bands: {belastning: viss-belastning}"),
        at="expect: {bands: {belastning: viss-belastning}}",
        where=PROVED,
    ),
    bench(
        "example-expects-unknown-flag",
        "an example misspells a flag",
        "FRM031",
        _example("skada: ofta, motion: yes, puls: 60", "flags: [sjalv-skada]"),
        at="expect: {flags: [sjalv-skada]}",
        where=PROVED,
    ),
    bench(
        "example-shows-unknown-question",
        "an example expects a question to be hidden that the form does not have",
        "FRM031",
        _example("arbetar: yes", "hidden: [ledigt]"),
        at="expect: {hidden: [ledigt]}",
        where=PROVED,
    ),
)

_SENSITIVE: Final = "sensitive: self-harm"
_RAISES: Final = "  - id: sjalvskada\n    when: {question: skada, any-of: [ibland, ofta]}\n"
_HELP: Final = (
    "Det är bra att du berättar. Ring 112 om du är i fara. Du kan alltid ringa telefonnummer 1177 "
    "för råd."
)
_HELP_WHEN: Final = "1177 för råd.\n        when: {question: skada, any-of: [ibland, ofta]}\n"

_UNSAFE: Final[tuple[Fault, ...]] = (
    bench(
        "self-harm-flag-deleted",
        "the flag of the question about self-harm is deleted",
        "SAF001",
        (
            (
                f"{_RAISES}    to: staff\n    priority: high\n"
                "    text: Deltagaren tänker på att skada sig.\n    who-acts: Kursledare\n"
                "    how: Ringer deltagaren samma dag.\n"
            ),
            "",
        ),
        at=_SENSITIVE,
    ),
    bench(
        "self-harm-flag-to-resident",
        "the flag of the question about self-harm goes to the resident and not to the staff",
        "SAF001",
        (
            f"{_RAISES}    to: staff\n    priority: high\n    text: Deltagaren tänker på att skada sig.",
            f"{_RAISES}    to: resident\n    priority: high\n    text: Ta kontakt med någon du litar på.",
        ),
        at=_SENSITIVE,
    ),
    bench(
        "self-harm-flag-needs-another-answer",
        "the flag of the question about self-harm needs a second answer too",
        "SAF001",
        (
            _RAISES,
            (
                "  - id: sjalvskada\n    when:\n      all:\n"
                "        - {question: skada, any-of: [ibland, ofta]}\n"
                "        - {question: humor, any-of: [ofta, jamt]}\n"
            ),
        ),
        at=_SENSITIVE,
    ),
    bench(
        "self-harm-flag-needs-a-total",
        "the flag of the question about self-harm waits for a total with another question",
        "SAF001",
        ('{value: nej, text: "Nej"}', '{value: nej, text: "Nej", score: 0}'),
        ("{value: ibland, text: Ibland}", "{value: ibland, text: Ibland, score: 1}"),
        ("{value: ofta, text: Ofta}", "{value: ofta, text: Ofta, score: 2}"),
        score("risk", "sum", "humor, skada", "policy: no-score"),
        (_RAISES, "  - id: sjalvskada\n    when: {score: risk, at-least: 4}\n"),
        at=_SENSITIVE,
    ),
    bench(
        "self-harm-flag-copied-from-mood",
        "the flag of the question about self-harm is a copy that still names another question",
        "SAF001",
        (_RAISES, "  - id: sjalvskada\n    when: {question: humor, any-of: [ofta, jamt]}\n"),
        at=_SENSITIVE,
    ),
    bench(
        "self-harm-asked-without-flag",
        "a second question about self-harm, with a text to the resident and no flag",
        "SAF001",
        questions(
            "vardagen",
            question(
                "vardagen",
                "skadat",
                "yes-no",
                "Har du skadat dig själv?",
                "required: true",
                "sensitive: self-harm  # ny",
            ),
            question(
                "vardagen", "skadat-hjalp", "info", _HELP, "when: {question: skadat, is: yes}"
            ),
        ),
        at="sensitive: self-harm  # ny",
    ),
    bench(
        "crisis-text-without-112",
        "the text to who thinks of self-harm lacks 112",
        "SAF002",
        ("Ring 112 om du är i fara. ", ""),
        at=_SENSITIVE,
    ),
    bench(
        "crisis-text-without-1177",
        "the text to who thinks of self-harm lacks 1177",
        "SAF002",
        ("Du kan alltid ringa telefonnummer 1177 för råd.", "Du kan alltid ringa oss för råd."),
        at=_SENSITIVE,
    ),
    bench(
        "crisis-text-with-wrong-number",
        "the emergency number is mistyped",
        "SAF002",
        ("Ring 112 om du", "Ring 122 om du"),
        at=_SENSITIVE,
    ),
    bench(
        "crisis-text-needs-another-answer",
        "the text to who thinks of self-harm needs a second answer too",
        "SAF002",
        (
            _HELP_WHEN,
            (
                "1177 för råd.\n        when:\n          all:\n"
                "            - {question: skada, any-of: [ibland, ofta]}\n"
                "            - {question: trygg, is: aldrig}\n"
            ),
        ),
        at=_SENSITIVE,
    ),
    bench(
        "crisis-text-for-the-others",
        "the text is shown to those who do not think of self-harm",
        "SAF002",
        (_HELP_WHEN, "1177 för råd.\n        when: {question: skada, is: nej}\n"),
        at=_SENSITIVE,
    ),
    bench(
        "crisis-text-deleted",
        "the text to who thinks of self-harm is deleted",
        "SAF002",
        (
            (
                f"      - id: hjalp-nu\n        type: info\n        text: {_HELP}\n"
                "        when: {question: skada, any-of: [ibland, ofta]}\n"
            ),
            "",
        ),
        at=_SENSITIVE,
    ),
    bench(
        "crisis-text-only-to-staff",
        "the telephone numbers stand in what the staff is to do, not in what the resident sees",
        "SAF002",
        (_HELP, "Det är bra att du berättar."),
        (
            "how: Ringer deltagaren samma dag.",
            "how: Ringer deltagaren samma dag och berättar om 112 och telefonnummer 1177.",
        ),
        at=_SENSITIVE,
    ),
    bench(
        "crisis-text-on-another-page",
        "the telephone numbers stand on the page before, where nobody sees them any more",
        "SAF002",
        (_HELP, "Det är bra att du berättar."),
        (
            "    introduction: Tänk på den senaste veckan.\n",
            "    introduction: Ring 112 om du är i fara. Ring telefonnummer 1177 för råd.\n",
        ),
        at=_SENSITIVE,
    ),
)

_WITH_THEIR_RULES: Final[tuple[Fault, ...]] = (
    bench(
        "self-harm-mark-forgotten",
        "the question about self-harm is not marked, so that nothing is proved of it",
        "SAF003",
        ("        sensitive: self-harm\n", ""),
        at="text: Har du tänkt på att skada dig själv?",
    ),
    bench(
        "self-harm-in-other-words",
        "a question about wanting to die is added without the mark",
        "SAF003",
        question("kroppen", "livet", "yes-no", "Händer det att du inte vill leva?"),
        at="text: Händer det att du inte vill leva?",
    ),
    bench(
        "self-harm-flag-for-often-only",
        "the flag of the question about self-harm waits for the worst answer only",
        "SAF004",
        (
            "  - id: sjalvskada\n    when: {question: skada, any-of: [ibland, ofta]}",
            "  - id: sjalvskada\n    when: {question: skada, is: ofta}",
        ),
        at=_SENSITIVE,
    ),
    bench(
        "question-copied",
        "a question is copied to be reworded, and gets another id only",
        "FRM033",
        ("        text: Har du tagit pauser?", "        text: Har du varit ute?"),
    ),
    bench(
        "points-of-the-choice-above",
        "a choice has the points of the one above it",
        "FRM020",
        (
            "text: Hur ofta har du känt dig trygg?\n        choices: [{value: aldrig, text: Aldrig, score: 1}, {value: ibland, text: Ibland, score: 2}",
            "text: Hur ofta har du känt dig trygg?\n        choices: [{value: aldrig, text: Aldrig, score: 1}, {value: ibland, text: Ibland, score: 1}",
        ),
    ),
)
"""Written with SAF003, SAF004, FRM033 and the wider FRM020, which the held-out faults asked for."""

FAULTS: Final[tuple[Fault, ...]] = (
    *_WITH_THEIR_RULES,
    *_NEVER,
    *_ALWAYS,
    *_ACTING,
    *_SETTINGS,
    *_FAILING,
    *_UNPROVED,
    *_UNFIT,
    *_UNSAFE,
)
