// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import dev.stemgate.model.PatientKey;
import java.util.Optional;

/** Judges a patient without writing anything: reads the EHR anew and asks the model of the settings. For one thread at a time. */
@FunctionalInterface
public interface Preview {

    /** For a desk that cannot ask an EHR. */
    Preview NONE = patient -> Optional.empty();

    /** Empty when it cannot be told, for instance because the EHR is down. */
    Optional<ReplayItem.Judged> judge(PatientKey patient);
}
