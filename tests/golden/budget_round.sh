# A budget round from its files: tables for programs, what is refused and why, and that a refusal changes nothing.
homeward -q init here --council Roundshire --authority E10000099
mkdir in
cat >in/budget.csv <<'CSV'
line,service,cost_centre,original,approved,year,type
External homes,Placements,C1,1000000,1000000,2025-26,home_external
Social work,Staff,C2,500000,500000,2025-26,
Transport,Other,C3,120000,120000,2025-26,
CSV
cat >in/staffing.csv <<'CSV'
post,team,role,grade,fte,start,end,contract,annual_cost,weekly_cost,vacancy,planned_end
P1,Social work,Social worker,G9,1,,,permanent,50000.01,,n,
P2,Social work,Social worker,G9,0.5,,2025-12-31,permanent,25000.02,,n,
P2,Social work,Social worker,G9,0.5,2025-12-31,,permanent,25000.02,,n,
P3,Elsewhere,Manager,G11,1,,,permanent,70000,,y,
P4,Social work,Social worker,,1,,,agency,,1800,n,
CSV
cat >in/pressures.csv <<'CSV'
ref,line,category,version,y1,y2,y3,recurrent,owner,note
P1,Transport,inflation,draft 1,1000.50,2000.50,,y,Finance,contract
P2,Posts,posts,draft 1,40000,,,y,,
P3,Move,one-off,draft 1,5000,,,n,Finance,lease
P1,Transport,inflation,final,900.25,1900,,y,Finance,tendered
CSV
cat >in/savings.csv <<'CSV'
ref,line,version,y1,y2,recurrent,owner,note,type,status,delivered,forecast,in_year_pressure,group,joint
S1,Carers,final,100,200,y,A,a,cashable,on track,40,,,homes,
S2,Edge of care,final,60,90,y,B,b,cashable,at risk,0,20,5,homes,
S3,Both,final,130,250,y,A,c,cashable,at risk,40,90,10,homes,y
S4,Agency,final,30.50,30.50,y,C,d,cashable,delivered,30.50,,1.25,,
S5,Hubs,final,500,500,y,D,e,avoided,on track,,,,,
CSV
printf 'ref,line,version,y1,y2,recurrent,owner,note,years,conditions,pays_for\nG1,Hubs grant,final,700,700,n,E,letter,2,spent in year,Hubs\n' >in/grants.csv
HOMEWARD_NOW=2026-01-10T09:00:00Z homeward -q -w here import in >/dev/null
try() {
    echo "\$ homeward $*"
    status=0
    homeward -w here "$@" 2>&1 || status=$?
    echo "[exit status $status]"
}
for table in T7 T8 grants; do
    try table $table -O csv
done
try pressures --version "draft 1"
try pressures --version final --against "draft 1" -O csv
try savings -O csv
try savings --track -O csv
try budget versions -O csv
try budget gap --growth 1.5% --years 3 -O csv
try budget gap --version "draft 1" --years 2 -O json
# Awards: posts of the day, a person and the one who follows count once; each rule.
try budget pay --percent 3.2% -O csv
try budget pay --flat 1925 --on-costs 28% --vacancy 4% -O csv
try budget pay --percent 3.88% --flat 1925 --higher -O csv
try budget pay --percent 2.5% --flat 1290 --flat-up-to 51000 --from 2026-10-01 -O csv
try budget pay --percent 3% --last-award 3.2% --last-budget 2% -O csv
try budget inflation --line Transport --percent 4% --from 2026-07-15 -O csv
# What is refused changes nothing.
try budget versions -O json >before.json
try budget pay
try budget pay --percent 3% --flat-up-to 100
try budget pay --percent 3% --from 2031-04-01
try budget pay --percent three
try budget inflation --percent 3%
try budget inflation --line Nothing --percent 3%
try budget demand
try budget add pressure --version final --line Duty --amounts 100
try budget add pressure --version final --line Duty --amounts 100 --evidence 0123456789abcdef0123456789abcdef
try budget add pressure --version final --line Transport --amounts 100 --owner F --note N
try budget add pressure --version final --line Duty --amounts 1,2,3,4,5,6 --owner F --note N
try budget add pressure --version final --line Duty --amounts many --owner F --note N
try budget add pressure --version final --line Duty --amounts 1 --status "on track" --owner F --note N
try budget add saving --version final --line Duty --amounts 1 --status perhaps --owner F --note N
try budget add wish --version final --line Duty --amounts 1 --owner F --note N
try budget carry "draft 1"
try budget carry "draft 7" --add-to final
try budget carry "draft 1" --add-to final
try budget freeze "draft 7"
try pressures --version "draft 7"
try budget
try budget versions -O json | cmp - before.json && echo unchanged
# Added, carried and finished.
try budget add saving --version final --ref S6 --line Fees --amounts 10.40,20.60 --type income --status "on track" --forecast 9 --in-year-pressure 2.5 --owner F --note N
try budget add pressure --version "draft 1" --line Duty --amounts 100 --one-off --owner F --note "new duty"
try budget add pressure --version final --line Fees --amounts 10 --pays-for Nothing --owner F --note N
try budget add pressure --version final --line Fees --amounts 10 --forecast 5 --owner F --note N
try budget add grant --version final --line Fees --amounts 10 --years 99 --owner F --note N
try budget add grant --version final --line "Late grant" --amounts 50 --years 2 --conditions "to be spent by 31 March 2028" --pays-for "Family support" --owner F --note letter
try budget grants -O csv
try budget versions -O csv
try budget freeze final
try budget add grant --version final --line "Later grant" --amounts 50 --owner F --note letter
try budget carry "draft 1" --add-to "draft 2"
printf 'ref,line,version,y1\nP1,Transport,final,1\n' >in/pressures.csv
try import in/pressures.csv
