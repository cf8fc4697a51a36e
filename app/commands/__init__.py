"""What the words of the command line do: each composes the parts it needs, runs, and takes them down in reverse."""
