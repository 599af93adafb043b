# The whole line on the small made-up council of the repository, and the columns that others rely on.
homeward -q init here --council Littleshire --authority E10000099 --population 12000 --population-source "made up"
homeward -q -w here import "$HOMEWARD_SOURCE/examples/littleshire" >/dev/null
homeward -w here history -O csv --layout tidy | head -3
homeward -w here history
homeward -w here forecast --months 24 --paths 200 --seed 7
homeward -w here table T5 -O csv --layout tidy | head -3
homeward -w here table T5 -O csv --layout tidy | cut -d, -f2 | sort | uniq -c
homeward -w here table T5
homeward -w here table T6
homeward -w here table T3f
homeward -w here table A1
homeward -w here forecast --months 24 --paths 200 --seed 7 -O json | head -30
