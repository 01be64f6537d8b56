// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.client.api.IGenericClient;
import dev.stemgate.fhir.client.Authorization;
import dev.stemgate.fhir.client.EhrSettings;
import dev.stemgate.fhir.codes.FhirTerminologyServer;
import dev.stemgate.terminology.AskedCode;
import dev.stemgate.terminology.Expansion;
import dev.stemgate.terminology.ServerAnswer.CannotSay;
import dev.stemgate.terminology.ServerAnswer.Reason;
import dev.stemgate.terminology.ServerAnswer.Under;
import dev.stemgate.terminology.ServerAnswer.UnderNone;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code $validate-code}, {@code $subsumes} and {@code $expand} of a HAPI FHIR JPA server over a small hierarchy of its own. */
@ExtendWith(JpaServerExtension.class)
class TerminologyServerIT {

    private static final String SYSTEM = "https://stemgate.dev/test/CodeSystem/small-hierarchy";
    private static final String VALUE_SET = "https://stemgate.dev/test/ValueSet/neoplasms";
    private static final String NOTHING = "https://stemgate.dev/test/ValueSet/nothing";
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final List<String> ROOTS = List.of("malignant", "endocrine");

    private final IGenericClient client;
    private final FhirTerminologyServer server;

    TerminologyServerIT(JpaServerProcess process) {
        client = new JpaServerRecords(process).client();
        server = new FhirTerminologyServer(EhrSettings.of("terminology-server", process.baseUrl(), Authorization.NONE));
    }

    @BeforeEach
    void load() {
        CodeSystem system = new CodeSystem();
        system.setId("small-hierarchy");
        system.setUrl(SYSTEM).setStatus(PublicationStatus.ACTIVE);
        system.setContent(CodeSystem.CodeSystemContentMode.COMPLETE);
        system.setHierarchyMeaning(CodeSystem.CodeSystemHierarchyMeaning.ISA);
        ConceptDefinitionComponent disease = concept("disease", "Disease");
        ConceptDefinitionComponent neoplasm = concept("neoplasm", "Neoplasm");
        ConceptDefinitionComponent malignant = concept("malignant", "Malignant neoplasm");
        malignant.addConcept(concept("carcinoma", "Carcinoma").addConcept(concept("breast", "Carcinoma of breast")));
        neoplasm.addConcept(malignant).addConcept(concept("lipoma", "Lipoma"));
        disease.addConcept(neoplasm).addConcept(concept("endocrine", "Endocrine disease"));
        disease.addConcept(concept("fracture", "Fracture"));
        system.addConcept(disease);
        client.update().resource(system).execute();
        client.update().resource(below("neoplasms", VALUE_SET, "neoplasm")).execute();
        ValueSet nothing = below("nothing", NOTHING, "fracture");
        nothing.getCompose().addExclude().setSystem(SYSTEM).addConcept().setCode("fracture");
        client.update().resource(nothing).execute();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void subsumptionGoesOverSeveralLevels() {
        assertThat(server.ask(code("breast"), ROOTS, LONG))
                .isEqualTo(new Under(Set.of("malignant"), "Carcinoma of breast"));
        assertThat(server.ask(code("endocrine"), ROOTS, LONG))
                .as("a root is under itself")
                .isEqualTo(new Under(Set.of("endocrine"), "Endocrine disease"));
    }

    @Test
    void whatLiesBesideOrAboveTheRootsIsUnderNone() {
        assertThat(server.ask(code("fracture"), ROOTS, LONG)).isEqualTo(new UnderNone("Fracture"));
        assertThat(server.ask(code("disease"), ROOTS, LONG)).isEqualTo(new UnderNone("Disease"));
    }

    @Test
    void whatTheServerDoesNotKnowItCannotSay() {
        assertThat(server.ask(code("no-such-code"), ROOTS, LONG)).isEqualTo(new CannotSay(Reason.UNKNOWN_CODE));
        assertThat(server.ask(new AskedCode("urn:no-such-system", "breast"), ROOTS, LONG))
                .isInstanceOf(CannotSay.class);
    }

    @Test
    void anUnknownRootIsNeverANo() {
        assertThat(server.ask(code("breast"), List.of("no-such-root"), LONG)).isInstanceOf(CannotSay.class);
    }

    @Test
    void anExpansionListsEveryCodeBelow() {
        assertThat(server.expand(VALUE_SET))
                .isEqualTo(new Expansion.Members(Set.of(
                        code("neoplasm"), code("malignant"), code("carcinoma"), code("breast"), code("lipoma"))));
    }

    @Test
    void anEmptyExpansionAndAnUnknownValueSetAreNoMembers() {
        assertThat(server.expand(NOTHING)).isEqualTo(new Expansion.Empty());
        assertThat(server.expand("https://stemgate.dev/test/ValueSet/not-there"))
                .isEqualTo(new Expansion.CannotSay(Reason.REFUSED));
    }

    private static AskedCode code(String code) {
        return new AskedCode(SYSTEM, code);
    }

    private static ConceptDefinitionComponent concept(String code, String display) {
        return new ConceptDefinitionComponent().setCode(code).setDisplay(display);
    }

    private static ValueSet below(String id, String url, String root) {
        ValueSet set = new ValueSet();
        set.setId(id);
        set.setUrl(url).setStatus(PublicationStatus.ACTIVE);
        set.getCompose()
                .addInclude()
                .setSystem(SYSTEM)
                .addFilter()
                .setProperty("concept")
                .setOp(ValueSet.FilterOperator.ISA)
                .setValue(root);
        return set;
    }
}
