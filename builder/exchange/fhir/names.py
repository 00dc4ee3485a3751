"""What FHIR R4 and its guide for forms (SDC) call the things that we use.

Every address is HL7's own, checked against the definitions of R4 (4.0.1) and SDC 3.0.0.
"""

from decimal import Decimal
from typing import Any, Final, TypeAlias

Json: TypeAlias = dict[str, Any]
"""A JSON object of plain values."""

_CORE: Final = "http://hl7.org/fhir/StructureDefinition/"
_SDC: Final = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"
_CONTROLS: Final = "http://hl7.org/fhir/questionnaire-item-control"

ITEM_CONTROL: Final = f"{_CORE}questionnaire-itemControl"
UNIT: Final = f"{_CORE}questionnaire-unit"
UNIT_OPTION: Final = f"{_CORE}questionnaire-unitOption"
SLIDER_STEP: Final = f"{_CORE}questionnaire-sliderStepValue"
MIN_OCCURS: Final = f"{_CORE}questionnaire-minOccurs"
MAX_OCCURS: Final = f"{_CORE}questionnaire-maxOccurs"
HIDDEN: Final = f"{_CORE}questionnaire-hidden"
CONSTRAINT: Final = f"{_CORE}questionnaire-constraint"
MIN_VALUE: Final = f"{_CORE}minValue"
MAX_VALUE: Final = f"{_CORE}maxValue"
MAX_DECIMALS: Final = f"{_CORE}maxDecimalPlaces"
REGEX: Final = f"{_CORE}regex"
ENTRY_FORMAT: Final = f"{_CORE}entryFormat"
VARIABLE: Final = f"{_CORE}variable"
ORDINAL: Final = f"{_CORE}ordinalValue"
ITEM_WEIGHT: Final = f"{_CORE}itemWeight"
"""What R5 renamed the ordinal value; R4 forms carry it too."""
CALCULATED: Final = f"{_SDC}calculatedExpression"
SHOWN_WHEN: Final = f"{_SDC}enableWhenExpression"

FHIRPATH: Final = "text/fhirpath"
LARGEST_INTEGER: Final = 2**31 - 1
"""What FHIR calls an integer has 32 bits."""
STEP, WHOLE_STEPS, MIN_CHOICES = "step", "whole-steps", "min-choices"
"""Keys of our constraints: a stated step, the step of one that goes unsaid, how many to choose."""


def extension(url: str, kind: str, value: Any) -> Json:
    """Return an extension whose value is of a type of FHIR's: like `Integer`."""
    return {"url": url, f"value{kind}": value}


def control(code: str) -> Json:
    """Return the extension that says how an item is shown."""
    return extension(
        ITEM_CONTROL, "CodeableConcept", {"coding": [{"system": _CONTROLS, "code": code}]}
    )


def expression(url: str, path: str, name: str = "", description: str = "") -> Json:
    """Return an extension that holds FHIRPath, with its name and what it says in words of ours."""
    value = {"description": description, "name": name, "language": FHIRPATH, "expression": path}
    return extension(url, "Expression", {key: one for key, one in value.items() if one})


def number(value: Decimal) -> int | float:
    """Return a number of ours, at most four decimals, as JSON has it."""
    return int(value) if value == value.to_integral_value() else float(value)


def link_of_page(page: str) -> str:
    """Return the link id of a page; a question's is its id, which never holds a point."""
    return f"page.{page}"


def link_of_row(question: str, row: str) -> str:
    """Return the link id of a matrix's row."""
    return f"row.{question}.{row}"


def link_of_score(score: str) -> str:
    """Return the link id of a score."""
    return f"score.{score}"


def link_of_text(kind: str, link: str) -> str:
    """Return the link id of a text that belongs to an item: its `help`, for one."""
    return f"{kind}.{link}"
