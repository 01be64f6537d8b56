// SPDX-License-Identifier: Apache-2.0
/** The page that people look at after a bulk screening: counts only, in one file, with nothing of one person in it. */
package dev.stemgate.bulk.report;
