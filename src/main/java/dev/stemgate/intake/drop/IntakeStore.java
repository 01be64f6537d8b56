// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.drop;

import dev.stemgate.deadletter.DeadLetters;
import dev.stemgate.state.Database;
import dev.stemgate.state.ImportedRecords;
import dev.stemgate.state.InputFiles;
import dev.stemgate.state.InputSubjects;
import dev.stemgate.state.Ledger;
import java.util.Objects;

/**
 * Where intake keeps what it was told.
 *
 * @param database all of it is in one, so that a chunk is one transaction
 * @param files the input ledger
 * @param subjects the patients that sources describe
 * @param records what the sources said
 * @param deadLetters what could not be taken
 * @param units who is to be screened because of it
 */
public record IntakeStore(
        Database database,
        InputFiles files,
        InputSubjects subjects,
        ImportedRecords records,
        DeadLetters deadLetters,
        Ledger units) {

    public IntakeStore {
        Objects.requireNonNull(database, "database");
        Objects.requireNonNull(files, "files");
        Objects.requireNonNull(subjects, "subjects");
        Objects.requireNonNull(records, "records");
        Objects.requireNonNull(deadLetters, "deadLetters");
        Objects.requireNonNull(units, "units");
    }

    public static IntakeStore of(Database database, DeadLetters deadLetters, Ledger units) {
        return new IntakeStore(
                database,
                new InputFiles(database),
                new InputSubjects(database),
                new ImportedRecords(database),
                deadLetters,
                units);
    }
}
