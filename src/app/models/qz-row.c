/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-row.h"

struct _QzRow {
  GObject parent_instance;

  QzSheet *sheet;
  guint row;
  guint number;
};

static guint n_alive;

G_DEFINE_FINAL_TYPE (QzRow, qz_row, G_TYPE_OBJECT)

static void
qz_row_finalize (GObject *object)
{
  QzRow *self = QZ_ROW (object);

  n_alive--;
  g_clear_pointer (&self->sheet, qz_sheet_unref);
  G_OBJECT_CLASS (qz_row_parent_class)->finalize (object);
}

static void
qz_row_class_init (QzRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qz_row_finalize;
}

static void
qz_row_init (QzRow *self)
{
  n_alive++;
}

QzRow *
qz_row_new (QzSheet *sheet, guint row, guint number)
{
  QzRow *self = g_object_new (QZ_TYPE_ROW, NULL);

  self->sheet = qz_sheet_ref (sheet);
  self->row = row;
  self->number = number;
  return self;
}

QzSheet *
qz_row_get_sheet (QzRow *self)
{
  return self->sheet;
}

guint
qz_row_get_index (QzRow *self)
{
  return self->row;
}

guint
qz_row_get_number (QzRow *self)
{
  return self->number;
}

guint
qz_row_get_n_alive (void)
{
  return n_alive;
}
