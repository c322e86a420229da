/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loaded into the program before everything else by the journey that has only a mouse: what the
 * program tells the accessibility bus of where a thing stands becomes its place on the screen.
 *
 * GTK 4.18 tells places that lack the padding of everything around a thing, and does not know where
 * its window or popover stands on the screen, so a pointer that went there would miss.
 *
 * When what lies under the pointer moves, GTK also asks the server where the pointer is and whether
 * it is held. If by then it was let go, which GTK has not read yet, it takes the press back and the
 * click is lost: often on a slow machine. Here it is told what is held by all that it has read.
 * Nothing else is changed. */
#include <X11/Xlib.h>
#include <X11/extensions/XInput2.h>
#include <dlfcn.h>
#include <gdk/x11/gdkx.h>
#include <gtk/gtk.h>

typedef struct {
  double x, y, width, height;
} Place;

/* From the corner of @surface to that of the screen. */
static void
add_surface (GdkSurface *surface, Place *place)
{
  Display *display = gdk_x11_display_get_xdisplay (gdk_surface_get_display (surface));
  Window child;
  int x = 0, y = 0;

  XTranslateCoordinates (display, gdk_x11_surface_get_xid (surface), DefaultRootWindow (display), 0,
                         0, &x, &y, &child);
  place->x += x;
  place->y += y;
}

static gboolean
find_place (GtkWidget *widget, Place *place)
{
  GtkNative *native = gtk_widget_get_native (widget);
  GdkSurface *surface = native != NULL ? gtk_native_get_surface (native) : NULL;
  graphene_rect_t bounds;
  double x, y;

  if (surface == NULL || !gtk_widget_compute_bounds (widget, GTK_WIDGET (native), &bounds))
    return FALSE;
  gtk_native_get_surface_transform (native, &x, &y);
  *place = (Place){ bounds.origin.x + x, bounds.origin.y + y, bounds.size.width,
                    bounds.size.height };
  add_surface (surface, place);
  return TRUE;
}

/* The widget that @self lies in; NULL if @self is a window. */
static GtkWidget *
find_around (GtkAccessible *self)
{
  g_autoptr (GtkAccessible) around = gtk_accessible_get_accessible_parent (self);

  while (around != NULL && !GTK_IS_WIDGET (around))
    {
      g_autoptr (GtkAccessible) between = g_steal_pointer (&around);

      around = gtk_accessible_get_accessible_parent (between);
    }
  return (GtkWidget *) g_steal_pointer (&around);
}

/* Places are told from each thing to the one it lies in, and added up by who asks. */
static gboolean
get_bounds (GtkAccessible *self, int *x, int *y, int *width, int *height)
{
  g_autoptr (GtkWidget) around = find_around (self);
  Place place, outer = { 0, 0, 0, 0 };

  if (!find_place (GTK_WIDGET (self), &place) || (around != NULL && !find_place (around, &outer)))
    return FALSE;
  *x = (int) (place.x - outer.x);
  *y = (int) (place.y - outer.y);
  *width = (int) place.width;
  *height = (int) place.height;
  return TRUE;
}

/* The page of a stack lies between the stack and what it shows, and is no widget. */
static gboolean
get_no_bounds (GtkAccessible *self, int *x, int *y, int *width, int *height)
{
  *x = *y = *width = *height = 0;
  return TRUE;
}

/* ── what is held ────────────────────────────────────────────────────────────────────────────── */

static gboolean held[8];

/* What GTK reads, before it does. */
static gboolean
xevent_cb (GdkDisplay *display, gpointer data)
{
  const XGenericEventCookie *event = &((const XEvent *) data)->xcookie;
  const XIDeviceEvent *button = event->data;

  if (event->type == GenericEvent && button != NULL
      && (event->evtype == XI_ButtonPress || event->evtype == XI_ButtonRelease)
      && button->detail < (int) G_N_ELEMENTS (held))
    held[button->detail] = event->evtype == XI_ButtonPress;
  return GDK_EVENT_PROPAGATE;
}

/* In place of libXi's. */
Status
XIQueryPointer (Display *display, int device, Window window, Window *root, Window *child,
                double *root_x, double *root_y, double *x, double *y, XIButtonState *buttons,
                XIModifierState *modifiers, XIGroupState *group)
{
  static Status (*query) (Display *, int, Window, Window *, Window *, double *, double *, double *,
                          double *, XIButtonState *, XIModifierState *, XIGroupState *);
  GdkDisplay *gdk_display = gdk_display_get_default ();
  Status status;

  if (query == NULL)
    {
      query = dlsym (RTLD_NEXT, "XIQueryPointer");
      g_signal_connect (gdk_display, "xevent", G_CALLBACK (xevent_cb), NULL);
    }
  status = query (display, device, window, root, child, root_x, root_y, x, y, buttons, modifiers,
                  group);
  for (int i = 1; status && i < (int) G_N_ELEMENTS (held) && i / 8 < buttons->mask_len; i++)
    {
      if (held[i])
        XISetMask (buttons->mask, i);
      else
        XIClearMask (buttons->mask, i);
    }
  return status;
}

/* ── the start ───────────────────────────────────────────────────────────────────────────────── */

/* Called for every class that can be told of, once it knows how. */
static void
check_interface (gpointer unused, gpointer vtable)
{
  GTypeInterface *interface = vtable;

  if (interface->g_type == GTK_TYPE_ACCESSIBLE)
    ((GtkAccessibleInterface *) vtable)->get_bounds
        = g_type_is_a (interface->g_instance_type, GTK_TYPE_WIDGET) ? get_bounds : get_no_bounds;
}

__attribute__ ((constructor)) static void
start (void)
{
  g_type_add_interface_check (NULL, check_interface);
}
