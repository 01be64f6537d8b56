// SPDX-License-Identifier: Apache-2.0
/** The findings of each patient as a table for analysts: NDJSON, CSV or Parquet, with the same columns every time. */
package dev.stemgate.bulk.table;
