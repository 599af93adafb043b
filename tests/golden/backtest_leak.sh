# What stands in the returns about days after an origin changes no byte of its forecast. The only origin here is 31 March 2024; in the
# copy every later start, place and end of the last return is another.
cp -r "$HOMEWARD_SOURCE/examples/littleshire" poisoned
awk -F, -v OFS=, 'function iso(d) { return substr(d, 7) substr(d, 4, 2) substr(d, 1, 2) }
    NR == 1 { print; next }
    iso($2) > "20240331" { $6 = "K2"; $7 = "PR4"; $8 = "31/03/2025"; $9 = "E4A" }
    iso($2) <= "20240331" && iso($8) > "20240331" { $8 = "0" NR % 7 + 1 "/05/2024"; $9 = "E4A" }
    { print }' "$HOMEWARD_SOURCE/examples/littleshire/2024-25/episodes.csv" >poisoned/2024-25/episodes.csv
for council in "$HOMEWARD_SOURCE/examples/littleshire" poisoned; do
    homeward -q init here --council Littleshire --authority E10000099
    homeward -q -w here import "$council" >/dev/null || [ $? -eq 1 ]
    homeward -q -w here backtest --origins 1 --horizon 12 --paths 50 --seed 7 -O csv --layout tidy >"$(basename "$council").csv" || [ $? -eq 1 ]
    rm -rf here
done
# origin, months, measure, state, age_band, method, expected and the quantiles; then what came
for council in littleshire poisoned; do
    cut -d, -f1-6,9-16 $council.csv >$council.forecast
    cut -d, -f8 $council.csv >$council.came
done
cmp littleshire.forecast poisoned.forecast && echo 'the same forecast'
cmp -s littleshire.came poisoned.came || echo 'another future'
head -3 littleshire.forecast
