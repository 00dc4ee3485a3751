"""A form: pages of questions, with scores, bands, flags and examples."""

from collections.abc import Iterator
from typing import Annotated, Literal, TypeAlias

from pydantic import ConfigDict, Field, model_validator

from builder.message import mark
from builder.model.condition import Condition
from builder.model.part import Part
from builder.model.rights import Rights
from builder.model.scalars import (
    Answer,
    Clock,
    Count,
    Day,
    Expected,
    Flag,
    Id,
    Number,
    Positive,
    Text,
    wrong,
)

Audience: TypeAlias = Literal["staff", "resident"]


class Choice(Part):
    """One answer that can be chosen."""

    value: Id = Field(title="Värde", description="Det som sparas när svaret väljs. Ändras aldrig.")
    text: Text = Field(title="Text", description="Det som invånaren läser.")
    score: Number | None = Field(
        None,
        title="Poäng",
        description="Poäng när svaret väljs. Utan poäng räknas svaret som saknat i en poängsumma.",
    )


class Picture(Part):
    """A picture at a question; in a package `file` is `media:<id>`."""

    file: Text = Field(title="Fil", description="Till exempel ../media/kudde.webp.")
    alt: Text | None = Field(
        None, title="Alt-text", description="Vad bilden visar. Utelämnas när den är dekorativ."
    )


class Row(Part):
    """One row of a matrix."""

    id: Id = Field(title="Id")
    text: Text = Field(title="Text", description="Det som invånaren läser.")


class _Question(Part):
    id: Id = Field(title="Id", description="Frågans id. Ändras aldrig när svar kan finnas.")
    text: Text = Field(title="Fråga", description="Frågan så som invånaren läser den.")
    help: Text | None = Field(None, title="Hjälptext", description="Visas under frågan.")
    picture: Picture | None = Field(None, title="Bild", description="Visas vid frågan.")
    required: Flag = Field(False, title="Obligatorisk", description="Frågan måste besvaras.")
    when: Condition | None = Field(
        None, title="Visas när", description="Frågan visas bara när villkoret stämmer."
    )
    sensitive: Literal["self-harm"] | None = Field(
        None,
        title="Känslig",
        description="self-harm: frågan rör självskada eller självmord. Då krävs en flagga till "
        "personalen och en text till invånaren med telefonnummer.",
    )


class TextQuestion(_Question):
    """A short answer in words."""

    type: Literal["text"] = Field(title="Typ")
    max_characters: Positive | None = Field(None, title="Högsta antal tecken")
    pattern: Text | None = Field(
        None, title="Mönster", description="Reguljärt uttryck som hela svaret ska följa."
    )
    pattern_help: Text | None = Field(
        None, title="Mönstret i ord", description="Visas när svaret inte följer mönstret."
    )


class LongTextQuestion(_Question):
    """A longer answer in words."""

    type: Literal["long-text"] = Field(title="Typ")
    max_characters: Positive | None = Field(None, title="Högsta antal tecken")


class NumberQuestion(_Question):
    """A number, with its unit."""

    type: Literal["number"] = Field(title="Typ")
    min: Number | None = Field(None, title="Minsta tal")
    max: Number | None = Field(None, title="Största tal")
    step: Number | None = Field(
        None,
        title="Steg",
        description="Avståndet mellan två möjliga tal, räknat från det minsta. Utan steg: heltal.",
    )
    unit: Text | None = Field(None, title="Enhet", description="Till exempel timmar.")


class DateQuestion(_Question):
    """A day."""

    type: Literal["date"] = Field(title="Typ")
    min: Day | None = Field(None, title="Tidigaste dag")
    max: Day | None = Field(None, title="Senaste dag")


class TimeQuestion(_Question):
    """A time of day."""

    type: Literal["time"] = Field(title="Typ")
    min: Clock | None = Field(None, title="Tidigaste klockslag")
    max: Clock | None = Field(None, title="Senaste klockslag")


class YesNoQuestion(_Question):
    """Yes or no; the stored answers are `yes` and `no`."""

    type: Literal["yes-no"] = Field(title="Typ")
    yes_score: Number | None = Field(None, title="Poäng för ja")
    no_score: Number | None = Field(None, title="Poäng för nej")


