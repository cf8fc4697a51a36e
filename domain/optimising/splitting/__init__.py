"""Solves large problems part by part: each is a few tours with what lies on them, the next ones lie across borders."""
