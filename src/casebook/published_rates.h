/*
 * published_rates: children looked after per 10,000 children on 31 March, of England and of an authority's neighbours.
 *
 * What a council's own rate is held against. Rates are published in whole children; that of the neighbours is the mean of
 * the ten statistical neighbours of the Department for Education's model, the authority itself not among them. A rate that
 * is withheld for few children is left out.
 *
 * Sources: DfE, Children looked after in England including adoptions, 2025 (rates); DfE, statistical neighbours model 2025.
 * Contains public sector information licensed under the Open Government Licence v3.0. Constant data. Includes: base,
 * casebook/authorities.
 */
#ifndef CASEBOOK_PUBLISHED_RATES_H
#define CASEBOOK_PUBLISHED_RATES_H

#include <stdint.h>

enum { PUBLISHED_RATES_YEAR = 2025 /* on 31 March of it */, PUBLISHED_NEIGHBOURS = 10 };

/* Per 10,000 children, in thousandths. */
struct published_rates {
    int64_t england;
    int64_t neighbours; /* 0: of an authority that nobody has compared, as a made-up one */
};

struct published_rates published_rates_of(const char *authority /* GSS code */);

#endif
