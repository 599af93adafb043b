/*
 * partial_date: a date of which not everything is known. Within this room.
 *
 * DATE_PERM, SW_DECOM and SW_DEC may say ZZ for a day or month and ZZZZ for a year that nobody knows: "ZZ/05/2020",
 * "ZZ/ZZ/ZZZZ". What is known must be right: there is no 31/04/ZZZZ, while 29/02/ZZZZ may have been.
 *
 *     char text[RETURN_CELL_SIZE];
 *     if (partial_date_read(cell, text)) keep(text, PARTIAL_DATE_LENGTH);
 *
 * Pure. Includes: base, calendar, returns.
 */
#ifndef RETURNS_PARTIAL_DATE_H
#define RETURNS_PARTIAL_DATE_H

#include <stdbool.h>

#include "returns/return_file.h"
#include "returns/return_write.h"

enum { PARTIAL_DATE_LENGTH = 10 };

/*
 * Reads what calendar_parse reads, and the same forms with ZZ; writes "dd/mm/yyyy" with its NUL. False when the cell is no
 * such date; a blank one is none.
 */
bool partial_date_read(struct return_text cell, char out[RETURN_CELL_SIZE]);

#endif
