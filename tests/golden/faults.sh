# The faults on which other tools crash or lose children, in one council of nine: what Homeward says and what it makes of them.
homeward -q init here --council Faultshire --authority E10000099 2>&1
mkdir -p in/a in/b
# Return of 2021-22. 1: same-day episode. 2: birthday inside an episode (10 on 1 June 2021). 3: DEC in 2203. 4: stale open episode (gone
# next year). 5: two open episodes. 6: T with a changed PLACE. 7: unknown provider, blank ETHNIC. 8: blank DECOM. 9: 31 February.
cat >in/a/first.csv <<'CSV'
CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB
1,1,01/01/2010,WBRI,UN1,,
2,2,01/06/2011,WBRI,UN1,,
3,1,01/01/2012,WBRI,UN1,,
4,2,01/01/2013,WBRI,UN1,,
5,1,01/01/2014,WBRI,UN1,,
6,2,01/01/2009,WBRI,UN1,,
7,1,01/01/2010,,UN1,,
8,2,01/01/2011,WBRI,UN1,,
9,1,01/01/2012,WBRI,UN1,,
CSV
cat >in/a/second.csv <<'CSV'
CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN
1,05/04/2021,S,V2,N1,U6,PR1,05/04/2021,X1,OTHER,,,
1,05/04/2021,P,V2,N1,K2,PR4,,,,,,
2,10/05/2021,S,C2,N1,U4,PR1,,,,,,
3,10/05/2021,S,C2,N1,U4,PR4,01/07/2203,E4A,,,,
4,10/06/2021,S,V2,N1,U6,PR1,,,,,,
5,10/06/2021,S,V2,N1,U6,PR1,,,,,,
5,20/09/2021,P,V2,N1,K2,PR4,,,,,,
6,10/06/2021,S,V2,N1,U4,PR1,10/11/2021,X1,OTHER,,,
6,10/11/2021,T,V2,N1,A3,PR1,,,,,,
7,10/06/2021,S,V2,N1,U6,PR9,,,,,,
8,,S,V2,N1,U6,PR1,,,,,,
9,31/02/2022,S,V2,N1,U6,PR1,,,,,,
9,28/03/2022,S,V2,N1,U6,PR1,,,,,,
1,30/03/2022,L,C1,N1,K2,PR4,,,,,,
CSV
# Return of 2022-23: everybody but child 4; the dates of child 5 are put right.
sed 's/^4,.*//' in/a/first.csv | grep . >in/b/first.csv
cat >in/b/second.csv <<'CSV'
CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN
1,30/03/2022,L,C1,N1,K2,PR4,10/10/2022,E4A,,,,
2,10/05/2021,S,C2,N1,U4,PR1,,,,,,
3,10/05/2021,S,C2,N1,U4,PR4,,,,,,
5,20/09/2021,P,V2,N1,K2,PR4,02/02/2023,E13,,,,
6,10/11/2021,T,V2,N1,A3,PR1,28/03/2023,E12,,,,
7,10/06/2021,S,V2,N1,U6,PR9,20/03/2023,E4B,,,,
8,10/04/2022,S,V2,N1,U6,PR1,,,,,,
9,28/03/2022,S,V2,N1,U6,PR1,29/03/2023,E4A,,,,
CSV
homeward -q -w here import in 2>&1
homeward -w here check data 2>&1 || echo "status $?"
homeward -w here history --fates 2>&1
homeward -w here history -O csv 2>&1
