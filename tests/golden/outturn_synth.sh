# A made-up council with returns and books: expected beside run-on, with its range; the same question has the same answer.
homeward -q synth made --children 120 --years 3 --last-year 2024 --seed 5 --books --closed 8
homeward -q init here --council Madeshire --authority E10000099
homeward -q -w here import made >/dev/null
export COLUMNS=80
homeward -w here outturn --paths 100 --seed 3
for period in 1 2 3 4 5 6 7; do
    homeward -q -w here period close 2025-26 P$period
done
homeward -w here table T4 --paths 100 --seed 3
homeward -q -w here outturn --paths 100 --seed 3 -O csv >once.csv
homeward -q -w here outturn --paths 100 --seed 3 -O csv | cmp once.csv -
homeward -q -w here report build outturn --paths 100 --seed 3 -o report.html
sed 's/<[^>]*>//g' report.html | grep -A 12 '^In short'
