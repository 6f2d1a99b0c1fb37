"""Documents over HTTP: listed, added, read and taken out."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

from fastapi import APIRouter, Form, HTTPException, Query, UploadFile

from assistant.surfaces.api.models import AddedModel, DocumentModel, LineModel, OutlineModel, ParagraphModel
from assistant.surfaces.api.services import Services
from index.numbering.corrections import corrections_of
from index.parsing import read_document

if TYPE_CHECKING:
    from index.document import Correction
    from index.library import Library

_LONGEST_NAME: Final = 255
_MOST_LINES: Final = 1_000
_Begins = Annotated[int | None, Form(ge=1, description="The line at which numbers of the text begin.")]
_Contents = Annotated[list[str] | None, Form(description="Lines that are a table of contents, as in 3-20.")]
_Without = Annotated[list[int] | None, Form(description="Lines that hold no number, whatever they look like.")]


def document_routes(services: Services) -> APIRouter:
    """The routes under /documents."""
    router = APIRouter(prefix="/documents", tags=["documents"])
    library = services.library

    @router.get("")
    def documents() -> list[DocumentModel]:
        """What the library holds."""
        return [DocumentModel.listed(summary) for summary in library.summaries]

    @router.post("", status_code=201)
    def add(
        file: UploadFile,
        begins: _Begins = None,
        contents: _Contents = None,
        no_number: _Without = None,
        uncorrected: Annotated[bool, Form(description="Forget what was said of the numbers before.")] = False,
    ) -> AddedModel:
        """Add a file (md, txt, html, pdf, docx), or replace the document of that name.

        What is said of its numbers is kept with it and used again when it is replaced; lines count
        from 1, as /documents/{id}/lines shows them.
        """
        with tempfile.TemporaryDirectory() as folder:
            name = _file_name(file)
            path = Path(folder) / f"upload{Path(name).suffix[:10]}"  # a name may be longer than a file's
            path.write_bytes(_content(file, services.settings.max_upload_mb))
            text = read_document(path).text if begins or contents or no_number else ""
            new = corrections_of(text, begins=begins, contents=contents or (), without=no_number or ())
            before = () if uncorrected else _said(library, name)
            said = (*before, *(correction for correction in new if correction not in before))
            added = library.add(path, id=name, corrections=said)
        return AddedModel(state=added.state, document=OutlineModel.of(added.document))

    @router.get("/{document_id}")
    def outline(document_id: str) -> OutlineModel:
        """A document's labels, sections and numbering audit."""
        return OutlineModel.of(library.document(document_id))

    @router.get("/{document_id}/lines")
    def lines(
        document_id: str,
        first: Annotated[int, Query(ge=1)] = 1,
        count: Annotated[int, Query(ge=1, le=_MOST_LINES)] = 200,
    ) -> list[LineModel]:
        """The text as read, line by line, to say of which lines the numbers are wrong."""
        text = library.document(document_id).text.split("\n")[first - 1 : first - 1 + count]
        return [LineModel(line=n, text=line) for n, line in enumerate(text, first)]

    @router.delete("/{document_id}", status_code=204)
    def remove(document_id: str) -> None:
        """Take a document out of the library."""
        library.remove(document_id)

    @router.get("/{document_id}/paragraphs/{label}")
    def paragraph(document_id: str, label: str) -> ParagraphModel:
        """One paragraph, verbatim."""
        return ParagraphModel.of(library.document(document_id)[label])

    return router


def _said(library: Library, name: str) -> tuple[Correction, ...]:
    """What was said of a document's numbers before, where it is there."""
    known = {summary.id for summary in library.summaries}
    return library.document(name).corrections if name in known else ()


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
