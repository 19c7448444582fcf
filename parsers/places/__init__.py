"""Where: cities and sites, datelines, and journeys with their hosts."""
