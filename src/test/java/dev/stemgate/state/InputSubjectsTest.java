// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What sources say of patients: what a later word changes, and that it stands sealed where a key is set. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class InputSubjectsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String CANARY = "canary-4711";
    private static final String DESCRIPTION = "{\"value\":\"" + CANARY + "\",\"birthDate\":\"1961-05-07\"}";

    @Parameter
    private TestDatabase store;

    @TempDir
    Path folder;

    private static InputSubject said(String key, String description, boolean described) {
        return new InputSubject(
                key, "drops", "ehr", CANARY, description, described, InputSubject.NEW, Optional.empty());
    }

    private static PayloadKeys keys(int current, int... previous) {
        return PayloadKeys.of(key(current), previous.length == 0 ? Optional.empty() : Optional.of(key(previous[0])));
    }

    private static byte[] key(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return key;
    }

    @Test
    void aWordThatSaysNothingElseLeavesTheMatchAndAnotherOneDoesNot() {
        for (PayloadKeys keys : List.of(PayloadKeys.NONE, keys(1))) {
            try (Database database = Database.open(
                    store.settings(folder.resolve(keys.currentId())).with(keys))) {
                InputSubjects subjects = new InputSubjects(database);
                subjects.mention(List.of(said("a", DESCRIPTION, true), said("b", "", false)));
                assertThat(subjects.waiting("ehr", 10)).hasSize(2);
                subjects.matched("a", "p1", false, NOON);
                for (InputSubject nothingNew : List.of(
                        said("a", DESCRIPTION, true), said("a", "", false), said("a", "{\"value\":\"x\"}", false))) {
                    subjects.mention(List.of(nothingNew));
                    assertThat(subjects.get("a")).hasValueSatisfying(subject -> {
                        assertThat(subject.isMatched()).isTrue();
                        assertThat(subject.described()).isTrue();
                        assertThat(subject.description()).isEqualTo(DESCRIPTION);
                        assertThat(subject.localId()).isEqualTo(CANARY);
                    });
                }
                assertThat(subjects.lock(said("a", DESCRIPTION, true))).isPresent();
                assertThat(subjects.lock(said("a", "{}", true))).isEmpty();
                subjects.mention(List.of(said("a", "{\"birthDate\":\"1970-01-01\"}", true), said("c", "", false)));
                assertThat(subjects.get("a")).hasValueSatisfying(subject -> assertThat(subject.state())
                        .isEqualTo(InputSubject.NEW));
                assertThat(subjects.waiting("ehr", 10)).hasSize(3);
            }
        }
    }

    @Test
    void whatIsSaidIsSealedAndFoundAllTheSameAndSealedAnewWithTheNextKey() {
        DatabaseSettings settings = store.settings(folder);
        try (Database database = Database.open(settings)) {
            fill(new InputSubjects(database), "plain");
            assertThat(dump(database)).as("no key, no seal").contains(CANARY);
        }
        try (Database database = Database.open(settings.with(keys(1)))) {
            fill(new InputSubjects(database), "sealed");
            isRead(new InputSubjects(database), "plain");
            isRead(new InputSubjects(database), "sealed");
            assertThat(new Rekeying(database).run()).as("a subject and a merge").isEqualTo(2);
            assertThat(dump(database)).doesNotContain(CANARY).doesNotContain("1961-05-07");
        }
        try (Database database = Database.open(settings.with(keys(2, 1)))) {
            assertThat(new Rekeying(database).run()).isEqualTo(4);
            assertThat(new Rekeying(database).run()).isZero();
        }
        try (Database database = Database.open(settings.with(keys(2)))) {
            InputSubjects subjects = new InputSubjects(database);
            isRead(subjects, "plain");
            isRead(subjects, "sealed");
            assertThat(dump(database)).doesNotContain(CANARY);
            assertThat(subjects.matchAgain("drops", CANARY)).isEqualTo(2);
            assertThat(subjects.matchAgain("drops", "nobody")).isZero();
            assertThat(subjects.forgetCandidates("ehr", CANARY)).isEqualTo(2);
            assertThat(subjects.candidates("sealed")).isEmpty();
            assertThat(subjects.forgetMerges("drops", "hash-of-plain", "mrn", CANARY))
                    .as("the old one, and all whom it survives")
                    .isEqualTo(2);
            assertThat(subjects.survivor("drops", "hash-of-sealed")).isEmpty();
        }
    }

    private static void fill(InputSubjects subjects, String key) {
        subjects.mention(List.of(said(key, DESCRIPTION, true)));
        subjects.notMatched(key, "ambiguous-patient", "[{\"patient\":\"" + CANARY + "\"}]", false);
        subjects.merged("drops", "hash-of-" + key, "mrn", CANARY, NOON);
    }

    private static void isRead(InputSubjects subjects, String key) {
        assertThat(subjects.get(key)).hasValueSatisfying(subject -> {
            assertThat(subject.description()).isEqualTo(DESCRIPTION);
            assertThat(subject.localId()).isEqualTo(CANARY);
        });
        assertThat(subjects.candidates(key)).contains(CANARY);
        assertThat(subjects.survivor("drops", "hash-of-" + key)).contains(List.of("mrn", CANARY));
    }

    /** Everything that stands in the two tables. */
    private static String dump(Database database) {
        return database.inTransaction(transaction -> {
            StringBuilder all = new StringBuilder();
            transaction.query(
                    row -> all.append(row.text("local_id"))
                            .append(row.text("description"))
                            .append(row.text("candidates")),
                    "select * from input_subject");
            transaction.query(row -> all.append(row.text("surviving_value")), "select * from input_merge");
            return all.toString();
        });
    }
}
