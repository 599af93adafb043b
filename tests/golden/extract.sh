# A December extract: the forecast starts on its latest date, and the part year is named.
homeward -q init here --council Littleshire --authority E10000099
mkdir in
cp -r "$HOMEWARD_SOURCE/examples/littleshire/2021-22" "$HOMEWARD_SOURCE/examples/littleshire/2022-23" "$HOMEWARD_SOURCE/examples/littleshire/2023-24" in/
# Of the last return only what was known on 31 December: later episodes go, later ends are not known yet.
mkdir in/extract
cp "$HOMEWARD_SOURCE/examples/littleshire/2024-25/header.csv" in/extract/
awk -F, -v OFS=, 'function iso(d) { return substr(d, 7) substr(d, 4, 2) substr(d, 1, 2) }
    NR == 1 { print; next }
    iso($2) > "20241231" { next }
    $8 != "" && iso($8) > "20241231" { $8 = $9 = $10 = "" }
    { print }' "$HOMEWARD_SOURCE/examples/littleshire/2024-25/episodes.csv" >in/extract/episodes.csv
homeward -q -w here import in | tail -8
homeward -q -w here forecast --months 15 --paths 50 --seed 7
homeward -w here table T3f -O csv | cut -d, -f1,2,3 | head -12
