# Month ends of a made-up council: its ledger is explained to the penny, and each closing is of the same futures.
homeward -q synth returns --children 60 --years 3 --last-year 2024 --seed 5 --books --closed 3
homeward -q init here --council Anyshire --authority E10000099
homeward -q -w here import returns >/dev/null
homeward -w here check reconcile | head -1
homeward -w here check reconcile -O csv --layout tidy 2>/dev/null | awk -F, 'NR > 1 && $7 != 0'
for period in P1 P2 P3; do
    homeward -w here period close 2025-26 $period --paths 50 2>&1
done
homeward -w here period list --layout tidy -O csv
homeward -w here table restated -O csv
# The same ledger in another workspace is closed under the same id; with another seed it is another report.
homeward -q init there --council Anyshire --authority E10000099
homeward -q -w there import returns >/dev/null
homeward -w there period close 2025-26 P1 --paths 50 2>&1
homeward -w there period reopen 2025-26 P1 --reason "another seed" 2>&1
homeward -w there period close 2025-26 P1 --paths 50 --seed 2 2>&1
homeward -w there period reopen 2025-26 P1 --reason "no futures" 2>&1
homeward -w there period close 2025-26 P1 --run-on 2>&1
