"""What holds for the whole service centre."""
