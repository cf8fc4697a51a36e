"""Who could come when, as the assistant says: looked for beside the window, shown as a list, explained."""
