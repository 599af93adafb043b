#include "returns/codes.h"

#include <string.h>

/*
 * A code is valid in every collection year that any part of its validity touches: P2 ended on 27 October 2023 and is still
 * valid in the return of 2023-24; K3 began on 1 April 2024 and is not.
 *
 * E43 and E44: their wording was read in no guide; it is what their successors E45 to E48 imply. Z11 to Z14: their wording
 * could not be read; they replaced Z1 in the 2025-26 return.
 */

static const struct return_code_entry sex[] = {
    {"1", "Male", 0, 2023},      {"2", "Female", 0, 2023},     {"M", "Male", 2024, 9999},
    {"F", "Female", 2024, 9999}, {"U", "Unknown", 2024, 9999},
};

static const struct return_code_entry ethnicity[] = {
    {"WBRI", "White British", 0, 9999},
    {"WIRI", "White Irish", 0, 9999},
    {"WOTH", "Any other White background", 0, 9999},
    {"WIRT", "Traveller of Irish heritage", 0, 9999},
    {"WROM", "Gypsy/Roma", 0, 9999},
    {"MWBC", "White and Black Caribbean", 0, 9999},
    {"MWBA", "White and Black African", 0, 9999},
    {"MWAS", "White and Asian", 0, 9999},
    {"MOTH", "Any other Mixed background", 0, 9999},
    {"AIND", "Indian", 0, 9999},
    {"APKN", "Pakistani", 0, 9999},
    {"ABAN", "Bangladeshi", 0, 9999},
    {"AOTH", "Any other Asian background", 0, 9999},
    {"CHNE", "Chinese", 0, 9999},
    {"BCRB", "Caribbean", 0, 9999},
    {"BAFR", "African", 0, 9999},
    {"BOTH", "Any other Black background", 0, 9999},
    {"OOTH", "Any other ethnic group", 0, 9999},
    {"REFU", "Refused", 0, 9999},
    {"NOBT", "Information not yet obtained", 0, 9999},
};

static const struct return_code_entry rne[] = {
    {"S", "Started to be looked after", 0, 9999},
    {"L", "Change of legal status only", 0, 9999},
    {"P", "Change of placement and carer(s) only", 0, 9999},
    {"T", "Change of placement (but same carer(s)) only", 0, 9999},
    {"B", "Change of legal status and placement and carer(s) at the same time", 0, 9999},
    {"U", "Change of legal status and change of placement (but same carer(s)) at the same time", 0, 9999},
};

static const struct return_code_entry legal_status[] = {
    {"C1", "Interim care order", 0, 9999},
    {"C2", "Full care order", 0, 9999},
    {"D1", "Freeing order granted (no new applications on or after 30 December 2005)", 0, 9999},
    {"E1", "Placement order granted", 0, 9999},
    {"V2", "Single period of accommodation under section 20 (Children Act 1989)", 0, 9999},
    {"V3", "Accommodated under an agreed series of short-term breaks, individual episodes of care recorded", 0, 9999},
    {"V4",
     "Accommodated under an agreed series of short-term breaks, agreements recorded (not individual "
     "episodes)",
     0, 9999},
    {"L1", "Under police protection and in local authority accommodation", 0, 9999},
    {"L2", "Emergency protection order (EPO)", 0, 9999},
    {"L3", "Under child assessment order and in local authority accommodation", 0, 9999},
    {"J1", "Remanded to local authority accommodation or to youth detention accommodation", 0, 9999},
    {"J2",
     "Placed in local authority accommodation under the Police and Criminal Evidence Act 1984, including "
     "secure accommodation",
     0, 9999},
    {"J3", "Sentenced to Youth Rehabilitation Order with residence or intensive fostering requirement", 0, 9999},
};

static const struct return_code_entry cin_need[] = {
    {"N1", "Abuse or neglect", 0, 9999},
    {"N2", "Child's disability", 0, 9999},
    {"N3", "Parental illness or disability", 0, 9999},
    {"N4", "Family in acute stress", 0, 9999},
    {"N5", "Family dysfunction", 0, 9999},
    {"N6", "Socially unacceptable behaviour", 0, 9999},
    {"N7", "Low income", 0, 9999},
    {"N8", "Absent parenting", 0, 9999},
};

