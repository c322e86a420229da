/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reference: what GTK and SQLite cost without us. "empty": an empty AdwApplicationWindow.
 * "table BOOK": a GtkColumnView of GtkInscription cells over the claims, ids read in order by a
 * thread, pages of 256 rows by id. */
#include <adwaita.h>
#include <sqlite3.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

#include "bench-window.h"

#define PAGE_ROWS 256
#define MAX_PAGES 32
#define N_COLUMNS 10 /* as many as ours shows of these claims */

/* ── rows ────────────────────────────────────────────────────────────────────────────────────── */

static guint n_alive;

typedef struct {
  GObject parent_instance;
  char *cells[N_COLUMNS];
} BareRow;
typedef GObjectClass BareRowClass;
GType bare_row_get_type (void);
G_DEFINE_TYPE (BareRow, bare_row, G_TYPE_OBJECT)

static void
bare_row_finalize (GObject *object)
{
  BareRow *self = (BareRow *) object;

  n_alive--;
  for (guint i = 0; i < N_COLUMNS; i++)
    g_free (self->cells[i]);
  G_OBJECT_CLASS (bare_row_parent_class)->finalize (object);
}

static void
bare_row_class_init (BareRowClass *klass)
{
  klass->finalize = bare_row_finalize;
}

static void
bare_row_init (BareRow *self)
{
  n_alive++;
}

/* ── the model ───────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  guint number;
  char *cells[PAGE_ROWS][N_COLUMNS];
} Page;

typedef struct {
  GObject parent_instance;
  GArray *ids;
  sqlite3_stmt *rows;
  GQueue pages;
} BareModel;
typedef GObjectClass BareModelClass;
GType bare_model_get_type (void);
static void bare_list_init (GListModelInterface *iface);
G_DEFINE_TYPE_WITH_CODE (BareModel, bare_model, G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, bare_list_init))

static void
page_free (gpointer data)
{
  Page *page = data;

  for (guint row = 0; row < PAGE_ROWS; row++)
    for (guint i = 0; i < N_COLUMNS; i++)
      g_free (page->cells[row][i]);
  g_free (page);
}

static Page *
read_page (BareModel *self, guint number)
{
  Page *page = g_new0 (Page, 1);

  page->number = number;
  for (guint row = 0; row < PAGE_ROWS && number * PAGE_ROWS + row < self->ids->len; row++)
    {
      sqlite3_bind_int64 (self->rows, 1,
                          g_array_index (self->ids, guint32, number * PAGE_ROWS + row));
      if (sqlite3_step (self->rows) == SQLITE_ROW)
        for (guint i = 0; i < N_COLUMNS; i++)
          page->cells[row][i] = g_strdup ((const char *) sqlite3_column_text (self->rows, (int) i));
      sqlite3_reset (self->rows);
    }
  return page;
}

static Page *
get_page (BareModel *self, guint number)
{
  for (GList *link = self->pages.head; link != NULL; link = link->next)
    if (((Page *) link->data)->number == number)
      {
        g_queue_unlink (&self->pages, link);
        g_queue_push_head_link (&self->pages, link);
        return link->data;
      }
  g_queue_push_head (&self->pages, read_page (self, number));
  if (self->pages.length > MAX_PAGES)
    page_free (g_queue_pop_tail (&self->pages));
  return self->pages.head->data;
}

static GType
get_item_type (GListModel *list)
{
  return bare_row_get_type ();
}

static guint
get_n_items (GListModel *list)
{
  return ((BareModel *) list)->ids->len;
}

static gpointer
get_item (GListModel *list, guint position)
{
  BareModel *self = (BareModel *) list;
  BareRow *row;
  Page *page;

  if (position >= self->ids->len)
    return NULL;
  page = get_page (self, position / PAGE_ROWS);
  row = g_object_new (bare_row_get_type (), NULL);
  for (guint i = 0; i < N_COLUMNS; i++)
    row->cells[i] = g_strdup (page->cells[position % PAGE_ROWS][i]);
  return row;
}

static void
bare_list_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
bare_model_finalize (GObject *object)
{
  BareModel *self = (BareModel *) object;

  g_array_unref (self->ids);
  g_queue_clear_full (&self->pages, page_free);
  G_OBJECT_CLASS (bare_model_parent_class)->finalize (object);
}

static void
bare_model_class_init (BareModelClass *klass)
{
  klass->finalize = bare_model_finalize;
}

static void
bare_model_init (BareModel *self)
{
  g_queue_init (&self->pages);
}

/* ── the program ─────────────────────────────────────────────────────────────────────────────── */

static struct {
  const char *mode;
  const char *book;
  GtkWindow *window;
  GtkColumnView *table;
  sqlite3_stmt *rows;
  const char *order;
} bare;

static GArray *
read_ids (void)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM claim ORDER BY %s, id", bare.order);
  sqlite3 *db = NULL;
  sqlite3_stmt *rows = NULL;

  sqlite3_open_v2 (bare.book, &db, SQLITE_OPEN_READONLY, NULL);
  sqlite3_exec (db, "PRAGMA cache_size = -16000", NULL, NULL, NULL);
  sqlite3_prepare_v2 (db, sql, -1, &rows, NULL);
  while (sqlite3_step (rows) == SQLITE_ROW)
    {
      const guint32 id = (guint32) sqlite3_column_int64 (rows, 0);

      g_array_append_val (ids, id);
    }
  sqlite3_finalize (rows);
  sqlite3_close (db);
  return ids;
}

