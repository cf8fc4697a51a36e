"""Service orders: found in a second, understood at a glance, changed in place."""
