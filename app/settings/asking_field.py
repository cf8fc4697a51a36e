"""What a field may ask of the page around its form."""

from PySide6.QtCore import Signal

from app.shared.fields import Field


class AskingField(Field):
    """A field that does more than hold a value."""

    save_asked = Signal()
    """Save the form as it stands now."""
    link_asked = Signal(object)
    """Go to a `Link`."""
