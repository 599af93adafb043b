# Books of a made-up council: which files there are, of how many periods, and wishes that cannot be met.
homeward synth small --children 20 --years 1 --last-year 2024 --seed 3 --books --closed 1 2>&1
(cd small/books && wc -l *.csv)
homeward synth wrong --children 20 --years 1 --last-year 2024 --seed 3 --books --closed 12 --book-errors 1000 2>&1
(cd wrong/books && wc -l *.csv && cut -d, -f1 planted.csv | sort | uniq -c)
diff small/2024-25 wrong/2024-25 && echo "the same returns"
homeward synth returns --book-errors 5 2>&1 || echo "status $?"
homeward synth returns --books --closed 13 2>&1 || echo "status $?"
ls
