# Pre-merged files of several authorities: all are kept, only the workspace's own are used; one that nobody knows refuses it all.
examples=$HOMEWARD_SOURCE/examples/littleshire
homeward -q init here --council Littleshire --authority E10000099
merge() { # TABLE FOLDER YEAR AUTHORITY: its rows with LA and YEAR behind
    sed -e '/^CHILD/d' -e "s:\$:,$4,$3:" "$examples/$2/$1.csv"
}
mkdir in
for table in header episodes uasc; do
    {
        sed -n '1s/$/,LA,YEAR/p' "$examples/2023-24/$table.csv"
        merge $table 2023-24 2024 e10000099
        merge $table 2024-25 2024/25 e10000099
        merge $table 2023-24 2024 330
        merge $table 2024-25 2025 Leeds
    } >in/$table.csv
done
homeward -w here import in 2>&1
echo '--- again'
homeward -w here import in 2>&1
echo '--- the same council alone has the same history'
homeward -w here history -O csv >history.csv
homeward -q init alone --council Littleshire --authority E10000099
homeward -q -w alone import "$examples/2023-24" "$examples/2024-25" >/dev/null
homeward -w alone history -O csv | diff - history.csv && echo 'no difference'
echo '--- authorities that nobody knows'
mkdir other
sed 's/,Leeds,/,Leads,/; s/,330,/,3300,/' in/episodes.csv >other/episodes.csv
homeward -w here import other 2>&1 || echo "status $?"
echo '--- a workspace of none of them'
homeward -q init there --council Elsewhere --authority E06000014
homeward -w there import in >/dev/null 2>&1
homeward -w there forecast 2>&1 || echo "status $?"
