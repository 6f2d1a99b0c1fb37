from __future__ import annotations

import httpx
import pytest

from eval.service.endpoint import Endpoint


def test_it_is_as_moody_as_told_and_lets_go_at_its_end() -> None:
    endpoint = Endpoint()
    try:
        assert httpx.post(f"{endpoint.url}/chat/completions", json={}).status_code == 400
        endpoint.mood = "rubbish"
        assert b"\xff" in httpx.post(f"{endpoint.url}/chat/completions", json={}).content
        for mood in ("hanging", "dripping"):
            endpoint.mood = mood
            with pytest.raises(httpx.TimeoutException), httpx.stream("POST", f"{endpoint.url}/x", timeout=0.3) as reply:
                for _ in reply.iter_bytes():
                    assert mood == "dripping"
                    raise httpx.ReadTimeout("it goes on")
        assert httpx.get(f"{endpoint.url}/models").status_code == 404
    finally:
        endpoint.close()
