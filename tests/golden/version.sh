homeward --version
