// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import static dev.stemgate.terminology.ShippedLists.SNOMED;
import static dev.stemgate.terminology.ShippedLists.TERMINOLOGY;
import static dev.stemgate.terminology.ShippedLists.criteria;
import static dev.stemgate.terminology.ShippedLists.match;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import dev.stemgate.terminology.Classification.Standing;
import dev.stemgate.terminology.ServerAnswer.Under;
import dev.stemgate.terminology.ServerAnswer.UnderNone;
import dev.stemgate.terminology.ServerAnswers.ValueSetMembers;
import dev.stemgate.terminology.Terminology.Domain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the shipped lists and roots make of a terminology server's answers. */
class ServerAnswersTest {

    private static final String CODE = "999000001";
    private static final AskedCode ASKED = new AskedCode(SNOMED, CODE);
    private static final String MALIGNANT = "363346000";

    @Test
    void onlyCodesThatNothingKnowsAreAskedFor() {
        assertThat(toAsk(coding(CODE, "Zzz"))).containsExactly(ASKED);
        assertThat(toAsk(new Code("urn:oid:2.16.840.1.113883.6.96", " " + CODE + " ", "")))
                .as("under the canonical URI")
                .containsExactly(ASKED);
        assertThat(toAsk(coding("254837009", "Malignant neoplasm of breast"))).isEmpty();
        assertThat(toAsk(coding(CODE, ""), coding("254837009", "")))
                .as("one coding is known")
                .isEmpty();
        assertThat(toAsk(coding("73211009:363698007=1", "")))
                .as("no single code")
                .isEmpty();
        assertThat(toAsk(coding("Mrs Kanarienvogel", ""))).as("no code").isEmpty();
        assertThat(toAsk(new Code("urn:local", CODE, "")))
                .as("no system with roots")
                .isEmpty();
        assertThat(TERMINOLOGY.codesToAsk(Concept.of(coding(CODE, "")), Domain.DRUG))
                .as("no roots for drugs")
                .isEmpty();
        assertThat(TERMINOLOGY.rootsFor(ASKED)).contains(MALIGNANT, "73211009").doesNotContain(CODE);
    }

    @Test
    void aCodeUnderARootSaysWhatTheRootSays() {
        Classification said = classify(new Under(Set.of(MALIGNANT), "Carcinoma of zzz"), coding(CODE, ""));
        assertThat(said.standing()).isEqualTo(Standing.CLASSIFIED);
        assertThat(match(said, "active-malignancy")).hasValueSatisfying(match -> {
            assertThat(match.role()).isEqualTo(Role.INCLUDE);
            assertThat(match.basis()).isEqualTo(Match.Basis.SERVER);
            assertThat(match.suggestiveOnly()).isFalse();
            assertThat(match.listNote())
                    .isEqualTo("by hierarchy under 363346000 Malignant neoplastic disease (disorder), said by the"
                            + " terminology server");
        });
    }

    @Test
    void underAnExcludingRootACodeDoesNotMatchThatCriterion() {
        Classification said = classify(new Under(Set.of("86406008", "40733004"), ""), coding(CODE, ""));
        assertThat(criteria(said)).contains("hiv").doesNotContain("acute-inflammation");
        assertThat(criteria(classify(new Under(Set.of("40733004"), ""), coding(CODE, ""))))
                .containsExactly("acute-inflammation");
    }

    @Test
    void aSendersNameThatContradictsTheServersMakesItSuggestive() {
        Classification said = classify(
                new Under(Set.of(MALIGNANT), "Carcinoma of breast (disorder)"), coding(CODE, "Fracture of bone"));
        assertThat(match(said, "active-malignancy"))
                .hasValueSatisfying(match -> assertThat(match.basis()).isEqualTo(Match.Basis.CODE_AGAINST_DISPLAY));
    }

    @Test
    void underNoRootItStaysToBeClassifiedUnlessTheSiteTrustsTheServer() {
        ServerAnswers answers = new ServerAnswers(Map.of(ASKED, new UnderNone("Zzz")), List.of(), false);
        assertThat(classify(answers, coding(CODE, "Zzz")).standing()).isEqualTo(Standing.UNCLASSIFIED);
        ServerAnswers trusted = new ServerAnswers(answers.codes(), List.of(), true);
        assertThat(classify(trusted, coding(CODE, "Zzz")).standing()).isEqualTo(Standing.CLASSIFIED);
        assertThat(classify(trusted, coding("999000002", "Zzz")).standing())
                .as("another code, of which the server said nothing")
                .isEqualTo(Standing.UNCLASSIFIED);
    }

