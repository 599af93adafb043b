# The rules over two small returns: what they find, row by row and rule by rule, and in which return.
mkdir -p in/2023 in/2024
printf '%s\n' 'CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB' 'A1,2,01/02/2012,WBRI,A123456789012,0,' 'A2,1,01/02/2012,QQQQ,A123456789013,,' >in/2023/header.csv
printf '%s\n' 'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN' \
    'A1,01/03/2024,S,C2,N1,U6,PR1,,,,ZX1 1AA,ZX1 1AB,SC123456' 'A2,01/04/2023,S,C2,N1,U6,PR1,31/03/2024,E4A,,ZX1 1AA,ZX1 1AB,SC123456' >in/2023/episodes.csv
printf '%s\n' 'CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB' 'A1,F,01/02/2012,,A123456789012,0,' 'A3,M,01/02/2012,WBRI,A123456789014,,' >in/2024/header.csv
printf '%s\n' 'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN' \
    'A1,01/03/2024,S,C2,N1,U6,PR1,,,,ZX1 1AA,ZX1 1AB,SC123456' 'A3,01/06/2024,S,C2,N1,U6,PR1,11/06/2024,,,ZX1 1AA,ZX1 1AB,SC123456' \
    'A3,30/03/2025,S,C2,N1,U6,PR1,31/03/2025,E4A,,ZX1 1AA,ZX1 1AB,SC123456' >in/2024/episodes.csv
homeward init here --council Checkshire --authority E10000099
homeward -w here --quiet import in >/dev/null
homeward -w here check data 2>&1 || echo "status $?"
homeward -w here --quiet table A2 -O csv
homeward -w here --quiet check data --year all -O csv || echo "status $?"
homeward -w here --quiet check data --layout tidy -O csv || echo "status $?"
homeward -w here check data --rule 148 || echo "status $?"
homeward -w here check data --rule 103 --year 2023-24 -O csv || echo "status $?"
homeward -w here check data --rule 1009 2>&1 || echo "status $?"
homeward -w here check data --rule 234 2>&1 || echo "status $?"
homeward -w here check data --rule 575 2>&1 || echo "status $?"
homeward check rules -O csv | sed -n '1p;/^355,/p;/^503D,/p;/^NoE,/p'
