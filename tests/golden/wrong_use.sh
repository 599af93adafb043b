# Wrong use ends with status 2 and says what would be right.
homeward 2>&1 || echo "status $?"
homeward frobnicate 2>&1 || echo "status $?"
homeward init 2>&1 || echo "status $?"
homeward init here --council Wrongshire --authority E0900000 2>&1 || echo "status $?"
homeward import 2>&1 || echo "status $?"
homeward import nowhere 2>&1 || echo "status $?"
homeward forecast --months many 2>&1 || echo "status $?"
homeward forecast --as-at 31/02/2026 2>&1 || echo "status $?"
homeward table T99 2>&1 || echo "status $?"
homeward history -O pdf 2>&1 || echo "status $?"
homeward history --layout long 2>&1 || echo "status $?"
homeward forecast --paths 2>&1 || echo "status $?"
ls -A
