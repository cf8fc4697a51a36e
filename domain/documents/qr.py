"""QR codes on papers: the number alone, which every scanner types into the search."""

import io

import segno

QR_ORDER = "qr-order"
QR_ASSET = "qr-asset"
DOT = 8
"""Pixels of one square, so that it prints sharply."""


def qr_code(text: str) -> bytes:
    """A PNG with the text; it may be read with a sixth of it smudged."""
    picture = io.BytesIO()
    segno.make(text, error="m", micro=False).save(picture, kind="png", scale=DOT, border=2)
    return picture.getvalue()
