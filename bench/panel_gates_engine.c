#include "panel_gates.h"

void gates_engine(struct study *study)
{
    static const char *const quantities[] = {"stock", "stock_own"};
    gates_print_cells(study, quantities, 2);
}
