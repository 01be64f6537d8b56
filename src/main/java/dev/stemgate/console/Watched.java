// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

import dev.stemgate.model.PatientKey;

/** Notes that somebody looked at personal data, before it is shown. */
@FunctionalInterface
interface Watched {

    void patient(Visit visit, PatientKey patient);
}