static const struct return_code_entry placement_type[] = {
    {"A3", "Placed for adoption with parental/guardian consent, with current foster carer(s)", 0, 9999},
    {"A4", "Placed for adoption with parental/guardian consent, not with current foster carer(s)", 0, 9999},
    {"A5", "Placed for adoption with placement order, with current foster carer(s)", 0, 9999},
    {"A6", "Placed for adoption with placement order, not with current foster carer(s)", 0, 9999},
    {"H5", "Semi-independent living accommodation not subject to children's homes regulations", 0, 2023},
    {"K1", "Secure children's home", 0, 9999},
    {"K2", "Children's home subject to Children's Homes Regulations", 0, 9999},
    {"K3", "Registered supported accommodation (16-17)", 2024, 9999},
    {"P1", "Placed with own parent(s) or other person(s) with parental responsibility", 0, 9999},
    {"P2", "Independent living (flat, lodgings, bedsit, B&B or with friends), with or without formal support", 0, 2023},
    {"P3", "Residential employment", 0, 9999},
    {"R1", "Residential care home", 0, 9999},
    {"R2", "NHS/health trust or other establishment providing medical or nursing care", 0, 9999},
    {"R3", "Family centre or mother and baby unit", 0, 9999},
    {"R5", "Young offender institution (YOI)", 0, 9999},
    {"S1", "Residential school (except where dual-registered as a school and children's home)", 0, 9999},
    {"T0", "All types of temporary move", 0, 9999},
    {"T1", "Temporary: period in hospital", 0, 9999},
    {"T2", "Temporary: absence of the child on holiday", 0, 9999},
    {"T3", "Temporary: accommodation whilst normal foster carer(s) is/are on holiday", 0, 9999},
    {"T4", "Temporary: accommodation of seven days or less, any reason not covered by T1-T3", 0, 9999},
    {"U1", "Foster placement with relative(s) or friend(s) - long term", 0, 9999},
    {"U2",
     "Foster placement with relative(s) or friend(s) who is/are also approved adopter(s) - FFA/concurrent "
     "planning",
     0, 9999},
    {"U3", "Foster placement with relative(s) or friend(s) - not long term or FFA/concurrent planning", 0, 9999},
    {"U4", "Foster placement with other foster carer(s) - long term", 0, 9999},
    {"U5",
     "Foster placement with other foster carer(s) who is/are also approved adopter(s) - FFA/concurrent "
     "planning",
     0, 9999},
    {"U6", "Foster placement with other foster carer(s) - not long term or FFA/concurrent planning", 0, 9999},
    {"Z1", "Other placement (listed on a schedule sent to DfE with the annual submission)", 0, 2024},
    {"Z11", "Other placement (one of the four that replaced Z1)", 2025, 9999},
    {"Z12", "Other placement (one of the four that replaced Z1)", 2025, 9999},
    {"Z13", "Other placement (one of the four that replaced Z1)", 2025, 9999},
    {"Z14", "Other placement (one of the four that replaced Z1)", 2025, 9999},
};

static const struct return_code_entry place_provider[] = {
    {"PR0", "Parent(s) or other person(s) with parental responsibility (P1 only)", 0, 9999},
    {"PR1", "Own provision (by the LA) incl. RAA where the responsible LA is host", 0, 9999},
    {"PR2", "Other LA provision, incl. RAA where another LA is host", 0, 9999},
    {"PR3", "Other public provision", 0, 9999},
    {"PR4", "Private provision", 0, 9999},
    {"PR5", "Voluntary/third sector provision", 0, 9999},
};

