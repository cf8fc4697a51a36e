"""What dispatchers look at together: saved boards, who is here, why something is not shown."""
