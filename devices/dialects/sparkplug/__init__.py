"""Eclipse Sparkplug B 3.0: payloads, topics, births and deaths, sequence numbers, and the state of the host."""
