/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The city and its counties (DT-3). */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-assist-private.h"
#include "qz-error.h"

const char *
qz_assist_find_city (QzBook *book, QzAreaMap *map)
{
  QzAreaPlace place;

  return qz_area_map_find_agency (map, qz_book_get_agency (book), &place) ? place.unit : "";
}

gboolean
qz_assist_is_own_county (QzBook *book, QzAreaMap *map, const char *county)
{
  const char *city = qz_assist_find_city (book, map);
  QzAreaPlace place;

  return city[0] != '\0' && qz_area_map_find (map, county, &place)
         && strcmp (place.unit, city) == 0;
}

gboolean
qz_assist_check_actor (QzBook *book, const QzContext *context, QzAreaMap *map, const char *county,
                       GError **error)
{
  const char *city = qz_area_map_get_agency_code (map, qz_assist_find_city (book, map));
  const char *agency = qz_area_map_get_agency_code (map, county);

  if (!qz_assist_is_own_county (book, map, county))
    {
      qz_error_set (error, QZ_ERROR_INPUT, "county-unknown",
                    _("“%s” is no county of %s; give its area code, such as 140213"), county,
                    qz_area_map_get_name (map, qz_assist_find_city (book, map)));
      qz_error_add_rule (error, "DT-3");
      return FALSE;
    }
  if (agency == NULL || g_strcmp0 (qz_actor_get (book, context), city) == 0)
    agency = city != NULL ? city : county;
  return qz_actor_check (book, context, agency, error);
}
