"""Tables of the ground: stamps, the limiter's counters, read counts."""
