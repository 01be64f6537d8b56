// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

import static dev.stemgate.intake.hl7.Hl7Text.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.deadletter.Reason;
import dev.stemgate.intake.PatientIdentifier;
import dev.stemgate.intake.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatientSegmentTest {

    private static Subject subject(String pid) {
        return ToldSink.read(message("ADT^A01", pid, "DG1|1||B20^^I10|||F"))
                .records
                .get(0)
                .subject();
    }

    @Test
    void identifiersCarryTheSystemOfTheirAuthority() {
        Subject subject =
                subject("PID|1||4711^^^HOSP^MR~88^^^&2.16.840.1.113883.19.5&ISO^PI~5^^^OTHER^MR||X||19610507|F");
        assertThat(subject.identifiers())
                .containsExactly(
                        new PatientIdentifier("http://hospital.example/mrn", "4711"),
                        new PatientIdentifier("urn:oid:2.16.840.1.113883.19.5", "88"));
        assertThat(subject.birthDate()).isEqualTo("1961-05-07");
        assertThat(subject.sex()).isEqualTo("female");
    }

    @Test
    void identifierOfAnUnknownAuthorityIsNoKeyButStillTellsPatientsApart() {
        Subject subject = subject("PID|1||99^^^NOWHERE^MR");
        assertThat(subject.identifiers()).isEmpty();
        assertThat(subject.localId()).isEqualTo("99^NOWHERE");
    }

    @Test
    void typeWithoutAuthorityCanBeGivenASystem() {
        assertThat(subject("PID|1||123456789^^^^SS").identifiers())
                .containsExactly(new PatientIdentifier("http://hl7.org/fhir/sid/us-ssn", "123456789"));
    }

    @Test
    void orderOfTheRepetitionsDoesNotChangeTheLocalId() {
        assertThat(subject("PID|1||1^^^B^MR~2^^^A^MR~3^^^A^SS").localId())
                .isEqualTo(subject("PID|1||3^^^A^SS~2^^^A^MR~1^^^B^MR").localId());
    }

    @ParameterizedTest
    @CsvSource({"M,male", "F,female", "O,other", "A,other", "U,unknown", "'',''", "Z,''"})
    void administrativeSexIsForTheCrossCheck(String code, String expected) {
        assertThat(subject("PID|1||4711^^^HOSP^MR||X||1961|" + code).sex()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1961,1961", "196105,1961-05", "19610507,1961-05-07", "196105071130,1961-05-07", "'',''", "\"\",''"})
    void birthDateKeepsItsPrecision(String text, String expected) {
        assertThat(subject("PID|1||4711^^^HOSP^MR||X||" + text).birthDate()).isEqualTo(expected);
    }

    @Test
    void mergeTellsWhichIdentifierBelongsToWhom() {
        ToldSink told =
                ToldSink.read(message("ADT^A40^ADT_A39", "PID|1||4711^^^HOSP^MR", "MRG|4700^^^HOSP^MR~4699^^^HOSP^MR"));
        assertThat(told.merged)
                .containsExactly(
                        "http://hospital.example/mrn|4700 > http://hospital.example/mrn|4711",
                        "http://hospital.example/mrn|4699 > http://hospital.example/mrn|4711");
        assertThat(told.irrelevant).hasSize(1);
        assertThat(told.units()).isEqualTo(1);
    }

    @Test
    void mergeWithoutBothPatientsIsADeadLetter() {
        for (String mrg : new String[] {"MRG|", "MRG|1^^^NOWHERE", "ZZZ|"}) {
            ToldSink told = ToldSink.read(message("ADT^A40", "PID|1||4711^^^HOSP^MR", mrg));
            assertThat(told.merged).isEmpty();
            assertThat(told.refusals).singleElement().satisfies(refusal -> assertThat(refusal.reason())
                    .isEqualTo(Reason.UNRESOLVED_SUBJECT));
        }
    }
}
