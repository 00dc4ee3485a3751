"""What a publisher needs to know of what would be published: gathered once, for every format."""

from builder.review.crossing import Crossing, MovedForm
from builder.review.gathered import MomentReview, Review, Told, review, review_of
from builder.review.reading import Reading

__all__ = [
    "Crossing",
    "MomentReview",
    "MovedForm",
    "Reading",
    "Review",
    "Told",
    "review",
    "review_of",
]
