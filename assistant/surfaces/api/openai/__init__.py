"""Messages of a chat -> an answer, in the shapes of OpenAI's chat completions."""

from assistant.surfaces.api.openai.routes import openai_routes

__all__ = ["openai_routes"]
