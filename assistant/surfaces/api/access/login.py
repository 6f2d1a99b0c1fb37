"""The page where people log in, and the way out."""

from __future__ import annotations

from pathlib import Path
from string import Template
from typing import Annotated, Final

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.people import People
from assistant.people.people import SESSION_HOURS
from assistant.surfaces.api.access.entry import COOKIE, session_in

_PAGE: Final = Template((Path(__file__).parent / "login.html").read_text(encoding="utf-8"))


def login_routes(people: People) -> APIRouter:
    """`/login` and `/logout`."""
    router = APIRouter(include_in_schema=False)

    @router.get("/login")
    def page() -> HTMLResponse:
        return _page()

    @router.post("/login")
    def log_in(
        request: Request,
        name: Annotated[str, Form(max_length=64)],
        password: Annotated[str, Form(max_length=1000)],
        next: str = "",
    ) -> Response:
        token = people.log_in(name, password)
        if token is None:
            return _page("名前かパスワードが違います / Name and password do not belong together", status=401)
        response = RedirectResponse(_local(next or f"{request.scope.get('root_path', '')}/"), status_code=303)
        response.set_cookie(
            COOKIE,
            token,
            max_age=SESSION_HOURS * 3600,
            httponly=True,
            samesite="lax",
            secure=_over_tls(request),
        )
        return response

    @router.post("/logout")
    def log_out(request: Request) -> Response:
        people.log_out(session_in(request.headers))
        response = RedirectResponse(f"{request.scope.get('root_path', '')}/login", status_code=303)
        response.delete_cookie(COOKIE)
        return response

    return router


def _page(said: str = "", *, status: int = 200) -> HTMLResponse:
    headers = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'"}
    return HTMLResponse(_PAGE.substitute(said=said), status_code=status, headers=headers)


def _local(path: str) -> str:
    """A way within this server, whatever a link was made to say."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) else "/"


def _over_tls(request: Request) -> bool:
    return "https" in (request.url.scheme, request.headers.get("x-forwarded-proto", ""))
