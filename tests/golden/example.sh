# The five published papers, worked out again from their lines; and every wrong use.
for paper in liverpool-2023 liverpool-staffing-2019 hcc-2023 sefton-2023 wirral-2025; do
    homeward example $paper
    echo
done
homeward example sefton-2023 -O csv
homeward example hcc-2023 -O json | tr ',' '\n' | grep -c '"id"'
refuse() {
    status=0
    homeward "$@" 2>&1 || status=$?
    echo "status $status"
}
refuse example
refuse example nosuch
refuse example sefton-2023 hcc-2023
