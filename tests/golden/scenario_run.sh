# Three initiatives that overlap, held against the forecast without them, against another plan, and their joint effect shared out.
homeward -q init here --council Littleshire --authority E10000099 --population 12000 --population-source "made up"
homeward -q -w here import "$HOMEWARD_SOURCE/examples/littleshire" >/dev/null
mkdir here/scenarios
cat >here/scenarios/plan.yaml <<'YAML'
name: Three that overlap
initiatives:
  - id: S01
    name: Step-down to fostering
    owner: Head of Fostering
    effects:
      - {move: [home_external, foster_inhouse], add_per_month: 0.2, from: 2025-04-01, ramp_months: 6}
      - {places: foster_inhouse, add: 4, from: 2025-04-01}
    cost: {one_off: 20000, per_year: 60000, grant: 10000}
    chance_of_delivery: 0.8
  - id: S02
    name: Edge of care
    owner: Head of Early Help
    effects:
      - {entries: [10_15, 16_17], factor: 0.14, reach: 0.2, from: 2025-04-01}
    cost: {per_year: 100000}
  - id: S03
    name: Home sooner
    owner: Head of Care
    effects:
      - {exit: [any, home], factor: 1.3, from: 2025-04-01}
YAML
sed '/id: S03/,$d' here/scenarios/plan.yaml >here/scenarios/two.yaml
base=$(homeward -q -w here forecast --months 24 --paths 200 --seed 7 -O csv | cksum)
homeward -w here scenario run plan --months 24 --paths 200 --seed 7
homeward -w here scenario run plan --months 24 --paths 200 --seed 7 --layout tidy -O csv | cut -d, -f1,4,9 | tail -5
homeward -w here scenario compare two plan --months 24 --paths 200 --seed 7 -O csv
homeward -w here scenario run plan --months 24 --paths 200 --seed 7 --kinds
homeward -w here scenario compare two plan --months 24 --paths 200 --seed 7 --kinds --layout tidy -O csv | tail -n 3
homeward -w here scenario share plan --months 24 --paths 200 --seed 7
homeward -w here scenario run plan --months 24 --paths 200 --seed 7 --threads 1 -O csv >one
homeward -w here scenario run plan --months 24 --paths 200 --seed 7 --threads 3 -O csv >three
cmp one three && echo "the same by one thread and three"
[ "$base" = "$(homeward -q -w here forecast --months 24 --paths 200 --seed 7 --again -O csv | cksum)" ] && echo "the forecast is as it was"
refuse() {
    status=0
    homeward -w here scenario "$@" 2>&1 || status=$?
    echo "status $status"
}
refuse run plan --months 0
refuse share base
refuse show plan --months 12
homeward -q -w here scenario set plan 'S01.effects[0].add_per_month=30'
refuse run plan --months 24 --paths 200 --seed 7
homeward -q -w here scenario set plan 'S01.effects[0].add_per_month=0.2'
homeward -q -w here scenario set plan 'S01.effects[0].to=2030-01-01'
refuse run plan --months 24 --paths 200
