# What homeward data says of itself: --help, and the page of the manual down to its options.
homeward data --help
homeward manual data | sed '/^.SH OPTIONS/,$d'
