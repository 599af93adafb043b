# The same council in every form, and the first lines of each.
for form in csv xml zip merged; do
    homeward -q synth $form --children 30 --years 2 --last-year 2025 --seed 2 --form $form
    (cd $form && find . -type f | LC_ALL=C sort)
done
head -2 csv/2025-26/header.csv
head -3 xml/2025-26.xml
head -2 merged/header.csv
