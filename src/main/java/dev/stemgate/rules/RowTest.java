// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

/** One operator of a row. The set is closed; a new one is a new record here, a key in the loader and in the JSON Schema. */
sealed interface RowTest permits DateTest, PersonTest, RecordTest, ContextTest {

    Answer ask(Subject subject, Situation situation);
}
