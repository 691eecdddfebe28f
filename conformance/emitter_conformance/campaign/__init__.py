"""Campaigns: many random programs in shards that are judged apart, stored and merged.

A shard is a range of seeds. `shards` makes them, `merge_shards` makes one result of theirs,
`folder` stores them, and `merge_folders` joins the folders of several machines.
"""
