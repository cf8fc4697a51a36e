"""The file store: what it takes in, what it refuses, where the content lies."""

import hashlib
import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.engine import make_url

from domain.errors import Refusal, Unavailable
from domain.store.file_types import TYPES, media_type
from domain.store.files import LARGEST, FileStore, files_of, folder_beside

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 32


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "files")


def write(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_file_is_found_again_by_its_content(files: FileStore, tmp_path: Path) -> None:
    content = b"%PDF-1.7 " + os.urandom(3_000_000)
    stored = files.add(write(tmp_path, "plan.pdf", content))
    assert (stored.name, stored.media_type, stored.size) == ("plan.pdf", "application/pdf", len(content))
    assert stored.sha256 == hashlib.sha256(content).hexdigest()
    assert files.path(stored.sha256).read_bytes() == content
    files.save_as(stored.sha256, tmp_path / "copy.pdf")
    assert (tmp_path / "copy.pdf").read_bytes() == content


def test_the_same_content_is_kept_once_under_whatever_name(files: FileStore, tmp_path: Path) -> None:
    first = files.add(write(tmp_path, "a.png", PNG))
    again = files.add_content("signature.png", PNG)
    assert first.sha256 == again.sha256
    assert [each.name for each in files.folder.rglob("*") if each.is_file()] == [first.sha256]


def test_two_gigabytes_are_refused_without_being_read(files: FileStore, tmp_path: Path) -> None:
    huge = tmp_path / "film.mp4"
    with huge.open("wb") as sparse:
        sparse.truncate(2 * 1024**3)
    with pytest.raises(Refusal, match="is larger than 50 MB") as refused:
        files.add(huge)
    assert refused.value.field == "file"
    assert not files.folder.exists(), "nothing was begun"


def test_a_file_of_exactly_the_largest_size_is_taken_in_and_one_byte_more_is_not(
    files: FileStore, tmp_path: Path
) -> None:
    content = PNG + bytes(LARGEST - len(PNG))
    assert files.add(write(tmp_path, "photo.png", content)).size == LARGEST
    with pytest.raises(Refusal, match="larger than 50 MB"):
        files.add(write(tmp_path, "photo.png", content + b"\x00"))


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "empty.txt is empty"),
        ("tool.exe", b"MZ", "Files of this kind cannot be attached"),
        ("noending", b"abc", "Files of this kind cannot be attached"),
        ("photo.jpg", PNG, "is not what its name says"),
        ("plan.pdf", b"MZ\x90\x00", "is not what its name says"),
        ("notes.txt", b"\x00\x01\x02", "is not what its name says"),
        ("list.xlsx", b"plain words", "is not what its name says"),
    ],
)
def test_what_is_refused(files: FileStore, tmp_path: Path, name: str, content: bytes, says: str) -> None:
    with pytest.raises(Refusal, match=says) as refused:
        files.add(write(tmp_path, name, content))
    assert refused.value.field == "file"
    assert not list(files.folder.rglob("incoming-*")), "nothing is left behind"


def test_what_is_no_file_or_gone_is_told(files: FileStore, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="is not a file"):
        files.add(tmp_path)
    with pytest.raises(Refusal, match="is not a file"):
        files.add(tmp_path / "gone.txt")
    with pytest.raises(Unavailable, match=r"is not in .* any more"):
        files.path("0" * 64)


def test_where_the_files_of_a_database_lie(tmp_path: Path) -> None:
    url = make_url(f"sqlite:///{tmp_path / 'data' / 'callout.db'}")
    assert folder_beside(url, tmp_path / "profile") == tmp_path / "data" / "files"
    assert folder_beside(make_url("postgresql://host/callout"), tmp_path) == tmp_path / "files"


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("a.jpeg", b"\xff\xd8\xff\xe0"),
        ("a.GIF", b"GIF89a"),
        ("a.webp", b"RIFF\x00\x00\x00\x00WEBPVP8 "),
        ("a.heic", b"\x00\x00\x00\x18ftypheic"),
        ("a.mp4", b"\x00\x00\x00\x18ftypisom"),
        ("a.mov", b"\x00\x00\x00\x14ftypqt  "),
        ("a.tif", b"II*\x00"),
        ("a.docx", b"PK\x03\x04"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("a.csv", "Größe;1".encode()),
    ],
)
def test_kinds_are_told_by_their_first_bytes(name: str, head: bytes) -> None:
    assert media_type(name, head) == TYPES[name[1:].lower()]


@given(st.text(max_size=300), st.binary(max_size=64))
def test_whatever_is_offered_is_taken_or_refused_in_words(name: str, content: bytes) -> None:
    with suppress(Refusal):
        assert media_type(name, content) in TYPES.values()


def test_a_named_folder_that_is_not_there_is_told_and_never_made(tmp_path: Path) -> None:
    share = tmp_path / "share"
    files = files_of(make_url("postgresql://host/db"), tmp_path, share)
    for deed in (lambda: files.add_content("leak.png", PNG), lambda: files.path("a" * 64)):
        with pytest.raises(Unavailable, match="Is it connected"):
            deed()
    assert not share.exists()
    share.mkdir()
    stored = files.add_content("leak.png", PNG)
    assert files_of(make_url("postgresql://host/db"), tmp_path / "other", share).path(stored.sha256).is_file()
