# The small made-up council with books of the repository: what made it makes it again, and each of the nine mistakes in its books is found where
# books/planted.csv says, its pounds to the penny.
homeward synth again --children 20 --years 2 --last-year 2024 --seed 2 --books --book-errors 9 2>&1
diff -r again "$HOMEWARD_SOURCE/examples/meadshire" && echo "the same files"
homeward -q init here --council Meadshire --authority E10000099
homeward -q -w here import "$HOMEWARD_SOURCE/examples/meadshire" | grep books/
cat again/books/planted.csv
ask() {
    homeward -q -w here "$@" 2>&1 || echo "status $?"
}
ask check ledger --layout tidy -O csv
ask data quarantine
ask table exposures -O csv
ask check reconcile --layout tidy -O csv | awk -F, '$NF != "0.00"'
