"""The pane that lists what is wrong in the plan now."""
