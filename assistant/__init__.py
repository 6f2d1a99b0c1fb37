"""Questions in, checked answers out."""

from importlib.metadata import PackageNotFoundError, version


def installed_version() -> str:
    """The version installed; "unreleased" when run from a folder that was not installed."""
    try:
        return version("danraku")
    except PackageNotFoundError:
        return "unreleased"
