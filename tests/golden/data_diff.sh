# Whose history a newer file changed, on six children whose days can be counted by hand, and what it says where nothing changed.
homeward -q init here --council Diffshire --authority E10000099
mkdir -p in/2021 in/2022
cat >in/2021/header.csv <<'CSV'
CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB
1,1,01/01/2010,WBRI,UN1,,
2,2,01/06/2011,WBRI,UN1,,
3,1,01/01/2012,WBRI,UN1,,
4,2,01/01/2013,WBRI,UN1,,
5,1,01/01/2014,WBRI,UN1,,
6,1,01/02/2014,WBRI,UN1,,
CSV
cat >in/2021/episodes.csv <<'CSV'
CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN
1,05/04/2021,S,V2,N1,U6,PR1,01/12/2021,E4A,,,,
2,10/05/2021,S,C2,N1,U4,PR1,10/08/2021,X1,OTHER,,,
2,10/08/2021,P,C2,N1,K2,PR4,,,,,,
3,10/05/2021,S,C2,N1,U4,PR4,,,,,,
4,10/06/2021,S,V2,N1,U6,PR1,20/03/2022,E4A,,,,
5,10/06/2021,S,V2,N1,U6,PR1,29/03/2022,E4A,,,,
6,10/06/2021,S,V2,N1,U6,PR1,,,,,,
CSV
homeward -q -w here import in >/dev/null
homeward -w here history >past-1.txt
# 1 stayed (121 nights more, 1 December to 31 March). 2 moved on 10 May, 92 days earlier. 3 came a day later and lives in a council home
# for the last 31 nights. 4 was adopted. 5 is gone. 6 is as it was. 7 is new, for the 17 nights from 15 March.
cat >in/2021/episodes.csv <<'CSV'
CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN
1,05/04/2021,S,V2,N1,U6,PR1,,,,,,
2,10/04/2021,S,C2,N1,U4,PR1,10/05/2021,X1,OTHER,,,
2,10/05/2021,P,C2,N1,K2,PR4,,,,,,
3,11/05/2021,S,C2,N1,U4,PR4,01/03/2022,X1,OTHER,,,
3,01/03/2022,P,C2,N1,K2,PR1,,,,,,
4,10/06/2021,S,V2,N1,U6,PR1,20/03/2022,E12,,,,
6,10/06/2021,S,V2,N1,U6,PR1,,,,,,
7,15/03/2022,S,V2,N1,U6,PR1,,,,,,
CSV
echo '7,1,01/03/2014,WBRI,UN1,,' >>in/2021/header.csv
homeward -q -w here import in >/dev/null
homeward -w here data diff 1 2
homeward -w here data diff 1 2 -O csv
homeward -w here data diff 1 now --layout tidy -O csv
# A further year tells nothing else of the days before.
cat >in/2022/episodes.csv <<'CSV'
CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN
1,05/04/2021,S,V2,N1,U6,PR1,10/10/2022,E4A,,,,
2,10/05/2021,P,C2,N1,K2,PR4,,,,,,
3,01/03/2022,P,C2,N1,K2,PR1,,,,,,
6,10/06/2021,S,V2,N1,U6,PR1,,,,,,
7,15/03/2022,S,V2,N1,U6,PR1,28/03/2023,E4A,,,,
8,15/12/2022,S,V2,N1,U6,PR1,,,,,,
CSV
printf 'CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n8,1,01/03/2014,WBRI,UN1,,\n' >in/2022/header.csv
homeward -q -w here import in >/dev/null
homeward -w here data diff 2 3 2>&1
homeward -w here data diff 3 now -O csv 2>&1
# The history as it was known then is the history of then, with a note that says so.
homeward -w here history --known-at 1 | diff past-1.txt - || true
homeward -w here history --known-at 2 --fates -O csv | cut -d, -f1-2 | tail -3
