# The same files again change nothing; a corrected file supersedes the older and is named.
homeward -q init here --council Twiceshire --authority E10000099
cp -r "$HOMEWARD_SOURCE/examples/littleshire" in
homeward -w here import in/2023-24 2>&1
homeward -w here import in/2023-24 2>&1
grep -v '^$' in/2023-24/episodes.csv | sed '$d' >in/corrected.csv
homeward -w here import in/corrected.csv 2>&1
