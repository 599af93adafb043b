# Scenarios: made, changed, told in words, refused; the file stays as it was when a change is refused.
homeward -q init here --council Littleshire --authority E10000099 --population 12000 --population-source "made up"
homeward -q -w here import "$HOMEWARD_SOURCE/examples/littleshire" >/dev/null
homeward -w here scenario list 2>&1
homeward -w here scenario new step-down --from step_down 2>&1
homeward -w here scenario new fresh 2>&1
homeward -q -w here scenario set fresh S01.owner="Head of Fostering"
homeward -q -w here scenario set fresh 'S01.effects[0].add_per_month=2'
homeward -q -w here scenario set fresh 'S01.effects[0].to=2028-04-01'
cat here/scenarios/fresh.yaml
homeward -w here scenario show fresh
homeward -w here scenario show step-down -O csv
homeward -w here scenario list -O csv
before=$(cksum <here/scenarios/fresh.yaml)
refuse() {
    status=0
    homeward -w here scenario "$@" 2>&1 || status=$?
    echo "status $status"
}
refuse
refuse delete fresh
refuse set fresh 'S01.effects[0].add_per_month'
refuse set fresh 'S01.effects[0].add_per_month=many'
refuse set fresh 'S01.effects[0].from=1999-01-01'
refuse set fresh S07.owner=me
refuse show nowhere
refuse new fresh
refuse new "Not A Name"
refuse new other --from nothing
refuse list --from step_down
printf 'name: A\ninitiatives:\n  - {id: S01, name: N, owner: O, effects: [{move: [home_externel, secure], factor: 2, from: 2026-06-01}]}\n' >here/scenarios/wrong.yaml
refuse show wrong
homeward -w here scenario list
[ "$before" = "$(cksum <here/scenarios/fresh.yaml)" ] && echo "the file is as it was"
