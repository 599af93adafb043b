#include "returns/file_template.h"

#include <stddef.h>
#include <string.h>

#define ROUND "ref,kind,line,category,version,y1,y2,y3,y4,y5,recurrent,owner,note,evidence"

static const struct file_template templates[] = {
    {"ledger", "a package of one child",
     "child,start,end,planned_end,type,provider,weekly_price,health_share,education_share,cost_centre,in_house,review_due,"
     "unregistered\n"
     "EXAMPLE-1,2025-04-14,,2026-03-31,home_external,Example Homes,5610.00,10,5,X100,n,2025-10-01,n\n"
     "EXAMPLE-2,01/06/2025,30/09/2025,,foster_agency,Example Fostering,\"1,043.50\",,,X200,n,,n\n"},
    {"actuals", "what was paid in a period",
     "cost_centre,line,period,amount,year\n"
     "X100,External children's homes,P1,24042.86,2025-26\n"
     "X100,External children's homes,P2,24844.29,2025-26\n"},
    {"budget", "a line of the year's budget",
     "line,service,cost_centre,original,approved,year,type,number,weekly_price\n"
     "External children's homes,Children's placements,X100,1550000,1600000,2025-26,home_external,6.0,5150\n"
     "Social work teams,Children's social work,X300,2100000,2100000,2025-26,,,\n"},
    {"staffing", "a post, or the person in it",
     "post,team,role,grade,fte,start,end,contract,annual_cost,weekly_cost,vacancy,planned_end\n"
     "EXAMPLE-P1,Social work teams,Social worker,G9,1,2024-09-01,,permanent,56000,,n,\n"
     "EXAMPLE-P2,Social work teams,Social worker,G9,1,2025-05-01,,agency,,1650,n,2025-12-31\n"},
    {"explained", "why payments and packages of a period differ",
     "cost_centre,line,period,amount,reason,owner,year\n"
     "X100,External children's homes,P2,801.43,Late invoice of P1,Finance partner,2025-26\n"},
    {"causes", "what a variance is made of, as somebody knows it",
     "line,cause,amount,recurrent,note,owner,due,year\n"
     "External children's homes,number,,y,Two siblings whom no foster carer could take,Head of "
     "Placements,2025-12-31,2025-26\n"
     "External children's homes,timing,18000.00,n,A move that came two months late,Head of Placements,,2025-26\n"
     "External children's homes,recovery,-40000.00,n,Two step-downs that are agreed,Head of Fostering,2026-02-28,2025-26\n"},
    {"pressures", "a pressure in a version of the budget round",
     ROUND "\n"
           "P01,pressure,Pay award,pay,draft 1,640000,640000,640000,,,y,Head of Finance,3.2% on all grades,\n"},
    {"savings", "a saving in a version of the budget round, and how far it has come",
     ROUND
     ",type,status,delivered,forecast,in_year_pressure,group,joint\n"
     "S01,saving,Step-down to fostering,demand,draft 1,200000,400000,400000,,,y,Head of Fostering,,,cashable,on track,50000,"
     "180000,20000,,\n"},
    {"grants", "a grant in a version of the budget round",
     ROUND
     ",years,conditions,pays_for\n"
     "G01,grant,Example prevention grant,grant,draft 1,350000,350000,,,,n,Head of Finance,,,2,to be spent by 31 March 2027,"
     "Family support\n"},
    {"price_list", "what a week in a kind of placement costs",
     "type,provider_kind,weekly_price,from,uplift,source\n"
     "home_external,,5610,2025-04-01,6,Contract register\n"
     "foster,agency,\"1,043.50\",01/04/2025,3.5,Framework\n"},
    {"capacity", "a home, or a contract for places",
     "kind,provider,owner,places,from,to,ofsted_urn,ofsted_grade,postcode_district\n"
     "home_inhouse,Example House,council,4,2025-04-01,,SC000001,good,AN4\n"
     "home_external,Example Homes,spot,,,,,,\n"},
};

const struct file_template *file_templates(int32_t *count)
{
    *count = (int32_t)(sizeof templates / sizeof *templates);
    return templates;
}

const struct file_template *file_template_named(const char *name)
{
    for (size_t i = 0; i < sizeof templates / sizeof *templates; i++)
        if (strcmp(templates[i].name, name) == 0)
            return &templates[i];
    return NULL;
}
