/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-main-watch.h"

#include <dlfcn.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "qz-clock.h"

#define LIMIT_US  16000
#define NAME_SIZE 200
#define MAX_DEPTH 8

typedef gboolean (*DispatchFunc) (GSource *source, GSourceFunc callback, gpointer user_data);

/* A stretch of the thread's time that one thing had. Stretches follow one another: each hook below
 * ends one and begins the next. */
typedef struct {
  const char *kind;
  char name[NAME_SIZE]; /* "": that of @func, which is looked up when it is told */
  GCallback func;
  gint64 from_us;     /* 0: none is under way */
  gint64 from_cpu_us;
  gint64 apart_us;    /* of it, what marked parts took, which are told by themselves */
} Stretch;

static struct {
  FILE *log; /* nullable: off */
  GPollFunc poll;
  DispatchFunc dispatch_idle, dispatch_timeout;
  Stretch now;
  guint depth; /* of marked parts */
  char parts[MAX_DEPTH][NAME_SIZE];
  gboolean had_frame;
  enum { DESK_AWAITED, DESK_SHOWN, DESK_READ, DESK_DRAWN } desk;
} watch;

/* ── names ───────────────────────────────────────────────────────────────────────────────────── */

/* The file that @func is in, and where in it. Gives whether that is the program itself. */
static gboolean
name_func (GCallback func, char *name)
{
  Dl_info info, own;
  void *address = NULL;

  memcpy (&address, &func, sizeof address);
  if (address == NULL || dladdr (address, &info) == 0 || dladdr (&watch, &own) == 0)
    {
      g_strlcpy (name, "?", NAME_SIZE);
      return FALSE;
    }
  if (info.dli_sname != NULL && info.dli_saddr == address)
    g_snprintf (name, NAME_SIZE, "%s", info.dli_sname);
  else
    g_snprintf (name, NAME_SIZE, "%s+0x%zx", strrchr (info.dli_fname, '/') != NULL
                                                 ? strrchr (info.dli_fname, '/') + 1
                                                 : info.dli_fname,
                (size_t) ((char *) address - (char *) info.dli_fbase));
  return info.dli_fbase == own.dli_fbase;
}

/* GLib names every source that nobody names. */
static gboolean
has_own_name (GSource *source)
{
  const char *name = g_source_get_name (source);

  return name != NULL && !g_str_equal (name, "GIdleSource")
         && !g_str_equal (name, "GTimeoutSource");
}

/* ── telling ─────────────────────────────────────────────────────────────────────────────────── */

/* What this thread has worked: on a shared machine the rest of the time was somebody else's. */
static gint64
get_cpu_us (void)
{
  struct rusage spent;

  if (getrusage (RUSAGE_THREAD, &spent) != 0)
    return 0;
  return (gint64) (spent.ru_utime.tv_sec + spent.ru_stime.tv_sec) * G_USEC_PER_SEC
         + spent.ru_utime.tv_usec + spent.ru_stime.tv_usec;
}

static void
say (const char *kind, const char *name, gint64 took_us, gint64 cpu_us)
{
  fprintf (watch.log, "slow %" PRId64 ".%03d %" PRId64 ".%03d %s %s\n", took_us / 1000,
           (int) (took_us % 1000), cpu_us / 1000, (int) (cpu_us % 1000), kind, name);
  fflush (watch.log);
}

/* What the loader knows of a function takes as long to find as many a callback runs. */
static void
find_name (void)
{
  char name[NAME_SIZE];
  gboolean own;

  if (watch.now.func == NULL)
    return;
  own = name_func (watch.now.func, name);
  watch.now.kind = own ? "own" : "gtk";
  if (*watch.now.name == '\0')
    g_strlcpy (watch.now.name, name, NAME_SIZE);
  watch.now.func = NULL;
}

