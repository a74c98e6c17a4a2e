"""The one clock: what day and what moment it is. What is shown is told it and never asks; a test says so."""

from datetime import UTC, datetime


def today() -> str:
    """The day where this machine stands, ISO 8601: what is exported at seven in the morning is not of yesterday."""
    return datetime.now().astimezone().date().isoformat()


def now() -> str:
    """This moment, ISO 8601 in UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
