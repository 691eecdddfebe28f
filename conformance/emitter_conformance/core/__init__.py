"""What every room needs: paths, errors, safe descriptions. Imports nothing of the kit."""
