# Wishes that cannot be met, and what to do instead. Nothing is written.
homeward synth returns --drift 0.9 2>&1 || echo "status $?"
homeward synth returns --errors 5 2>&1 || echo "status $?"
homeward synth returns --errors 5 --truth truth.csv --form xml 2>&1 || echo "status $?"
homeward synth returns --form pdf 2>&1 || echo "status $?"
ls
