# The ledger held against the returns: one package of each kind of trouble, what it costs, and what is said without a ledger.
mkdir -p in/return in/books bad
printf '%s\n' 'CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB' 'A1,F,01/02/2012,WBRI,,,' 'A2,M,01/02/2012,WBRI,,,' 'A3,M,01/02/2012,WBRI,,,' \
    'A4,F,01/02/2012,WBRI,,,' 'A5,F,01/02/2012,WBRI,,,' 'A6,F,01/02/2012,WBRI,,,' 'A7,F,01/02/2012,WBRI,,,' >in/return/header.csv
printf '%s\n' 'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN' \
    'A1,01/06/2024,S,C2,N1,K2,PR4,,,,ZX1 1AA,ZX1 1AB,SC123456' 'A2,01/06/2024,S,C2,N1,U6,PR4,,,,ZX1 1AA,ZX1 1AB,SC123456' \
    'A3,01/06/2024,S,C2,N1,U6,PR4,,,,ZX1 1AA,ZX1 1AB,SC123456' 'A4,01/06/2024,S,C2,N1,U6,PR4,01/03/2025,E4A,,ZX1 1AA,ZX1 1AB,SC123456' \
    'A5,01/06/2024,S,C2,N1,K2,PR4,,,,ZX1 1AA,ZX1 1AB,SC123456' 'A6,01/06/2024,S,C2,N1,U6,PR4,,,,ZX1 1AA,ZX1 1AB,SC123456' \
    'A7,01/06/2024,S,C2,N1,P1,PR0,,,,ZX1 1AA,ZX1 1AB,' >in/return/episodes.csv
ask() { homeward -w here "$@" 2>&1 || echo "status $?"; }
homeward init here --council Checkshire --authority E10000099 2>/dev/null
ask check ledger
homeward -w here --quiet import in/return >/dev/null
ask check ledger
printf '%s\n' 'child,start,end,planned_end,type,provider,weekly_price' 'A1,2024-06-01,,,home_external,Rose House,7000' \
    'A2,2024-06-01,,,foster_agency,Fern Fostering,700' 'A3,2024-06-01,,,home_external,Rose House,7000' \
    'A4,2024-06-01,,2025-06-01,foster_agency,Fern Fostering,700' 'A5,2024-06-01,,,tree house,Oak,' \
    'A9,2025-01-01,2025-07-01,,foster_agency,Fern Fostering,770' 'A10,2025-05-01,,,foster_agency,Fern Fostering,700' \
    'A11,2025-05-01,2025-04-01,,foster_agency,Fern Fostering,"1,400.50"' >in/books/ledger.csv
ask import in/books
ask data quarantine
ask check ledger
ask -q check ledger -O csv
ask -q check ledger --layout tidy -O csv
sed 's/^child,/Start,/' in/books/ledger.csv >bad/ledger.csv
ask import bad
printf '%s\n' 'child,start,start,type,weekly_price' 'A1,2024-06-01,,home_external,7000' >bad/ledger.csv
ask import bad
printf '%s\n' 'child,start,end,planned_end,type,provider,weekly_price' 'A1,2024-06-01,,,home_external,Rose House,7000' 'A2,2024-06-01,,,foster_agency,Fern Fostering,700' \
    'A3,2024-06-01,,,foster_agency,Fern Fostering,770' 'A5,2024-06-01,,,home_external,Oak,7000' 'A6,2024-06-01,,,foster_agency,Fern Fostering,700' >in/books/ledger.csv
ask -q import in/books -O csv
ask check ledger
ask -q check ledger -O csv
