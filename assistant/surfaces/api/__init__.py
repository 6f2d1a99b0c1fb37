"""The HTTP application: API, MCP tools and chat on one address."""

from assistant.surfaces.api.app import create_app

__all__ = ["create_app"]
