"""When two texts are one: fingerprints, candidates, and the proof of a copy."""
