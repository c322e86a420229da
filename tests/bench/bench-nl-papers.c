/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The set of a month of care away from home as PDF, one file a form: the eighteen forms of a
 * clearing period for fourteen units, beside a loop of Cairo and Pango that draws the same cells
 * and rules without a form, a measure or a page plan. */
#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "bench.h"
#include "form-samples.h"
#include "nl-samples.h"

#define N_UNITS 14
#define MARGIN  40.0
#define ROW     17.0
#define WIDTH   841.89
#define HEIGHT  595.28
#define PAGE_ROWS 24

typedef struct {
  QzForm *form;
  QzSheet *sheets[N_UNITS];
  guint n_sheets;
  gboolean is_notice;
} Paper;

typedef struct {
  GArray *papers; /* Paper */
  gsize n_bytes;
  guint n_most;            /* sheets a file at most */
  gboolean only_notices;
} Work;

/* How many rows such a form has in a large month. */
static guint
get_n_rows (const char *id)
{
  if (strcmp (id, "F-NL-5-1") == 0 || strcmp (id, "F-NL-8-1") == 0)
    return 40; /* hospitals */
  if (strchr (id + strlen ("F-NL-"), '-') == NULL)
    return strchr ("47", id[strlen ("F-NL-")]) != NULL ? 14 : 11;
  if (strchr ("47", id[strlen ("F-NL-")]) != NULL)
    return 14;
  return 90; /* agencies × places */
}

static void
add_papers (Work *work)
{
  for (guint i = 0; nl_samples_get_id (i) != NULL; i++)
    {
      const char *id = nl_samples_get_id (i);
      Paper paper = { NULL };

      if (g_str_has_prefix (id, "F-NL-2"))
        continue;
      paper.form = form_samples_load (id);
      paper.n_sheets = strchr ("47", id[strlen ("F-NL-")]) != NULL ? 1 : N_UNITS;
      paper.is_notice = paper.n_sheets > 1 && strchr (id + strlen ("F-NL-"), '-') == NULL;
      for (guint j = 0; j < paper.n_sheets; j++)
        paper.sheets[j] = nl_samples_make (id, get_n_rows (id), FALSE);
      g_array_append_val (work->papers, paper);
    }
}

static gboolean
run_ours (gpointer data)
{
  const QzPrintOptions options = { QZ_PRINT_FINAL, 0, "BENCH", "2026-06-30T00:00:00" };
  Work *work = data;

  work->n_bytes = 0;
  for (guint i = 0; i < work->papers->len; i++)
    {
      const Paper *paper = &g_array_index (work->papers, Paper, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = NULL;

      if (work->only_notices && !paper->is_notice)
        continue;
      bytes =
          form_samples_print (paper->form, paper->sheets, MIN (paper->n_sheets, work->n_most),
                              &options, &error);

      if (bytes == NULL)
        {
          g_printerr ("%s\n", error->message);
          return FALSE;
        }
      work->n_bytes += g_bytes_get_size (bytes);
    }
  return TRUE;
}

/* ── the reference ──────────────────────────────────────────────────────────────────────────── */

typedef struct {
  cairo_t *cr;
  PangoLayout *plain;
  PangoLayout *bold;
} Pen;

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
draw (const Pen *pen, PangoLayout *layout, double x, double y, const char *text)
{
  pango_layout_set_text (layout, text, -1);
  cairo_move_to (pen->cr, x, y);
  pango_cairo_show_layout (pen->cr, layout);
}

static void
draw_right (const Pen *pen, PangoLayout *layout, double right, double y, const char *text)
{
  int width;

  pango_layout_set_text (layout, text, -1);
  pango_layout_get_size (layout, &width, NULL);
  cairo_move_to (pen->cr, right - (double) width / PANGO_SCALE, y);
  pango_cairo_show_layout (pen->cr, layout);
}

static void
draw_rules (const Pen *pen, guint n_columns, guint n_rows, double top)
{
  const double width = (WIDTH - 2 * MARGIN) / n_columns;

  for (guint i = 0; i <= n_rows; i++)
    {
      cairo_move_to (pen->cr, MARGIN, top + i * ROW);
      cairo_line_to (pen->cr, WIDTH - MARGIN, top + i * ROW);
    }
  for (guint i = 0; i <= n_columns; i++)
    {
      cairo_move_to (pen->cr, MARGIN + i * width, top);
      cairo_line_to (pen->cr, MARGIN + i * width, top + n_rows * ROW);
    }
  cairo_set_line_width (pen->cr, 0.5);
  cairo_stroke (pen->cr);
}

static void
draw_row (const Pen *pen, QzSheet *sheet, guint row, double y)
{
  const guint n = qz_sheet_get_n_columns (sheet);
  const double width = (WIDTH - 2 * MARGIN) / n;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = qz_sheet_dup_display (sheet, row, i);

      if (qz_sheet_get_column_type (sheet, i) == QZ_VALUE_TEXT)
        draw (pen, pen->plain, MARGIN + i * width + 3, y, text);
      else
        draw_right (pen, pen->plain, MARGIN + (i + 1) * width - 3, y, text);
    }
}

