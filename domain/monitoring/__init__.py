"""What devices tell about assets: readings, rules, alerts."""
