# troff has nothing to say against any page, whatever it is printed on; against a wrong one it would.
command -v groff >/dev/null || { echo 'groff is not here: tools/setup check' >&2; exit 77; }
homeward manual --pages pages
for device in ascii utf8 ps; do
    for page in pages/*; do
        groff -man -ww -z -T$device "$page" 2>&1
    done
done
printf '.XX\n' | groff -man -ww -z -Tutf8 2>&1 | grep -c XX
