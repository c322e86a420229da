/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-gcrypt.h"

#include <gcrypt.h>

void
qz_gcrypt_init (void)
{
  static gsize once = 0;

  if (!g_once_init_enter (&once))
    return;
  if (!gcry_control (GCRYCTL_INITIALIZATION_FINISHED_P))
    {
      if (gcry_check_version ("1.10.0") == NULL)
        g_error ("libgcrypt is too old for SM3 and Argon2");
      gcry_control (GCRYCTL_DISABLE_SECMEM, 0);
      gcry_control (GCRYCTL_INITIALIZATION_FINISHED, 0);
    }
  g_once_init_leave (&once, 1);
}
