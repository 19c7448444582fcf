"""What others list: meetings from a CSV table or a calendar file, made comparable with ours."""
