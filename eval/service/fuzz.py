"""Generated requests to a server as it runs -> how many, and whether one was answered by a bug, or not at all.

Two kinds: what Schemathesis makes of the published schema, and strings of our own
(surrogates, controls, every script, very long) in every place where somebody may write.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from eval.service.asking import NOTHING, STATEMENT, Caller, Said
from eval.service.ledger import clear
from eval.service.servers import QUICK, REAL, Danraku, NotHere

_CHECKS: Final = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
_HANGS_S: Final = 60
_ENDINGS: Final = ("md", "txt", "html", "pdf", "docx", "exe", "")
_POSTS: Final = ("ask", "ask/each", "ask/stream", "check", "conversations")
Request = tuple[str, str, bytes | None, str]


@dataclass(frozen=True, slots=True)
class Plan:
    """How many requests of our own, how many examples an operation, and whether with quick parts."""

    requests: int = 50_000
    examples: int = 1_000
    seed: int = 7
    quick: bool = False
    schemathesis: str = ""


texts = st.one_of(
    st.text(max_size=60),
    st.text(st.characters(), max_size=20),
    st.text(st.characters(categories=["Cs", "Cc", "Cf", "Co", "Mn"]), min_size=1, max_size=12),
    st.builds(lambda word, times: word * times, st.text(min_size=1, max_size=4), st.integers(1, 3_000)),
    st.sampled_from(
        [STATEMENT, "第40段落を見せて", "\x00", "\ud800", "../../etc/passwd", "16", "前文", "{}", "〔16〕", "%s%n"]
    ),
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


def in_path(text: str) -> str:
    """A text as a part of an address, which is not longer than a server of HTTP reads."""
    return quote(text[:2_000].encode("utf-8", "surrogatepass"), safe="")


def posted(path: str, body: object) -> Request:
    """A body of JSON."""
    return "POST", path, json.dumps(body).encode(), "application/json"


def uploaded(name: str, ending: str, content: bytes) -> Request:
    """A file under any name, whatever is in it."""
    told = re.sub(r"[\r\n\0]", " ", f"{name}.{ending}").replace('"', "%22").encode("utf-8", "surrogatepass")
    head = b'--edge\r\nContent-Disposition: form-data; name="file"; filename="' + told + b'"\r\n\r\n'
    return "POST", "/api/v1/documents", head + content + b"\r\n--edge--\r\n", "multipart/form-data; boundary=edge"


asked = st.fixed_dictionaries(
    {"question": texts}, optional={"documents": st.lists(texts, max_size=3), "conversation": texts}
)
messages = st.lists(
    st.fixed_dictionaries({"role": st.sampled_from(["user", "assistant", "system"]), "content": texts}), max_size=4
)
contents = st.binary(max_size=400) | texts.map(lambda text: text.encode("utf-8", "replace"))
requests: st.SearchStrategy[Request] = st.one_of(
    st.builds(lambda end, body: posted(f"/api/v1/{end}", body), st.sampled_from(_POSTS[:3]), asked),
    st.builds(lambda end, body: posted(f"/api/v1/{end}", body), st.sampled_from(_POSTS), values),
    st.builds(lambda text, name: posted("/api/v1/check", {"text": text, "document": name}), texts, texts),
    st.builds(lambda text: posted("/api/v1/check", {"text": text, "document": STATEMENT}), texts),
    st.builds(lambda text: ("GET", f"/api/v1/search?query={in_path(text)}", None, ""), texts),
    st.builds(lambda text: ("GET", f"/api/v1/conversations?search={in_path(text)}", None, ""), texts),
    st.builds(lambda text: ("GET", f"/api/v1/conversations/{in_path(text)}/export", None, ""), texts),
    st.builds(lambda a, b: ("GET", f"/api/v1/documents/{in_path(a)}/paragraphs/{in_path(b)}", None, ""), texts, texts),
    st.builds(lambda b: ("GET", f"/api/v1/documents/{STATEMENT}/paragraphs/{in_path(b)}", None, ""), texts),
    st.builds(lambda text: ("DELETE", f"/api/v1/documents/x{in_path(text)}", None, ""), texts),
    st.builds(uploaded, texts, st.sampled_from(_ENDINGS), contents),
    st.builds(
        lambda model, said, stream: posted(
            "/v1/chat/completions", {"model": model, "messages": said, "stream": stream}
        ),
        st.just("danraku") | texts,
        messages,
        st.booleans(),
    ),
    st.builds(lambda body: posted("/mcp/", body), values),
    st.builds(
        lambda method, path, body, kind: (method, f"/{in_path(path)}", body, kind),
        st.sampled_from(["GET", "POST", "PUT", "PATCH", "OPTIONS", "TRACE"]),
        texts,
        st.binary(max_size=40),
        st.sampled_from(["application/json", "text/plain", "multipart/form-data", ""]),
    ),
)


@dataclass
class Found:
    """What came of requests."""

    counts: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def note(self, sent: Request, said: Said) -> None:
        """Count an answer, and keep what a bug would give."""
        self.counts[str(said.status)] += 1
        hung = said.status == NOTHING
        told = said.status < 400 or sent[1].startswith(("/mcp", "/v1")) or clear(said)
        if hung or said.status >= 500 or not told:
            self.errors.append(
                f"{sent[0]} {sent[1][:120]} {(sent[2] or b'')[:300]!r}: {said.status} {said.body[:200]!r}"
            )


def measure(plan: Plan, data: Path, log: Path) -> dict[str, Any]:
    """Start a server, send it both kinds, and give the counts."""
    program = plan.schemathesis or shutil.which("schemathesis", path=str(Path(sys.executable).parent))
    if not program:
        raise NotHere("no Schemathesis here: pip install 'danraku[fuzz]'")
    server = Danraku(data, log, {"DANRAKU_REQUESTS_AT_ONCE": "0"}, program=QUICK if plan.quick else REAL)
    server.start()
    try:
        own = strings(plan, lambda: Caller(server.port, timeout_s=_HANGS_S))
        command = [program, "run", f"{server.url}/openapi.json", "--checks", _CHECKS, "--no-color", "--seed"]
        command += [str(plan.seed), "--max-examples", str(plan.examples), "--request-timeout", str(_HANGS_S)]
        before = served(server)
        ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=log.parent)
        by_schema = served(server) - before
        alive = Caller(server.port).get("/readyz")
    finally:
        server.stop()
    failed = [] if ran.returncode == 0 else [ran.stdout[-6_000:] + ran.stderr[-2_000:]]
    dead = [] if alive.good else [f"not ready afterwards: {alive.status}"]
    return {
        "by strings": dict(own.counts),
        "by the schema": dict(by_schema),
        "errors": [*dict.fromkeys(own.errors), *failed, *dead],
    }


def strings(plan: Plan, caller: Callable[[], Caller]) -> Found:
    """Send requests of our own, one after the other."""
    found, somebody = Found(), caller()

    @seed(plan.seed)
    @settings(
        max_examples=plan.requests,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(requests)
    def send(request: Request) -> None:
        said = somebody.request(*request)
        found.note(request, said)
        if said.status == 201 and request[1] == "/api/v1/documents":  # the library stays as small as it was
            found.note(request, somebody.request("DELETE", f"/api/v1/documents/{in_path(said.json['document']['id'])}"))

    send()
    return found


def served(server: Danraku) -> Counter[str]:
    """How many requests a server has answered, by status, as it says itself."""
    text = Caller(server.port).get("/metrics").body.decode()
    counts: Counter[str] = Counter()
    for status, number in re.findall(r'^danraku_requests_total\{[^}]*status="(\d+)"[^}]*\} ([\d.e+]+)$', text, re.M):
        counts[status] += int(float(number))
    return counts
