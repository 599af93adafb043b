# A plan that is turned until a goal is reached, held against what came, and made into lines of the budget round; what is said of what cannot be.
homeward -q init here --council Littleshire --authority E10000099
homeward -q -w here import "$HOMEWARD_SOURCE/examples/littleshire" >/dev/null
homeward -q -w here scenario new step-down --from step_down
homeward -q -w here scenario set step-down 'S01.effects[0].add_per_month=0.5'
plan="--months 36 --paths 100"
homeward -w here scenario seek step-down $plan --target "cost 2026-27 <= 3.4m" --vary 'S01.effects[0].add_per_month' --chance 0.7 2>&1
homeward -q -w here scenario seek step-down $plan --target "children 2028-03 <= 1" --vary 'S01.effects[0].add_per_month' -O csv || echo "status $?"
refuse() {
    status=0
    homeward -w here scenario "$@" 2>&1 || status=$?
    echo "status $status"
}
refuse seek step-down
refuse seek step-down $plan --target "cost 2026 <= 3m" --vary 'S01.effects[0].add_per_month'
refuse seek step-down $plan --target "cost 2026-27 <= 3m" --vary 'S01.effects[7].factor'
refuse seek step-down $plan --target "cost 2036-37 <= 3m" --vary 'S01.effects[0].add_per_month'
refuse seek step-down $plan --target "cost 2026-27 <= 3m" --vary 'S01.effects[0].add_per_month' --chance 2
refuse promote step-down $plan
refuse moved step-down $plan
homeward -w here scenario promote step-down $plan --as saving --version "draft 1" --owner "Head of Fostering" 2>&1
refuse promote step-down $plan --as saving --version "draft 1"
homeward -w here scenario moved step-down $plan
homeward -q -w here scenario set step-down 'S01.effects[0].add_per_month=0.4'
homeward -q -w here scenario moved step-down $plan -O csv
sed -i 's/from: 2025-04-01/from: 2024-04-01/' here/scenarios/step-down.yaml
homeward -w here scenario track step-down --months 18 --paths 100
homeward -q -w here scenario track step-down --months 18 --paths 100 --layout tidy -O csv | head -4
