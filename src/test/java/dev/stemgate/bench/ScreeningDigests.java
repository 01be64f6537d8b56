// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bench;

import dev.stemgate.fhir.read.PatientFiles;
import dev.stemgate.model.Fingerprint;
import dev.stemgate.model.PatientFacts;
import dev.stemgate.model.Screening;
import dev.stemgate.rules.Evaluator;
import dev.stemgate.rules.Model;
import dev.stemgate.rules.ModelLoader;
import dev.stemgate.terminology.CodeListTerminology;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * One line a patient and date: a hash of everything that the evaluator says, and the fingerprint. Two versions of the evaluator that
 * are meant to say the same are compared by the files that this program writes.
 *
 * <p>Arguments: the model folder, a folder of FHIR files, the output file, evaluation dates.
 */
final class ScreeningDigests {

    private ScreeningDigests() {}

    public static void main(String[] args) throws IOException {
        Evaluator evaluator = evaluator(Path.of(args[0]));
        LocalDate readOn = LocalDate.parse(args[3]);
        List<String> lines = new ArrayList<>();
        for (PatientFacts facts : PatientFiles.read(Path.of(args[1]), readOn)) {
            for (int date = 3; date < args.length; date++) {
                lines.add(line(evaluator.evaluate(facts, LocalDate.parse(args[date]))));
            }
        }
        Files.write(Path.of(args[2]), lines);
    }

    static Evaluator evaluator(Path modelDir) {
        Set<String> criteria = ModelLoader.criterionIds(modelDir);
        CodeListTerminology terminology = CodeListTerminology.read(modelDir, criteria);
        Model model = ModelLoader.load(modelDir, terminology.contentHash()).withCodesFor(terminology.criteria());
        return new Evaluator(model, terminology);
    }

    static String line(Screening screening) {
        return screening.patient().patientId() + " " + screening.asOf() + " "
                + screening.outcome().code() + " " + hash(CanonicalText.of(screening)) + " "
                + Fingerprint.of(screening).value();
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
