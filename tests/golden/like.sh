# A newcomer without records: a council with the published numbers of a real one, made, imported and looked at. Then what a person may get wrong.
cat >figures.csv <<'END'
la_code,la_name,region,measure,category,year,value
99,Anyshire,North West,cla_number,Children looked after on 31 March each year,2024,150
99,Anyshire,North West,cla_number,Children looked after on 31 March each year,2025,160
99,Anyshire,North West,cla_number,Children starting to be looked after each year,2024,58
99,Anyshire,North West,cla_number,Children starting to be looked after each year,2025,64
99,Anyshire,North West,cla_number,Children ceasing to be looked after each year,2024,61
99,Anyshire,North West,cla_number,Children ceasing to be looked after each year,2025,56
99,Anyshire,North West,cla_ceased: Age on ceasing,18 years and over,2025,20
99,Anyshire,North West,cla_31_march: Placement,Foster placements,2025,110
99,Anyshire,North West,cla_31_march: Placement,Secure homes and children's homes,2025,c
98,Otherford,North West,cla_number,Children looked after on 31 March each year,2025,700
END
homeward synth returns --like anyshire --panel figures.csv 2>&1
ls returns
homeward -q init here --council "Like Anyshire" --authority E10000099
homeward -q -w here import returns | tail -1
homeward -w here history -O csv | head -3
homeward synth returns --like Anyshere --panel figures.csv 2>&1 || echo "status $?"
homeward synth returns --like Otherford --panel figures.csv 2>&1 || echo "status $?"
homeward synth returns --like Anyshire --panel figures.csv --last-year 2025 2>&1 || echo "status $?"
homeward synth returns --like Anyshire --panel nowhere.csv 2>&1 || echo "status $?"
homeward synth returns --like Anyshire 2>&1 || echo "status $?"
homeward synth returns --like Anyshire --panel figures.csv --children 90 2>&1 || echo "status $?"
cut -d, -f1-5 figures.csv >short.csv
homeward synth returns --like Anyshire --panel short.csv 2>&1 || echo "status $?"
