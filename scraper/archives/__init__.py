"""Archives: saved files, folders, MHTML, WARC and zip files -> captures, one at a time, whatever their size."""
