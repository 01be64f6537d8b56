// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

import dev.stemgate.deadletter.Reason;
import dev.stemgate.intake.FileFormat;
import dev.stemgate.intake.OriginalBytes;
import dev.stemgate.intake.Place;
import dev.stemgate.intake.RecordSink;
import dev.stemgate.intake.Refusal;
import dev.stemgate.intake.SourceSettings;
import dev.stemgate.intake.UnreadableFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * A message that is answered AR, since its frame or its header cannot be read. What it holds is missing for the patient whom its PID
 * names, where that can still be read; else it is refused as a whole and is nobody's. Thread-safe.
 */
public final class RejectedMessage implements FileFormat {

    private static final int ANY_LENGTH = Integer.MAX_VALUE;

    private final String line;

    /** @param line what is wrong with it, for a person, without personal data */
    public RejectedMessage(String line) {
        this.line = Objects.requireNonNull(line, "line");
    }

    @Override
    public void read(InputStream in, Place container, SourceSettings source, RecordSink sink) throws IOException {
        byte[] bytes = in.readAllBytes();
        PatientSegment patients = new PatientSegment(source);
        Optional<Refusal> someones = new MessageParser(StandardCharsets.UTF_8, ANY_LENGTH)
                .patient(bytes)
                .map(patients::subject)
                .filter(subject -> !subject.isNobody())
                .map(subject -> new Refusal(
                        container.at(1),
                        Reason.REJECTED_MESSAGE,
                        line,
                        new OriginalBytes(bytes, OriginalBytes.HL7V2),
                        subject,
                        ""));
        sink.refused(someones.orElseThrow(() -> new UnreadableFileException(line)));
    }
}