/* Ends the stretch at hand and begins the next. */
static void
turn_to (const char *kind, const char *name)
{
  const gint64 now_us = qz_clock_get_tick_us ();
  const gint64 took_us = now_us - watch.now.from_us - watch.now.apart_us;

  if (watch.now.from_us != 0 && took_us > LIMIT_US)
    {
      const gint64 cpu_us = MIN (get_cpu_us () - watch.now.from_cpu_us, took_us);

      find_name ();
      say (watch.now.kind, watch.now.name, took_us, cpu_us);
    }
  watch.now.kind = kind;
  watch.now.func = NULL;
  g_strlcpy (watch.now.name, name, NAME_SIZE);
  watch.now.from_us = now_us;
  watch.now.from_cpu_us = get_cpu_us ();
  watch.now.apart_us = 0;
}

QzWatched
qz_watched_begin (const char *what, GCallback func)
{
  char name[NAME_SIZE] = "";
  const char *outer;

  if (watch.log == NULL)
    return (QzWatched) { 0 };
  if (func != NULL)
    name_func (func, name);
  find_name ();
  outer = watch.depth > 0 ? watch.parts[MIN (watch.depth, MAX_DEPTH) - 1] : watch.now.name;
  if (watch.depth < MAX_DEPTH)
    g_snprintf (watch.parts[watch.depth], NAME_SIZE, "%s > %s%s%s", outer, what,
                func != NULL ? " " : "", name);
  watch.depth++;
  return (QzWatched) { "own", qz_clock_get_tick_us (), get_cpu_us () };
}

void
qz_watched_end (QzWatched *watched)
{
  gint64 took_us;

  if (watched->from_us == 0)
    return;
  took_us = qz_clock_get_tick_us () - watched->from_us;
  watch.depth--;
  if (took_us > LIMIT_US && watch.depth < MAX_DEPTH)
    say (watched->kind, watch.parts[watch.depth], took_us, get_cpu_us () - watched->from_cpu_us);
  if (watch.depth == 0)
    watch.now.apart_us += took_us;
}

/* ── what the thread turns to ────────────────────────────────────────────────────────────────── */

static int
poll_cb (GPollFD *fds, guint n_fds, int timeout_ms)
{
  int n;

  turn_to ("gtk", "sources");
  watch.now.from_us = 0; /* waiting is nobody's time */
  n = watch.poll (fds, n_fds, timeout_ms);
  turn_to ("gtk", "sources");
  return n;
}

static gboolean
dispatch (DispatchFunc func, GSource *source, GSourceFunc callback, gpointer user_data)
{
  gboolean again;

  /* Other threads have main loops of their own. */
  if (g_source_get_context (source) != g_main_context_default ())
    return func (source, callback, user_data);
  turn_to ("gtk", has_own_name (source) ? g_source_get_name (source) : "");
  watch.now.func = G_CALLBACK (callback);
  again = func (source, callback, user_data);
  turn_to ("gtk", "sources");
  return again;
}

static gboolean
dispatch_idle (GSource *source, GSourceFunc callback, gpointer user_data)
{
  return dispatch (watch.dispatch_idle, source, callback, user_data);
}

static gboolean
dispatch_timeout (GSource *source, GSourceFunc callback, gpointer user_data)
{
  return dispatch (watch.dispatch_timeout, source, callback, user_data);
}

static gboolean
event_cb (GSignalInvocationHint *hint, guint n, const GValue *values, gpointer data)
{
  static GEnumClass *types;
  GdkEvent *event = n > 1 ? g_value_get_pointer (&values[1]) : NULL;
  const GEnumValue *type;

  if (types == NULL)
    types = g_type_class_ref (GDK_TYPE_EVENT_TYPE);
  type = event != NULL ? g_enum_get_value (types, (int) gdk_event_get_event_type (event)) : NULL;
  turn_to ("input", type != NULL ? type->value_nick : "event");
  return TRUE;
}

static gboolean
clicked_cb (GSignalInvocationHint *hint, guint n, const GValue *values, gpointer data)
{
  GtkButton *button = g_value_get_object (&values[0]);
  const char *action = gtk_actionable_get_action_name (GTK_ACTIONABLE (button));
  const char *label = gtk_button_get_label (button);
  const char *icon = gtk_button_get_icon_name (button);
  g_autofree char *name =
      g_strdup_printf ("button %s", action != NULL  ? action
                                    : label != NULL ? label
                                    : icon != NULL  ? icon
                                                    : G_OBJECT_TYPE_NAME (button));

  turn_to ("own", name);
  return TRUE;
}

