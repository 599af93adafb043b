#include "synth/luck.h"
#include "synth/story.h"

enum {
    FIRST_YEAR = 2023,
    STAYS_LEAST = 30, /* days with one worker */
    STAYS_MOST = 900,
    WORKERS = 400, /* who are drawn from */
    FIRST_WORKER = 100001
};

/* Why a new worker came; who leaves a job is the likeliest reason. */
static const char *const reasons[] = {"LEFTRL", "MANAGE", "TSPROC", "ORGRST", "ABSENC", "CHCHAN", "PCCHAN", "OTHERS"};
static const int32_t reason_weight[] = {38, 14, 24, 8, 8, 2, 2, 4};

struct worker {
    day from, to;       /* from the day the one before ended */
    int32_t number;     /* of the worker */
    const char *reason; /* why this one came */
};

static void worker_row(struct synth_year *year, const struct synth_story *story, const struct worker *worker)
{
    char born[RETURN_CELL_SIZE], from[RETURN_CELL_SIZE], to[RETURN_CELL_SIZE], id[RETURN_CELL_SIZE] = "SW";
    struct return_text cell[RETURN_COLUMNS_MAX] = {0};
    int32_t number = FIRST_WORKER + worker->number;
    for (int32_t i = 7; i >= 2; i--, number /= 10)
        id[i] = (char)('0' + number % 10);
    synth_story_begin_row(story, cell, born);
    cell[SOCIAL_WORKER_SW_ID] = return_text_of(id);
    cell[SOCIAL_WORKER_SW_DECOM] = return_date_text(worker->from, from);
    cell[SOCIAL_WORKER_SW_DEC] = return_date_text(worker->to <= calendar_year_end(year->year) ? worker->to : DAY_OPEN, to);
    cell[SOCIAL_WORKER_SW_REASON] = return_text_of(worker->reason);
    synth_year_row(year, RETURN_SOCIAL_WORKER, cell);
}

void synth_social_worker_add(struct synth_year *year, const struct synth_story *story)
{
    day from = calendar_year_start(year->year), to = calendar_year_end(year->year);
    if (year->year < FIRST_YEAR || synth_story_in_care(story, to) < 0)
        return;
    struct chance_stream luck = synth_luck_of(story->council->seed, story->child->number, SYNTH_LUCK_WORKERS);
    struct worker worker = {.to = synth_story_from(story, 0), .number = -1, .reason = "FCONTA"};
    while (worker.to <= to) {
        int32_t before = worker.number;
        worker.from = worker.to;
        worker.to = worker.from + synth_luck_between(&luck, STAYS_LEAST, STAYS_MOST);
        worker.number = synth_luck_below(&luck, WORKERS);
        if (worker.number == before)
            worker.number = (worker.number + 1) % WORKERS;
        int32_t reason = synth_luck_weighted(&luck, reason_weight, (int32_t)(sizeof reason_weight / sizeof *reason_weight));
        worker.reason = before < 0 ? "FCONTA" : reasons[reason];
        if (worker.to >= from)
            worker_row(year, story, &worker);
    }
}
