// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class TerminologyAnswersTest {

    @Parameter
    private TestDatabase store;

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path folder;

    private Database database;
    private TerminologyAnswers answers;

    @BeforeEach
    void open() {
        database = store.open(folder);
        answers = new TerminologyAnswers(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void anAnswerIsFoundForTheSameQuestionUntilItIsTooOld() {
        TerminologyAnswer yes = new TerminologyAnswer("urn:s", "1", "basis", Set.of("9", "8"), "One", NOON);
        TerminologyAnswer no = new TerminologyAnswer("urn:s", "2", "basis", Set.of(), "", NOON);
        answers.keep(yes);
        answers.keep(no);
        assertThat(answers.find("urn:s", "1", "basis", NOON)).contains(yes);
        assertThat(answers.find("urn:s", "2", "basis", NOON)).contains(no);
        assertThat(answers.find("urn:s", "1", "basis", NOON.plusSeconds(1))).isEmpty();
        assertThat(answers.find("urn:s", "1", "other roots", NOON)).isEmpty();
        assertThat(answers.find("urn:t", "1", "basis", NOON)).isEmpty();
    }

    @Test
    void aLaterAnswerReplacesAnEarlierOne() {
        answers.keep(new TerminologyAnswer("urn:s", "1", "basis", Set.of("9"), "One", NOON));
        TerminologyAnswer later = new TerminologyAnswer("urn:s", "1", "basis", Set.of(), "Uno", NOON.plusSeconds(60));
        answers.keep(later);
        assertThat(answers.find("urn:s", "1", "basis", NOON)).contains(later);
    }

    @Test
    void oldAnswersAreForgotten() {
        answers.keep(new TerminologyAnswer("urn:s", "1", "basis", Set.of(), "", NOON));
        answers.keep(new TerminologyAnswer("urn:s", "2", "basis", Set.of(), "", NOON.plusSeconds(60)));
        assertThat(answers.forgetBefore(NOON.plusSeconds(1))).isEqualTo(1);
        assertThat(answers.find("urn:s", "1", "basis", Instant.EPOCH)).isEmpty();
        assertThat(answers.find("urn:s", "2", "basis", Instant.EPOCH)).isPresent();
    }

    @Test
    void aLongNameIsCut() {
        answers.keep(new TerminologyAnswer("urn:s", "1", "basis", Set.of(), "x".repeat(5000), NOON));
        assertThat(answers.find("urn:s", "1", "basis", NOON))
                .hasValueSatisfying(found -> assertThat(found.display()).hasSize(1000));
    }
}
