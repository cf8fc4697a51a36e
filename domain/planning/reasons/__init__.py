"""Why a job is left out of a plan, why not this technician, and what it would take."""
