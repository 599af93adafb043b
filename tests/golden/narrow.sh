# A terminal of 40 columns: nothing is cut.
homeward -q init here --council Littleshire --authority E10000099
homeward -q -w here import "$HOMEWARD_SOURCE/examples/littleshire" >/dev/null
homeward -q -w here forecast --months 24 --paths 50 --seed 7 >/dev/null
COLUMNS=40 homeward -w here table T6
COLUMNS=40 homeward -w here table T3f
