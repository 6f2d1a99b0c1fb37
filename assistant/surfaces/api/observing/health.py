"""`/healthz`: the process lives. `/readyz`: it can answer, and what it needs answers too.

Neither waits behind questions: each looks from threads of its own, and for so long at most.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal

import anyio
from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict

from assistant.surfaces.api.models import Health
from assistant.surfaces.api.services import Services
from index.errors import DanrakuError

_LOOK_S: Final = 3.0
_THREADS: Final = 8


class Readiness(BaseModel):
    """Whether it can answer now, and which of its parts do: "ok", "away" or "late"."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"status": "ready", "parts": {"documents": "ok"}}]})

    status: Literal["ready", "not ready"]
    parts: dict[str, Literal["ok", "away", "late"]]


def health_routes(services: Services) -> APIRouter:
    """The routes."""
    router = APIRouter(tags=["health"])
    threads = CapacityLimiter(_THREADS)
    parts: dict[str, Callable[[], object]] = {
        "documents": lambda: services.library.size,
        "vectors": services.library.ping,
        "conversations": services.conversations.ping,
    }
    seen = 0

    @router.get("/healthz")
    async def healthz() -> Health:
        """Alive; with the number of documents seen last."""
        nonlocal seen
        if await _looked(parts["documents"], threads) == "ok":
            seen = services.library.size.documents
        return Health(status="ok", documents=seen)

    @router.get("/readyz", responses={503: {"model": Readiness}})
    async def readyz(response: Response) -> Readiness:
        """Ready to answer."""
        found: dict[str, Literal["ok", "away", "late"]] = {}
        async with anyio.create_task_group() as group:
            for name, look in parts.items():

                async def one(name: str = name, look: Callable[[], object] = look) -> None:
                    found[name] = await _looked(look, threads)

                group.start_soon(one)
        ready = set(found.values()) == {"ok"}
        response.status_code = 200 if ready else 503
        return Readiness(status="ready" if ready else "not ready", parts={name: found[name] for name in parts})

    return router


async def _looked(look: Callable[[], object], threads: CapacityLimiter) -> Literal["ok", "away", "late"]:
    """What a part says of itself in time; one that is late is left to itself."""
    with anyio.move_on_after(_LOOK_S):
        try:
            await to_thread.run_sync(look, abandon_on_cancel=True, limiter=threads)
        except DanrakuError:
            return "away"
        return "ok"
    return "late"
