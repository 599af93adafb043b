# Every initiative of the library becomes a scenario of the made-up council, with its evidence, source and the case of no effect.
homeward -q init here --council Littleshire --authority E10000099
homeward -q -w here import "$HOMEWARD_SOURCE/examples/littleshire" >/dev/null
homeward -w here scenario library
homeward -w here scenario library -O csv --layout tidy | cut -d, -f1,2
for id in $(homeward -w here scenario library -O csv | sed -n '2,$s/,.*//p' | grep '^[a-z_]*$'); do
    homeward -q -w here scenario new "$id" --from "$id"
    homeward -w here scenario show "$id" -O csv | tail -n +2 | cut -d, -f5-
done
# Each of them runs on a council of the demo's size, and one that was given no effect of its own changes no child.
homeward -q synth in --children 700
homeward -q init big --council Bigshire --authority E10000099
homeward -q -w big import in >/dev/null
for id in $(homeward -w big scenario library -O csv | sed -n '2,$s/,.*//p' | grep '^[a-z_]*$'); do
    homeward -q -w big scenario new "$id" --from "$id"
    change=$(homeward -w big scenario run "$id" --months 12 --paths 20 -O csv | sed -n 's/^all,//p' | cut -d, -f3)
    [ "$change" = 0.000 ] && echo "$id changes nobody" || echo "$id changes somebody"
done
