"""Documents over HTTP: listed, added, read and taken out."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

from fastapi import APIRouter, HTTPException, UploadFile

from assistant.surfaces.api.models import AddedModel, DocumentModel, OutlineModel, ParagraphModel
from assistant.surfaces.api.services import Services

_LONGEST_NAME: Final = 255


def document_routes(services: Services) -> APIRouter:
    """The routes under /documents."""
    router = APIRouter(prefix="/documents", tags=["documents"])
    library = services.library

    @router.get("")
    def documents() -> list[DocumentModel]:
        """What the library holds."""
        return [DocumentModel.listed(summary) for summary in library.summaries]

    @router.post("", status_code=201)
    def add(file: UploadFile) -> AddedModel:
        """Add a file (md, txt, html, pdf, docx), or replace the document of that name."""
        with tempfile.TemporaryDirectory() as folder:
            name = _file_name(file)
            path = Path(folder) / f"upload{Path(name).suffix[:10]}"  # a name may be longer than a file's
            path.write_bytes(_content(file, services.settings.max_upload_mb))
            added = library.add(path, id=name)
        return AddedModel(state=added.state, document=OutlineModel.of(added.document))

    @router.get("/{document_id}")
    def outline(document_id: str) -> OutlineModel:
        """A document's labels, sections and numbering audit."""
        return OutlineModel.of(library.document(document_id))

    @router.delete("/{document_id}", status_code=204)
    def remove(document_id: str) -> None:
        """Take a document out of the library."""
        library.remove(document_id)

    @router.get("/{document_id}/paragraphs/{label}")
    def paragraph(document_id: str, label: str) -> ParagraphModel:
        """One paragraph, verbatim."""
        return ParagraphModel.of(library.document(document_id)[label])

    return router


def _file_name(file: UploadFile) -> str:
    """The last part of the name sent, so that no upload leaves its folder."""
    name = (file.filename or "").replace("\\", "/").rpartition("/")[2].strip().replace("\0", "")
    if name in {"", ".", ".."}:
        raise HTTPException(422, f"the file's name {file.filename!r} cannot be used")
    if len(name) > _LONGEST_NAME:
        raise HTTPException(422, f"the file's name has {len(name)} characters; at most {_LONGEST_NAME} can be used")
    return name


def _content(file: UploadFile, max_mb: int) -> bytes:
    content = file.file.read(max_mb * 2**20 + 1)
    if len(content) > max_mb * 2**20:
        raise HTTPException(413, f"{file.filename} is larger than {max_mb} MB")
    return content
