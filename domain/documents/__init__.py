"""Papers: work description, work receipt, order, invoice, credit note."""