static gboolean
activated_cb (GSignalInvocationHint *hint, guint n, const GValue *values, gpointer data)
{
  g_autofree char *name =
      g_strdup_printf ("action %s", g_action_get_name (g_value_get_object (&values[0])));

  turn_to ("own", name);
  return TRUE;
}

/* ── frames ──────────────────────────────────────────────────────────────────────────────────── */

static gboolean
phase_cb (GSignalInvocationHint *hint, guint n, const GValue *values, gpointer data)
{
  turn_to ("frame", data);
  return TRUE;
}

/* When it was, and what the thread had worked until then. */
static void
tell_frame (const char *what)
{
  fprintf (watch.log, "%s %" PRId64 " %" PRId64 "\n", what, qz_clock_get_tick_us (),
           get_cpu_us ());
  fflush (watch.log);
}

/* Told when "after-paint" begins: what was drawn is on its way. */
static gboolean
painted_cb (GSignalInvocationHint *hint, guint n, const GValue *values, gpointer data)
{
  turn_to ("frame", "after-paint");
  if (!watch.had_frame)
    tell_frame ("first-frame");
  watch.had_frame = TRUE;
  if (watch.desk == DESK_READ)
    {
      watch.desk = DESK_DRAWN;
      tell_frame ("useful-frame");
    }
  return TRUE;
}

static gboolean
frame_ends_cb (GSignalInvocationHint *hint, guint n, const GValue *values, gpointer data)
{
  turn_to ("gtk", "sources");
  return TRUE;
}

void
qz_main_watch_desk_shown (void)
{
  if (watch.log != NULL && watch.desk == DESK_AWAITED)
    watch.desk = DESK_SHOWN;
}

void
qz_main_watch_all_read (void)
{
  if (watch.desk == DESK_SHOWN)
    watch.desk = DESK_READ;
}

/* ── the start ───────────────────────────────────────────────────────────────────────────────── */

static void
add_hook (GType type, const char *signal, GSignalEmissionHook hook, const char *data)
{
  g_type_ensure (type);
  g_type_class_unref (g_type_class_ref (type));
  g_signal_add_emission_hook (g_signal_lookup (signal, type), 0, hook, (gpointer) data, NULL);
}

/* Types of widgets need a display, which is there from "startup" on. */
static void
add_hooks (void)
{
  static const char *const phases[] = { "flush-events", "before-paint", "update", "layout",
                                        "paint" };

  for (guint i = 0; i < G_N_ELEMENTS (phases); i++)
    add_hook (GDK_TYPE_FRAME_CLOCK, phases[i], phase_cb, phases[i]);
  add_hook (GDK_TYPE_FRAME_CLOCK, "after-paint", painted_cb, NULL);
  add_hook (GDK_TYPE_FRAME_CLOCK, "resume-events", frame_ends_cb, NULL);
  add_hook (GDK_TYPE_SURFACE, "event", event_cb, NULL);
  add_hook (GTK_TYPE_BUTTON, "clicked", clicked_cb, NULL);
  add_hook (G_TYPE_SIMPLE_ACTION, "activate", activated_cb, NULL);
}

void
qz_main_watch_start (GtkApplication *application)
{
  const char *path = g_getenv ("QZ_WATCH_MAIN");

  if (path == NULL || *path == '\0' || watch.log != NULL)
    return;
  watch.log = fopen (path, "ae");
  if (watch.log == NULL)
    {
      g_warning ("QZ_WATCH_MAIN: %s cannot be written", path);
      return;
    }
  watch.poll = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, poll_cb);
  watch.dispatch_idle = g_idle_funcs.dispatch;
  g_idle_funcs.dispatch = dispatch_idle;
  watch.dispatch_timeout = g_timeout_funcs.dispatch;
  g_timeout_funcs.dispatch = dispatch_timeout;
  turn_to ("gtk", "start");
  g_signal_connect (application, "startup", G_CALLBACK (add_hooks), NULL);
}
