"""A request -> who sends it, whether they may, and whether it is not too much."""

from assistant.surfaces.api.access.entry import Entry
from assistant.surfaces.api.access.load import Load
from assistant.surfaces.api.access.login import login_routes

__all__ = ["Entry", "Load", "login_routes"]
