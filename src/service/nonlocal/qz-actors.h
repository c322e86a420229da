/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-area-map.h"
#include "qz-book.h"

G_BEGIN_DECLS

/* Who a book set acts for (issue: levels). A book set is kept by one agency and acts for it; it may
 * act for further ones (a province that keeps all, a training). Who says for whom he acts
 * (context->actor) acts for that agency alone; who does not, for all that the book set and his own
 * limits allow. An area acts for its insured persons and for its hospitals, never for another area
 * (NL-5c). */

/* The areas and agencies of the registers, of the province that the book set's agency lies in.
 * (transfer full) */
QzAreaMap *qz_actors_load_map (QzBook *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The actor of @context, the book set's own agency when it names none. (transfer none) */
const char *qz_actor_get (QzBook *book, const QzContext *context);
/* QZ_ERROR_PERMISSION ("actor-foreign") unless the book set acts for @agency and the acting user
 * may; "actor-other" when he said that he acts for another one. Readers need no actor. */
gboolean qz_actor_check (QzBook *book, const QzContext *context, const char *agency,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether the book set keeps the books of @agency: then vouchers are posted in its ledgers. */
gboolean qz_actor_is_kept (QzBook *book, const char *agency, gboolean *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* agency name area level own active */
QzSheet *qz_actors_list (QzBook *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* By an administrator. Refuses an agency that the register does not have. */
gboolean qz_actors_put (QzBook *book, const QzContext *context, const char *agency,
                        gboolean active, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* @agencies: NULL-terminated; empty: all. By an administrator. */
gboolean qz_actors_limit_user (QzBook *book, const QzContext *context, const char *user,
                               const char *const *agencies, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
