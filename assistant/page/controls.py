"""The controls that stand beside quoted words: what opens the notice there, and what puts the words aside."""

from __future__ import annotations

from assistant.answer import Citation
from assistant.page.address import Address
from assistant.page.safe import inert


def open_button(address: Address, words: str = "在原文中查看", name: str = "") -> str:
    """Opens the notice at a place; ``name`` is what a screen reader says where the words alone do not tell."""
    label = f' aria-label="{inert(name)}"' if name else ""
    return (
        f'<button type="button" class="zw-button zw-open" value="{inert(str(address))}"{label}>{inert(words)}</button>'
    )


def keep_button(address: Address, words: str = "加入复函篮", name: str = "") -> str:
    """Puts the words at a place into the reply basket."""
    label = f' aria-label="{inert(name)}"' if name else ""
    return (
        f'<button type="button" class="zw-button zw-keep" value="{inert(str(address))}"{label}>{inert(words)}</button>'
    )


def both_buttons(citation: Citation) -> str:
    """The two for a citation, in few words."""
    address, label = Address.of(citation), citation.label_short
    return open_button(address, "原文", f"在原文中查看{label}") + keep_button(address, "入篮", f"把{label}加入复函篮")
