"""Questions and answers of one form in the author's words."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from builder.forms import Answer, Contribution, Item
from builder.forms.answer import UnfitError, read_answer
from builder.message import Message, mark
from builder.model import Form, MatrixQuestion, Question
from builder.rendition.words import Voice

NOT_SHOWN: Final = mark("not shown")
_WRONG: Final = mark("wrong answer")
_NO_BAND: Final = mark("no band")
_LONGEST: Final = 60
TOTALS: Final = {
    "sum": mark("Sum"),
    "mean": mark("Mean"),
    "count": mark("Number of answers"),
    "min": mark("Lowest"),
    "max": mark("Highest"),
}
"""What comes out of each method."""


def short(text: str) -> str:
    """Return how a text begins, on one line; it is cut between words where it has several."""
    line = " ".join(text.split())
    if len(line) <= _LONGEST:
        return line
    whole, _, part = line[:_LONGEST].rpartition(" ")
    return f"{whole or part[:-1]}…"


class Answers:
    """Says what is asked in a form and what was answered, in one language."""

    def __init__(self, form: Form, language: str) -> None:
        self.form = form
        self.voice = Voice(language)
        self.questions = {question.id: question for _, question in form.walk()}
        self.scores = {score.id: score for score in form.scores}
        self.flags = {flag.id: flag for flag in form.flags}

    def say(self, message: Message) -> str:
        """Return a message in the language."""
        return self.voice.say(message)

    def word(self, text: str) -> str:
        """Return a marked text in the language."""
        return self.voice.word(text)

    def question(self, name: str) -> str:
        """Return how a question begins; its id where there is none."""
        return short(self.questions[name].text) if name in self.questions else name

    def row(self, item: Item) -> str:
        """Return the text of a matrix's row."""
        rows = item.question.rows if isinstance(item.question, MatrixQuestion) else ()
        return next((short(row.text) for row in rows if row.id == item.row), item.row or "")

    def item(self, item: Item) -> str:
        """Return what is asked: the question, and the row where it is one of a matrix."""
        text = self.question(item.question.id)
        return f"{text} · {self.row(item)}" if item.row else text

    def score(self, name: str) -> str:
        """Return the title of a score."""
        return short(self.scores[name].title) if name in self.scores else name

    def band(self, score: str, name: str | None) -> str:
        """Return the text of a band."""
        bands = self.scores[score].bands if score in self.scores else ()
        texts = (short(band.text) for band in bands if band.id == name)
        return next(texts, self.word(_NO_BAND))

    def quoted_band(self, score: str, name: str | None) -> str:
        """Return the text of a band in quotation marks."""
        text = self.band(score, name)
        return text if text == self.word(_NO_BAND) else self.voice.quoted(text)

    def flag(self, name: str) -> str:
        """Return how the text of a flag begins."""
        return short(self.flags[name].text) if name in self.flags else name

    def value(self, value: Decimal | None) -> str:
        """Return the value of a score."""
        return self.word(mark("no value")) if value is None else self.voice.number(value)

    def answer(self, question: Question, given: Answer | tuple[str, ...] | None) -> str:
        """Return an answer: the texts of what was chosen, a number with its unit, or words."""
        match given:
            case Decimal():
                unit = getattr(question, "unit", None)
                return f"{self.voice.number(given)} {unit or ''}".rstrip()
            case str():
                return self._chosen(question).get(given, short(given))
            case Mapping():
                rows = ((Item(question, row), value) for row, value in given.items())
                return "; ".join(f"{self.row(row)}: {self.answer(question, v)}" for row, v in rows)
            case tuple() | frozenset():
                texts = self._chosen(question)
                ordered = [value for value in texts if value in given]
                return ", ".join(texts.get(v, v) for v in ordered or sorted(given))
            case None:
                return self.word(mark("no answer"))

    def _chosen(self, question: Question) -> Mapping[str, str]:
        """Return the texts of what can be chosen, by the values."""
        if question.type == "yes-no":
            return {"yes": self.voice.words["yes"], "no": self.voice.words["no"]}
        return {choice.value: short(choice.text) for choice in getattr(question, "choices", ())}

    def counted(self, part: Contribution, shown: tuple[str, ...]) -> str:
        """Return an answer that a score counts, or why there is none."""
        if part.item.question.id not in shown:
            return self.word(NOT_SHOWN)
        if part.is_wrong:
            return self.word(_WRONG)
        return self.answer(part.item.question, part.answer)

    def given(self, item: Item, answers: Mapping[str, object], shown: tuple[str, ...]) -> str:
        """Return what was answered to an item, or why nothing was."""
        question = item.question
        if question.id not in shown:
            return self.word(NOT_SHOWN)
        try:
            answer = read_answer(question, answers.get(question.id))
        except UnfitError:
            return self.word(_WRONG)
        return self.answer(question, answer and item.answer({question.id: answer}))

    def items(self) -> Iterator[Item]:
        """Yield everything that can be answered, the rows of a matrix one by one."""
        for question in self.questions.values():
            if isinstance(question, MatrixQuestion):
                yield from (Item(question, row.id) for row in question.rows)
            elif question.type != "info":
                yield Item(question)
