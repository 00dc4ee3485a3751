"""What forms mean: evaluated for given answers, and analysed for all that can be given."""

from builder.forms.analysis import ALWAYS, NEVER, Analysis, gives_points
from builder.forms.answer import Answer, Fault
from builder.forms.boundary import Boundary, boundaries
from builder.forms.comparison import Names, Wrong
from builder.forms.evaluate import Contribution, Outcome, evaluate
from builder.forms.example import Mismatch, Proof, Unfit, prove, unfit_names
from builder.forms.pattern import compiled
from builder.forms.score import Item

__all__ = [
    "ALWAYS",
    "NEVER",
    "Analysis",
    "Answer",
    "Boundary",
    "Contribution",
    "Fault",
    "Item",
    "Mismatch",
    "Names",
    "Outcome",
    "Proof",
    "Unfit",
    "Wrong",
    "boundaries",
    "compiled",
    "evaluate",
    "gives_points",
    "prove",
    "unfit_names",
]