static void
draw_sums (const Pen *pen, QzSheet *sheet, guint first, guint n_rows, double y)
{
  const guint n = qz_sheet_get_n_columns (sheet);
  const double width = (WIDTH - 2 * MARGIN) / n;

  draw (pen, pen->bold, MARGIN + 3, y, "小计");
  for (guint i = 0; i < n; i++)
    {
      gint64 sum = 0;
      g_autofree char *text = NULL;

      if (qz_sheet_get_column_type (sheet, i) != QZ_VALUE_FEN)
        continue;
      for (guint row = first; row < first + n_rows; row++)
        sum += qz_sheet_get_number (sheet, row, i);
      text = qz_fen_format (sum);
      draw_right (pen, pen->bold, MARGIN + (i + 1) * width - 3, y, text);
    }
}

static void
draw_head (const Pen *pen, QzSheet *sheet)
{
  const guint n = qz_sheet_get_n_columns (sheet);
  const double width = (WIDTH - 2 * MARGIN) / n;

  draw (pen, pen->bold, 300, 40, "黑龙江省齐齐哈尔市跨省异地就医费用付款通知书");
  draw (pen, pen->plain, MARGIN, 65, "清算属期：2026年05月");
  draw (pen, pen->plain, 300, 65, "编号：HLJ6-230200-202605-001");
  draw_right (pen, pen->plain, WIDTH - MARGIN, 65, "单位：元");
  for (guint i = 0; i < n; i++)
    {
      draw (pen, pen->bold, MARGIN + i * width + 3, 83, "医疗费总额");
      draw (pen, pen->plain, MARGIN + i * width + 3, 83 + ROW, "(5)=(3)-(4)");
    }
}

static void
draw_foot (const Pen *pen)
{
  draw (pen, pen->plain, MARGIN, 550, "单位（盖章）：黑龙江省医疗保险经办中心");
  draw (pen, pen->plain, 400, 550, "负责人：　　复核人：李建国　　制表人：王小燕");
  draw (pen, pen->plain, 400, 575, "第 1 页  共 1 页");
}

static void
draw_sheet (const Pen *pen, QzSheet *sheet)
{
  const guint n = qz_sheet_get_n_rows (sheet);

  for (guint first = 0; first < n; first += PAGE_ROWS)
    {
      const guint here = MIN (PAGE_ROWS, n - first);
      const double top = 80 + 2 * ROW;

      draw_head (pen, sheet);
      for (guint i = 0; i < here; i++)
        draw_row (pen, sheet, first + i, top + i * ROW + 3);
      draw_sums (pen, sheet, first, here, top + here * ROW + 3);
      draw_rules (pen, qz_sheet_get_n_columns (sheet), here + 3, 80);
      draw_foot (pen);
      cairo_show_page (pen->cr);
    }
}

static PangoLayout *
make_layout (cairo_t *cr, const char *font)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *description = pango_font_description_from_string (font);

  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
  return layout;
}

static gboolean
run_reference (gpointer data)
{
  Work *work = data;

  for (guint i = 0; i < work->papers->len; i++)
    {
      const Paper *paper = &g_array_index (work->papers, Paper, i);
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      cairo_surface_t *surface =
          cairo_pdf_surface_create_for_stream (write_cb, bytes, WIDTH, HEIGHT);
      cairo_t *cr = cairo_create (surface);
      g_autoptr (PangoLayout) plain = make_layout (cr, "Noto Serif CJK SC 6");
      g_autoptr (PangoLayout) bold = make_layout (cr, "Noto Serif CJK SC Bold 6");
      const Pen pen = { cr, plain, bold };

      for (guint j = 0; j < paper->n_sheets; j++)
        draw_sheet (&pen, paper->sheets[j]);
      cairo_destroy (cr);
      cairo_surface_finish (surface);
      cairo_surface_destroy (surface);
    }
  return TRUE;
}

/* What one more notice, which is a page of eleven lines, adds to a file: every file has its part of
 * the fonts once, which a file of one page cannot share. */
static void
print_page_size (Work *work)
{
  gsize n_bytes;
  guint n_pages = 0;

  work->only_notices = TRUE;
  if (!run_ours (work))
    return;
  n_bytes = work->n_bytes;
  work->n_most = 1;
  if (!run_ours (work))
    return;
  for (guint i = 0; i < work->papers->len; i++)
    if (g_array_index (work->papers, Paper, i).is_notice)
      n_pages += N_UNITS - 1;
  bench_print_amount ("papers of a month: kB a further notice", "kB",
                      (double) (n_bytes - work->n_bytes) / 1000 / n_pages, 5);
}

int
main (void)
{
  Work work = { .papers = g_array_new (FALSE, FALSE, sizeof (Paper)), .n_most = N_UNITS };
  const BenchPair pair = { .work = "papers of a month",
                           .reference = "cairo+pango loop",
                           .ours_func = run_ours,
                           .reference_func = run_reference,
                           .data = &work,
                           .bar = 1.15,
                           .n_runs = 5,
                           .n_warm = 1 };
  double ratio;

  add_papers (&work);
  ratio = bench_pair_run (&pair);
  if (ratio >= 0)
    print_page_size (&work);
  bench_print_amount ("papers of a month: memory", "MiB", bench_peak_rss_mib (), 120);
  return ratio >= 0 ? 0 : 1;
}
