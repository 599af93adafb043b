#include "care/row_sum.h"

void care_row_sum_add(const struct care_records *records, const struct care_fates *fates, const bool *wanted, int64_t files,
                      struct care_row_sum *sum)
{
    int32_t unknown = -1; /* the last child without a header that was counted; rows of a child stand together */
    for (int64_t row = 0; row < records->rows; row++) {
        if (records->file[row] < 0 || records->file[row] >= files || !wanted[records->file[row]])
            continue;
        sum->read++;
        sum->of_fate[fates->fate[row]]++;
        if (fates->reason[row] != CARE_NO_HEADER || records->child[row] == unknown)
            continue;
        unknown = records->child[row];
        sum->children_without_header++;
    }
}
