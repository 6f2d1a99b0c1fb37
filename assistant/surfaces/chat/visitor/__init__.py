"""An event of the page -> the person whose session sent it."""

from assistant.surfaces.chat.visitor.visitor import visitor

__all__ = ["visitor"]
