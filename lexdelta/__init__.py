"""The application: configuration, the pipeline, the schedule, the reports and the command line that ties them."""
