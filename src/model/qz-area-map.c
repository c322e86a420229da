/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-area-map.h"

#include <string.h>

#define CODE_LENGTH 6

typedef struct {
  const char *code; /* interned, as the others */
  const char *name;
  const char *level;
  const char *parent;  /* nullable */
  const char *agency;  /* code of its agency; nullable */
  const char *finance; /* code of its finance office; nullable */
} Area;

struct _QzAreaMap {
  gatomicrefcount ref_count;
  const char *province;
  GHashTable *areas;    /* code → Area */
  GHashTable *agencies; /* code of an agency → area's code */
  GPtrArray *units;     /* Area, sorted when first asked for; NULL before */
  GHashTable *parts;    /* unit → GPtrArray of codes */
};

QzAreaMap *
qz_area_map_new (const char *province)
{
  QzAreaMap *self = g_new0 (QzAreaMap, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->province = g_intern_string (province);
  self->areas = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->agencies = g_hash_table_new (g_str_hash, g_str_equal);
  self->parts = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                       (GDestroyNotify) g_ptr_array_unref);
  return self;
}

QzAreaMap *
qz_area_map_ref (QzAreaMap *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
qz_area_map_unref (QzAreaMap *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_hash_table_unref (self->areas);
  g_hash_table_unref (self->agencies);
  g_hash_table_unref (self->parts);
  g_clear_pointer (&self->units, g_ptr_array_unref);
  g_free (self);
}

static const char *
intern (const char *text)
{
  return text == NULL || text[0] == '\0' ? NULL : g_intern_string (text);
}

void
qz_area_map_add_area (QzAreaMap *self, const char *code, const char *name, const char *level,
                      const char *parent)
{
  Area *area = g_hash_table_lookup (self->areas, code);

  g_assert (self->units == NULL);
  if (area == NULL)
    {
      area = g_new0 (Area, 1);
      area->code = g_intern_string (code);
      g_hash_table_insert (self->areas, (gpointer) area->code, area);
    }
  area->name = intern (name);
  area->level = g_intern_string (level);
  area->parent = intern (parent);
}

void
qz_area_map_add_agency (QzAreaMap *self, const char *code, const char *name, const char *area,
                        const char *level)
{
  Area *found = g_hash_table_lookup (self->areas, area);

  g_assert (self->units == NULL);
  if (found == NULL)
    return;
  if (g_str_has_prefix (level, "fin_"))
    found->finance = g_intern_string (code);
  else
    {
      found->agency = g_intern_string (code);
      g_hash_table_insert (self->agencies, (gpointer) found->agency, (gpointer) found->code);
    }
}

/* ── where an area belongs ──────────────────────────────────────────────────────────────────── */

static const Area *
get_area (QzAreaMap *self, const char *code)
{
  return code == NULL ? NULL : g_hash_table_lookup (self->areas, code);
}

static gboolean
is_inside (QzAreaMap *self, const char *code)
{
  return strncmp (code, self->province, 2) == 0;
}

/* The area of level city that @area is or lies in; a chain that comes back to itself ends after as
 * many steps as there are levels. */
static const Area *
find_unit (QzAreaMap *self, const Area *area)
{
  for (guint i = 0; area != NULL && i < 4; i++)
    {
      if (strcmp (area->level, "city") == 0)
        return area;
      area = get_area (self, area->parent);
    }
  return NULL;
}

static gboolean
find_outside (const char *area, QzAreaPlace *out)
{
  char province[CODE_LENGTH + 1] = "000000";

  if (strlen (area) != CODE_LENGTH || strspn (area, "0123456789") != CODE_LENGTH
      || area[0] == '0')
    return FALSE;
  memcpy (province, area, 2);
  out->unit = "";
  out->agency = "";
  out->province = g_intern_string (province);
  return TRUE;
}

gboolean
qz_area_map_find (QzAreaMap *self, const char *code, QzAreaPlace *out)
{
  const Area *area = get_area (self, code);
  const Area *unit;

  if (code == NULL || !is_inside (self, code))
    return code != NULL && find_outside (code, out);
  unit = find_unit (self, area);
  if (unit == NULL)
    return FALSE;
  out->unit = unit->code;
  out->agency = area->agency != NULL ? area->code : unit->code;
  out->province = "";
  return TRUE;
}

gboolean
qz_area_map_find_agency (QzAreaMap *self, const char *agency, QzAreaPlace *out)
{
  const char *area = agency == NULL ? NULL : g_hash_table_lookup (self->agencies, agency);

  return area != NULL && qz_area_map_find (self, area, out);
}

/* ── names and lists ────────────────────────────────────────────────────────────────────────── */

/* GB/T 2260, the provinces. */
static const struct {
  const char *code;
  const char *name;
} provinces[] = {
  { "110000", "北京市" },         { "120000", "天津市" },         { "130000", "河北省" },
  { "140000", "山西省" },         { "150000", "内蒙古自治区" },   { "210000", "辽宁省" },
  { "220000", "吉林省" },         { "230000", "黑龙江省" },       { "310000", "上海市" },
  { "320000", "江苏省" },         { "330000", "浙江省" },         { "340000", "安徽省" },
  { "350000", "福建省" },         { "360000", "江西省" },         { "370000", "山东省" },
  { "410000", "河南省" },         { "420000", "湖北省" },         { "430000", "湖南省" },
  { "440000", "广东省" },         { "450000", "广西壮族自治区" }, { "460000", "海南省" },
  { "500000", "重庆市" },         { "510000", "四川省" },         { "520000", "贵州省" },
  { "530000", "云南省" },         { "540000", "西藏自治区" },     { "610000", "陕西省" },
  { "620000", "甘肃省" },         { "630000", "青海省" },         { "640000", "宁夏回族自治区" },
  { "650000", "新疆维吾尔自治区" }, { "660000", "新疆生产建设兵团" },
};

const char *
qz_area_map_get_province (QzAreaMap *self)
{
  return self->province;
}

const char *
qz_area_map_get_name (QzAreaMap *self, const char *code)
{
  const Area *area = get_area (self, code);

  if (area != NULL && area->name != NULL)
    return area->name;
  for (guint i = 0; i < G_N_ELEMENTS (provinces); i++)
    if (strcmp (provinces[i].code, code) == 0)
      return provinces[i].name;
  return code;
}

const char *
qz_area_find_province (const char *code)
{
  for (guint i = 0; strlen (code) == 6 && i < G_N_ELEMENTS (provinces); i++)
    if (strncmp (provinces[i].code, code, 2) == 0)
      return provinces[i].name;
  return NULL;
}

const char *
qz_area_map_get_part_name (QzAreaMap *self, const char *unit, const char *agency)
{
  /* 省本级 has the code of no city: the province's and 99. */
  if (strcmp (unit, agency) == 0 && strcmp (unit + 2, "9900") != 0)
    return "市本级";
  return qz_area_map_get_name (self, agency);
}

static int
compare_areas (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const Area *const *) a)->code, (*(const Area *const *) b)->code);
}

