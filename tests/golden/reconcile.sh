# The ledger against the packages, two months of three lines worked by hand (tests/unit/budget/test_reconcile.c): told, explained, and to the penny.
homeward -q init here --council Ledgershire --authority E10000099
mkdir in
cat >in/budget.csv <<'CSV'
line,service,cost_centre,original,approved,year,type
Homes,Placements,C1,365000,365000,2025-26,home_external
Team,Staff,C2,365,365,2025-26,
Legal,Other,C3,1000,1000,2025-26,
CSV
cat >in/ledger.csv <<'CSV'
child,start,end,type,provider,weekly_price,cost_centre
1,2024-06-01,,home_external,Acme,7000.00,C1
2,2025-04-11,,home_external,Acme,10.01,
3,2025-05-31,,secure,Acme,70.00,C9
CSV
cat >in/staffing.csv <<'CSV'
post,team,role,fte,start,contract,annual_cost,vacancy
SW1,C2,Social worker,1,2020-01-01,permanent,365.00,n
CSV
cat >in/actuals.csv <<'CSV'
cost_centre,line,period,amount,year
C1,Homes,P1,30030.00,2025-26
C1,Homes,P2,30000.00,2025-26
C2,Team,P1,30.00,2025-26
C2,Team,P2,36.00,2025-26
C3,Legal,P1,123.45,2025-26
C3,Legal,P2,0.01,2025-26
C8,,P2,500.00,2025-26
CSV
cat >in/explained.csv <<'CSV'
cost_centre,line,period,amount,reason,owner,year
C1,Homes,P2,-1044.33,invoice of Acme came in June,B. Analyst,2025-26
CSV
homeward -q -w here import in >/dev/null
status() {
    status=0
    "$@" 2>&1 || status=$?
    echo "[exit status $status]"
}
status homeward -w here check reconcile
status homeward -w here check reconcile -O csv --layout tidy
status homeward -w here check reconcile --period 1
# A day later the rest is found out.
cat >in/explained.csv <<'CSV'
cost_centre,line,period,amount,reason,owner,year
C1,Homes,P1,1.40,bank charge,B. Analyst,2025-26
C1,Homes,P2,-1044.33,invoice of Acme came in June,B. Analyst,2025-26
C2,Team,P2,5.00,overtime of May,B. Analyst,2025-26
C8,,P2,490.00,wrong code: moves to Legal in June,B. Analyst,2025-26
CSV
homeward -q -w here import in/explained.csv >/dev/null
status homeward -w here check reconcile
status homeward -w here check reconcile --period P2 -O csv
# Wrong use, and what is not there.
status homeward -w here check reconcile --period P13
status homeward -w here check reconcile --period P3
status homeward -w here check reconcile --year 2024-25
status homeward -w here check reconcile --year 2025
status homeward -w here check reconcile --rule 100
status homeward -w here check rules --period P1
