"""How well what was typed fits a text, as palettes do it."""

WORD_START = 8
RUN = 5
HIT = 1
PREFIX = 20


def fit(typed: str, text: str) -> int | None:
    """A score, higher is better; None where the letters do not occur in this order."""
    wanted, place = typed.casefold().replace(" ", ""), text.casefold()
    at, score, last = 0, 0, -2
    for letter in wanted:
        found = place.find(letter, at)
        start = _word_start(place, letter, at)
        if found < 0:
            return None
        if start >= 0 and found != last + 1:
            found = start
        score += HIT + (RUN if found == last + 1 else 0)
        score += WORD_START if found == 0 or not place[found - 1].isalnum() else 0
        last, at = found, found + 1
    return score + (PREFIX if wanted and place.startswith(wanted) else 0) - len(place) // 16


def _word_start(place: str, letter: str, at: int) -> int:
    for found in range(at, len(place)):
        if place[found] == letter and (found == 0 or not place[found - 1].isalnum()):
            return found
    return -1
