# A check of nothing, of no year and of no rule, each with what to do next.
ask() { homeward "$@" 2>&1 || echo "status $?"; }
homeward init here --council Checkshire --authority E10000099 2>/dev/null
ask -w here check data
ask -w here table A2
ask -w here check
ask -w here check nothing
ask -w there check data
mkdir in
printf '%s\n' 'CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB' 'A1,F,01/02/2012,WBRI,A123456789012,0,' >in/header.csv
printf '%s\n' 'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN' \
    'A1,01/06/2024,S,C2,N1,U6,PR1,31/03/2025,E4A,,ZX1 1AA,ZX1 1AB,SC123456' >in/episodes.csv
homeward -w here --quiet import in >/dev/null
ask -w here check data
ask -w here check data -O csv
ask -w here check data --year 2019-20
ask -w here check data --year 2024
ask -w here check data --year 2024-26
ask -w here check data --rule 9999
ask -w here check data -O pdf
