"""What the days would be like with other people, other orders or other promises, searched beside the plan in force."""
