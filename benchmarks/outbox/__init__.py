"""What becomes of messages when the processes that send them are killed."""
