"""What forms mean: evaluated for given answers, and analysed for all that can be given."""

from builder.forms.answer import Answer, Fault
from builder.forms.evaluate import Contribution, Outcome, evaluate
from builder.forms.score import Item

__all__ = ["Answer", "Contribution", "Fault", "Item", "Outcome", "evaluate"]