static const struct return_code_entry rec[] = {
    {"X1", "Episode ceases and new episode begins on same day, for any reason", 0, 9999},
    {"E11", "Adopted - application for an adoption order unopposed", 0, 9999},
    {"E12", "Adopted - consent dispensed with by the court", 0, 9999},
    {"E2", "Died", 0, 9999},
    {"E3", "Care taken over by another local authority in the UK", 0, 9999},
    {"E4A",
     "Returned home to parent(s)/relative(s)/other with parental responsibility as part of the care "
     "planning process (not SGO/RO/CAO)",
     0, 9999},
    {"E4B",
     "Returned home to parent(s)/relative(s)/other with parental responsibility, not part of the current "
     "care planning process (not SGO/RO/CAO)",
     0, 9999},
    {"E13", "Left care to live with parent(s), relative(s) or other person(s) with no parental responsibility", 0, 9999},
    {"E41", "Residence order / child arrangements order (with whom the child is to live) granted", 0, 9999},
    {"E43", "Special guardianship order made to former foster carers", 0, 2017},
    {"E44", "Special guardianship order made to carers other than former foster carers", 0, 2017},
    {"E45", "Special guardianship order made to former foster carer(s) who was/are relative(s) or friend(s)", 2018, 9999},
    {"E46", "Special guardianship order made to former foster carer(s) other than relative(s) or friend(s)", 2018, 9999},
    {"E47",
     "Special guardianship order made to carer(s), other than former foster carer(s), who was/are "
     "relative(s) or friend(s)",
     2018, 9999},
    {"E48",
     "Special guardianship order made to carer(s), other than former foster carer(s), other than "
     "relative(s) or friend(s)",
     2018, 9999},
    {"E5",
     "Moved into independent living, supportive accommodation with formalised advice/support (before or "
     "at 18)",
     0, 9999},
    {"E6", "Moved into independent living, accommodation with no formalised advice/support (before or at 18)", 0, 9999},
    {"E7", "Transferred to residential care funded by adult social care services", 0, 9999},
    {"E8",
     "Period of being looked after ceased for any other reason (never merely because the child reached "
     "18; also used if 18 and still missing)",
     0, 9999},
    {"E9", "Sentenced to custody", 0, 9999},
    {"E14", "Accommodation on remand ended", 0, 9999},
    {"E15", "Age assessment determined child is aged 18 or over and E5, E6, E7 do not apply", 0, 9999},
    {"E16", "Child moved abroad", 0, 9999},
    {"E17", "Aged 18 (or over) and remained with current carers (incl. staying put)", 0, 9999},
};

static const struct return_code_entry reason_place_change[] = {
    {"CARPL", "Change to/implementation of care plan", 0, 9999},
    {"CLOSE", "Resignation/closure of provision", 0, 9999},
    {"ALLEG", "Allegation (s47)", 0, 9999},
    {"STAND", "Standards of care concern", 0, 9999},
    {"APPRR", "Approval removed", 0, 9999},
    {"CREQB", "Carer(s) request placement end due to child's behaviour", 0, 9999},
    {"CREQO", "Carer(s) request placement end other than due to child's behaviour", 0, 9999},
    {"CHILD", "Child requests placement end", 0, 9999},
    {"LAREQ", "Responsible/area authority requests placement end", 0, 9999},
    {"PLACE", "Change in the status of placement only", 0, 9999},
    {"CUSTOD", "Custody arrangement", 2018, 9999},
    {"OTHER", "Other", 0, 9999},
};

static const struct return_code_entry upn_unknown[] = {
    {"UN1", "Not of school age and not yet assigned a UPN", 0, 9999},
    {"UN2", "Never attended a maintained school in England (e.g. some UASC)", 0, 9999},
    {"UN3", "Educated outside England", 0, 9999},
    {"UN4", "Newly looked after (from one week before end of period), UPN not yet known", 0, 9999},
    {"UN5", "Sources reflect discrepancies, reliable matching not possible", 0, 9999},
};

/* Of the tables other than header and episodes. */

static const struct return_code_entry flag[] = {
    {"0", "No", 0, 9999},
    {"1", "Yes", 0, 9999},
};

static const struct return_code_entry review_code[] = {
    {"PN0", "Child aged under 4 at the time of the review", 0, 9999},
    {"PN1", "Attends and speaks for him/herself", 0, 9999},
    {"PN2", "Attends and an advocate speaks on his/her behalf", 0, 9999},
    {"PN3", "Attends and conveys view symbolically (non-verbally)", 0, 9999},
    {"PN4", "Attends but does not speak, convey view symbolically, or ask an advocate to speak", 0, 9999},
    {"PN5", "Does not attend but briefs an advocate to speak", 0, 9999},
    {"PN6", "Does not attend but conveys feelings by a facilitative medium", 0, 9999},
    {"PN7", "Does not attend nor are views conveyed", 0, 9999},
};

