"""What a line of an agreement is called where several may say the same."""


def line_name(text: str, asset: str) -> str:
    """The service with its asset, where its words do not name that already."""
    return f"{text} · {asset}" if asset and asset not in text else text
