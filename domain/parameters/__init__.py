"""What the administrator has set for the whole service centre."""
