# Three imports of a small council and what is in force of them: by import, and every file. CSV columns are those that scripts rely on.
homeward -q init here --council Listshire --authority E10000099
cp -r "$HOMEWARD_SOURCE/examples/littleshire" in
HOMEWARD_NOW=2026-06-01T09:00:00Z homeward -q -w here import in/2021-22 in/2022-23 >/dev/null
HOMEWARD_NOW=2026-06-02T10:30:00Z HOMEWARD_USER="B. Analyst" homeward -q -w here import in >/dev/null
sed '$d' in/2023-24/episodes.csv >in/corrected.csv
HOMEWARD_NOW=2026-06-03T16:45:12Z homeward -q -w here import in/corrected.csv >/dev/null
homeward -w here data list
homeward -w here data list -O csv
homeward -w here data list --files
homeward -w here data list --files -O csv | sed -n '1p;/,2023-24\//p;/corrected/p;/Price/p'
homeward -w here data list -O json | head -4
homeward -w here data list -O md | sed -n '/^|/p' | head -3
COLUMNS=44 homeward -w here data list | head -14
