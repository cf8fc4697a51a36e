"""How assets are told of in a few words."""

from domain.language import tr


def serial_words(serial: str) -> str:
    """The serial number of an asset, or that it is nothing to put one on."""
    return tr("serial {serial}", serial=serial) if serial else tr("intangible")
