"""Service agreements: what is promised to a customer, and under which prices and SLA."""
