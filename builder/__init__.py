"""Author, check, version and publish digital care programmes ("moment")."""
