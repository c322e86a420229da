/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-browse.h"

#include <string.h>

QzBrowseQuery *
qz_browse_query_new (void)
{
  return g_new0 (QzBrowseQuery, 1);
}

void
qz_browse_query_free (QzBrowseQuery *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n_filters; i++)
    {
      g_free (self->filters[i].name);
      g_free (self->filters[i].value);
    }
  g_free (self->search);
  g_free (self->order);
  g_free (self);
}

QzBrowseQuery *
qz_browse_query_copy (const QzBrowseQuery *self)
{
  QzBrowseQuery *copy = qz_browse_query_new ();

  copy->search = g_strdup (self->search);
  copy->order = g_strdup (self->order);
  copy->descending = self->descending;
  for (guint i = 0; i < self->n_filters; i++)
    qz_browse_query_add (copy, self->filters[i].name, self->filters[i].value);
  return copy;
}

void
qz_browse_query_add (QzBrowseQuery *self, const char *name, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  g_assert (self->n_filters < QZ_MAX_BROWSE_FILTERS);
  self->filters[self->n_filters].name = g_strdup (name);
  self->filters[self->n_filters].value = g_strdup (value);
  self->n_filters++;
}

const char *
qz_browse_query_find (const QzBrowseQuery *self, const char *name)
{
  for (guint i = 0; i < self->n_filters; i++)
    if (strcmp (self->filters[i].name, name) == 0)
      return self->filters[i].value;
  return NULL;
}
