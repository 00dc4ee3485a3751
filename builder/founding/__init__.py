"""Found a content repository: the files around the content, the settings of git, and the gate."""
