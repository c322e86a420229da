/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

/* The entry point of a fuzz target, by the name that fuzzing engines look for. It aborts when a
 * promise of the code is broken; refusing the input is no fault. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);
