"""What a protected branch takes in: git's pre-receive hook for a repository without a forge."""
