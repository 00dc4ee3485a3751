"""The care unit's client: it believes only what the catalogue can prove."""
