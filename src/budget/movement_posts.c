/*
 * movement_posts: what posts cost in the rest of the year, now and as the last report had them (budget/movement.h).
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "budget/movement_parts.h"

/* A post, or one of several people in it, in the order of its key: post, team, first day. */
struct costed {
    const struct books_post *post;
    int32_t line;
    int64_t pence;
};

static int by_key(const void *left, const void *right)
{
    const struct costed *one = left, *two = right;
    int order = strcmp(one->post->post, two->post->post);
    if (order == 0)
        order = strcmp(one->post->team, two->post->team);
    if (order == 0)
        order = (one->post->from > two->post->from) - (one->post->from < two->post->from);
    return order ? order : (one->line > two->line) - (one->line < two->line);
}

static int by_key_and_pounds(const void *left, const void *right)
{
    const struct costed *one = left, *two = right;
    const int order = by_key(left, right);
    return order ? order : (one->pence > two->pence) - (one->pence < two->pence);
}

static int lay_out(const struct movement_books *of, struct costed **out, struct problem *problem)
{
    const struct books *books = of->books;
    struct costed *each = *out = array_new(books->posts, sizeof **out, problem);
    for (int64_t i = 0; each && i < books->posts; i++) {
        struct books_post post = books->post[i];
        post.to = books_known_end(post.to, post.planned_to, of->as_at);
        each[i].post = &books->post[i];
        each[i].line = movement_line_of(of, post.line);
        if (!books_post_periods(&post, books->year, of->rest, BOOKS_PERIODS, &each[i].pence))
            return problem_set(problem, PROBLEM_LIMIT, "what posts cost is too large to be kept in pence");
    }
    if (each)
        qsort(each, (size_t)books->posts, sizeof *each, by_key_and_pounds);
    return each ? 0 : PROBLEM_MEMORY;
}

/* Counted are posts that cost more or less than they did, began or are gone. */
static bool add_differences(const struct costed *last, int64_t lasts, const struct costed *now, int64_t nows,
                            struct movement *out)
{
    for (int64_t i = 0, k = 0; i < lasts || k < nows;) {
        const int order = i == lasts ? 1 : k == nows ? -1 : by_key(&last[i], &now[k]);
        const int32_t line = order <= 0 ? last[i].line : now[k].line;
        int64_t pence = 0;
        if ((order >= 0 && __builtin_add_overflow(pence, now[k].pence, &pence)) ||
            (order <= 0 && __builtin_sub_overflow(pence, last[i].pence, &pence)) ||
            !movement_add(out, line, MOVEMENT_STAFFING, pence, pence != 0))
            return false;
        i += order <= 0;
        k += order >= 0;
    }
    return true;
}

int movement_of_posts(const struct movement_books *last, const struct movement_books *now, struct movement *out,
                      struct problem *problem)
{
    struct costed *then = NULL, *since = NULL;
    int code = lay_out(last, &then, problem);
    if (code == 0)
        code = lay_out(now, &since, problem);
    if (code == 0 && !add_differences(then, last->books->posts, since, now->books->posts, out))
        code = problem_set(problem, PROBLEM_LIMIT, "what staffing has moved by is too large to be kept in pence");
    free(then);
    free(since);
    return code;
}
