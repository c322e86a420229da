/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 1,000 notices of a table of 12 × 8 as PDF, beside a loop of Cairo and Pango that draws the same
 * strings and rules without a form, a measure or a page plan. */
#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "bench.h"
#include "qz-fen.h"
#include "qz-form.h"

#define N_NOTICES 1000
#define N_ROWS    12
#define N_COLUMNS 8
#define MARGIN    45.0
#define WIDTH     595.28
#define HEIGHT    841.89
#define ROW       18.0

static const char form_text[] = "[form]\n"
                                "id = BENCH\n"
                                "title = 医疗保障基金付款通知书\n"
                                "paper = A4 portrait\n"
                                "margin = 16\n"
                                "[header]\n"
                                "left = 收款单位：{payee}\n"
                                "right = 单位：元\n"
                                "[text]\n"
                                "text = 核定你单位下列款项，如有异议，请于五个工作日内书面提出。\n"
                                "[table]\n"
                                "total = 合计\n"
                                "[column]\nname = period\nheading = 费用所属期\nwidth = 9\n"
                                "[column]\nname = insurance\nheading = 险种\nwidth = 12\n"
                                "[column]\nname = path\nheading = 拨付方式\nwidth = 9\n"
                                "[column]\nname = a\nheading = 申报金额\nwidth = 10\nsum = yes\n"
                                "[column]\nname = b\nheading = 审核扣款\nwidth = 10\nsum = yes\n"
                                "[column]\nname = c\nheading = 应付金额\nwidth = 10\nsum = yes\n"
                                "[column]\nname = d\nheading = 已经拨付\nwidth = 10\nsum = yes\n"
                                "[column]\nname = e\nheading = 实际拨付\nwidth = 10\nsum = yes\n"
                                "[signature]\ncolumns = 1 1 1\n"
                                "rows = 经办人：王小燕 | 复核人：李建国 | 负责人：赵平\n";

typedef struct {
  QzForm *form;
  QzSheet *sheets[N_NOTICES];
  gsize n_bytes;
  gsize n_bytes_reference;
} Work;

static QzSheet *
make_notice (guint number)
{
  static const char *const columns[] = { "a", "b", "c", "d", "e" };
  static const char *const paths[] = { "月预拨", "日拨付", "月结算" };
  QzSheet *sheet = qz_sheet_new ("notice");
  g_autofree char *payee = g_strdup_printf ("吉林市第%u社区卫生服务中心", number);

  qz_sheet_set_text (sheet, "payee", NULL, payee);
  qz_sheet_add_column (sheet, "period", NULL, QZ_VALUE_PERIOD);
  qz_sheet_add_column (sheet, "insurance", NULL, QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "path", NULL, QZ_VALUE_TEXT);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    qz_sheet_add_column (sheet, columns[i], NULL, QZ_VALUE_FEN);
  for (guint row = 0; row < N_ROWS; row++)
    {
      qz_sheet_add_row (sheet);
      qz_sheet_put_number (sheet, row, 0, 202601 + row);
      qz_sheet_put_text (sheet, row, 1, row % 2 == 0 ? "职工基本医疗保险" : "居民基本医疗保险");
      qz_sheet_put_text (sheet, row, 2, paths[row % G_N_ELEMENTS (paths)]);
      for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
        qz_sheet_put_number (sheet, row, 3 + i,
                             ((gint64) number * 7919 + row * 104729 + i * 1299709) % 99999989);
    }
  return sheet;
}

static gboolean
run_ours (gpointer data)
{
  const QzPrintOptions options = { QZ_PRINT_FINAL, 0, "BENCH", "2026-03-12T09:30:00" };
  Work *work = data;
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  if (!qz_form_write_pdf (work->form, work->sheets, N_NOTICES, &options, out, NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return FALSE;
    }
  work->n_bytes = g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (out));
  return TRUE;
}

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
draw (cairo_t *cr, PangoLayout *layout, double x, double y, const char *text)
{
  pango_layout_set_text (layout, text, -1);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
}

