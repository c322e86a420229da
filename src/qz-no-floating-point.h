/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Included by the compiler before everything else in the layers that handle money. Amounts are
 * whole fen and rates whole millionths, so a floating-point type there is a fault, and naming one
 * does not compile. The headers that the layers use are read first, since they declare such types
 * themselves.
 */
#pragma once

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib.h>
#include <glib/gi18n-lib.h>
#include <glib/gprintf.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/types.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>
#if __has_include(<gcrypt.h>)
#include <gcrypt.h>
#endif
#if __has_include(<unicode/utrans.h>)
#include <unicode/utrans.h>
#endif
#if __has_include(<sqlite3.h>)
#include <sqlite3.h>
#endif
#if __has_include(<json-glib/json-glib.h>)
#include <json-glib/json-glib.h>
#endif

#pragma GCC poison double float gdouble gfloat _Float16 _Float32 _Float64 _Float128 __float128
#pragma GCC poison strtod strtof strtold atof g_strtod g_ascii_strtod g_ascii_dtostr
#pragma GCC poison g_ascii_formatd
