# A forecast starts on a day that the returns speak of.
homeward -q init here --council Littleshire --authority E10000099
homeward -q -w here import "$HOMEWARD_SOURCE/examples/littleshire" >/dev/null
homeward -w here forecast --as-at 2030-01-01 2>&1 || echo "status $?"
homeward -q -w here forecast --as-at 2024-06-30 --months 9 --paths 50 --seed 7
