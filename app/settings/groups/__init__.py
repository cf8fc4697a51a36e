"""Teams and skills: names under which technicians stand together."""
