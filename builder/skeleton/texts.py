"""The beginnings of files, with what is filled in between braces."""

from typing import Final

from builder.message import mark

MOMENT: Final = """\
# yaml-language-server: $schema=../../../../schemas/moment.schema.json
id: {id}
title: {title}
kind: {kind}
language: {language}
summary: {summary}
audience: {audience}
intended-use: {use}
owner: {owner}
contact:
  role: {role}
  email: {email}
available-to: [all]
open: false
review-by: {review}
risk-analysis:
  date: {day}
  participants: {participants}
functions:
  messages: false
  contacts: false
  planning: false
  activity-plan: false
modules:
  - file: modules/{module}.md
    starts: at-once
"""
PAGE: Final = "# {title}\n\n{text}\n"
MODULE: Final = "# {title} {{#{id}}}\n\n## {section} {{#{id}-1}}\n\n{text}\n"
FORM: Final = """\
# yaml-language-server: $schema=../../../../../schemas/form.schema.json
id: {id}
title: {title}
type: {type}
{extra}rights:
  holder: {holder}
  licence: {licence}
pages:
  - id: {name}-1
    title: {page}
    questions:
      - id: {name}-1-1
        type: yes-no
        text: {question}
        yes-score: 1
        no-score: 0
# {counted}
scores:
  - id: {name}-score
    title: {score}
    method: sum
    of: [{name}-1-1]
    missing: {{policy: no-score}} # {policies}
    visible-to: [staff]
    bands:
      - id: low
        from: 0
        to: 0
        text: {low}
      - id: high
        from: 1
        to: 1
        text: {high}
# {proof}
examples:
  - id: yes-is-high
    title: {yes}
    answers: {{{name}-1-1: yes}}
    expect: {{scores: {{{name}-score: 1}}, bands: {{{name}-score: high}}}}
  - id: no-is-low
    title: {no}
    answers: {{{name}-1-1: no}}
    expect: {{scores: {{{name}-score: 0}}, bands: {{{name}-score: low}}}}
  - id: unanswered
    title: {unanswered}
    answers: {{}}
    expect: {{scores: {{{name}-score: none}}, bands: {{{name}-score: none}}}}
"""
FORM_WORDS: Final = {
    "counted": mark("The score. Take it away, and the examples, if nothing is to be counted."),
    "policies": mark("or leave-out, mean-of-answered, count-as-zero"),
    "proof": mark("The examples are tried at every check: do the answers give what you expect?"),
    "yes": mark("Yes gives the higher level"),
    "no": mark("No gives the lower level"),
    "unanswered": mark("Without an answer there is no score"),
}
OCCASIONS: Final = """\
occasions:
  - id: fore
    title: {before}
  - id: efter
    title: {after}
"""
NOTE: Final = """\
{settings}# {title}

{text}
"""
DECISION: Final = """\
  # {what}
  - change: {change}
    level: {level}
    reason: {reason}
"""
