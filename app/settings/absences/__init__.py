"""Absences: asked for, approved, refused, withdrawn."""
