"""The version of the product."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def product_version() -> str:
    """The version that is installed; empty for a working tree that is not."""
    try:
        return version("zhengwen")
    except PackageNotFoundError:
        return ""