static void
add_part (QzAreaMap *self, const Area *unit, const Area *area)
{
  GPtrArray *parts = g_hash_table_lookup (self->parts, unit->code);

  if (parts == NULL)
    {
      parts = g_ptr_array_new ();
      g_hash_table_insert (self->parts, (gpointer) unit->code, parts);
      g_ptr_array_add (parts, (gpointer) unit);
    }
  if (area != unit && area->agency != NULL)
    g_ptr_array_add (parts, (gpointer) area);
}

static void
make_lists (QzAreaMap *self)
{
  g_autoptr (GPtrArray) all = g_hash_table_get_values_as_ptr_array (self->areas);

  if (self->units != NULL)
    return;
  self->units = g_ptr_array_new ();
  g_ptr_array_sort (all, compare_areas);
  for (guint i = 0; i < all->len; i++)
    {
      const Area *area = all->pdata[i];
      const Area *unit = is_inside (self, area->code) ? find_unit (self, area) : NULL;

      if (unit == area)
        g_ptr_array_add (self->units, (gpointer) area);
      if (unit != NULL)
        add_part (self, unit, area);
    }
}

const char *
qz_area_map_get_unit (QzAreaMap *self, guint index)
{
  make_lists (self);
  return index < self->units->len ? ((const Area *) self->units->pdata[index])->code : NULL;
}

const char *
qz_area_map_get_agency (QzAreaMap *self, const char *unit, guint index)
{
  GPtrArray *parts;

  make_lists (self);
  parts = g_hash_table_lookup (self->parts, unit);
  return parts != NULL && index < parts->len ? ((const Area *) parts->pdata[index])->code : NULL;
}

const char *
qz_area_map_get_agency_code (QzAreaMap *self, const char *code)
{
  const Area *area = get_area (self, code);

  return area == NULL ? NULL : area->agency;
}

const char *
qz_area_map_get_finance_code (QzAreaMap *self, const char *code)
{
  const Area *area = get_area (self, code);

  return area == NULL ? NULL : area->finance;
}
