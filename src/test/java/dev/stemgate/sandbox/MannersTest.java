// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import static dev.stemgate.sandbox.Http.json;
import static dev.stemgate.sandbox.Http.link;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each manner by itself: what the server does with it, as EHR-NOTES and docs/sandbox.md have it. */
class MannersTest {

    private static final Set<String> EVERYBODY = Set.of("a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T08:00:00Z"));
    private final Sandbox ehr =
            Sandbox.start(SandboxSettings.empty().withPageSize(2).withClock(new SettableClock(now)));
    private final Http http = new Http(ehr);

    @AfterEach
    void stop() {
        ehr.close();
    }

    @Test
    void withoutMannersTheServerSimplyWorks() {
        people();
        assertThat(http.get("Patient").statusCode()).isEqualTo(200);
        assertThat(http.get("Condition?_lastUpdated=ge2020").statusCode()).isEqualTo(200);
        assertThat(http.get("MedicationStatement").statusCode()).isEqualTo(200);
        assertThat(http.get("Patient?nonsense=1").statusCode()).isEqualTo(400);
    }

    @Test
    void noMedicationStatement() {
        adopt(Manner.NO_MEDICATION_STATEMENT);
        assertThat(http.get("MedicationStatement?patient=a0").statusCode()).isEqualTo(404);
        assertThat(http.get("MedicationRequest?patient=a0").statusCode()).isEqualTo(200);
    }

    @Test
    void patientNeeded() {
        adopt(Manner.PATIENT_NEEDED);
        assertThat(http.get("Condition").statusCode()).isEqualTo(400);
        assertThat(http.get("MedicationRequest?status=active").statusCode()).isEqualTo(400);
        assertThat(http.get("Condition?patient=a0").statusCode()).isEqualTo(200);
        assertThat(http.get("Observation").statusCode()).isEqualTo(200);
    }

    @Test
    void demographicsNeeded() {
        people();
        adopt(Manner.DEMOGRAPHICS_NEEDED);
        assertThat(http.get("Patient").statusCode()).isEqualTo(400);
        assertThat(http.get("Patient?_count=5&_lastUpdated=ge2020").statusCode())
                .isEqualTo(400);
        for (String asked : List.of("family=test", "birthdate=1990", "identifier=urn:test:mrn|a1", "_id=a1")) {
            assertThat(json(http.get("Patient?" + asked)).path("total").asInt())
                    .as(asked)
                    .isPositive();
        }
    }

    @Test
    void lastUpdatedNowhereOrOnSomeTypes() {
        adopt(Manner.NO_LAST_UPDATED);
        assertThat(http.get("Condition?_lastUpdated=ge2020").statusCode()).isEqualTo(400);
        adopt(Manner.LAST_UPDATED_ON_SOME);
        assertThat(http.get("Condition?_lastUpdated=ge2020").statusCode()).isEqualTo(200);
        assertThat(http.get("Patient?_lastUpdated=ge2020").statusCode()).isEqualTo(400);
    }

    @Test
    void anUnknownParameterIsIgnoredAndSaidSo() {
        people();
        adopt(Manner.UNKNOWN_PARAMETER_IGNORED, Manner.NO_LAST_UPDATED);
        JsonNode answer = json(http.get("Patient?nonsense=1&_lastUpdated=ge2020"));
        assertThat(answer.path("total").asInt()).isEqualTo(EVERYBODY.size());
        assertThat(outcomes(answer)).contains("59100", "4122");
        assertThat(outcomes(json(http.get("Patient")))).isEmpty();
    }

    @Test
    void aPatientSearchIsCappedAndSaysSoOrIsRefused() {
        for (int number = 0; number < 1001; number++) {
            ehr.store().put(Samples.patient("n" + number));
        }
        adopt(Manner.PATIENT_LIMIT);
        assertThat(http.get("Patient").statusCode()).isEqualTo(422);
        adopt(Manner.PATIENT_CAP);
        JsonNode capped = json(http.get("Patient?_count=200"));
        assertThat(capped.path("total").asInt()).isEqualTo(100);
        assertThat(outcomes(capped)).containsExactly("4127");
        ehr.store().delete("Patient", "n0");
        adopt(Manner.PATIENT_LIMIT);
        assertThat(http.get("Patient").statusCode()).isEqualTo(200);
    }

    @Test
    void nothingFoundIsSaidInAnEntry() {
        people();
        adopt(Manner.NONE_FOUND_OUTCOME);
        assertThat(outcomes(json(http.get("Condition?patient=nobody")))).containsExactly("4101");
        assertThat(outcomes(json(http.get("Condition?patient=a0")))).isEmpty();
    }

    @Test
    void oneInFourKeepsContentBackAndSaysSo() {
        people();
        adopt(Manner.BREAK_THE_GLASS, Manner.MORE_MAY_EXIST);
        List<String> hidden = new ArrayList<>();
        List<String> short_ = new ArrayList<>();
        for (String id : EVERYBODY) {
            JsonNode conditions = json(http.get("Condition?patient=" + id));
            if (outcomes(conditions).contains("4130")) {
                assertThat(conditions.path("total").asInt()).isZero();
                hidden.add(id);
            }
            if (outcomes(json(http.get("MedicationRequest?patient=" + id))).contains("4119")) {
                short_.add(id);
            }
        }
        assertThat(hidden).hasSize(2);
        assertThat(short_).hasSize(2).doesNotContainAnyElementsOf(hidden);
    }

    @Test
    void aMergedPatientIsRedirectedHiddenOrGone() {
        people();
        ehr.store().put(merged("old", "a1"));
        assertThat(json(http.get("Patient?_id=old")).path("total").asInt()).isEqualTo(1);

        adopt(Manner.MERGED_REDIRECT);
        HttpResponse<String> redirect = http.get("Patient/old");
        assertThat(redirect.statusCode()).isEqualTo(302);
        assertThat(redirect.headers().firstValue("Location")).contains("../Patient/a1");
        assertThat(redirect.body()).contains("4107");
        JsonNode survivor = json(http.get("Patient?_id=old"));
        assertThat(survivor.at("/entry/0/resource/id").asText()).isEqualTo("a1");
        assertThat(outcomes(survivor)).containsExactly("4107");

        adopt(Manner.MERGED_BY_READ_ONLY);
        assertThat(json(http.get("Patient?_id=old")).path("total").asInt()).isZero();
        assertThat(json(http.get("Patient/old")).at("/link/0/type").asText()).isEqualTo("replaced-by");

        adopt(Manner.MERGED_GONE);
        assertThat(json(http.get("Patient?_id=old")).path("total").asInt()).isZero();
        assertThat(http.get("Patient/old").statusCode()).isEqualTo(410);
        assertThat(http.get("Patient/a1").statusCode()).isEqualTo(200);
    }

    @Test
    void anObservationIsTakenIfTheVendorTakesItsKind() {
        people();
        String screening = Samples.observation("a0", "k1");
        String heartRate = screening.replace(
                "{\"text\":\"screening\"}", "{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"8867-4\"}]}");
        String vital =
                screening.replace("\"status\"", "\"category\":[{\"coding\":[{\"code\":\"vital-signs\"}]}],\"status\"");

        adopt(Manner.OBSERVATION_MAPPED_ROWS);
        HttpResponse<String> refused = http.post("Observation", screening);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("59188");
        assertThat(http.post("Observation", heartRate).statusCode()).isEqualTo(201);

        adopt(Manner.OBSERVATION_VITALS_AND_LABS);
        assertThat(http.post("Observation", screening).statusCode()).isEqualTo(422);
        assertThat(http.post("Observation", vital).statusCode()).isEqualTo(201);

        adopt(Manner.OBSERVATION_NOT_TAKEN);
        assertThat(http.post("Observation", vital).statusCode()).isEqualTo(405);
        assertThat(http.post("", transaction(vital)).statusCode()).isEqualTo(405);
        assertThat(ehr.store().versionCount("Observation")).isEqualTo(2);
    }

    @Test
    void conditionalCreateIsIgnoredOrLosesARace() {
        people();
        String screening = Samples.observation("a0", "k1");
        adopt(Manner.NO_CONDITIONAL_CREATE);
        conditionally(screening);
        conditionally(screening);
        assertThat(ehr.store().current("Observation")).hasSize(2);

        adopt(Manner.CONDITIONAL_CREATE_RACES);
        List<Integer> statuses = new ArrayList<>();
        for (int number = 0; number < 5; number++) {
            statuses.add(http.post(
                            "Observation",
                            Samples.observation("a0", "race" + number),
                            "If-None-Exist",
                            "identifier=urn:test:key%7Crace" + number)
                    .statusCode());
        }
        assertThat(statuses).containsExactly(201, 201, 201, 201, 409);
    }

    @Test
    void ifMatchRequired() {
        ehr.store().put(Samples.patient("a0"));
        adopt(Manner.IF_MATCH_REQUIRED);
        assertThat(http.put("Patient/a0", Samples.patient("a0")).statusCode()).isEqualTo(400);
        assertThat(http.put("Patient/a0", Samples.patient("a0"), "If-Match", "W/\"1\"")
                        .statusCode())
                .isEqualTo(200);
        assertThat(http.put("Patient/a0", Samples.patient("a0"), "If-Match", "W/\"1\"")
                        .statusCode())
                .as("stale")
                .isEqualTo(409);
    }

    @Test
    void noTransactions() {
        people();
        adopt(Manner.NO_TRANSACTIONS);
        assertThat(http.post("", transaction(Samples.observation("a0", "k1"))).statusCode())
                .isEqualTo(405);
        assertThat(http.post("Observation", Samples.observation("a0", "k1")).statusCode())
                .isEqualTo(201);
    }

    @Test
    void theNextLinkLeadsToTheNextPageInEveryForm() {
        people();
        for (Set<Manner> form :
                List.of(Set.<Manner>of(), Set.of(Manner.CONTINUE_TOKEN), Set.of(Manner.NEXT_LINK_FROM_HOST))) {
            ehr.adopt(form);
            assertThat(idsOnAllPages("Patient")).as(form.toString()).containsExactlyInAnyOrderElementsOf(EVERYBODY);
        }
        adopt(Manner.CONTINUE_TOKEN);
        assertThat(link(json(http.get("Condition?patient=a0&_count=1")), "next"))
                .isEmpty();
        assertThat(link(json(http.get("Patient")), "next")).contains("/Patient?continue=");
        adopt(Manner.RELATIVE_NEXT_LINK);
        String relative = link(json(http.get("Patient")), "next");
        assertThat(relative).startsWith("?");
        assertThat(json(http.get(ehr.baseUrl() + "/" + relative)).path("entry")).hasSize(2);
        adopt(Manner.FOREIGN_NEXT_LINK);
        assertThat(link(json(http.get("Patient")), "next")).startsWith("https://interface-engine.invalid/");
    }

    @Test
    void aNextLinkRunsOutOnceInEleven() {
        people();
        adopt(Manner.SESSION_EXPIRES);
        List<HttpResponse<String>> pages = elevenPages();
        assertThat(pages.get(10).statusCode()).isEqualTo(400);
        assertThat(pages.get(10).body()).contains("4113");
        assertThat(pages.subList(0, 10)).allMatch(page -> page.statusCode() == 200);
        adopt(Manner.PAGES_EXPIRE);
        assertThat(elevenPages().get(10).statusCode()).isEqualTo(410);
    }

    @Test
    void busyInSecondsAndAsADate() {
        adopt(Manner.BUSY_SECONDS);
        assertThat(nth(31).headers().firstValue("Retry-After")).contains("2");
        adopt(Manner.BUSY_DATE);
        HttpResponse<String> busy = nth(37);
        assertThat(busy.statusCode()).isEqualTo(429);
        assertThat(date(busy, "Retry-After").toInstant())
                .isEqualTo(date(busy, "Date").plusSeconds(2).toInstant());
    }

    @Test
    void errorsComeInBurstsAndATokenRunsOut() {
        adopt(Manner.ERROR_BURSTS);
        assertThat(nth(39).statusCode()).isEqualTo(503);
        assertThat(nth(1).statusCode()).isEqualTo(503);
        assertThat(nth(1).statusCode()).isEqualTo(503);
        assertThat(nth(1).statusCode()).isEqualTo(200);
        adopt(Manner.TOKEN_EXPIRY);
        assertThat(nth(43).statusCode()).isEqualTo(401);
    }

    @Test
    void anAnswerBreaksOffOrIsCutOff() {
        adopt(Manner.HALF_ANSWERS);
        nth(28);
        assertThatThrownBy(() -> nth(1)).isInstanceOf(UncheckedIOException.class);
        adopt(Manner.TRUNCATED_ANSWERS);
        String cut = nth(23).body();
        assertThat(cut).startsWith("{\"resourceType\":\"Bundle\"").doesNotEndWith("}");
    }

    @Test
    void aWriteIsDoneAndItsAnswerLost() {
        people();
        adopt(Manner.LOST_ANSWERS);
        HttpResponse<String> last = null;
        for (int number = 1; number <= 7; number++) {
            last = http.post("Observation", Samples.observation("a0", "k" + number));
        }
        assertThat(last.statusCode()).isEqualTo(504);
        assertThat(last.headers().firstValue("Location")).isEmpty();
        assertThat(ehr.store().current("Observation")).hasSize(7);
    }

    @Test
    void oneAnswerInFiveIsSlow() {
        adopt(Manner.SLOW_ANSWERS);
        nth(4);
        long start = System.nanoTime();
        nth(1);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1900));
    }

    @Test
    void aRecordStandsTwiceOnItsPage() {
        people();
        adopt(Manner.DUPLICATE_IDS);
        assertThat(json(http.get("Patient")).path("entry")).hasSize(3);
        assertThat(Set.copyOf(idsOnAllPages("Patient"))).isEqualTo(EVERYBODY);
    }

    @Test
    void aSearchSeesAWriteLater() {
        people();
        now.updateAndGet(at -> at.plusSeconds(60));
        adopt(Manner.LATE_COMMITS);
        conditionally(Samples.observation("a0", "k1"));
        String id = ehr.store().current("Observation").get(0).id();
        assertThat(json(http.get("Observation?identifier=k1")).path("total").asInt())
                .isZero();
        assertThat(http.get("Observation/" + id).statusCode()).isEqualTo(200);
        now.updateAndGet(at -> at.plusSeconds(6));
        assertThat(json(http.get("Observation?identifier=k1")).path("total").asInt())
                .isEqualTo(1);
        assertThat(conditionally(Samples.observation("a0", "k1")).statusCode()).isEqualTo(200);
    }

    private void adopt(Manner... manners) {
        ehr.adopt(Set.of(manners));
    }

    private void people() {
        for (String id : EVERYBODY) {
            ehr.store().put(Samples.patient(id));
            ehr.store().put(Samples.condition("c-" + id, id, "38341003"));
            ehr.store().put(Samples.medicationRequest("m-" + id, id, "drug"));
        }
    }

    private HttpResponse<String> conditionally(String observation) {
        return http.post("Observation", observation, "If-None-Exist", "identifier=urn:test:key%7Ck1");
    }

    private List<HttpResponse<String>> elevenPages() {
        String next = link(json(http.get("Patient")), "next");
        List<HttpResponse<String>> pages = new ArrayList<>();
        for (int number = 0; number < 11; number++) {
            pages.add(http.get(next));
        }
        return pages;
    }

    private List<String> idsOnAllPages(String search) {
        List<String> ids = new ArrayList<>();
        JsonNode page = json(http.get(search));
        while (true) {
            page.path("entry")
                    .forEach(entry -> ids.add(entry.path("resource").path("id").asText()));
            String next = link(page, "next");
            if (next.isEmpty()) {
                return ids;
            }
            page = json(http.get(next));
        }
    }

    /** The answer to the last of so many searches. */
    private HttpResponse<String> nth(int requests) {
        HttpResponse<String> answer = null;
        for (int number = 0; number < requests; number++) {
            answer = http.get("Condition?patient=a0");
        }
        return answer;
    }

    private static ZonedDateTime date(HttpResponse<String> answer, String header) {
        return ZonedDateTime.parse(
                answer.headers().firstValue(header).orElseThrow(), DateTimeFormatter.RFC_1123_DATE_TIME);
    }

    private static List<String> outcomes(JsonNode bundle) {
        List<String> codes = new ArrayList<>();
        for (JsonNode entry : bundle.path("entry")) {
            if (entry.at("/search/mode").asText().equals("outcome")) {
                entry.at("/resource/issue")
                        .forEach(issue ->
                                codes.add(issue.at("/details/coding/0/code").asText()));
            }
        }
        return codes;
    }

    private static String merged(String id, String survivor) {
        return Samples.patient(id)
                .replace(
                        "\"active\":true",
                        "\"active\":false,\"link\":[{\"type\":\"replaced-by\",\"other\":{\"reference\":\"Patient/%s\"}}]"
                                .formatted(survivor));
    }

    private static String transaction(String observation) {
        return """
                {"resourceType":"Bundle","type":"transaction","entry":[
                 {"resource":%s,"request":{"method":"POST","url":"Observation"}}]}
                """
                .formatted(observation);
    }
}
