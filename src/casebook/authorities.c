#include "casebook/authorities.h"

#include <string.h>

#include "base/text.h"

/* In the order of the codes. */
static const struct authority authorities[] = {
    {"E06000001", 805, "Hartlepool", NULL},
    {"E06000002", 806, "Middlesbrough", NULL},
    {"E06000003", 807, "Redcar and Cleveland", NULL},
    {"E06000004", 808, "Stockton-on-Tees", NULL},
    {"E06000005", 841, "Darlington", NULL},
    {"E06000006", 876, "Halton", NULL},
    {"E06000007", 877, "Warrington", NULL},
    {"E06000008", 889, "Blackburn with Darwen", NULL},
    {"E06000009", 890, "Blackpool", NULL},
    {"E06000010", 810, "Kingston upon Hull, City of", NULL},
    {"E06000011", 811, "East Riding of Yorkshire", NULL},
    {"E06000012", 812, "North East Lincolnshire", NULL},
    {"E06000013", 813, "North Lincolnshire", NULL},
    {"E06000014", 816, "York", NULL},
    {"E06000015", 831, "Derby", NULL},
    {"E06000016", 856, "Leicester", NULL},
    {"E06000017", 857, "Rutland", NULL},
    {"E06000018", 892, "Nottingham", NULL},
    {"E06000019", 884, "Herefordshire, County of", NULL},
    {"E06000020", 894, "Telford and Wrekin", NULL},
    {"E06000021", 861, "Stoke-on-Trent", NULL},
    {"E06000022", 800, "Bath and North East Somerset", NULL},
    {"E06000023", 801, "Bristol, City of", NULL},
    {"E06000024", 802, "North Somerset", NULL},
    {"E06000025", 803, "South Gloucestershire", NULL},
    {"E06000026", 879, "Plymouth", NULL},
    {"E06000027", 880, "Torbay", NULL},
    {"E06000028", 837, "Bournemouth (to 2018-19)", "E06000058"},
    {"E06000029", 836, "Poole (to 2018-19)", "E06000058"},
    {"E06000030", 866, "Swindon", NULL},
    {"E06000031", 874, "Peterborough", NULL},
    {"E06000032", 821, "Luton", NULL},
    {"E06000033", 882, "Southend-on-Sea", NULL},
    {"E06000034", 883, "Thurrock", NULL},
    {"E06000035", 887, "Medway", NULL},
    {"E06000036", 867, "Bracknell Forest", NULL},
    {"E06000037", 869, "West Berkshire", NULL},
    {"E06000038", 870, "Reading", NULL},
    {"E06000039", 871, "Slough", NULL},
    {"E06000040", 868, "Windsor and Maidenhead", NULL},
    {"E06000041", 872, "Wokingham", NULL},
    {"E06000042", 826, "Milton Keynes", NULL},
    {"E06000043", 846, "Brighton and Hove", NULL},
    {"E06000044", 851, "Portsmouth", NULL},
    {"E06000045", 852, "Southampton", NULL},
    {"E06000046", 921, "Isle of Wight", NULL},
    {"E06000047", 840, "County Durham", NULL},
    {"E06000049", 895, "Cheshire East", NULL},
    {"E06000050", 896, "Cheshire West and Chester", NULL},
    {"E06000051", 893, "Shropshire", NULL},
    {"E06000052", 908, "Cornwall", NULL},
    {"E06000053", 420, "Isles of Scilly", NULL},
    {"E06000054", 865, "Wiltshire", NULL},
    {"E06000055", 822, "Bedford", NULL},
    {"E06000056", 823, "Central Bedfordshire", NULL},
    {"E06000057", 929, "Northumberland", NULL},
    {"E06000058", 839, "Bournemouth, Christchurch and Poole", NULL},
    {"E06000059", 838, "Dorset", NULL},
    {"E06000060", 825, "Buckinghamshire", NULL},
    {"E06000061", 940, "North Northamptonshire", NULL},
    {"E06000062", 941, "West Northamptonshire", NULL},
    {"E06000063", 942, "Cumberland", NULL},
    {"E06000064", 943, "Westmorland and Furness", NULL},
    {"E06000065", 815, "North Yorkshire", NULL},
    {"E06000066", 933, "Somerset", NULL},
    {"E08000001", 350, "Bolton", NULL},
    {"E08000002", 351, "Bury", NULL},
    {"E08000003", 352, "Manchester", NULL},
    {"E08000004", 353, "Oldham", NULL},
    {"E08000005", 354, "Rochdale", NULL},
    {"E08000006", 355, "Salford", NULL},
    {"E08000007", 356, "Stockport", NULL},
    {"E08000008", 357, "Tameside", NULL},
    {"E08000009", 358, "Trafford", NULL},
    {"E08000010", 359, "Wigan", NULL},
    {"E08000011", 340, "Knowsley", NULL},
    {"E08000012", 341, "Liverpool", NULL},
    {"E08000013", 342, "St. Helens", NULL},
    {"E08000014", 343, "Sefton", NULL},
    {"E08000015", 344, "Wirral", NULL},
    {"E08000016", 370, "Barnsley (to 2024-25)", "E08000038"},
    {"E08000017", 371, "Doncaster", NULL},
    {"E08000018", 372, "Rotherham", NULL},
    {"E08000019", 373, "Sheffield (to 2024-25)", "E08000039"},
    {"E08000021", 391, "Newcastle upon Tyne", NULL},
    {"E08000022", 392, "North Tyneside", NULL},
    {"E08000023", 393, "South Tyneside", NULL},
    {"E08000024", 394, "Sunderland", NULL},
    {"E08000025", 330, "Birmingham", NULL},
    {"E08000026", 331, "Coventry", NULL},
    {"E08000027", 332, "Dudley", NULL},
    {"E08000028", 333, "Sandwell", NULL},
    {"E08000029", 334, "Solihull", NULL},
    {"E08000030", 335, "Walsall", NULL},
    {"E08000031", 336, "Wolverhampton", NULL},
    {"E08000032", 380, "Bradford", NULL},
    {"E08000033", 381, "Calderdale", NULL},
    {"E08000034", 382, "Kirklees", NULL},
    {"E08000035", 383, "Leeds", NULL},
    {"E08000036", 384, "Wakefield", NULL},
    {"E08000037", 390, "Gateshead", NULL},
    {"E08000038", 370, "Barnsley", NULL},
    {"E08000039", 373, "Sheffield", NULL},
    {"E09000001", 201, "City of London", NULL},
    {"E09000002", 301, "Barking and Dagenham", NULL},
    {"E09000003", 302, "Barnet", NULL},
    {"E09000004", 303, "Bexley", NULL},
    {"E09000005", 304, "Brent", NULL},
    {"E09000006", 305, "Bromley", NULL},
    {"E09000007", 202, "Camden", NULL},
    {"E09000008", 306, "Croydon", NULL},
    {"E09000009", 307, "Ealing", NULL},
    {"E09000010", 308, "Enfield", NULL},
    {"E09000011", 203, "Greenwich", NULL},
    {"E09000012", 204, "Hackney", NULL},
    {"E09000013", 205, "Hammersmith and Fulham", NULL},
    {"E09000014", 309, "Haringey", NULL},
    {"E09000015", 310, "Harrow", NULL},
    {"E09000016", 311, "Havering", NULL},
    {"E09000017", 312, "Hillingdon", NULL},
    {"E09000018", 313, "Hounslow", NULL},
    {"E09000019", 206, "Islington", NULL},
    {"E09000020", 207, "Kensington and Chelsea", NULL},
    {"E09000021", 314, "Kingston upon Thames", NULL},
    {"E09000022", 208, "Lambeth", NULL},
    {"E09000023", 209, "Lewisham", NULL},
    {"E09000024", 315, "Merton", NULL},
    {"E09000025", 316, "Newham", NULL},
    {"E09000026", 317, "Redbridge", NULL},
    {"E09000027", 318, "Richmond upon Thames", NULL},
    {"E09000028", 210, "Southwark", NULL},
    {"E09000029", 319, "Sutton", NULL},
    {"E09000030", 211, "Tower Hamlets", NULL},
    {"E09000031", 320, "Waltham Forest", NULL},
    {"E09000032", 212, "Wandsworth", NULL},
    {"E09000033", 213, "Westminster", NULL},
    {"E10000002", 825, "Buckinghamshire (to 2019-20)", "E06000060"},
    {"E10000003", 873, "Cambridgeshire", NULL},
    {"E10000006", 909, "Cumbria (to 2022-23)", "E06000063 E06000064"},
    {"E10000007", 830, "Derbyshire", NULL},
    {"E10000008", 878, "Devon", NULL},
    {"E10000009", 835, "Dorset (to 2018-19)", "E06000059 E06000058"},
    {"E10000011", 845, "East Sussex", NULL},
    {"E10000012", 881, "Essex", NULL},
    {"E10000013", 916, "Gloucestershire", NULL},
    {"E10000014", 850, "Hampshire", NULL},
    {"E10000015", 919, "Hertfordshire", NULL},
    {"E10000016", 886, "Kent", NULL},
    {"E10000017", 888, "Lancashire", NULL},
    {"E10000018", 855, "Leicestershire", NULL},
    {"E10000019", 925, "Lincolnshire", NULL},
    {"E10000020", 926, "Norfolk", NULL},
    {"E10000021", 928, "Northamptonshire (to 2020-21)", "E06000061 E06000062"},
    {"E10000023", 815, "North Yorkshire (to 2022-23)", "E06000065"},
    {"E10000024", 891, "Nottinghamshire", NULL},
    {"E10000025", 931, "Oxfordshire", NULL},
    {"E10000027", 933, "Somerset (to 2022-23)", "E06000066"},
    {"E10000028", 860, "Staffordshire", NULL},
    {"E10000029", 935, "Suffolk", NULL},
    {"E10000030", 936, "Surrey", NULL},
    {"E10000031", 937, "Warwickshire", NULL},
    {"E10000032", 938, "West Sussex", NULL},
    {"E10000034", 885, "Worcestershire", NULL},
};

