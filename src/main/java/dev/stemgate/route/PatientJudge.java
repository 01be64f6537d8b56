// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.model.PatientFacts;
import dev.stemgate.model.Screening;
import java.time.LocalDate;

/** Judges the facts of one patient as of a date. Implementations are thread-safe. */
@FunctionalInterface
interface PatientJudge {

    Screening judge(PatientFacts facts, LocalDate asOf);
}
