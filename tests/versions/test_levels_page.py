"""The page about versions holds the table that is in the code."""

from levels_page import PAGE, written


def test_the_table_of_changes_is_the_one_in_the_code() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text == written(text), "run python tests/versions/levels_page.py"
