# Wrong use of homeward data and --known-at: what is said, what to do next, and the status.
try() {
    echo "\$ homeward $*"
    homeward "$@" 2>&1 || echo "status $?"
}
try data
try data list
try data nothing
homeward -q init here --council Wrongshire --authority E10000099
for word in list show quarantine 'diff 1 2'; do
    try -w here data $word
done
try -w here history --known-at 1
printf 'type,weekly_price,from\nsecure,9500,2025-04-01\n' >prices.csv
homeward -q -w here import prices.csv >/dev/null
homeward -q -w here import "$HOMEWARD_SOURCE/examples/littleshire/2023-24" >/dev/null
try -w here data diff 1
try -w here data diff 1 2 3
try -w here data diff 2 1
try -w here data diff now 1
try -w here data diff 1 9
try -w here data diff one two
try -w here data diff 0 1
try -w here data diff 1 2
try -w here data show 9
try -w here data show 99999999999999999999
try -w here data list 1
try -w here data list --all
try -w here data quarantine --files
try -w here data list -O xls
try -w here history --known-at 9
try -w here history --known-at then
try -w here history --known-at 1
