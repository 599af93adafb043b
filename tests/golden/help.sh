# What a newcomer reads first.
homeward --help
homeward forecast --help
