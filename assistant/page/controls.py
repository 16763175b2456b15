"""The controls that stand beside quoted words: what opens the notice there, and what puts the words aside."""

from __future__ import annotations

from assistant.answer import Citation
from assistant.page.address import Address
from assistant.page.safe import inert


def open_button(address: Address, words: str = "在原文中查看", title: str = "") -> str:
    """Opens the notice at a place; ``title`` tells more than the words do."""
    return _button("zw-open", address, words, title)


def keep_button(address: Address, words: str = "加入复函篮", title: str = "") -> str:
    """Puts the words at a place into the reply basket."""
    return _button("zw-keep", address, words, title)


def both_buttons(citation: Citation) -> str:
    """The two for a citation, in few words."""
    address = Address.of(citation)
    both = open_button(address, "原文", "在原文中查看") + keep_button(address, "入篮", "加入复函篮")
    return f'<span class="zw-duty-open">{both}</span>'


def _button(look: str, address: Address, words: str, title: str) -> str:
    told = f' title="{inert(title)}"' if title else ""
    return f'<button type="button" class="zw-button {look}" value="{inert(str(address))}"{told}>{inert(words)}</button>'
