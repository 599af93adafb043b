# A return that is no CSV refuses the whole import: nothing of it is in the casebook.
homeward -q init here --council Refusedshire --authority E10000099
mkdir in
cp "$HOMEWARD_SOURCE/examples/littleshire/2023-24/header.csv" "$HOMEWARD_SOURCE/examples/littleshire/2023-24/episodes.csv" in/
printf 'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,"REASON_PLACE_CHANGE\n1,2' >in/zz.csv
homeward -w here import in 2>&1 || echo "status $?"
homeward -w here history 2>&1 || echo "status $?"
