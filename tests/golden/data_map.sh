# What codes of the returns stand for that no list knows: named by the import, said by the council, used, taken back; and every wrong use.
homeward -q init here --council Codeshire --authority E10000099
mkdir in
cat >in/header.csv <<'CSV'
CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB
1,1,01/02/2010,WBRI,,,
2,2,01/02/2011,WBRI,,,
3,1,01/02/2009,WBRI,,,
CSV
cat >in/episodes.csv <<'CSV'
CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN
1,01/05/2019,S,C2,N1,Q9,PR4,,,,,,
2,01/06/2019,S,C2,N1,K3,PR4,01/10/2019,X1,,,,
2,01/10/2019,P,C2,N1,U4,PR1,,,,,,
3,01/06/2019,S,C9,N1,U4,PR1,01/12/2019,E99,,,,
4,01/06/2019,S,C2,N1,U4,PR1,01/02/2020,E4A,,,,
3,31/13/2019,P,C2,N1,U4,PR1,,,,,,
CSV
homeward -w here import in 2>&1
homeward -w here data map list -O csv
homeward -w here history -O csv | tail -1
homeward -w here data map set q9=supported --reason "Our code for taster flats" 2>&1
homeward -w here data map list -O csv
homeward -w here history -O csv | tail -1
homeward -w here history --fates -O csv
homeward -q -w here forecast --months 1 --paths 10 --seed 1 >/dev/null
homeward -w here table A1 -O csv | grep ^code
refuse() {
    status=0
    homeward -w here data "$@" 2>&1 || status=$?
    echo "status $status"
}
refuse map set K2=supported --reason "ours"
refuse map set Q9=hotel --reason "ours"
refuse map set Q9=secure
refuse map set Q9=secure --reason " "
refuse map set Q9
refuse map set 1234567=secure --reason "a number of a child is no code"
refuse map
refuse map drop Z9
refuse map drop Q9
homeward -w here data map list -O csv
