"""The board itself: rows, bars, hands; painted by ourselves."""
