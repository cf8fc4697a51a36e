"""Where it all is kept: engine, unit of work, journal, migrations."""
