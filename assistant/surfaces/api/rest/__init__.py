"""Requests of the API under /api/v1 -> questions asked, documents and conversations kept."""

from assistant.surfaces.api.rest.routes import rest_routes

__all__ = ["rest_routes"]
