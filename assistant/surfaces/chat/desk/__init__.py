"""Notes and collections in the page: what is kept, shown, named and exported."""

from assistant.surfaces.chat.desk.collections import collection_routes
from assistant.surfaces.chat.desk.notes import note_routes

__all__ = ["collection_routes", "note_routes"]
