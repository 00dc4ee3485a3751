"""The preview's own words."""

from typing import Final

from builder.message import mark

INTRODUCTION: Final = mark(
    "These are drafts, as they stand in the working tree. Only this computer can show them, "
    "and a page shows again as soon as one of its files is saved."
)
FAULT: Final = mark("this is a fault in moment-builder ({fault})")
NOT_FOUND: Final = mark("There is no such page")
WRONG_HOST: Final = mark("This address is not the preview's own")
WRONG_METHOD: Final = mark("The preview only shows pages")
