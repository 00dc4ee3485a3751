"""Forms as FHIR R4 Questionnaires, and Questionnaires as forms."""

from builder.exchange.fhir.export import to_fhir
from builder.exchange.fhir.importing import Imported, from_fhir, read_questionnaire

__all__ = ["Imported", "from_fhir", "read_questionnaire", "to_fhir"]
