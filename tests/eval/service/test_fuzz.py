from __future__ import annotations

import pytest
from hypothesis import given

from eval.service.asking import NOTHING, Said
from eval.service.fuzz import Found, Request, in_path, requests, uploaded

TOLD = b'{"error": "e", "hint": "h", "retryable": false}'


@given(requests)
def test_every_request_can_be_sent(request: Request) -> None:
    method, path, body, _ = request
    assert method.isupper()
    assert path.startswith("/")
    assert path.isascii()
    assert body is None or isinstance(body, bytes)


@pytest.mark.parametrize(
    ("status", "body", "kept"),
    [(200, b"", 0), (422, TOLD, 0), (422, b"", 1), (500, TOLD, 1), (503, TOLD, 1), (NOTHING, b"", 1)],
)
def test_bugs_hangs_and_failures_without_words_are_kept(status: int, body: bytes, kept: int) -> None:
    found = Found()
    found.note(("GET", "/api/v1/x", None, ""), Said(status, body, 0, 0))
    assert (found.counts, len(found.errors)) == ({str(status): 1}, kept)


def test_half_a_letter_can_be_part_of_an_address_and_of_a_file_name() -> None:
    assert in_path("\ud800/") == "%ED%A0%80%2F"
    assert b"\xed\xa0\x80.md" in (uploaded("\ud800", "md", b"x")[2] or b"")
