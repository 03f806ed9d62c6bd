"""What in an article is no running text: bylines, datelines, speakers' names, page furniture."""
