# Templates of the council's own files: the list, one of them, and that all of them together import with nothing quarantined.
ask() { homeward "$@" 2>&1 || echo "status $?"; }
homeward template
homeward template -O csv
homeward template ledger
homeward template savings -o savings.csv && head -1 savings.csv
ask template nothing
ask template ledger budget
mkdir in
for kind in $(homeward template -O csv | sed '1d;s/,.*//'); do homeward template "$kind" >in/"$kind".csv; done
homeward -q init here --council Templateshire --authority E10000099
homeward -w here import in -O csv 2>&1
homeward -w here import in -O csv 2>&1 | sed -n '1,2p'
homeward -w here data quarantine 2>&1
echo "$(grep -c 'EXAMPLE-[0-9]' here/casebook.db) times a child's number in the casebook"