static gboolean
drive_cb (gpointer data)
{
  const BenchWindow *bench = data;

  bench_window_drive (bench);
  return G_SOURCE_REMOVE;
}

static guint
get_alive (void)
{
  return n_alive;
}

static guint
get_n_rows (gpointer data)
{
  return g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (bare.table)));
}

static void sort_cb (guint n, gpointer data);

static gboolean
swap_cb (gpointer data)
{
  static BenchWindow bench;
  const gboolean first = gtk_column_view_get_model (bare.table) == NULL;
  BareModel *model = g_object_new (bare_model_get_type (), NULL);
  g_autoptr (GtkSelectionModel) selection = NULL;

  model->ids = data;
  model->rows = bare.rows;
  selection = GTK_SELECTION_MODEL (gtk_multi_selection_new (G_LIST_MODEL (model)));
  gtk_column_view_set_model (bare.table, selection);
  bench = (BenchWindow) { bare.window, bare.table, sort_cb, get_alive, get_n_rows, NULL };
  if (first)
    g_idle_add (drive_cb, &bench);
  return G_SOURCE_REMOVE;
}

static gpointer
read_thread (gpointer data)
{
  g_idle_add (swap_cb, read_ids ());
  return NULL;
}

static void
sort_cb (guint n, gpointer data)
{
  static const char *const orders[] = { "medfee_fen", "setl_time DESC", "fund_pay_fen" };

  bare.order = orders[n];
  g_thread_unref (g_thread_new ("ids", read_thread, NULL));
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *text = gtk_inscription_new (NULL);

  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (text), 14);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (text),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_list_item_set_child (item, text);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  BareRow *row = gtk_list_item_get_item (item);

  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_list_item_get_child (item)),
                            row->cells[GPOINTER_TO_UINT (data)]);
}

static GtkWidget *
new_table (void)
{
  static const char *const titles[N_COLUMNS] = { "Settlement", "Name",   "Insurance", "Kind",
                                                 "Time",       "Person", "Fees",      "Funds",
                                                 "Account",    "Cash" };
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  bare.table = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_column_view_set_show_row_separators (bare.table, TRUE);
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      GtkColumnViewColumn *column = gtk_column_view_column_new (titles[i], factory);

      g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (i));
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_append_column (bare.table, column);
      g_object_unref (column);
    }
  gtk_widget_add_css_class (GTK_WIDGET (bare.table), "data-table");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (bare.table));
  return scrolled;
}

static void
open_table (void)
{
  sqlite3 *db = NULL;

  sqlite3_open_v2 (bare.book, &db, SQLITE_OPEN_READONLY, NULL);
  sqlite3_prepare_v2 (db,
                      "SELECT c.setl_id, (SELECT name FROM provider_fact f WHERE f.provider_id ="
                      " c.provider_id ORDER BY id DESC LIMIT 1), c.insurance, c.med_type,"
                      " c.setl_time, c.certno, c.medfee_fen, c.fund_pay_fen, c.acct_fen,"
                      " c.psn_cash_fen"
                      " FROM claim c WHERE c.id = ?1",
                      -1, &bare.rows, NULL);
  bare.order = "id";
  g_thread_unref (g_thread_new ("ids", read_thread, NULL));
}

static void
painted_cb (GdkFrameClock *clock, gpointer data)
{
  struct rusage spent;

  getrusage (RUSAGE_THREAD, &spent);
  printf ("{\"shown_us\": %" G_GINT64_FORMAT ", \"cpu_us\": %" G_GINT64_FORMAT "}\n",
          g_get_monotonic_time (),
          (gint64) (spent.ru_utime.tv_sec + spent.ru_stime.tv_sec) * G_USEC_PER_SEC
              + spent.ru_utime.tv_usec + spent.ru_stime.tv_usec);
  fflush (stdout);
  _exit (0);
}

static void
activate_cb (GApplication *application, gpointer data)
{
  const gboolean empty = g_str_equal (bare.mode, "empty");

  bare.window = GTK_WINDOW (adw_application_window_new (GTK_APPLICATION (application)));
  gtk_window_set_default_size (bare.window, BENCH_WINDOW_WIDTH, BENCH_WINDOW_HEIGHT);
  if (!empty)
    {
      adw_application_window_set_content (ADW_APPLICATION_WINDOW (bare.window), new_table ());
      open_table ();
    }
  gtk_window_present (bare.window);
  if (empty)
    g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (bare.window)), "after-paint",
                      G_CALLBACK (painted_cb), NULL);
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application =
      adw_application_new ("org.qingzhang.Bare", G_APPLICATION_NON_UNIQUE);

  if (argc < 2 || (g_str_equal (argv[1], "table") && argc < 3))
    {
      fprintf (stderr, "usage: bench-window-bare empty | table BOOK\n");
      return 2;
    }
  bare.mode = argv[1];
  bare.book = argc > 2 ? argv[2] : NULL;
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
