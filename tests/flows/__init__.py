"""Tests of the fourth floor: settings, configuration, the web, the steps and the flows."""
