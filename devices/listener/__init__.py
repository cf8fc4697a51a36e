"""What runs unseen: takes readings from the broker, watches them by the rules, stores all before it says so."""