class SingleChoiceQuestion(_Question):
    """One of several answers, all shown."""

    type: Literal["single-choice"] = Field(title="Typ")
    choices: tuple[Choice, ...] = Field(min_length=2, title="Svarsalternativ")


class MultipleChoiceQuestion(_Question):
    """Any number of several answers."""

    type: Literal["multiple-choice"] = Field(title="Typ")
    choices: tuple[Choice, ...] = Field(min_length=2, title="Svarsalternativ")
    min_choices: Count | None = Field(None, title="Minsta antal val")
    max_choices: Positive | None = Field(None, title="Största antal val")


class DropdownQuestion(_Question):
    """One of several answers, in a list that opens."""

    type: Literal["dropdown"] = Field(title="Typ")
    choices: tuple[Choice, ...] = Field(min_length=2, title="Svarsalternativ")


class ScaleQuestion(_Question):
    """A whole number on a scale with named ends."""

    type: Literal["scale"] = Field(title="Typ")
    min: Number = Field(title="Lägsta värde")
    max: Number = Field(title="Högsta värde")
    step: Number | None = Field(None, title="Steg", description="Ett, om inget annat står.")
    min_text: Text = Field(title="Text vid lägsta värdet")
    max_text: Text = Field(title="Text vid högsta värdet")


class MatrixQuestion(_Question):
    """Several rows answered with the same choices."""

    type: Literal["matrix"] = Field(title="Typ")
    rows: tuple[Row, ...] = Field(min_length=1, title="Rader")
    choices: tuple[Choice, ...] = Field(min_length=2, title="Svarsalternativ")


class Info(Part):
    """Text among the questions; there is nothing to answer."""

    id: Id = Field(title="Id")
    type: Literal["info"] = Field(title="Typ")
    text: Text = Field(title="Text", description="Det som invånaren läser.")
    when: Condition | None = Field(
        None, title="Visas när", description="Texten visas bara när villkoret stämmer."
    )


Question: TypeAlias = Annotated[
    TextQuestion
    | LongTextQuestion
    | NumberQuestion
    | DateQuestion
    | TimeQuestion
    | YesNoQuestion
    | SingleChoiceQuestion
    | MultipleChoiceQuestion
    | DropdownQuestion
    | ScaleQuestion
    | MatrixQuestion
    | Info,
    Field(discriminator="type"),
]


class FormPage(Part):
    """One page of a form."""

    id: Id = Field(title="Id")
    title: Text = Field(title="Rubrik")
    introduction: Text | None = Field(None, title="Inledning", description="Visas överst på sidan.")
    questions: tuple[Question, ...] = Field(min_length=1, title="Frågor")


class Occasion(Part):
    """One tab of a tabbed form: answered at one occasion."""

    id: Id = Field(title="Id")
    title: Text = Field(title="Rubrik", description="Flikens text.")


class Band(Part):
    """A stretch of a score and what it is called; both ends belong to it."""

    id: Id = Field(title="Id")
    from_: Number = Field(title="Från och med")
    to: Number = Field(title="Till och med")
    text: Text = Field(title="Text", description="Vad nivån heter.")


class MissingAnswers(Part):
    """What a score does when an answer is missing."""

    policy: Literal["no-score", "leave-out", "mean-of-answered", "count-as-zero"] = Field(
        title="När svar saknas",
        description="no-score: ingen poäng. leave-out: räkna utan svaret. "
        "mean-of-answered: ersätt med medelvärdet av de givna svaren. "
        "count-as-zero: räkna som noll.",
    )
    at_most: Count | None = Field(
        None, title="Högst så många", description="Saknas fler svar än så ges ingen poäng."
    )


class Score(Part):
    """A number computed from answers."""

    id: Id = Field(title="Id")
    title: Text = Field(title="Rubrik")
    method: Literal["sum", "mean", "count", "min", "max"] = Field(
        title="Metod", description="sum: summa. mean: medelvärde. count: antal. min, max."
    )
    of: tuple[Id, ...] = Field(min_length=1, title="Av frågorna", description="Frågornas id.")
    decimals: Count | None = Field(
        None,
        le=4,
        title="Decimaler",
        description="Hur ett medelvärde avrundas. Krävs för mean och för mean-of-answered.",
    )
    missing: MissingAnswers = Field(title="Saknade svar")
    visible_to: tuple[Audience, ...] = Field(
        title="Visas för", description="staff: personalen. resident: invånaren. Måste anges."
    )
    explanation: Text | None = Field(
        None, title="Förklaring", description="Visas för invånaren tillsammans med poängen."
    )
    bands: tuple[Band, ...] = Field((), title="Nivåer")


