/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-policy-private.h"

#include <glib/gi18n-lib.h>

/* What a pack of care away from home says instead of the sections of instant settlement. */

/* NL-21b, NL-21c: a warning that is always on, or one that never comes, warns of nothing. */
static gboolean
check_levels (QzSection *section, const QzNonLocalTerms *terms, GError **error)
{
  if (terms->yellow_ppm <= 0)
    qz_section_set_error (section, "yellow", "ratio-out-of-range", error,
                          _("The usage that warns must be more than 0"));
  else if (terms->yellow_ppm >= terms->red_ppm)
    qz_section_set_error (section, "red", "ratio-out-of-range", error,
                          _("Red must begin at a higher usage than yellow"));
  else
    return TRUE;
  return FALSE;
}

gboolean
qz_policy_load_deposit (QzPolicy *self, QzSection *section, GError **error)
{
  QzNonLocalTerms *terms = &self->nonlocal;
  const QzPolicyCount counts[] = {
    { "quota_months", 1, 12, &terms->quota_months },
    { "notice_workdays", 1, 60, &terms->notice_workdays },
    { "raise_workdays", 1, 60, &terms->raise_workdays },
    { "yearly_month", 1, 12, &terms->yearly_month },
    { "yearly_from_day", 1, QZ_MAX_MDAY, &terms->yearly_from_mday },
    { "yearly_due_day", 1, QZ_MAX_MDAY, &terms->yearly_due_mday },
  };

  if (!qz_policy_read_counts (section, counts, G_N_ELEMENTS (counts), error)
      || !qz_section_get_ppm (section, "yellow", &terms->yellow_ppm, error)
      || !qz_section_get_ppm (section, "red", &terms->red_ppm, error))
    return FALSE;
  if (terms->yearly_due_mday >= terms->yearly_from_mday)
    return check_levels (section, terms, error);
  qz_section_set_error (section, "yearly_due_day", "bad-span", error,
                        _("The last day lies before the first"));
  return FALSE;
}

gboolean
qz_policy_load_clearing (QzPolicy *self, QzSection *section, GError **error)
{
  QzNonLocalTerms *terms = &self->nonlocal;
  const QzPolicyCount upload = { "upload_days", 1, 60, &terms->upload_days };
  const QzPolicyCount days[] = {
    { "audit_day", 1, QZ_MAX_MDAY, &terms->audit_mday },
    { "mismatch_day", 1, QZ_MAX_MDAY, &terms->mismatch_mday },
    { "auto_audit_day", 1, QZ_MAX_MDAY, &terms->auto_audit_mday },
    { "list_day", 1, QZ_MAX_MDAY, &terms->list_mday },
    { "confirm_day", 1, QZ_MAX_MDAY, &terms->confirm_mday },
    { "auto_confirm_day", 1, QZ_MAX_MDAY, &terms->auto_confirm_mday },
    { "national_day", 1, QZ_MAX_MDAY, &terms->national_mday },
  };

  /* NL-28, NL-31: whatever is done by itself comes after the last day to do it, and the lists come
   * when everything is audited. */
  return qz_section_get_bool (section, "clear_acct", &terms->clear_acct, error)
         && qz_section_get_bool (section, "auto_overrides_objections",
                                 &terms->auto_overrides_objections, error)
         && qz_policy_read_counts (section, &upload, 1, error)
         && qz_policy_read_counts (section, days, G_N_ELEMENTS (days), error)
         && qz_policy_check_order (section, days, G_N_ELEMENTS (days), error);
}

gboolean
qz_policy_load_transfer (QzPolicy *self, QzSection *section, GError **error)
{
  guint *legs = self->nonlocal.leg_workdays;
  const QzPolicyCount counts[] = {
    { "d1_workdays", 1, 60, &legs[QZ_LEG_D1] },
    { "d2_workdays", 1, 60, &legs[QZ_LEG_D2] },
    { "d3_workdays", 1, 60, &legs[QZ_LEG_D3] },
    { "d4_workdays", 1, 60, &self->nonlocal.hospital_workdays },
    { "u1_workdays", 1, 60, &legs[QZ_LEG_U1] },
    { "u2_workdays", 1, 60, &legs[QZ_LEG_U2] },
    { "u3_workdays", 1, 60, &legs[QZ_LEG_U3] },
    { "u4_workdays", 1, 60, &legs[QZ_LEG_U4] },
    { "feedback_workdays", 1, 60, &self->nonlocal.feedback_workdays },
  };

  return qz_policy_read_counts (section, counts, G_N_ELEMENTS (counts), error);
}

const QzNonLocalTerms *
qz_policy_get_nonlocal (QzPolicy *self)
{
  return self->kind == QZ_POLICY_NONLOCAL ? &self->nonlocal : NULL;
}
