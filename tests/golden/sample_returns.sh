# The sample returns that a Python library ships (made-up children): five years, loaded whole, and forecast.
returns=$HOMEWARD_SHARED/data/returns/sample-2017-2021
[ -d "$returns" ] || { echo "the sample returns are not here: set HOMEWARD_SHARED" >&2; exit 77; }
ln -s "$returns" returns
homeward -q init here --council Sampleshire --authority E10000099
homeward -q -w here import returns/ 
homeward -w here check data || echo "status $?"
homeward -w here history -O csv | head -6
homeward -q -w here forecast --months 36 --paths 200 --seed 7
