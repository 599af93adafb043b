/* Made by bench/panel_lesson; see care/panel_lesson.h. */
#include "care/panel_lesson.h"

#include <stddef.h>

static const struct panel_lesson lessons[] = {
    {0, 200, false, {146, 200, 247}},
    {200, 450, false, {101, 152, 187}},
    {450, 800, false, {86, 140, 185}},
    {800, 1000000, true, {78, 122, 161}},
};

const struct panel_lesson *care_panel_lesson(int64_t children)
{
    size_t i = 0;
    while (i + 1 < sizeof lessons / sizeof *lessons && children >= lessons[i].below)
        i++;
    return &lessons[i];
}

int32_t care_panel_grew_again(void)
{
    return 514;
}
