"""A moment: settings, functions, modules and how each starts, result views, governance."""

from typing import Literal, TypeAlias

from pydantic import ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from builder.message import mark
from builder.model.form import Audience
from builder.model.part import Part
from builder.model.scalars import Day, Email, Flag, Id, ModuleFile, Positive, Text, wrong
from builder.model.waiver import Waiver

EVERYONE = "all"
"""The word in `available-to` that means every care provider."""

Kind: TypeAlias = Literal["treatment", "support", "education", "care-plan", "assessment"]


class Contact(Part):
    """Whom units write to about a moment: a role, not a person."""

    role: Text = Field(title="Roll", description="En funktion, inte en person.")
    email: Email = Field(title="E-post", description="En funktionsbrevlåda.")


class RiskAnalysis(Part):
    """When the risks were gone through, and by whom."""

    date: Day = Field(title="Datum", description="Dagen då riskanalysen gjordes.")
    participants: Text = Field(
        title="Deltagare", description="Rollerna som deltog. Vårdpersonal ska ha varit med."
    )


class Functions(Part):
    """Functions of the platform that the moment turns on."""

    messages: Flag = Field(title="Meddelanden")
    contacts: Flag = Field(title="Kontakter")
    planning: Flag = Field(title="Planering")
    activity_plan: Flag = Field(title="Aktivitetsplan")


_DAYS_GO_WITH_AFTER_DAYS: JsonDict = {
    "if": {"required": ["starts"], "properties": {"starts": {"const": "after-days"}}},
    "then": {"required": ["days"]},
    "else": {"properties": {"days": False}},
}
_QUESTION_OR_SCORE: JsonDict = {
    "if": {"required": ["question"]},
    "then": {"properties": {"score": False}},
    "else": {"required": ["score"]},
}


class ModuleEntry(Part):
    """A module of the moment and how it starts."""

    model_config = ConfigDict(json_schema_extra=_DAYS_GO_WITH_AFTER_DAYS)

    file: ModuleFile = Field(title="Fil", description="Till exempel modules/somn.md.")
    starts: Literal["at-once", "by-staff", "after-previous", "after-days"] = Field(
        title="Startar",
        description="at-once: genast. by-staff: när personalen öppnar den. "
        "after-previous: när modulen före är klar. after-days: efter ett antal dagar.",
    )
    days: Positive | None = Field(
        None, title="Dagar", description="Dagar från momentets start. Bara med after-days."
    )

    @model_validator(mode="after")
    def _days_go_with_after_days(self) -> "ModuleEntry":
        if (self.starts == "after-days") != (self.days is not None):
            template = mark("“days” is written with “starts: after-days”, and only then")
            raise wrong("days", template)
        return self


class ResultView(Part):
    """A chart or a table of answers over time."""

    model_config = ConfigDict(json_schema_extra=_QUESTION_OR_SCORE)

    id: Id = Field(title="Id")
    title: Text = Field(title="Rubrik")
    form: Id = Field(title="Formulär", description="Formulärets id.")
    question: Id | None = Field(None, title="Fråga", description="Frågans id.")
    score: Id | None = Field(None, title="Poäng", description="Poängens id.")
    show: Literal["line-chart", "bar-chart", "table"] = Field(title="Visas som")
    visible_to: tuple[Audience, ...] = Field(title="Visas för", min_length=1)

    @model_validator(mode="after")
    def _shows_one_thing(self) -> "ResultView":
        if (self.question is None) == (self.score is None):
            template = mark("a result view shows either a question or a score")
            raise wrong("result", template)
        return self


class Reminder(Part):
    """A reminder when a form has not been answered for a number of days."""

    id: Id = Field(title="Id")
    form: Id = Field(title="Formulär", description="Formulärets id.")
    after_days: Positive = Field(title="Efter dagar", description="Dagar utan svar.")
    to: Audience = Field(title="Till")
    text: Text = Field(title="Text", description="Det som visas.")


class Moment(Part):
    """What `moment.yaml` says."""

    id: Id = Field(title="Id", description="Momentets id. Ändras aldrig.")
    title: Text = Field(title="Namn", description="Visas i katalogen och för invånaren.")
    kind: Kind = Field(
        title="Slag",
        description="treatment: behandling. support: stöd. education: utbildning. "
        "care-plan: vårdplan. assessment: skattning.",
    )
    language: Literal["sv", "en"] = Field(title="Språk")
    summary: Text = Field(title="Sammanfattning", description="En eller två meningar i katalogen.")
    audience: Text = Field(title="Målgrupp", description="Vilka invånare momentet är till för.")
    intended_use: Text | None = Field(
        None, title="Avsedd användning", description="Vad momentet är till för, och inte till för."
    )
    owner: Text = Field(title="Ägare", description="Enheten som äger innehållet.")
    contact: Contact = Field(title="Kontakt")
    available_to: tuple[Id, ...] = Field(
        min_length=1,
        title="Tillgängligt för",
        description="[all] eller vårdgivares id ur utgivarens fil.",
    )
    open: Flag = Field(
        False, title="Öppet moment", description="Invånare kan starta momentet själva."
    )
    review_by: Day = Field(
        title="Granskas senast", description="Dagen då innehållet ska ha setts över."
    )
    risk_analysis: RiskAnalysis | None = Field(None, title="Riskanalys")
    functions: Functions = Field(title="Funktioner")
    modules: tuple[ModuleEntry, ...] = Field(min_length=1, title="Moduler")
    results: tuple[ResultView, ...] = Field((), title="Resultat")
    reminders: tuple[Reminder, ...] = Field((), title="Påminnelser")
    waivers: tuple[Waiver, ...] = Field((), title="Godtagna varningar")
