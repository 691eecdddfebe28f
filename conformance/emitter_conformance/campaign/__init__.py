"""Campaigns: many random programs in shards that can be judged apart, kept and merged.

A shard is a range of seeds. `shards` makes them, `merging` makes one result of theirs, `folder`
keeps them, `cluster` has them judged by the workers of a Dask cluster.
"""
