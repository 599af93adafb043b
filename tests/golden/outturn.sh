# The year of a council that keeps books and has imported no returns: run-on only, to the penny; what is not explained comes first.
homeward -q init here --council Monthshire --authority E10000099
mkdir in
cat >in/budget.csv <<'CSV'
line,service,cost_centre,original,approved,year,type,number,weekly_price
Homes,Placements,C1,750000,730000,2025-26,home_external,2.0,7000
Fostering,Placements,C2,365000,365000,2025-26,foster_inhouse,14.0,500
Duty team,Safeguarding,C3,120000,120000,2025-26,,,
Legal,Support,C4,12000,12000,2025-26,,,
CSV
{
    echo child,start,end,planned_end,type,provider,weekly_price,health_share,cost_centre,review_due
    echo H1,2024-06-01,,,home_external,Acme,7000.00,20,C1,2025-05-01
    echo H2,2024-06-01,2025-05-16,,home_external,Acme,7700.00,0,C1,2025-09-01
    echo H3,2025-05-16,,2025-12-31,home_external,Birch,8400.00,0,C1,2025-09-01
    for child in 01 02 03 04 05 06 07 08 09 10 11 12 13; do
        echo F$child,2024-06-01,,,foster_inhouse,In house,490.00,0,C2,
    done
} >in/ledger.csv
cat >in/actuals.csv <<'CSV'
cost_centre,line,period,amount,year
C1,Homes,P1,63000.00,2025-26
C1,Homes,P2,63000.00,2025-26
C2,Fostering,P1,27300.00,2025-26
C2,Fostering,P2,28210.00,2025-26
C3,Duty team,P1,9863.01,2025-26
C3,Duty team,P2,10191.78,2025-26
C4,Legal,P1,900.00,2025-26
C4,Legal,P2,1100.00,2025-26
CSV
cat >in/staffing.csv <<'CSV'
post,team,role,fte,start,end,contract,annual_cost
S1,Duty team,Social worker,1.0,2024-04-01,,permanent,120000.00
CSV
HOMEWARD_NOW=2025-06-10T09:00:00Z homeward -q -w here import in >/dev/null
try() {
    echo "\$ homeward $*"
    status=0
    COLUMNS=80 homeward -w here "$@" 2>&1 || status=$?
    echo "[exit status $status]"
}
try outturn
# What P2 lacks is found out to be a credit: nothing is left, and periods may be closed.
printf 'cost_centre,line,period,amount,reason,owner,year\nC1,Homes,P2,-3700.00,Credit of Acme,A. Accountant,2025-26\n' >in/explained.csv
HOMEWARD_NOW=2025-06-11T09:00:00Z homeward -q -w here import in/explained.csv >/dev/null
try check reconcile -O csv
try period close 2025-26 P1
# After P1 was closed H3's home costs more, another child is placed, and one leaves.
sed -i 's/Birch,8400/Birch,8610/; /^F13/d' in/ledger.csv
echo F13,2024-06-01,2025-06-30,,foster_inhouse,In house,490.00,0,C2, >>in/ledger.csv
echo F14,2025-05-20,,,foster_inhouse,In house,490.00,0,C2, >>in/ledger.csv
HOMEWARD_NOW=2025-06-12T09:00:00Z homeward -q -w here import in/ledger.csv >/dev/null
try outturn --dearest
# What people know of the variances: one row says no pounds where it must, one names nothing of the budget.
cat >in/causes.csv <<'CSV'
line,cause,amount,recurrent,note,owner,due,year
Homes,price,,y,A framework that ended in May,Head of Commissioning,2025-09-30,2025-26
Homes,timing,-1500.00,n,A move that came early,Head of Placements,,2025-26
Homes,mix,,,No pounds,,,2025-26
Somewhere,saving,100,,,,,2025-26
Homes,recovery,-12000.00,n,A step-down that is agreed,Head of Fostering,2025-11-30,2025-26
CSV
HOMEWARD_NOW=2025-06-13T09:00:00Z try import in/causes.csv
for table in T1 T2 splits T3 T4 exposures contributions; do
    try table $table
done
try outturn --public
try table T3 --public
try table T4 --public
try outturn --period 1
try outturn --layout tidy -O csv
try table T3 -O csv
try table H1 --public
printf '\nsigns: brackets_under\ntolerance: 2.5\n' >>here/homeward.yaml
try table outturn
try table T1 | grep -A 1 'Tolerance'
try outturn --period 13
try outturn --year 2031-32
