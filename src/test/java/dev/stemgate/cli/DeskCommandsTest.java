// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.deadletter.DeadLetter;
import dev.stemgate.deadletter.LetterFilter;
import dev.stemgate.deadletter.LetterState;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.model.Finding;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.PatientKey;
import dev.stemgate.model.Screening;
import dev.stemgate.route.BridgeFixture;
import dev.stemgate.route.Records;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The desk's commands on a sandbox EHR, while the bridge runs. */
@Timeout(300)
class DeskCommandsTest {

    private static final PatientKey ANNA = new PatientKey(BridgeFixture.EHR, "anna");

    @TempDir
    Path folder;

    private BridgeFixture fixture;

    @BeforeEach
    void annaHasARecordThatCannotBeRead() {
        fixture = BridgeFixture.in(folder).given(Records.patient("anna"), Records.irrelevant("c1", "anna"));
        broken("not a date");
        fixture.startAndSettle();
    }

    private void broken(String date) {
        fixture.sandbox()
                .store()
                .putRaw(
                        "Condition",
                        "c2",
                        "anna",
                        Records.brokenDate("c2", "anna").replace("not a date", date));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aCorrectionIsReadInPlaceOfTheBytesUntilTheEhrSendsOthers() {
        String id = only().id().toString();
        assertThat(run("replay", id).code())
                .as("the bytes still cannot be read")
                .isEqualTo(1);

        assertThat(run("correct", id, "--set", "onsetDateTime=whenever"))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(3))
                .satisfies(refused -> assertThat(refused.err()).contains("onsetDateTime is not a date"));
        assertThat(run("correct", id, "--set", "Condition.onsetDateTime=2020-05")
                        .code())
                .isZero();
        Said dry = run("replay", id, "--dry-run");
        assertThat(dry.out()).contains("would: replay", "anna", "(model ");
        assertThat(dry.code()).isZero();
        Said previewed = run("replay", id, "--dry-run", "--model", "new", "--json");
        assertThat(previewed.out()).contains("\"expected\":{\"outcome\":\"contraindicated\"");
        assertThat(run("replay", id).out()).contains("1 to replay");
        assertThat(run("replay", id).out()).containsAnyOf("1 under way", "1 settled before");

        fixture.bridge().runRound(BridgeFixture.EHR);
        fixture.settle();
        Said shown = run("show", id);
        assertThat(shown.out())
                .contains(id + "   replayed", "Corrected    by command:", "/onsetDateTime", ": gone,", "not a date");
        assertThat(screening().finding("pregnancy")).as("the kind is complete").contains(Finding.ABSENT);
        assertThat(screening().outcome()).isEqualTo(Outcome.CONTRAINDICATED);
        Said explained = execute("explain", "--ehr", BridgeFixture.EHR, "anna");
        assertThat(explained.out()).contains("Corrected    Condition/c2 by command:", "; counts since ");

        fixture.bridge().runRound(BridgeFixture.EHR);
        fixture.settle();
        assertThat(run("list").out()).as("the same bytes are no letter again").contains("No dead letters.");

        broken("no date either");
        fixture.bridge().runRound(BridgeFixture.EHR);
        fixture.settle();
        assertThat(only().id().toString()).isNotEqualTo(id);
        assertThat(screening().finding("pregnancy")).contains(Finding.UNKNOWN);
        assertThat(execute("explain", "--ehr", BridgeFixture.EHR, "anna").out())
                .contains("the source sends other content");
    }

    private DeadLetter only() {
        List<DeadLetter> open = fixture.bridge()
                .deadLetters()
                .find(LetterFilter.open().because(Reason.UNREADABLE).in(LetterState.OPEN));
        assertThat(open).hasSize(1);
        return open.get(0);
    }

    private Screening screening() {
        return fixture.bridge().results().all(ANNA).get(0).screening();
    }

    private Said run(String... arguments) {
        List<String> words = new ArrayList<>(List.of("dead-letters"));
        words.addAll(List.of(arguments));
        return execute(words.toArray(String[]::new));
    }

    private Said execute(String... arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        words.addAll(List.of("--config", folder.resolve("stemgate.yaml").toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), words.toArray(String[]::new));
        return new Said(code, out.toString(), err.toString());
    }

    private record Said(int code, String out, String err) {}
}
