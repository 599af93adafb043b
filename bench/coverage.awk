# The cells of bench/bands against their targets. Columns: world entries years councils seed method output months cover80 cover95 width bias
# bias_mean wape no_change crps pit_mean pit_chi2. Where a target comes from: METHODS section 10.
function error(p, n) { return 100 * sqrt(p / 100 * (1 - p / 100) / n) }
function within(x, low, high) { return x >= low && x <= high }
function judge(what, figure, target, good) {
    printf "%-66s %-26s %-22s %s\n", what, figure, target, good ? "yes" : "NO"
    met += good; judged++
}
# Floors of the 80% and 95% range in worlds that are made and not drawn from the prior.
function floors(world, years, months) {
    low80 = 0; low95 = 0
    if (years != 5) { low80 = 66; low95 = 86; return }
    if (world ~ /^(still|stillsib|seasonal20|step20|drift04)$/) { low80 = 78; low95 = 92 }
    if (world ~ /^(meanrev12sib|drift08sib)$/) { low80 = 72; low95 = 91 }
    if (world == "growth5") { low80 = months == 12 ? 75 : months == 36 ? 50 : 0; low95 = low80 ? 90 : 0 }
    if (world == "drift12sib") { low80 = 62; low95 = 85 }
}
{
    key = $1 SUBSEP $2 SUBSEP $3 SUBSEP $7 SUBSEP $8
    if ($6 == "steady") { width[key] = $11; crps[key] = $16; if ($1 == "panel" && $3 == 5) { steady += $9; steadies++ }; next }
    line[++lines] = $0
}
END {
    printf "%-66s %-26s %-22s %s\n", "cell: world, entries a year, years of history, output, months", "80% and 95% held (s.e.)", "target", "met"
    for (i = 1; i <= lines; i++) {
        split(line[i], f, "\t")
        name = f[1] " " f[2] " " f[3] "y " f[7] " " f[8]
        figure = sprintf("%.1f %.1f (%.1f %.1f)", f[9], f[10], error(f[9], f[4]), error(f[10], f[4]))
        drawn = f[1] ~ /^panel/ && f[3] == 5
        if (drawn) judge(name, figure, "68-96 86-100", within(f[9], 68, 96) && within(f[10], 86, 100))
        else {
            floors(f[1], f[3], f[8])
            if (low80 && (f[1] != "growth5" || f[8] == 12 || f[7] == "stock")) judge(name, figure, ">= " low80 " " low95, f[9] >= low80 && f[10] >= low95)
            else printf "%-66s %-26s %-22s -\n", name, figure, "no target: reported"
        }
        if (drawn) { mean80[f[1]] += f[9]; mean95[f[1]] += f[10]; cells[f[1]]++ }
        if (f[1] == "panel" && f[3] == 5) { chi += f[18] < 27.9; chis++; pits += within(f[17], .44, .56) }
    }
    print ""
    printf "%-66s %-26s %-22s %s\n", "over cells", "figure", "target", "met"
    for (w in cells) {
        judge("mean of " cells[w] " cells, " w, sprintf("%.1f %.1f", mean80[w] / cells[w], mean95[w] / cells[w]), "76-85 93-97", within(mean80[w] / cells[w], 76, 85) && within(mean95[w] / cells[w], 93, 97))
    }
    if (chis) {
        judge("PIT: chi-square under 27.9, cells of panel", chi " of " chis, ">= 33 of 36", chi >= 33 * chis / 36)
        judge("PIT: mean .44 to .56, cells of panel", pits " of " chis, "all", pits == chis)
    }
    if (steadies) {
        judge("without drift the mean of panel must fail its target", sprintf("%.1f", steady / steadies), "outside 76-85", !within(steady / steadies, 76, 85))
        judge("the same, as far as the study's, whose entries did not scatter", sprintf("%.1f", steady / steadies), "< 60", steady / steadies < 60)
    }
    for (i = 1; i <= lines; i++) {
        split(line[i], f, "\t")
        key = f[1] SUBSEP f[2] SUBSEP f[3] SUBSEP f[7] SUBSEP f[8]
        name = f[1] " " f[2] " " f[7] " " f[8]
        if (f[3] != 5) continue
        if (f[1] == "still" && f[8] == 36 && f[7] != "fostering") {
            split(f[7] == "residential" ? "2.0 2.5 3.0" : "1.8 2.1 2.4", ceiling, " ")
            most = ceiling[f[2] == 80 ? 1 : f[2] == 240 ? 2 : 3]
            judge("width over that without drift: " name, sprintf("%.2f", f[11] / width[key]), "<= " most, f[11] / width[key] <= most)
            most = f[7] == "residential" ? 1.6 : 1.3
            judge("CRPS over that without drift: " name, sprintf("%.2f", f[16] / crps[key]), "<= " most, f[16] / crps[key] <= most)
        }
        if ((f[1] == "panel" || f[1] == "drift08sib") && f[2] >= 240 && f[8] == 36 && f[7] == "stock")
            judge("CRPS over that without drift: " name, sprintf("%.2f", f[16] / crps[key]), "<= 0.90", f[16] / crps[key] <= .9)
        if (f[1] == "panelres" && f[8] == 36 && f[7] == "cost")
            judge("CRPS over that without drift: " name, sprintf("%.2f", f[16] / crps[key]), "<= 0.80", f[16] / crps[key] <= .8)
        if (f[1] ~ /^(still|drift08sib|panel)$/ && f[7] != "fostering") {
            most = f[7] == "residential" ? (f[2] == 80 ? 7 : 4) : 2.5
            judge("bias of the median, %: " name, sprintf("%.2f", f[12]), "within " most, f[12] <= most && f[12] >= -most)
            if (f[7] == "cost") judge("bias of the mean, %: " name, sprintf("%.2f", f[13]), "within 2.5", f[13] <= 2.5 && f[13] >= -2.5)
        }
        if (f[8] == 36 && f[1] ~ /^(panel|still)$/ && f[7] == "stock")
            judge("WAPE over no change: " name, sprintf("%.2f", f[14] / f[15]), "<= 1.15", f[14] <= 1.15 * f[15])
        if (f[8] == 36 && f[1] ~ /^(panel|still)$/ && f[7] == "cost" && f[2] <= 240)
            judge("WAPE over no change: " name, sprintf("%.2f", f[14] / f[15]), "<= 1.05", f[14] <= 1.05 * f[15])
    }
    printf "\n%d of %d targets met\n", met, judged
}
