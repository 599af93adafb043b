# What an import brought: rows, unknown codes, columns kept aside, and what it made of the rows of the file that it supersedes.
homeward -q init here --council Showshire --authority E10000099
mkdir in
cat >in/header.csv <<'CSV'
CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB
1,1,01/01/2010,WBRI,UN1,,
2,2,01/06/2011,WBRI,UN1,,
3,1,01/01/2012,WBRI,UN1,,
CSV
cat >in/episodes.csv <<'CSV'
CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN
1,05/04/2021,S,V2,N1,U6,PR1,05/05/2021,X1,OTHER,,,
1,05/05/2021,P,V2,N1,K2,PR4,,,,,,
2,10/05/2021,S,C2,N1,U4,PR1,,,,,,
3,30/03/2022,S,C2,N1,U4,PR4,,,,,,
CSV
homeward -q -w here import in >/dev/null
# One row has moved down and says the same (1); one has another DEC (changed); one is gone; one is new, with codes that nobody knows; one
# has no DECOM. NOTES is a column that no layout knows.
cat >in/episodes.csv <<'CSV'
CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN,NOTES
2,10/05/2021,S,C2,N1,U4,PR1,28/03/2022,E4A,,,,,asked for
1,05/04/2021,S,V2,N1,U6,PR1,05/05/2021,X1,OTHER,,,,
3,29/03/2022,S,C2,N1,Q7,PR8,,,,,,,
1,,P,V2,N1,K2,PR4,,,,,,,
CSV
homeward -q -w here import in >/dev/null
homeward -w here data show
homeward -w here data show 1
homeward -w here data show 2 -O csv
homeward -w here data show now --layout tidy -O csv
