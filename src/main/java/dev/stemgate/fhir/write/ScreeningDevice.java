// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;

/** The software that screened, as a logical reference: no server has to hold a Device of ours, and none is created. */
final class ScreeningDevice {

    private static final String TYPE = "Device";
    private static final String ID = "stemgate";
    private static final String NAME = "Stemgate";

    /** As part of an Observation. */
    static final Encoded JSON = Encoded.of(json -> {
        json.object(Name.DEVICE);
        json.text(Name.TYPE, TYPE);
        json.object(Name.IDENTIFIER);
        json.text(Name.SYSTEM, Canonical.DEVICE_IDENTIFIER);
        json.text(Name.VALUE, ID);
        json.endObject();
        json.text(Name.DISPLAY, NAME);
        json.endObject();
    });

    private ScreeningDevice() {}

    /** For a resource of HAPI FHIR. */
    static Reference reference() {
        return new Reference()
                .setType(TYPE)
                .setIdentifier(
                        new Identifier().setSystem(Canonical.DEVICE_IDENTIFIER).setValue(ID))
                .setDisplay(NAME);
    }
}
