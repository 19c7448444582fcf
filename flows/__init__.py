"""The fourth floor acts: Prefect flows, and the only sight of clock and environment."""
