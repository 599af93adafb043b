# Periods closed, refused, restated, opened again: what is kept stays as it was, and a refused closing changes nothing.
homeward -q init here --council Monthshire --authority E10000099
mkdir in
cat >in/budget.csv <<'CSV'
line,service,cost_centre,original,approved,year,type
Homes,Placements,C1,365000,365000,2025-26,home_external
Legal,Other,C3,1200,1200,2025-26,
CSV
cat >in/ledger.csv <<'CSV'
child,start,end,type,provider,weekly_price,cost_centre
1,2024-06-01,,home_external,Acme,7000.00,C1
CSV
cat >in/actuals.csv <<'CSV'
cost_centre,line,period,amount,year
C1,Homes,P1,30000.00,2025-26
C1,Homes,P2,31250.00,2025-26
C3,Legal,P1,100.00,2025-26
C3,Legal,P2,100.00,2025-26
CSV
HOMEWARD_NOW=2025-06-10T09:00:00Z homeward -q -w here import in >/dev/null
try() {
    echo "\$ homeward $*"
    status=0
    homeward -w here "$@" 2>&1 || status=$?
    echo "[exit status $status]"
}
at() { HOMEWARD_NOW=$1 HOMEWARD_USER="$2"; export HOMEWARD_NOW HOMEWARD_USER; }
at 2025-06-12T10:00:00Z "A. Accountant"
try period list
try period close 2025-26 P2
try period close 2025-26 P1
try period close 2025-26 P1
# £250 of P2 is not explained: refused, and the casebook is what it was.
homeward -w here period list -O csv >before.csv
try period close 2025-26 P2
homeward -w here period list -O csv | diff before.csv -
try period close 2025-26 P2 --unexplained-reason "Query with Acme; auditor told"
try period close 2025-26 P3
# The ledger of P1 changes afterwards: the report of P1 does not, and the change is listed.
printf 'cost_centre,line,period,amount,year\nC1,Homes,P1,30500.00,2025-26\nC3,Legal,P1,100.00,2025-26\n' >in/actuals.csv
HOMEWARD_NOW=2025-07-01T09:00:00Z homeward -q -w here import in/actuals.csv >/dev/null
try period list
try table restated
try table restated -O csv
try check reconcile --period 1
# Opened again, the last first and for a reason, and closed as known now.
at 2025-07-02T11:30:00Z "B. Chief"
try period reopen 2025-26 P1 --reason "Late invoice of Acme"
try period reopen 2025-26 P2
try period reopen 2025-26 P2 --reason "P1 changes"
try period reopen 2025-26 P1 --reason "Late invoice of Acme"
try period close 2025-26 P1 --unexplained-reason "Agreed with Acme"
try period list
try period list --layout tidy -O csv
try table restated -O csv
# Wrong use.
try period
try period shut 2025-26 P1
try period close 2025-26
try period close 2025-26 P0
try period close 2025 P1
try period close 2024-25 P1
try period close 2025-26 P1 --reason "no"
try period list --reason "no"