enum { AUTHORITIES = sizeof authorities / sizeof *authorities, CODE_LENGTH = 9, NAME_LETTERS = 64 };

static char capital(char byte)
{
    return byte >= 'a' && byte <= 'z' ? (char)(byte - 'a' + 'A') : byte;
}

const struct authority *authority_find(const char *code)
{
    for (size_t i = 0; i < AUTHORITIES; i++)
        if (strcmp(authorities[i].code, code) == 0)
            return &authorities[i];
    return NULL;
}

bool authority_is_made_up(const char *code)
{
    return strlen(code) == CODE_LENGTH && code[0] == 'E' && strspn(code + 1, "0123456789") == CODE_LENGTH - 1 &&
           strcmp(code + CODE_LENGTH - 3, "099") == 0;
}

/* The letters of a name up to one of `ends`, in capitals, with AND for "&". */
static void letters_of(const char *name, const char *ends, char out[NAME_LETTERS])
{
    size_t length = 0;
    for (; *name && !strchr(ends, *name) && length + 4 < NAME_LETTERS; name++) {
        char letter = capital(*name);
        if (letter == '&') {
            memcpy(out + length, "AND", 3);
            length += 3;
        } else if (letter >= 'A' && letter <= 'Z')
            out[length++] = letter;
    }
    out[length] = '\0';
}

