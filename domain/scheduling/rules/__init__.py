"""The rules of placing, by families; each finds what breaks it and tells it only when asked."""
