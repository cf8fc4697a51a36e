"""The page of subscriptions: who pays what for which time, what is billed, and what is earned of it."""