class FlagRule(Part):
    """A signal that is raised when a condition holds."""

    id: Id = Field(title="Id")
    when: Condition = Field(title="När", description="Flaggan visas när villkoret stämmer.")
    to: Audience = Field(title="Till", description="staff: personalen. resident: invånaren.")
    priority: Literal["high", "normal"] = Field(title="Prioritet")
    text: Text = Field(title="Text", description="Det som visas.")
    who_acts: Text | None = Field(
        None, title="Vem agerar", description="Rollen som tar hand om flaggan. Krävs till personal."
    )
    how: Text | None = Field(
        None, title="Hur", description="Vad som görs och inom vilken tid. Krävs till personal."
    )


class Expectation(Part):
    """What should become of an example's answers; what is not said is not compared."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    shown: tuple[Id, ...] = Field((), title="Visas", description="Frågor som ska visas.")
    hidden: tuple[Id, ...] = Field((), title="Visas inte", description="Frågor som inte ska visas.")
    invalid: tuple[Id, ...] | None = Field(
        None,
        title="Fel svar",
        description="Just de frågor vars svar är fel eller saknas; [] när inget är det. "
        "Utan listan får svar saknas, men inget får vara fel.",
    )
    scores: dict[Id, Expected] = Field(
        {}, title="Poäng", description="Poängens id och värde, eller none när den inget får."
    )
    bands: dict[Id, Id] = Field(
        {}, title="Nivåer", description="Poängens id och nivåns id, eller none."
    )
    flags: tuple[Id, ...] | None = Field(
        None, title="Flaggor", description="Just de flaggor som ska visas; [] när ingen ska det."
    )

    @model_validator(mode="after")
    def _expects_something(self) -> "Expectation":
        if not self.model_fields_set:
            raise wrong("expectation", mark("the example expects nothing: say what it should give"))
        return self


class Example(Part):
    """Answers and what they should give: proof of a form, run at every check."""

    id: Id = Field(title="Id")
    title: Text = Field(title="Rubrik", description="Vad exemplet visar, i en mening.")
    answers: dict[Id, Answer] = Field(
        title="Svar",
        description="Frågans id och svaret: ett värde, en lista av val, eller rad för rad.",
    )
    expect: Expectation = Field(title="Väntat")


class Form(Part):
    """A form that a resident fills in."""

    id: Id = Field(title="Id", description="Formulärets id. Ändras aldrig.")
    title: Text = Field(title="Rubrik")
    type: Literal["single", "tabbed", "calendar"] = Field(
        title="Typ",
        description="single: vanligt formulär. tabbed: flikformulär. calendar: kalenderformulär.",
    )
    owner: Id | None = Field(
        None, title="Ägare", description="Utgivarens id. Bara för formulär i content/forms."
    )
    one_set_of_answers: Flag = Field(
        False,
        title="En uppsättning svar",
        description="Krävs när ett vanligt formulär står i flera moduler: svaren är gemensamma.",
    )
    occasions: tuple[Occasion, ...] = Field(
        (), title="Tillfällen", description="Flikarna i ett flikformulär."
    )
    staff_may_add_pages: Flag = Field(
        False, title="Personal får lägga till sidor", description="Bara i kalenderformulär."
    )
    introduction: Text | None = Field(None, title="Inledning", description="Visas först.")
    rights: Rights = Field(title="Rättigheter")
    pages: tuple[FormPage, ...] = Field(min_length=1, title="Sidor")
    scores: tuple[Score, ...] = Field((), title="Poäng")
    flags: tuple[FlagRule, ...] = Field((), title="Flaggor")
    examples: tuple[Example, ...] = Field(
        (), title="Exempel", description="Svar och vad de ska ge. De prövas vid varje kontroll."
    )

    def walk(self) -> Iterator[tuple[tuple[str | int, ...], Question]]:
        """Yield every question and where it stands."""
        for page_index, page in enumerate(self.pages):
            for index, question in enumerate(page.questions):
                yield ("pages", page_index, "questions", index), question
