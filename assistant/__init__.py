"""How a question becomes an answer with citations. Names are imported on first use."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.answer import Answer as Answer
    from assistant.answer import Chip as Chip
    from assistant.answer import Citation as Citation
    from assistant.answer import History as History
    from assistant.answer import Place as Place
    from assistant.answer import Scope as Scope
    from assistant.answer import Status as Status
    from assistant.answer import Turn as Turn
    from assistant.chips import Choice as Choice
    from assistant.chips import Choices as Choices
    from assistant.chips import choices as choices
    from assistant.chips import understood as understood
    from assistant.comparison import Comparison as Comparison
    from assistant.comparison import Pair as Pair
    from assistant.config import Config as Config
    from assistant.dutylist import Duty as Duty
    from assistant.dutylist import DutyList as DutyList
    from assistant.feedback import Feedback as Feedback
    from assistant.feedback import FeedbackStore as FeedbackStore
    from assistant.feedback import feedback_of as feedback_of
    from assistant.followups import follow_ups as follow_ups
    from assistant.limits import Limits as Limits
    from assistant.live import LiveAssistant as LiveAssistant
    from assistant.service import Assistant as Assistant

_MODULE = {
    name: module
    for module, names in {
        "answer": "Answer Chip Citation History Place Scope Status Turn",
        "chips": "Choice Choices choices understood",
        "comparison": "Comparison Pair",
        "config": "Config",
        "dutylist": "Duty DutyList",
        "feedback": "Feedback FeedbackStore feedback_of",
        "followups": "follow_ups",
        "limits": "Limits",
        "live": "LiveAssistant",
        "service": "Assistant",
    }.items()
    for name in names.split()
}

__all__ = sorted(_MODULE)


def __getattr__(name: str) -> object:
    if name not in _MODULE:
        raise AttributeError(f"module 'assistant' has no attribute {name!r}")
    return getattr(import_module(f"assistant.{_MODULE[name]}"), name)
