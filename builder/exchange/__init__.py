"""Forms in other systems' formats, each with a report of what could not be carried over."""
