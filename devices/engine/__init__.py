"""The rule engine: definitions at work on readings and passing time; pure, no store, no clock, no broker."""
