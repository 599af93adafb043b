# A council's own price list as a spreadsheet writes it (Windows-1252), beside its returns: what comes in, what does not, which price a run takes
# and what the tables say of it; then a newer one.
homeward -q init here --council Pricedshire --authority E10000099
cp -r "$HOMEWARD_SOURCE/examples/littleshire" in
rm in/price-list.csv
printf 'Type,Provider_kind,Weekly_price,From,Uplift,Source\r\n' >in/prices.csv
printf 'foster,agency,"\2431,043.50",01/04/2025,3.5%%,Contract register\r\n' >>in/prices.csv
printf 'Supported accommodation,,950,01/04/2024,,\r\nSupported accommodation,,1010,01/04/2025,-0.125,Proposal of May\r\n' >>in/prices.csv
printf 'respite,,300,01/04/2025,,\r\nsecure,,"9500,00",01/04/2025,,\r\nsecure,,9500,31/02/2025,,\r\nsecure\r\n' >>in/prices.csv
homeward -w here import in 2>&1
homeward -q -w here check data -O csv | grep -E '^(code|quarantined),'
homeward -q -w here forecast --months 12 --paths 50 --seed 7 >/dev/null
homeward -w here table A1 -O csv | grep '^price,' | cut -c1-150
homeward -w here table T3f | grep -A 6 'Prices that are proposals'
homeward -w here import in 2>&1 | tail -3
printf 'type,weekly_price,from\nsecure,9500,2025-04-01\n' >in/prices.csv
homeward -w here import in/prices.csv 2>&1
homeward -q -w here forecast --months 12 --paths 50 --seed 7 >/dev/null
homeward -w here table A1 -O csv | grep '^price,' | grep -v Proposal
