"""Tests of the first floor: feeds, pages, dates, copies and what a text says."""
