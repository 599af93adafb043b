# Rows that could not be read are listed until a corrected file comes; then nothing is quarantined, and what once was can still be seen.
homeward -q init here --council Quarantineshire --authority E10000099
mkdir in
cat >in/episodes.csv <<'CSV'
CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN
1,05/04/2021,S,V2,N1,U6,PR1,01/12/2021,E4A,,,,
2,31/02/2022,S,C2,N1,U4,PR1,,,,,,
3,,S,C2,N1,U4,PR4,,,,AB1 2CD,,
4,32/03/2022,S,V2,N1,U6,PR1
5,01/13/2021,S,V2,N1,U6,PR1,30/03/2022,E4A,,,,
CSV
printf 'type,weekly_price,from\nsecure,9500,2025-04-01\nrespite,300,2025-04-01\n' >in/prices.csv
homeward -q -w here import in >/dev/null
homeward -w here data quarantine 2>&1 || echo "status $?"
homeward -w here data quarantine -O csv 2>&1 || echo "status $?"
homeward -w here data quarantine --layout tidy -O csv 2>&1 || echo "status $?"
cat >in/episodes.csv <<'CSV'
CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN
1,05/04/2021,S,V2,N1,U6,PR1,01/12/2021,E4A,,,,
2,28/02/2022,S,C2,N1,U4,PR1,,,,,,
5,01/12/2021,S,V2,N1,U6,PR1,30/03/2022,E4A,,,,
CSV
homeward -q -w here import in/episodes.csv >/dev/null
homeward -w here data quarantine -O csv 2>&1 || echo "status $?"
printf 'type,weekly_price,from\nsecure,9500,2025-04-01\n' >in/prices.csv
homeward -q -w here import in >/dev/null
homeward -w here data quarantine 2>&1
homeward -w here data quarantine -O csv 2>&1
homeward -w here data quarantine --all --layout tidy 2>&1
