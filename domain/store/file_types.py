"""What a file is: told by its first bytes, and checked against what its name says."""

from collections.abc import Mapping
from pathlib import PurePath

from domain.errors import Refusal
from domain.language import tr

#: How many bytes tell what a file is.
HEAD = 4096
_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF, _PNG, _JPEG, _GIF = b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", (b"GIF87a", b"GIF89a")
_TIFF = (b"II*\x00", b"MM\x00*")
_HEIC = {b"heic", b"heix", b"mif1", b"msf1"}
_OPEN_XML = "application/vnd.openxmlformats-officedocument."

#: What can be attached, by the ending of its name.
TYPES: Mapping[str, str] = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".heic": "image/heic",
    ".mp4": "video/mp4",
    ".mov": "video/quicktime",
    ".txt": "text/plain",
    ".csv": "text/csv",
    ".md": "text/markdown",
    ".json": "application/json",
    ".xml": "application/xml",
    ".eml": "message/rfc822",
    ".zip": "application/zip",
    ".docx": _OPEN_XML + "wordprocessingml.document",
    ".xlsx": _OPEN_XML + "spreadsheetml.sheet",
    ".pptx": _OPEN_XML + "presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".doc": "application/msword",
    ".xls": "application/vnd.ms-excel",
}
_IN_ZIP = {".zip", ".docx", ".xlsx", ".pptx", ".odt", ".ods"}
_AS_TEXT = {".txt", ".csv", ".md", ".json", ".xml", ".eml"}


def media_type(name: str, head: bytes) -> str:
    """The media type of a file with that name and these first bytes. Raises Refusal where the two do not agree."""
    ending = PurePath(name).suffix.lower()
    claimed = TYPES.get(ending)
    if claimed is None:
        kinds = ", ".join(sorted(each.removeprefix(".") for each in TYPES))
        raise Refusal(tr("Files of this kind cannot be attached; these can: {kinds}.", kinds=kinds), field="file")
    if not _is(ending, claimed, head):
        raise Refusal(tr("{name} is not what its name says; open it and save it anew.", name=name), field="file")
    return claimed


def is_image(found: str) -> bool:
    """Whether a media type is that of a picture."""
    return found.startswith("image/")


def _is(ending: str, claimed: str, head: bytes) -> bool:
    if ending in _AS_TEXT:
        return _is_text(head)
    if ending in _IN_ZIP:
        return head.startswith(_ZIP)
    if ending in {".doc", ".xls"}:
        return head.startswith(_OLD_OFFICE)
    return _sniffed(head) == claimed


def _sniffed(head: bytes) -> str:
    starts: tuple[tuple[bytes | tuple[bytes, ...], str], ...] = (
        (_PDF, "application/pdf"),
        (_PNG, "image/png"),
        (_JPEG, "image/jpeg"),
        (_GIF, "image/gif"),
        (_TIFF, "image/tiff"),
    )
    for start, found in starts:
        if head.startswith(start):
            return found
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp":
        return {b"qt  ": "video/quicktime"}.get(head[8:12], "image/heic" if head[8:12] in _HEIC else "video/mp4")
    return ""


def _is_text(head: bytes) -> bool:
    if b"\x00" in head:
        return False
    try:
        # The last letter may be cut in two.
        head.decode("utf-8", "strict" if len(head) < HEAD else "ignore")
    except UnicodeDecodeError:
        return False
    return True
