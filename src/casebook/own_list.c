#include "casebook/own_list.h"

const char *casebook_list_title(enum casebook_list list)
{
    static const char *const titles[] = {"", "Price list", "Capacity list"};
    return titles[list];
}
