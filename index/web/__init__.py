"""Below index.fetching: connections that are guarded, requests, and what a robots.txt allows."""