static const struct return_code_entry sdq_reason[] = {
    {"SDQ1", "No form: child under 4 or over 16 at latest assessment", 0, 9999},
    {"SDQ2", "Carer(s) refused to complete/return", 0, 9999},
    {"SDQ3", "Not possible due to severity of child's disability", 0, 9999},
    {"SDQ4", "Other", 0, 9999},
    {"SDQ5", "Child/young person refused", 0, 9999},
};

static const struct return_code_entry in_touch[] = {
    {"YES", "Yes - in touch", 0, 9999},
    {"NO", "No - not in touch", 0, 9999},
    {"DIED", "Died after leaving care", 0, 9999},
    {"REFU", "Young person refuses contact", 0, 9999},
    {"NREQ", "Young person no longer requires services", 0, 9999},
    {"RHOM", "Returned to live with parents/someone with PR for a continuous period of 6 months or more", 0, 9999},
};

static const struct return_code_entry activity[] = {
    {"F1", "Full time higher education", 0, 9999},
    {"P1", "Part time higher education", 0, 9999},
    {"F2", "Full time education other than higher education", 0, 9999},
    {"P2", "Part time education other than higher education", 0, 9999},
    {"F3", "Full time training or employment", 0, 2020},
    {"P3", "Part time training or employment", 0, 2020},
    {"F4", "Full time apprenticeship", 2021, 9999},
    {"P4", "Part time apprenticeship", 2021, 9999},
    {"F5", "Full time training or employment (not apprenticeship)", 2021, 9999},
    {"P5", "Part time training or employment (not apprenticeship)", 2021, 9999},
    {"G4", "Not in education, employment or training: illness or disability", 0, 9999},
    {"G5", "Not in education, employment or training: other circumstances", 0, 9999},
    {"G6", "Not in education, employment or training: pregnancy or parenting", 0, 9999},
    {"0", "Not applicable / not in touch", 0, 9999},
};

/* A letter for the kind and 1 (suitable) or 2 (unsuitable). */
#define ACCOMMODATION(letter, label)                                                                                        \
    {letter "1", label " - suitable", 0, 9999},                                                                             \
    {                                                                                                                       \
        letter "2", label " - unsuitable", 0, 9999                                                                          \
    }

static const struct return_code_entry accommodation[] = {
    ACCOMMODATION("B", "With parent(s) or relative(s)"),
    ACCOMMODATION("C", "Community home or other residential care (e.g. NHS)"),
    ACCOMMODATION("D", "Semi-independent, transitional accommodation"),
    ACCOMMODATION("E", "Supported lodgings"),
    ACCOMMODATION("G", "Gone abroad"),
    ACCOMMODATION("H", "Deported"),
    ACCOMMODATION("K", "Ordinary lodgings, without formal support"),
    ACCOMMODATION("R", "Residence not known"),
    {"S2", "No fixed abode / homeless - unsuitable", 0, 9999},
    ACCOMMODATION("T", "Foyers and similar supported accommodation"),
    ACCOMMODATION("U", "Independent living (tenancy, flat share, college/university)"),
    ACCOMMODATION("V", "Emergency accommodation"),
    ACCOMMODATION("W", "Bed and breakfast"),
    {"X2", "In custody - unsuitable", 0, 9999},
    ACCOMMODATION("Y", "Other accommodation"),
    ACCOMMODATION("Z", "With former foster carer(s) (not for 17-year-olds)"),
    {"0", "Not applicable / not in touch", 0, 9999},
};

static const struct return_code_entry reason_placed_ceased[] = {
    {"RD1", "The child's needs changed after the decision", 0, 9999},
    {"RD2", "The Court did not make a placement order", 0, 9999},
    {"RD3", "Prospective adopters could not be found", 0, 9999},
    {"RD4", "Any other reason", 0, 9999},
};

