"""The page of customers: who they are, where they are, whom to call there."""
