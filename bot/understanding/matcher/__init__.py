"""Sentences against the examples: learned once, kept, judged, joined, and explained."""
