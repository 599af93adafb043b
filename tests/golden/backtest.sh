# A council's own past: before a back-test, when its history is too short, done, found again, and beside a forecast.
homeward -q init here --council Littleshire --authority E10000099
homeward -w here backtest 2>&1 || echo "status $?"
homeward -q -w here import "$HOMEWARD_SOURCE/examples/littleshire" >/dev/null
homeward -w here table B1 2>&1 || echo "status $?"
homeward -w here backtest --horizon 48 2>&1 || echo "status $?"
homeward -w here backtest --origins 0 2>&1 || echo "status $?"
homeward -w here backtest --own-growth 200 2>&1 || echo "status $?"
homeward -q -w here forecast --months 12 --paths 50 --seed 7 | tail -10
homeward -w here backtest --origins 4 --horizon 12 --paths 100 --seed 7 2>talk || echo "status $?"
cat talk
homeward -w here backtest --origins 4 --horizon 12 --paths 100 --seed 7 2>&1 >again || echo "status $?"
homeward -w here backtest --origins 1 --horizon 6 --paths 20 --own-growth 100 2>&1 >own || echo "status $?"
homeward -q -w here backtest --origins 4 --horizon 12 --paths 100 --seed 7 >/dev/null
homeward -w here table B1 >table
cmp again table
homeward -w here table B1 -O csv --layout tidy >tidy
head -4 tidy
grep -c . tidy
homeward -q -w here forecast --months 12 --paths 50 --seed 7 | tail -12
homeward -w here report build position | grep -o 'In 4 back-tests[^.]*\.[^.]*\.[^.]*\.' | sort | uniq -c | sed 's/^ *//'