/* Right aligned as in a table. */
static void
draw_right (cairo_t *cr, PangoLayout *layout, double right, double y, const char *text)
{
  int width;

  pango_layout_set_text (layout, text, -1);
  pango_layout_get_size (layout, &width, NULL);
  cairo_move_to (cr, right - (double) width / PANGO_SCALE, y);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_rules (cairo_t *cr, double top)
{
  double width = (WIDTH - 2 * MARGIN) / N_COLUMNS;

  for (guint i = 0; i <= N_ROWS + 2; i++)
    {
      cairo_move_to (cr, MARGIN, top + i * ROW);
      cairo_line_to (cr, WIDTH - MARGIN, top + i * ROW);
    }
  for (guint i = 0; i <= N_COLUMNS; i++)
    {
      cairo_move_to (cr, MARGIN + i * width, top);
      cairo_line_to (cr, MARGIN + i * width, top + (N_ROWS + 2) * ROW);
    }
  cairo_set_line_width (cr, 0.5);
  cairo_stroke (cr);
}

static void
draw_rows (cairo_t *cr, PangoLayout *layout, QzSheet *sheet, double top)
{
  double width = (WIDTH - 2 * MARGIN) / N_COLUMNS;

  for (guint row = 0; row < N_ROWS; row++)
    for (guint i = 0; i < N_COLUMNS; i++)
      {
        g_autofree char *text = qz_sheet_dup_display (sheet, row, i);
        double y = top + row * ROW + 3;

        if (i < 3)
          draw (cr, layout, MARGIN + i * width + 3, y, text);
        else
          draw_right (cr, layout, MARGIN + (i + 1) * width - 3, y, text);
      }
}

static void
draw_sums (cairo_t *cr, PangoLayout *bold, QzSheet *sheet, double y)
{
  double width = (WIDTH - 2 * MARGIN) / N_COLUMNS;

  draw (cr, bold, MARGIN + 3, y, "合计");
  for (guint i = 3; i < N_COLUMNS; i++)
    {
      g_autofree char *text = NULL;
      gint64 sum = 0;

      for (guint row = 0; row < N_ROWS; row++)
        sum += qz_sheet_get_number (sheet, row, i);
      text = qz_fen_format (sum);
      draw_right (cr, bold, MARGIN + (i + 1) * width - 3, y, text);
    }
}

static void
draw_page (cairo_t *cr, PangoLayout *plain, PangoLayout *bold, QzSheet *sheet)
{
  static const char *const headings[N_COLUMNS] = {
    "费用所属期", "险种", "拨付方式", "申报金额", "审核扣款", "应付金额", "已经拨付", "实际拨付"
  };
  g_autofree char *payee = g_strconcat ("收款单位：", qz_sheet_get_fact_text (sheet, 0), NULL);
  double width = (WIDTH - 2 * MARGIN) / N_COLUMNS;
  double top = 140;

  draw (cr, bold, 200, 60, "医疗保障基金付款通知书");
  draw (cr, plain, MARGIN, 90, payee);
  draw_right (cr, plain, WIDTH - MARGIN, 90, "单位：元");
  draw (cr, plain, MARGIN, 110, "核定你单位下列款项，如有异议，请于五个工作日内书面提出。");
  for (guint i = 0; i < N_COLUMNS; i++)
    draw (cr, bold, MARGIN + i * width + 3, top + 3, headings[i]);
  draw_rows (cr, plain, sheet, top + ROW);
  draw_sums (cr, bold, sheet, top + (N_ROWS + 1) * ROW + 3);
  draw_rules (cr, top);
  draw (cr, plain, MARGIN, 420, "经办人：王小燕");
  draw (cr, plain, MARGIN + 160, 420, "复核人：李建国");
  draw (cr, plain, MARGIN + 320, 420, "负责人：赵平");
  draw (cr, plain, 270, 800, "第 1 页  共 1 页");
  draw (cr, plain, MARGIN, 800, "BENCH");
  cairo_show_page (cr);
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
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (write_cb, bytes, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (PangoLayout) plain = make_layout (cr, "Noto Serif CJK SC 7");
  g_autoptr (PangoLayout) bold = make_layout (cr, "Noto Serif CJK SC Bold 7");

  for (guint i = 0; i < N_NOTICES; i++)
    draw_page (cr, plain, bold, work->sheets[i]);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  work->n_bytes_reference = bytes->len;
  return TRUE;
}

int
main (void)
{
  Work work = { NULL };
  g_autoptr (GError) error = NULL;
  const BenchPair pair = { .work = "pdf",
                           .reference = "cairo+pango loop",
                           .ours_func = run_ours,
                           .reference_func = run_reference,
                           .data = &work,
                           .bar = 1.15,
                           .n_runs = 5,
                           .n_warm = 1 };
  double ratio;

  work.form = qz_form_new_from_text (form_text, -1, "bench.form", &error);
  if (work.form == NULL)
    g_error ("%s", error->message);
  for (guint i = 0; i < N_NOTICES; i++)
    work.sheets[i] = make_notice (i + 1);
  ratio = bench_pair_run (&pair);
  bench_print_amount ("pdf: kB a page", "kB", (double) work.n_bytes / 1000 / N_NOTICES, 5);
  bench_print_amount ("pdf: memory", "MiB", bench_peak_rss_mib (), 120);
  for (guint i = 0; i < N_NOTICES; i++)
    qz_sheet_unref (work.sheets[i]);
  qz_form_unref (work.form);
  return ratio >= 0 ? 0 : 1;
}
