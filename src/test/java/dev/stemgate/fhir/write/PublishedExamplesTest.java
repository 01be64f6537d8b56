// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import dev.stemgate.fhir.ProfileValidator;
import dev.stemgate.fhir.client.VersionedReferences;
import dev.stemgate.model.Fingerprint;
import dev.stemgate.model.Screening;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The examples in {@code fhir-profiles/examples} are what the writer writes. Run with {@code -Dstemgate.examples=write} to
 * make them again after a deliberate change.
 */
class PublishedExamplesTest {

    private static final FhirContext CONTEXT = VersionedReferences.keep(FhirContext.forR4());
    private static final Path EXAMPLES = ProfileValidator.FOLDER.resolve("examples");

    static Stream<Map.Entry<String, Resource>> examples() {
        Map<String, Resource> all = new LinkedHashMap<>();
        Map.of(
                        "contraindicated", ExampleScreenings.contraindicated(),
                        "indeterminate", ExampleScreenings.indeterminate(),
                        "caution-efficacy-only", ExampleScreenings.caution(),
                        "no-contraindication-found", ExampleScreenings.noContraindicationFound(),
                        "not-applicable", ExampleScreenings.notApplicable())
                .forEach((name, screening) -> all.put("Observation-" + name, observation(name, screening)));
        Bundle first = WriteBack.transaction(
                ExampleScreenings.contraindicated(), fingerprint(), Optional.empty(), ExampleScreenings.ISSUED);
        all.put("Bundle-first-write", named(first, "first-write"));
        Observation held = observation("contraindicated", ExampleScreenings.contraindicated());
        held.getMeta().setVersionId("1");
        PriorObservation prior = PriorObservation.of(held);
        Bundle amendment = WriteBack.transaction(
                ExampleScreenings.contraindicated(), fingerprint(), Optional.of(prior), ExampleScreenings.ISSUED);
        all.put("Observation-amended", entry(amendment, 0, "amended"));
        all.put("Provenance-amended", entry(amendment, 1, "amended"));
        Bundle retraction = WriteBack.retract(prior, ExampleScreenings.ISSUED);
        all.put("Observation-withdrawn", entry(retraction, 0, "withdrawn"));
        all.put("Provenance-withdrawn", entry(retraction, 1, "withdrawn"));
        documents(all);
        return all.entrySet().stream();
    }

    private static void documents(Map<String, Resource> all) {
        DocumentForm form = new DocumentForm(CONTEXT);
        Bundle first =
                form.write(ExampleScreenings.caution(), fingerprint(), Optional.empty(), ExampleScreenings.ISSUED);
        DocumentReference document = (DocumentReference) named(entry(first, 0, "document"), "document");
        all.put("DocumentReference-document", document);
        Prior prior = PriorDocument.of(document);
        Bundle later = form.write(
                ExampleScreenings.contraindicated(),
                fingerprint(),
                Optional.of(prior),
                ExampleScreenings.ISSUED.plusSeconds(86_400));
        all.put("DocumentReference-document-amended", entry(later, 0, "document-amended"));
        all.put("DocumentReference-document-superseded", entry(later, 1, "document-superseded"));
        Bundle retraction = form.retract(prior, ExampleScreenings.ISSUED);
        all.put("DocumentReference-document-withdrawn", entry(retraction, 0, "document-withdrawn"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void publishedExampleIsWhatTheWriterWrites(Map.Entry<String, Resource> example) throws IOException {
        String json = CONTEXT.newJsonParser().setPrettyPrint(true).encodeResourceToString(example.getValue()) + "\n";
        Path file = EXAMPLES.resolve(example.getKey() + ".json");
        if ("write".equals(System.getProperty("stemgate.examples"))) {
            Files.writeString(file, json);
        }
        assertThat(file).hasContent(json);
    }

    private static Fingerprint fingerprint() {
        return Fingerprint.of(ExampleScreenings.contraindicated());
    }

    private static Observation observation(String id, Screening screening) {
        Observation observation = ScreeningObservation.of(
                screening, Fingerprint.of(screening), ExampleScreenings.ISSUED, ObservationStatus.FINAL);
        observation.setId(id);
        return observation;
    }

    private static Resource entry(Bundle bundle, int index, String id) {
        return named(bundle.getEntry().get(index).getResource(), id);
    }

    private static Resource named(Resource resource, String id) {
        resource.setId(id);
        return resource;
    }
}
