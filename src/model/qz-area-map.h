/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where an area stands for the clearing of care away from home (NL-2, NL-3, NL-4, NL-5b, NL-5d): a
 * unit is an area of level city below the province (the 13 cities and 239900 省本级); districts and
 * what else lies below a unit without being a county with an agency of its own belong to the unit
 * (市本级). Filled once, then read only; reference counted. Codes that it returns are interned. */
typedef struct _QzAreaMap QzAreaMap;

/* @province: six digits, "230000". */
QzAreaMap *qz_area_map_new (const char *province);
QzAreaMap *qz_area_map_ref (QzAreaMap *self);
void qz_area_map_unref (QzAreaMap *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzAreaMap, qz_area_map_unref)
/* Rows of the registers; a later one of a code replaces an earlier one. @level: province, city,
 * county. @parent: nullable. */
void qz_area_map_add_area (QzAreaMap *self, const char *code, const char *name, const char *level,
                           const char *parent);
/* @level: of the agency; those of finance (fin_…) are kept apart. */
void qz_area_map_add_agency (QzAreaMap *self, const char *code, const char *name,
                             const char *area, const char *level);

typedef struct {
  const char *unit;     /* "" : outside the province */
  const char *agency;   /* the area that pays: the unit, or a county with an agency of its own; "" :
                           outside */
  const char *province; /* 110000 … of an area outside; "" inside */
} QzAreaPlace;
/* FALSE for a code that is neither a known area of the province nor lies in another one. A code of
 * another province is known by its first two digits. */
gboolean qz_area_map_find (QzAreaMap *self, const char *area, QzAreaPlace *out);
/* By the code of an agency (provider_fact.managed_by). FALSE: unknown. */
gboolean qz_area_map_find_agency (QzAreaMap *self, const char *agency, QzAreaPlace *out);

const char *qz_area_map_get_province (QzAreaMap *self);
/* 齐齐哈尔市; the code itself when it has no name. Provinces outside have their names too. */
const char *qz_area_map_get_name (QzAreaMap *self, const char *area);
/* 吉林省 for 220100, whether or not an area with that code is known; NULL when it is no code of a
 * province of the country. (GB/T 2260) */
const char *qz_area_find_province (const char *code);
/* The name of a unit's own part: 市本级 for cities, its name for 239900; else as get_name(). */
const char *qz_area_map_get_part_name (QzAreaMap *self, const char *unit, const char *agency);
/* Units in the order of their codes; agencies of a unit, its own first, then by code. NULL after
 * the last. */
const char *qz_area_map_get_unit (QzAreaMap *self, guint index);
const char *qz_area_map_get_agency (QzAreaMap *self, const char *unit, guint index);
/* The code of the agency (register) that settles for @area, or that of its finance office; NULL
 * when there is none. */
const char *qz_area_map_get_agency_code (QzAreaMap *self, const char *area);
const char *qz_area_map_get_finance_code (QzAreaMap *self, const char *area);

G_END_DECLS
