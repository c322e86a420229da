/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-session.h"

G_BEGIN_DECLS

/* In the header of every page of a training book set: on which day it lives, and the way to move
 * that day forward. Not there in any other book set. */
#define QZ_TYPE_TRAINING_BUTTON (qz_training_button_get_type ())
G_DECLARE_FINAL_TYPE (QzTrainingButton, qz_training_button, QZ, TRAINING_BUTTON, AdwBin)

void qz_training_button_set_session (QzTrainingButton *self, QzSession *session);
/* What it shows; "" while it is not there. */
const char *qz_training_button_get_text (QzTrainingButton *self);

G_END_DECLS
