"""Placeholder until this step is written."""


def resolve(readings):
    """Nothing yet."""
    return list(readings), {}
