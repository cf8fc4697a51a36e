"""Files on orders: attached once, listed, taken off; signatures stay with the sign-off."""

from pathlib import Path

import pytest

from domain.errors import Refusal
from domain.orders.attachments import attach, attachments, remove
from domain.orders.content import AttachmentKind
from domain.orders.signing import sign_order, unsign_order
from domain.scheduling.placing.service import cancel_order
from domain.store.files import FileStore, StoredFile
from domain.store.store import Store
from tests.support.workshop import Workshop, order

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 32


@pytest.fixture
def picture(tmp_path: Path) -> StoredFile:
    return FileStore(tmp_path / "files").add_content("leak.png", PNG)


def test_a_picture_is_attached_as_a_photo_and_only_once(store: Store, workshop: Workshop, picture: StoredFile) -> None:
    order_id = store.run("kim", order, workshop)
    first = store.run("kim", attach, order_id, picture)
    assert store.run("lou", attach, order_id, picture) == first
    with store.read() as session:
        (row,) = attachments(session, order_id)
    assert (row.kind, row.name, row.size, row.added_by) == (AttachmentKind.PHOTO, "leak.png", len(PNG), "kim")
    store.run("kim", remove, first)
    with store.read() as session:
        assert attachments(session, order_id) == ()


def test_only_pictures_are_photos_or_signatures(store: Store, workshop: Workshop, tmp_path: Path) -> None:
    order_id = store.run("kim", order, workshop)
    notes = FileStore(tmp_path / "files").add_content("notes.txt", b"Valve leaks")
    with pytest.raises(Refusal, match=r"notes\.txt is no picture") as refused:
        store.run("kim", attach, order_id, notes, AttachmentKind.SIGNATURE)
    assert refused.value.field == "file"


def test_a_signature_stays_while_the_order_is_signed_off(store: Store, workshop: Workshop, picture: StoredFile) -> None:
    order_id, other = store.run("kim", order, workshop), store.run("kim", order, workshop)
    drawn = store.run("kim", attach, order_id, picture, AttachmentKind.SIGNATURE)
    with pytest.raises(Refusal, match="is no signature of SO-000002"):
        store.run("kim", sign_order, other, "Ada Berg", drawn)
    store.run("kim", sign_order, order_id, "Ada Berg", drawn)
    with pytest.raises(Refusal, match="take the signature back first"):
        store.run("kim", remove, drawn)
    store.run("kim", unsign_order, order_id)
    store.run("kim", remove, drawn)


def test_nothing_is_attached_to_a_cancelled_order(store: Store, workshop: Workshop, picture: StoredFile) -> None:
    order_id = store.run("kim", order, workshop)
    store.run("kim", cancel_order, order_id)
    with pytest.raises(Refusal, match="is closed"):
        store.run("kim", attach, order_id, picture)