    @Test
    void theWordsOfBothNamesAreStillHeard() {
        ServerAnswers trusted = new ServerAnswers(Map.of(ASKED, new UnderNone("Pneumonia")), List.of(), true);
        assertThat(match(classify(trusted, coding(CODE, "Zzz")), "acute-inflammation"))
                .hasValueSatisfying(match -> assertThat(match.basis()).isEqualTo(Match.Basis.WORDS));
        assertThat(criteria(classify(new Under(Set.of(MALIGNANT), "Tumour"), coding(CODE, "Carcinoma in pregnancy"))))
                .contains("active-malignancy", "pregnancy");
    }

    @Test
    void aMemberOfAValueSetOfTheSiteCountsUnderAnyNameOfItsSystem() {
        Set<AskedCode> members = TERMINOLOGY.comparable(
                Set.of(new AskedCode("http://snomed.info/sct", CODE), new AskedCode("http://Local.example/", "A1")));
        ServerAnswers answers = new ServerAnswers(
                Map.of(), List.of(new ValueSetMembers("hiv", Role.SIGNAL, "http://v", members)), false);
        assertThat(match(classify(answers, coding(CODE, "")), "hiv")).hasValueSatisfying(match -> {
            assertThat(match.role()).isEqualTo(Role.SIGNAL);
            assertThat(match.listNote()).isEqualTo("as a member of http://v, said by the terminology server");
        });
        assertThat(criteria(classify(answers, new Code("http://local.example", "A1", ""))))
                .containsExactly("hiv");
    }

    @Test
    void theListsAreNotOverruled() {
        AskedCode known = new AskedCode(SNOMED, "254837009");
        ServerAnswers answers = new ServerAnswers(Map.of(known, new Under(Set.of("77386006"), "")), List.of(), true);
        assertThat(criteria(classify(answers, coding("254837009", "")))).doesNotContain("pregnancy");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hiv|include|snomed|73211009|does not stand in this role for this criterion in snomed.tsv",
                "hiv|signal|snomed|86406008|does not stand in this role",
                "hiv|include|snomed|999000001|does not stand in this role",
                "hiv|include|icd-10|B20|'icd-10' has no list of single codes",
                "leprosy|include|snomed|86406008|unknown criterion 'leprosy'",
                "hiv|perhaps|snomed|86406008|unknown role 'perhaps'"
            })
    void aRootThatNoListHasIsRefusedWithFileAndLine(
            String criterion, String role, String system, String code, String message, @TempDir Path model)
            throws IOException {
        SmallLists.copyTo(model);
        Files.writeString(
                model.resolve("code-lists/snomed.tsv"),
                "criterion\trole\tkind\tcode\tdisplay\tclass\tnote\tsource\n"
                        + "hiv\tinclude\tcondition\t86406008\tHIV\t\t\tx\n"
                        + "diabetes\tinclude\tcondition\t73211009\tDiabetes\t\t\tx\n");
        Files.writeString(
                model.resolve("code-lists/hierarchy.tsv"),
                "criterion\trole\tsystem\tcode\tdisplay\tsource\nhiv\tinclude\tsnomed\t86406008\tHIV\tx\n"
                        + String.join("\t", criterion, role, system, code, "x", "y") + "\n");
        assertThatThrownBy(() -> CodeListTerminology.read(model, ShippedLists.CRITERIA))
                .isInstanceOf(TerminologyFileException.class)
                .hasMessageContaining("hierarchy.tsv:3")
                .hasMessageContaining(message);
    }

    private static Set<AskedCode> toAsk(Code... codings) {
        return TERMINOLOGY.codesToAsk(Concept.of(codings), Domain.CLINICAL);
    }

    private static Classification classify(ServerAnswer answer, Code coding) {
        return classify(new ServerAnswers(Map.of(ASKED, answer), List.of(), false), coding);
    }

    private static Classification classify(ServerAnswers answers, Code coding) {
        return TERMINOLOGY.with(answers).classify(Concept.of(coding), Domain.CLINICAL);
    }

    private static Code coding(String code, String display) {
        return new Code(SNOMED, code, display);
    }
}
