"""Posting, invoices and credit notes."""
