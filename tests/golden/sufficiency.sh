# Need against places: what is said without a capacity list, what comes in and what does not, the table, every month as CSV, the same by two
# threads, a newer list, and what the data commands tell of it.
homeward -q init here --council Littleshire --authority E10000099
homeward -q -w here import "$HOMEWARD_SOURCE/examples/littleshire" >/dev/null
set +e
homeward -w here sufficiency 2>&1; echo "status $?"
homeward -w here table T9 2>&1; echo "status $?"
homeward -w here sufficiency --months 0 2>&1; echo "status $?"
set -e
cat >capacity.csv <<'END'
Kind,Provider,Owner,Places,From,To,Ofsted URN,Ofsted grade,Postcode district,Notes
foster_inhouse,Our own carers,council,12,,,,,,
In-house children's home,Elm House,Council,1,,,SC000001,Good,an4,
home_inhouse,A home to open,council,2,01/10/2025,,,not yet inspected,AN1,
home_external,Acme Care,block,3,2024-04-01,2026-04-01,SC000002,outstanding,AN2,
home_external,Bought one by one,spot,,,,,,,
supported,Acme Flats,block,4,,,,,,
unregistered,,council,3,,,,,,
castle,,council,3,,,,,,
secure,,block,,,,,,,
secure,,council,two,,,,,,
END
homeward -w here import capacity.csv 2>&1
homeward -w here import capacity.csv 2>&1 | tail -2
homeward -q -w here data quarantine -O csv || echo "status $?"
homeward -w here sufficiency --months 36 --paths 50 --seed 7 2>talk
cat talk
homeward -q -w here sufficiency --months 3 --paths 50 --seed 7 --layout tidy -O csv --threads 1 >one.csv
homeward -q -w here sufficiency --months 3 --paths 50 --seed 7 --layout tidy -O csv --threads 2 >two.csv
cmp one.csv two.csv
head -1 one.csv
grep -E ',(need|met|spilled|days_waited|occupied|places|gap),(foster_inhouse|home_inhouse|all),' one.csv | grep -E '^2025-(03|05)'
printf 'kind,owner,places\nsupported,block,9\n' >capacity.csv
homeward -w here import capacity.csv 2>&1 | tail -4
homeward -w here data show 3
homeward -q -w here sufficiency --months 1 --paths 5 -O csv | head -3
