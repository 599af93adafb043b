#include "plan/track.h"

#include <stdlib.h>

const char *plan_track_verdict(const struct plan_track_row *row)
{
    if (!row->came)
        return "to come";
    return row->actual < row->low ? "below" : row->actual > row->high ? "above" : "on";
}

void plan_track_clear(struct plan_track *track)
{
    free(track->row);
    *track = (struct plan_track){0};
}
