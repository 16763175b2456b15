from __future__ import annotations

import pytest

import index


@pytest.mark.parametrize("name", index.__all__)
def test_every_public_name_is_there(name):
    assert getattr(index, name).__name__ == name


def test_another_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'Librarian'"):
        index.Librarian  # noqa: B018
