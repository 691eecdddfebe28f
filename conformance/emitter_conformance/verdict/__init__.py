"""Outcomes, failures, waivers and the verdict: plain data."""
