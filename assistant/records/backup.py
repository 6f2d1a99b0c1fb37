"""A data folder -> one archive, and back, both also while a server works in it.

Databases are copied by SQLite itself, each as it is at one moment, and poured back into those that
are there in one transaction each: whoever has them open sees what was, and then what is. The nearest-neighbour index
and the models are left out: they are made anew from the databases and the package. Where
conversations are in another database (DANRAKU_DATABASE_URL) that one's own means keep them.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from assistant import installed_version
from index.errors import DanrakuError, StorageFailed
from index.storage import Catalog, FolderLock

LIBRARY: Final = "library.sqlite3"
MANIFEST: Final = "manifest.json"
FORMAT: Final = 1
_MADE_ANEW: Final = frozenset({"models", "vectors"})
_DATABASE: Final = ".sqlite3"
_PASSING: Final = (".sqlite3-wal", ".sqlite3-shm", ".tmp")
_LOCKS: Final = frozenset({"lock", "lock.pid"})


class BadBackup(DanrakuError):
    """A file is no backup, or was damaged since."""

    hint = "Give a file written by danraku backup, as it was written"


class FolderInUse(DanrakuError):
    """A backup was to be restored where there is something."""

    hint = "Give --replace (what is there is kept beside), or choose another folder with DANRAKU_DATA"


@dataclass(frozen=True, slots=True)
class Saved:
    """What a backup holds: its files by name, and how many bytes they are."""

    files: tuple[str, ...]
    size_bytes: int


def back_up(data: Path, archive: Path) -> Saved:
    """Write everything of a data folder that cannot be made anew into an archive.

    Raises:
        StorageFailed: the folder cannot be read, or the archive not written; none is left then.
    """
    if not data.is_dir():
        raise StorageFailed(f"there is no folder {data}")
    part = archive.with_name(f".{archive.name}.part")
    try:
        with tempfile.TemporaryDirectory(dir=archive.parent) as folder:
            files = {name: _copied(path, Path(folder) / str(at)) for at, (name, path) in enumerate(_kept(data))}
            manifest = Path(folder) / MANIFEST
            digests = {name: _digest(path) for name, path in files.items()}
            manifest.write_text(json.dumps(_manifest(digests), indent=1), encoding="utf-8")
            with tarfile.open(part, "w:gz") as tar:
                for name, path in {MANIFEST: manifest, **files}.items():
                    tar.add(path, name, recursive=False)
            saved = Saved(tuple(files), sum(path.stat().st_size for path in files.values()))
        part.replace(archive)
    except (OSError, sqlite3.Error) as error:
        raise StorageFailed(f"the backup {archive.name} cannot be written: {error}") from error
    finally:
        part.unlink(missing_ok=True)
    return saved


def restore(archive: Path, data: Path, *, replace: bool = False) -> Saved:
    """Put what a backup holds into a data folder, whole or not at all.

    Args:
        archive: Written by `back_up`.
        data: Made where it is not there.
        replace: Whether something may be there, of which a backup is then written beside the folder.

    Raises:
        BadBackup: the archive is none, or damaged.
        FolderInUse: there is something, and it may not be replaced.
        LibraryLocked: what is there is damaged, and a process works in the folder.
    """
    if _holds_something(data) and not replace:
        raise FolderInUse(f"{data} holds a library")
    try:
        data.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=data.parent) as folder:
            files = _unpacked(archive, Path(folder))
            _forget_index(Path(folder) / LIBRARY)
            if _holds_something(data):
                _keep_beside(data)
            for name in files:
                _put(Path(folder) / name, data / name)
            return Saved(files, sum((data / name).stat().st_size for name in files))
    except (OSError, sqlite3.Error) as error:
        raise StorageFailed(f"{data} cannot be written: {error}") from error


def _put(file: Path, place: Path) -> None:
    """A database into the one that is there, whatever else has it open; any other file in its place."""
    if file.suffix != _DATABASE or not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        file.replace(place)
        return
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(place)) as target:
        source.backup(target)


def _forget_index(library: Path) -> None:
    """Its index is of another moment, and made anew by whoever asks first; older tables are brought to the present."""
    if library.exists():
        catalog = Catalog(library)
        catalog.set(collection="")
        catalog.close()


def _keep_beside(data: Path) -> None:
    """Write a backup of what is there; where it is damaged, move it as it is."""
    beside = data.with_name(f"{data.name}-before-{datetime.now(UTC):%Y%m%dT%H%M%S}")
    try:
        back_up(data, beside.with_name(f"{beside.name}.tar.gz"))
    except StorageFailed:
        _move_aside(data, beside)


def _kept(data: Path) -> Iterator[tuple[str, Path]]:
    """The files of a folder that belong into a backup, by their names in it."""
    for path in sorted(data.rglob("*")):
        name = path.relative_to(data)
        passing = path.name.endswith(_PASSING) or str(name) in _LOCKS
        if name.parts[0] not in _MADE_ANEW and not passing and path.is_file() and not path.is_symlink():
            yield name.as_posix(), path


def _copied(path: Path, to: Path) -> Path:
    """A file as it is at one moment; one that grows, as far as it was written."""
    if path.suffix != _DATABASE:
        to.write_bytes(path.read_bytes())
        return to
    with (
        closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(to)) as copy,
    ):
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
    return to


def _manifest(digests: dict[str, str]) -> dict[str, object]:
    created_at = datetime.now(UTC).isoformat(timespec="seconds")
    return {"format": FORMAT, "version": installed_version(), "created_at": created_at, "sha256": digests}


def _unpacked(archive: Path, folder: Path) -> tuple[str, ...]:
    """The names of the files, each as it was written."""
    try:
        with tarfile.open(archive, "r:gz") as tar:
            tar.extractall(folder, filter="data")
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        digests: dict[str, str] = manifest["sha256"]
        if manifest["format"] != FORMAT:
            raise BadBackup(f"{archive.name} is a backup of format {manifest['format']}, and {FORMAT} is read")
        damaged = [name for name, digest in digests.items() if _digest(folder / name) != digest]
    except FileNotFoundError as error:
        raise BadBackup(f"{archive.name} is no backup, or lacks {Path(str(error.filename)).name}") from None
    except (tarfile.TarError, EOFError, OSError, ValueError, KeyError, TypeError) as error:
        raise BadBackup(f"{archive.name} cannot be read as a backup: {error}") from None
    if damaged:
        raise BadBackup(f"{archive.name} is damaged: {damaged[0]} is not as it was written")
    return tuple(digests)


def _holds_something(data: Path) -> bool:
    return data.is_dir() and any(path.suffix == _DATABASE for path in data.iterdir())


def _move_aside(data: Path, beside: Path) -> None:
    """The models stay, which every library shares."""
    lock = FolderLock(data)
    lock.take()
    try:
        for path in list(data.iterdir()):
            if path.name not in _LOCKS | {"models"}:
                beside.mkdir(exist_ok=True)
                path.replace(beside / path.name)
    finally:
        lock.release()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
