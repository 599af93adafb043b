# A made-up council with everything: rates that wander, families, planted mistakes and their list.
homeward synth returns --children 700 --years 3 --last-year 2026 --seed 1 --drift 0.08 --siblings --errors 20 --truth truth.csv --truth-months 1 2>&1
find returns -type f | LC_ALL=C sort
head -2 truth.csv
grep ,mistake, truth.csv
