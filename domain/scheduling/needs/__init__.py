"""What an order asks for: skills, parts, people and things, customers' wishes, what must come before it."""
