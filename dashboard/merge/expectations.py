"""Placeholder until this step is written."""


def follow(events):
    """Nothing yet."""
    return events
