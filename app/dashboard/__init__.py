"""Today at a glance: alerts, orders, fleet and listener, live."""
