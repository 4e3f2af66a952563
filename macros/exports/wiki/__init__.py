"""The whole site as a wiki of a team: a folder that is ready to be pushed, opened or imported."""
