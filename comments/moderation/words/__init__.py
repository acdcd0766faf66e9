"""Words as a check reads them: folded, looked up in the newsroom's lists, compared with earlier ones."""
