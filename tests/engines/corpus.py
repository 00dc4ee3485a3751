"""Made-up forms and answers to them, the same for the same seed.

The forms make sense, but for what an author is told of and that has a meaning all the same:
conditions about later questions, and about scores that count later questions.
"""

from decimal import Decimal
from typing import Any

import base

from builder.model import WIRE, Form, exact

AWKWARD = (
    "0", "1", "01", "10", "1e5", "0x1", "true", "false", "null", "undefined", "nan", "infinity",
    "none", "other", "all", "length", "constructor", "locale", "pageno", "pagecount", "self", "panel",
    "row", "item", "choice", "question-unwrapped", "questioncount", "correctanswers", "survey",
    "parent", "value", "name", "total", "matrix", "column", "index", "title", "data", "page",
)  # fmt: skip
"""Ids that mean something else to JavaScript or to SurveyJS."""
TWINS = (("1", "01"), ("10", "1e1"), ("0", "0x0"), ("1", "1e0"), ("100000", "1e5"))
"""Ids that are the same number to JavaScript."""
PLAIN = tuple(f"{letter}{n}" for letter in "abc" for n in range(12))
DAYS = ("2026-01-01", "2026-01-31", "2026-06-15", "2026-12-24")
TIMES = ("00:00", "07:30", "12:00", "23:59")
CHOICE_TYPES = ("single-choice", "multiple-choice", "dropdown", "matrix")
TYPES = (*CHOICE_TYPES, *CHOICE_TYPES, "yes-no", "yes-no", "scale", "scale", "number", "number",
         "text", "long-text", "date", "time", "info")  # fmt: skip
CHOSEN = ("is", "is-not", "any-of", "none-of", "answered")
NUMERIC = (*CHOSEN, "at-least", "at-most", "more-than", "less-than")
POLICIES = ("no-score", "leave-out", "mean-of-answered", "count-as-zero")
METHODS = ("sum", "sum", "mean", "mean", "count", "min", "max")


