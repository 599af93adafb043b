# A page of the manual as troff reads it, all pages as files, and wrong use.
homeward manual rates
homeward manual --pages pages
ls pages | sed 's/homeward-[a-z]*/homeward-COMMAND/' | sort | uniq -c | awk '{ print ($1 > 1 ? "many" : "one"), $2 }'
homeward manual forecast | cmp - pages/homeward-forecast.1
homeward manual nothing 2>&1 || echo "status $?"
homeward manual rates --pages pages 2>&1 || echo "status $?"
homeward help chart
