// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.it;

import static dev.stemgate.it.JpaServerRecords.SYSTEM;
import static dev.stemgate.it.JpaServerRecords.concept;
import static dev.stemgate.it.JpaServerRecords.condition;
import static dev.stemgate.it.JpaServerRecords.post;
import static dev.stemgate.it.JpaServerRecords.screening;
import static dev.stemgate.it.JpaServerRecords.transaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ca.uhn.fhir.rest.api.CacheControlDirective;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.gclient.TokenClientParam;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * How a HAPI FHIR JPA server answers searches, as far as the bridge relies on it. Each test is a fact about that server, so
 * that an upgrade which changes one is noticed here and not in a hospital.
 */
@ExtendWith(JpaServerExtension.class)
class JpaServerSearchIT {

    private final JpaServerRecords records;
    private final IGenericClient server;

    JpaServerSearchIT(JpaServerProcess process) {
        records = new JpaServerRecords(process);
        server = records.client();
    }

    @Test
    void pagingReachesEveryOneOfSevenHundredAndThirtyOneConditions() {
        Reference patient = records.newPatient();
        Bundle load = transaction();
        IntStream.range(0, 731).forEach(i -> post(load, condition(patient, "C" + i)));
        server.transaction().withBundle(load).execute();

        Bundle page = server.search()
                .forResource(Condition.class)
                .where(Condition.PATIENT.hasId(patient.getReference()))
                .count(50)
                .returnBundle(Bundle.class)
                .execute();
        int pages = 1;
        List<String> codes = new ArrayList<>(codesOf(page));
        while (page.getLink(Bundle.LINK_NEXT) != null) {
            page = server.loadPage().next(page).execute();
            pages++;
            codes.addAll(codesOf(page));
        }

        assertThat(pages).isEqualTo(15);
        assertThat(codes).hasSize(731).doesNotHaveDuplicates().contains("C0", "C730");
    }

    @Test
    void nextLinksStayOnTheBaseThatWasAsked() {
        Reference patient = records.newPatient();
        records.create(condition(patient, "A"));
        records.create(condition(patient, "B"));

        Bundle page = server.search()
                .forResource(Condition.class)
                .where(Condition.PATIENT.hasId(patient.getReference()))
                .count(1)
                .returnBundle(Bundle.class)
                .execute();

        assertThat(page.getLink(Bundle.LINK_NEXT).getUrl()).startsWith(server.getServerBase());
    }

    @Test
    void lastUpdatedFindsOnlyWhatChangedSince() {
        Reference patient = records.newPatient();
        records.create(condition(patient, "OLD"));
        Date since = records.create(condition(patient, "NEW")).getMeta().getLastUpdated();

        Bundle found = server.search()
                .forResource(Condition.class)
                .where(Condition.PATIENT.hasId(patient.getReference()))
                .lastUpdated(new DateRangeParam(since, null))
                .returnBundle(Bundle.class)
                .execute();

        assertThat(codesOf(found)).containsExactly("NEW");
    }

    @Test
    void includeBringsTheMedicationOfARequestAsIncludeEntry() {
        Reference patient = records.newPatient();
        Medication medication = new Medication();
        medication.setCode(concept("L01BA01"));
        MedicationRequest request = new MedicationRequest();
        request.setStatus(MedicationRequest.MedicationRequestStatus.ACTIVE);
        request.setIntent(MedicationRequest.MedicationRequestIntent.ORDER);
        request.setSubject(patient);
        request.setMedication(
                new Reference(records.create(medication).getIdElement().toUnqualifiedVersionless()));
        records.create(request);

        Bundle found = server.search()
                .forResource(MedicationRequest.class)
                .where(MedicationRequest.PATIENT.hasId(patient.getReference()))
                .include(MedicationRequest.INCLUDE_MEDICATION)
                .returnBundle(Bundle.class)
                .execute();

        assertThat(found.getEntry())
                .extracting(entry -> entry.getResource().fhirType(), entry -> entry.getSearch()
                        .getMode())
                .containsExactlyInAnyOrder(
                        tuple("MedicationRequest", Bundle.SearchEntryMode.MATCH),
                        tuple("Medication", Bundle.SearchEntryMode.INCLUDE));
    }

    @Test
    void unknownSearchParameterIsRefused() {
        assertThatThrownBy(() ->
                        server.search().byUrl("Condition?no-such-parameter=1").execute())
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void aSearchIsAnsweredFromCacheForAMinuteUnlessNoCacheIsAsked() {
        Reference patient = records.newPatient();
        String key = UUID.randomUUID().toString();
        assertThat(search(key, new CacheControlDirective()).getEntry()).isEmpty();
        records.create(screening(patient, key, "caution"));

        assertThat(search(key, new CacheControlDirective()).getEntry()).isEmpty();
        assertThat(search(key, new CacheControlDirective().setNoCache(true)).getEntry())
                .hasSize(1);
    }

    private Bundle search(String key, CacheControlDirective cacheControl) {
        return server.search()
                .forResource(Observation.class)
                .where(new TokenClientParam("identifier").exactly().systemAndIdentifier(SYSTEM, key))
                .cacheControl(cacheControl)
                .returnBundle(Bundle.class)
                .execute();
    }

    private static List<String> codesOf(Bundle page) {
        return page.getEntry().stream()
                .map(entry -> (Condition) entry.getResource())
                .map(condition -> condition.getCode().getCodingFirstRep().getCode())
                .toList();
    }
}