static const struct return_code_entry previous_permanence[] = {
    {"P1", "Adoption", 0, 9999},
    {"P2", "Special guardianship order", 0, 9999},
    {"P3", "Residence order or child arrangements order (with whom the child lives)", 0, 9999},
    {"P4", "Unknown", 0, 9999},
    {"Z1", "No previous permanence option", 0, 9999},
};

static const struct return_code_entry adopters[] = {
    {"1", "One adopter", 0, 9999},
    {"2", "Two adopters", 0, 9999},
};

static const struct return_code_entry adopter_sex[] = {
    {"M1", "Single male", 0, 9999},   {"F1", "Single female", 0, 9999},      {"MM", "Male couple", 0, 9999},
    {"FF", "Female couple", 0, 9999}, {"MF", "Male/female couple", 0, 9999},
};

static const struct return_code_entry adopter_legal_status[] = {
    {"L0", "Single adopter", 0, 9999},
    {"L11", "Different gender married couple", 0, 9999},
    {"L12", "Same gender married couple", 0, 9999},
    {"L2", "Civil partnership couple", 0, 9999},
    {"L3", "Different gender unmarried couple", 0, 9999},
    {"L4", "Same gender couple not married or in civil partnership", 0, 9999},
};

static const struct return_code_entry missing[] = {
    {"M", "Missing from care: not at placement/expected place and whereabouts not known", 0, 9999},
    {"A", "Away from placement without authorisation: whereabouts known, not at expected place", 0, 9999},
};

static const struct return_code_entry social_worker_reason[] = {
    {"MANAGE", "Managing caseloads", 2023, 9999},
    {"FCONTA", "First contact or re-referral", 2023, 9999},
    {"LEFTRL", "Previous social worker left role", 2023, 9999},
    {"ORGRST", "Organisational restructure", 2023, 9999},
    {"TSPROC", "Child transfer due to standard process", 2023, 9999},
    {"ABSENC", "Absence cover or return from absence", 2023, 9999},
    {"CHCHAN", "Child requested change", 2023, 9999},
    {"PCCHAN", "Parent/carer requested change", 2023, 9999},
    {"SWDIED", "Previous social worker died", 2023, 9999},
    {"OTHERS", "Other reason", 2023, 9999},
};

#define LIST(list)                                                                                                          \
    {                                                                                                                       \
#list, (int32_t)(sizeof list / sizeof *list), list                                                                  \
    }

static const struct return_code_list lists[] = {
    LIST(sex),
    LIST(ethnicity),
    LIST(rne),
    LIST(legal_status),
    LIST(cin_need),
    LIST(placement_type),
    LIST(place_provider),
    LIST(rec),
    LIST(reason_place_change),
    LIST(upn_unknown),
    LIST(flag),
    LIST(review_code),
    LIST(sdq_reason),
    LIST(in_touch),
    LIST(activity),
    LIST(accommodation),
    LIST(reason_placed_ceased),
    LIST(previous_permanence),
    LIST(adopters),
    LIST(adopter_sex),
    LIST(adopter_legal_status),
    LIST(missing),
    LIST(social_worker_reason),
};

const struct return_code_list *return_code_lists(int32_t *count)
{
    *count = (int32_t)(sizeof lists / sizeof *lists);
    return lists;
}

const struct return_code_list *return_code_list(const char *name)
{
    for (size_t i = 0; name && i < sizeof lists / sizeof *lists; i++)
        if (strcmp(lists[i].name, name) == 0)
            return &lists[i];
    return NULL;
}

static const struct return_code_entry *find_entry(const struct return_code_list *list, short_code value)
{
    for (int32_t i = 0; value && i < list->count; i++)
        if (code_of(list->entry[i].code) == value)
            return &list->entry[i];
    return NULL;
}

bool return_code_valid(const struct return_code_list *list, short_code value, int32_t year)
{
    const struct return_code_entry *entry = find_entry(list, value);
    return entry && year >= entry->first_year && year <= entry->last_year;
}

bool return_code_known(const struct return_code_list *list, short_code value)
{
    return find_entry(list, value) != NULL;
}

bool return_code_known_anywhere(short_code value)
{
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (return_code_known(&lists[i], value))
            return true;
    return false;
}