/* "Bristol, City of" is "Bristol" as well; what stands in brackets ("to 2024-25") is no part of a name. */
static bool is_name(const char *text, const char *name)
{
    char letters[NAME_LETTERS], whole[NAME_LETTERS], brief[NAME_LETTERS];
    letters_of(text, "(", letters);
    letters_of(name, "(", whole);
    letters_of(name, "(,", brief);
    return letters[0] && (strcmp(letters, whole) == 0 || strcmp(letters, brief) == 0);
}

/* The number that the text is, or -1. */
static int32_t number_of(const char *text)
{
    enum { DIGITS_MAX = 8 };
    size_t digits = strspn(text, "0123456789");
    int32_t number = 0;
    if (digits == 0 || digits > DIGITS_MAX || text[digits] != '\0')
        return -1;
    for (size_t i = 0; i < digits; i++)
        number = number * 10 + (text[i] - '0');
    return number;
}

static bool same_code(const char *left, const char *right)
{
    while (*left && capital(*left) == *right)
        left++, right++;
    return *left == *right;
}

static const struct authority *find_any(const char *text)
{
    int32_t number = number_of(text);
    const struct authority *found = NULL;
    for (size_t i = 0; i < AUTHORITIES; i++) {
        const struct authority *each = &authorities[i];
        if (same_code(text, each->code) || number == each->number || is_name(text, each->name))
            found = !found || found->successor ? each : found;
    }
    return found;
}

bool authority_resolve(const char *text, const char *own, char code[AUTHORITY_CODE_SIZE])
{
    const struct authority *found = find_any(text), *home = authority_find(own);
    for (size_t i = 0; found && found->successor && i < AUTHORITIES; i++)
        if (authorities[i].number == found->number && !authorities[i].successor)
            found = &authorities[i];
    if (found && home && found->number == home->number)
        found = home;
    size_t length = strnlen(found ? found->code : text, AUTHORITY_CODE_SIZE - 1);
    for (size_t i = 0; i < length; i++)
        code[i] = capital((found ? found->code : text)[i]);
    code[length] = '\0';
    return found || authority_is_made_up(code);
}

const struct authority *authority_closest(const char *text)
{
    const struct authority *best = authorities;
    int32_t least_distance = INT32_MAX;
    for (size_t i = 0; i < AUTHORITIES; i++) {
        const int32_t from_code = text_distance(text, authorities[i].code),
                      from_name = text_distance(text, authorities[i].name),
                      away = from_code < from_name ? from_code : from_name;
        if (away < least_distance) {
            least_distance = away;
            best = &authorities[i];
        }
    }
    return best;
}

void authority_append_unknown(const char *text, struct text *out)
{
    enum { NUMBER_MAX = 4, ONE_IN = 4 };
    const struct authority *closest = authority_closest(text);
    int32_t away = text_distance(text, closest->name);
    bool code = strlen(text) == CODE_LENGTH && capital(text[0]) == 'E' && strspn(text + 1, "0123456789") == CODE_LENGTH - 1;
    if (code || (number_of(text) >= 0 && strlen(text) <= NUMBER_MAX))
        text_append(out, text);
    else if (away * ONE_IN <= (int)strlen(closest->name))
        text_format(out, "%s?", closest->name);
    else
        text_append(out, "something else");
}

int authority_check(const char *code, struct problem *problem)
{
    if (authority_find(code) || authority_is_made_up(code))
        return 0;
    const struct authority *closest = authority_closest(code);
    problem_set(problem, PROBLEM_INPUT, "%.40s is not the code of an English authority", *code ? code : "nothing");
    problem_next(problem, "The closest is %s (%s); E10000099 stands for a made-up one.", closest->code, closest->name);
    return problem_at(problem, NULL, 0, 0, "authority");
}
