"""The typed content: what the sources mean, with no trace of how they were written."""

from builder.model.condition import OPERATORS, Condition
from builder.model.form import (
    Choice,
    DropdownQuestion,
    FlagRule,
    Form,
    FormPage,
    Info,
    MatrixQuestion,
    MultipleChoiceQuestion,
    NumberQuestion,
    Question,
    ScaleQuestion,
    Score,
    SingleChoiceQuestion,
)
from builder.model.media import MediaList, Medium
from builder.model.moment import (
    EVERYONE,
    Contact,
    Functions,
    ModuleEntry,
    Moment,
    Reminder,
    ResultView,
)
from builder.model.part import Part, kebab
from builder.model.profile import FilmLimits, MediaLimits, PictureLimits, Profile, SoundLimits
from builder.model.publisher import CareProvider, Person, Publisher
from builder.model.rights import Rights
from builder.model.scalars import WIRE, Id, Number, Text, exact
from builder.model.waiver import Waiver

__all__ = [
    "EVERYONE",
    "OPERATORS",
    "WIRE",
    "CareProvider",
    "Choice",
    "Condition",
    "Contact",
    "DropdownQuestion",
    "FilmLimits",
    "FlagRule",
    "Form",
    "FormPage",
    "Functions",
    "Id",
    "Info",
    "MatrixQuestion",
    "MediaLimits",
    "MediaList",
    "Medium",
    "ModuleEntry",
    "Moment",
    "MultipleChoiceQuestion",
    "Number",
    "NumberQuestion",
    "Part",
    "Person",
    "PictureLimits",
    "Profile",
    "Publisher",
    "Question",
    "Reminder",
    "ResultView",
    "Rights",
    "ScaleQuestion",
    "Score",
    "SingleChoiceQuestion",
    "SoundLimits",
    "Text",
    "Waiver",
    "exact",
    "kebab",
]
