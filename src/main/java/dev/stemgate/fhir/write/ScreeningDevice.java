// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;

/** The software that screened, as a logical reference: no server has to hold a Device of ours, and none is created. */
final class ScreeningDevice {

    private ScreeningDevice() {}

    static Reference reference() {
        return new Reference()
                .setType("Device")
                .setIdentifier(
                        new Identifier().setSystem(Canonical.DEVICE_IDENTIFIER).setValue("stemgate"))
                .setDisplay("Stemgate");
    }
}
