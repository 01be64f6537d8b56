// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.intake.drop.IntakeStore;
import dev.stemgate.state.InputFile;
import dev.stemgate.state.InputState;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a registry drops in the demo: an NDJSON file with one bad line, and a CSV file with a patient whom the EHR does not know. Both
 * name one patient of the sandbox by MRN, whose record they confirm.
 */
final class DemoDrops {

    static final String SOURCE = "registry";

    private static final String KNOWN = "MRN-demo-chemo-01";

    private final Path folder;

    /** @param folder of the demo */
    DemoDrops(Path folder) {
        this.folder = folder.resolve("sources");
    }

    /** Writes the source file and drops the two files. */
    void prepare() throws IOException {
        Path inbox = Files.createDirectories(folder.resolve("inbox"));
        write(folder.resolve(SOURCE + ".camel.yaml"), source());
        write(inbox.resolve("registry.ndjson"), ndjson());
        write(inbox.resolve("tumours.csv"), csv());
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    private static String source() {
        return """
                # Written by './stemgate demo': one source of dropped files.
                - templatedRoute:
                    routeTemplateRef: file-source
                    routeId: source-%s
                    parameters:
                      - name: source
                        value: %s
                      - name: ehr
                        value: %s
                      - name: folder
                        value: inbox
                      - name: complete
                        value: rename
                      - name: mapping
                        value: %s
                      - name: identifierSystems
                        value: mrn=urn:stemgate:sandbox:mrn
                """
                .formatted(
                        SOURCE, SOURCE, DemoFolder.EHR, Installation.home().resolve("routes/sources/csv/mcode.yaml"));
    }

    private static String ndjson() {
        return """
                {"resourceType":"Patient","id":"r1","gender":"female","identifier":[{"system":"urn:stemgate:sandbox:mrn","value":"%s"}]}
                {"resourceType":"Condition","id":"t1","clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-clinical","code":"active"}]},"code":{"coding":[{"system":"http://snomed.info/sct","code":"254837009","display":"Malignant neoplasm of breast (disorder)"}]},"subject":{"reference":"Patient/r1"}}
                {"resourceType":"Condition","id":"t2","subject":{"reference":"Patient/r1"},"code":{"cod
                """
                .formatted(KNOWN);
    }

    private static String csv() {
        return """
                mrn,conditionId,codeSystem,code,displayName,category,dateOfDiagnosis,clinicalStatus,verificationStatus
                MRN-of-another-hospital,t9,http://snomed.info/sct,254837009,Malignant neoplasm of breast (disorder),problem-list-item,2024-02-14,active,confirmed
                %s,t3,http://snomed.info/sct,254837009,Malignant neoplasm of breast (disorder),problem-list-item,2024-02-14,active,confirmed
                """
                .formatted(KNOWN);
    }

    /** One line a file: how many of its lines came to what. */
    void report(IntakeStore intake, PrintWriter out) {
        out.println("Files dropped by '" + SOURCE + "':");
        for (String name : new String[] {"registry.ndjson", "tumours.csv"}) {
            for (InputFile file : intake.files().named(name)) {
                out.println("  " + name + ": " + words(intake.files().counts(file.id())) + "; report beside it in "
                        + folder.resolve("inbox/done"));
            }
        }
    }

    private static String words(Map<InputState, Long> counts) {
        return counts.entrySet().stream()
                .filter(count -> count.getValue() > 0)
                .map(count -> String.format(
                        Locale.ROOT, "%d %s", count.getValue(), count.getKey().code()))
                .collect(Collectors.joining(", "));
    }
}
