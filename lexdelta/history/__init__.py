"""What archives hold of the past, as snapshots and changes in order of time: `lexdelta import`."""
