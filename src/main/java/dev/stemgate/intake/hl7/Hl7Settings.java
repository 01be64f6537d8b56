// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * What a site decides about the HL7 v2 messages of a source.
 *
 * @param charset of messages whose MSH-18 is empty or says ASCII
 * @param admittingIsDefinite whether an admitting diagnosis (DG1-6 A) counts as definite; otherwise only a final one (F) does
 * @param testMessages whether messages for training or debugging (MSH-11 T or D) are taken for real ones
 */
public record Hl7Settings(Charset charset, boolean admittingIsDefinite, boolean testMessages) {

    /** UTF-8, only final diagnoses are definite, and test messages reach no patient. */
    public static final Hl7Settings DEFAULT = new Hl7Settings(StandardCharsets.UTF_8, false, false);

    public Hl7Settings {
        Objects.requireNonNull(charset, "charset");
    }
}