class Maker:
    """Makes one form, and sets of answers to it."""

    def __init__(self, seed: int) -> None:
        self.random = base.dice(seed)
        self.number = seed

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def ids(self, count: int) -> list[str]:
        found = self.random.sample(PLAIN, count)
        for place, awkward in enumerate(self.random.sample(AWKWARD, count)):
            if self.chance(0.2):
                found[place] = awkward
        if count > 1 and self.chance(0.1):
            found[:2] = self.random.choice(TWINS)
        return list(dict.fromkeys(found))

    def points(self) -> str:
        decimals = self.random.choice((0, 0, 0, 0, 1, 2, 4))
        low = -3 if self.chance(0.2) else 0
        return exact(
            Decimal(self.random.randint(low * 10**decimals, 5 * 10**decimals)).scaleb(-decimals)
        )

    def form(self) -> Form:
        self.questions = [
            self.question(name) for name in self.ids(self.random.choice((2, 3, 3, 4, 4, 5, 7)))
        ]
        names = self.ids(self.random.choice((0, 0, 1, 1, 2)))
        self.scores = [score for name in names if (score := self.score(name))]
        for place, question in enumerate(self.questions):
            if self.chance(0.5):
                question["when"] = self.condition(place, 3)
        everything = len(self.questions)
        flags = [self.flag(name, everything) for name in self.ids(self.random.choice((0, 1, 1)))]
        cut = self.random.randint(1, everything - 1)
        pages = [self.questions[:cut], self.questions[cut:]]
        return Form.model_validate(
            {
                "id": f"form-{self.number}",
                "title": "Ett formulär",
                "type": "single",
                "rights": {"holder": "Prov", "licence": "CC0-1.0"},
                "pages": [
                    {"id": f"page-{n}", "title": "En sida", "questions": page}
                    for n, page in enumerate(pages)
                ],
                "scores": self.scores,
                "flags": flags,
            },
            context=WIRE,
        )

    def question(self, name: str) -> dict[str, Any]:
        kind = self.random.choice(TYPES)
        question: dict[str, Any] = {"id": name, "type": kind, "text": "En fråga?"}
        if kind != "info":
            question["required"] = self.chance(0.2)
        if kind in CHOICE_TYPES:
            question["choices"] = [
                {"value": value, "text": "Ett svar"}
                | ({"score": self.points()} if self.chance(0.8) else {})
                for value in self.ids(self.random.randint(2, 4))
            ]
        own = getattr(self, f"own_{kind.replace('-', '_')}", None)
        return question | (own(question) if own else {})

    def own_matrix(self, question: dict[str, Any]) -> dict[str, Any]:
        return {
            "rows": [{"id": name, "text": "En rad"} for name in self.ids(self.random.randint(1, 3))]
        }

    def own_yes_no(self, question: dict[str, Any]) -> dict[str, Any]:
        return {key: self.points() for key in ("yes-score", "no-score") if self.chance(0.7)}

    def own_multiple_choice(self, question: dict[str, Any]) -> dict[str, Any]:
        count = len(question["choices"])
        least, most = self.random.randint(1, count), self.random.randint(1, count)
        ends = {"min-choices": min(least, most), "max-choices": max(least, most)}
        return {key: end for key, end in ends.items() if self.chance(0.4)}

    def own_text(self, question: dict[str, Any]) -> dict[str, Any]:
        pattern = {"pattern": r"\d{2,4}|[a-c]+-?", "pattern-help": "Två till fyra siffror."}
        return (pattern if self.chance(0.3) else {}) | (
            {"max-characters": 6} if self.chance(0.3) else {}
        )

    def own_number(self, question: dict[str, Any]) -> dict[str, Any]:
        step = Decimal(self.random.choice(("1", "0.5", "0.1", "0.25", "3", "0.0001")))
        least = self.random.randint(-5, 5) * self.random.choice((step, Decimal(1), Decimal("0.5")))
        most = least + step * self.random.randint(1, 40)
        own = {"min": least, "max": most, "step": step}
        return {key: exact(value) for key, value in own.items() if self.chance(0.7)}

    def own_scale(self, question: dict[str, Any]) -> dict[str, Any]:
        step = Decimal(self.random.choice(("1", "1", "0.5", "0.1", "5")))
        least = self.random.randint(-3, 3) * step
        most = least + step * self.random.randint(2, 30)
        ends = {"min": exact(least), "max": exact(most), "min-text": "Minst", "max-text": "Mest"}
        return ends | ({} if step == 1 else {"step": exact(step)})

    def own_date(self, question: dict[str, Any]) -> dict[str, Any]:
        ends = {"min": DAYS[self.random.randrange(2)], "max": DAYS[self.random.randrange(2, 4)]}
        return {key: end for key, end in ends.items() if self.chance(0.4)}

    def own_time(self, question: dict[str, Any]) -> dict[str, Any]:
        ends = {"min": TIMES[self.random.randrange(2)], "max": TIMES[self.random.randrange(2, 4)]}
        return {key: end for key, end in ends.items() if self.chance(0.4)}

    def score(self, name: str) -> dict[str, Any] | None:
        method = self.random.choice(METHODS)
        countable = [
            question["id"]
            for question in self.questions
            if question["type"] != "info"
            and (method == "count" or question["type"] not in {"text", "long-text", "date", "time"})
        ]
        if not countable:
            return None
        chosen = self.random.sample(countable, self.random.randint(1, min(len(countable), 4)))
        missing: dict[str, Any] = {"policy": self.random.choice(POLICIES)}
        if missing["policy"] != "no-score" and self.chance(0.3):
            missing["at-most"] = self.random.randint(0, 3)
        decimals = {"decimals": self.random.randint(0, 3)} if self.chance(0.7) else {}
        return {
            "id": name, "title": "En poäng", "method": method, "of": chosen, "missing": missing,
            "visible-to": ["staff"], "bands": self.bands(), **decimals,
        }  # fmt: skip

    def bands(self) -> list[dict[str, Any]]:
        cuts = sorted(
            Decimal(self.random.randint(-20, 60)) / 4 for _ in range(self.random.randint(0, 4))
        )
        ids = self.ids(6)
        return [
            {"id": name, "from": exact(low), "to": exact(high), "text": "En nivå"}
            for name, low, high in zip(ids, cuts, cuts[1:], strict=False)
        ]

    def flag(self, name: str, place: int) -> dict[str, Any]:
        return {
            "id": name, "when": self.condition(place, 3), "to": self.random.choice(("staff", "resident")),
            "priority": "high", "text": "Ring 112 <nu> & {score_a1}.",
        }  # fmt: skip

    def condition(self, place: int, depth: int) -> dict[str, Any]:
        if depth and self.chance(0.4):
            if self.chance(0.3):
                return {"not": self.condition(place, depth - 1)}
            parts = [self.condition(place, depth - 1) for _ in range(self.random.randint(1, 3))]
            return {self.random.choice(("all", "any")): parts}
        if self.scores and self.chance(0.25):
            return self.about_score(place)
        before = self.questions[:place] if place and self.chance(0.95) else self.questions
        return self.about_question(self.random.choice(before))

    def about_score(self, place: int) -> dict[str, Any]:
        before = {question["id"] for question in self.questions[:place]}
        ready = [score for score in self.scores if before.issuperset(score["of"])]
        score = self.random.choice(ready if ready and self.chance(0.9) else self.scores)
        return {"score": score["id"]} | self.numeric(self.random.choice(NUMERIC))

    def about_question(self, question: dict[str, Any]) -> dict[str, Any]:
        leaf: dict[str, Any] = {"question": question["id"]}
        kind = question["type"]
        if kind in {"number", "scale"}:
            return leaf | self.numeric(self.random.choice(NUMERIC))
        if kind == "matrix" and self.chance(0.8):
            leaf["row"] = self.random.choice(question["rows"])["id"]
        elif kind not in {*CHOICE_TYPES, "yes-no"} or kind == "matrix":
            return leaf | {"answered": self.chance(0.6)}
        values = [choice["value"] for choice in question.get("choices", ())] or ["yes", "no"]
        return leaf | self.compared(self.random.choice(CHOSEN), values)

    def numeric(self, operator: str) -> dict[str, Any]:
        numbers = [self.points() for _ in range(3)]
        if operator in CHOSEN:
            return self.compared(
                operator, [f"{one}.0" if "." not in one else one for one in numbers]
            )
        return {operator: numbers[0]}

    def compared(self, operator: str, values: list[str]) -> dict[str, Any]:
        if operator == "answered":
            return {"answered": self.chance(0.6)}
        some = self.random.sample(values, self.random.randint(1, len(values)))
        return {operator: some[0] if operator in {"is", "is-not"} else some}

    def answers(self, unsure: frozenset[str]) -> dict[str, Any]:
        """Return a set of answers, hidden questions too; right ones only to those in `unsure`."""
        share = self.random.choice((1, 0.9, 0.7, 0.3))
        wrong = self.random.choice((0, 0, 0, 0.3))
        found = {}
        for question in self.questions:
            if question["type"] == "info" or not self.chance(share):
                continue
            is_wrong = self.chance(wrong) and question["id"] not in unsure
            answer = self.wrong(question) if is_wrong else None
            found[question["id"]] = self.right(question) if answer is None else answer
        return found

    def right(self, question: dict[str, Any]) -> Any:
        values = [choice["value"] for choice in question.get("choices", ())] or ["yes", "no"]
        match question["type"]:
            case "number" | "scale":
                return self.some_number(question)
            case "date" | "time":
                return self.some_moment(question)
            case "text" | "long-text":
                texts = (
                    ("12", "ab-") if "pattern" in question else ("Ord", "å 1", "  ", "0", "true")
                )
                return self.random.choice(texts)
            case "multiple-choice":
                least = question.get("min-choices", 0)
                most = question.get("max-choices", len(values))
                return tuple(self.random.sample(values, self.random.randint(least, most)))
            case "matrix":
                rows = [row["id"] for row in question["rows"] if self.chance(0.8)]
                return {row: self.random.choice(values) for row in rows}
            case _:
                return self.random.choice(values)

    def some_number(self, question: dict[str, Any]) -> str:
        step = Decimal(question.get("step", "1"))
        least, most = (
            Decimal(question[key]) if key in question else None for key in ("min", "max")
        )
        start = least or Decimal(0)
        low = 0 if least is not None else -20
        high = int((most - start) // step) if most is not None else 40
        return exact(
            start
            + step * self.random.randint(min(low, high), max(low, high) if high >= low else high)
        )

    def some_moment(self, question: dict[str, Any]) -> str:
        known = DAYS if question["type"] == "date" else TIMES
        low, high = question.get("min", known[0]), question.get("max", known[-1])
        return self.random.choice([one for one in known if low <= one <= high])

    def wrong(self, question: dict[str, Any]) -> Any:
        match question["type"]:
            case "number":
                step = Decimal(question.get("step", "1"))
                beyond = [
                    Decimal(question[key]) + sign * step
                    for key, sign in (("min", -1), ("max", 1))
                    if key in question
                ]
                near = Decimal(self.some_number(question)) + step / 3
                return exact(self.random.choice([*beyond, near.quantize(Decimal("0.000001"))]))
            case "date" | "time":
                known = DAYS if question["type"] == "date" else TIMES
                low, high = question.get("min", known[0]), question.get("max", known[-1])
                out = [one for one in known if not low <= one <= high]
                return self.random.choice(out) if out else None
            case "multiple-choice":
                values = [choice["value"] for choice in question["choices"]]
                counts = [
                    *range(1, question.get("min-choices", 0)),
                    *range(question.get("max-choices", len(values)) + 1, len(values) + 1),
                ]
                return (
                    tuple(self.random.sample(values, self.random.choice(counts)))
                    if counts
                    else None
                )
            case "text" | "long-text" if "max-characters" in question:
                return "1234567"
            case "text" if "pattern" in question:
                return self.random.choice(("1", "abd", "ab-c", "åäö"))
            case _:
                return None
