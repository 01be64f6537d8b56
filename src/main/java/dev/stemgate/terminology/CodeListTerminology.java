// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Classifies concepts by the code lists and words of the {@code model/} folder.
 *
 * <p>Every coding counts. ICD-10, ICD-9-CM and ATC go by longest prefix, and a well-formed code of these is always classified;
 * SNOMED CT and RxNorm go by exact code. A drug code counts only as a drug, any other code only elsewhere: in the wrong place it
 * is unknown. When no coding is known, the words of the text and of the displays are read; they raise and never clear, except
 * that a drug code is cleared by a name made up wholly of ingredients that the lists know (MODEL §3).
 *
 * <p>Immutable and thread-safe; gives the same answer for the same concept.
 */
public final class CodeListTerminology implements Terminology {

    private final CodeLists lists;
    private final CodingReader codings;
    private final TextReader text;
    private final String contentHash;

    private CodeListTerminology(CodeLists lists, CodingReader codings, TextReader text, String contentHash) {
        this.lists = lists;
        this.codings = codings;
        this.text = text;
        this.contentHash = contentHash;
    }

    /**
     * Reads {@code code-lists/} and {@code words/} below a model folder.
     *
     * @param model the folder, usually {@code model}
     * @param criteria ids of the criteria that the files may name
     * @throws TerminologyFileException naming file, line and remedy, on the first thing that is not understood
     */
    public static CodeListTerminology read(Path model, Set<String> criteria) {
        WordFiles words = WordFiles.read(model.resolve("words"));
        CodeLists lists = CodeLists.read(model.resolve("code-lists"), criteria, words.files());
        List<KnownCode> codes = new ArrayList<>(lists.exact().of(CodeSystem.SNOMED));
        codes.addAll(lists.exact().of(CodeSystem.RXNORM));
        DrugNames drugs = words.drugNames(lists.exact());
        TextReader text = new TextReader(words.rules(new CodeListReader(criteria)), drugs, codes);
        DisplayCheck displays = new DisplayCheck(words.synonyms(), lists.exact().of(CodeSystem.SNOMED));
        return new CodeListTerminology(
                lists, new CodingReader(lists, text, displays, drugs), text, lists.contentHash());
    }

    @Override
    public Classification classify(Concept concept, Domain domain) {
        List<Match> matches = new ArrayList<>();
        List<Code> unknown = new ArrayList<>();
        Standings standings = new Standings();
        for (Code coding : concept.codings()) {
            CodingReader.Reading reading = codings.read(coding, domain);
            matches.addAll(reading.matches());
            if (reading.isKnown()) {
                standings.add(reading.standing());
            } else {
                unknown.add(coding);
            }
        }
        if (!standings.hasClassified()) {
            readWords(concept, unknown, domain, matches, standings);
        }
        return new Classification(matches, matches.isEmpty() ? standings.settle() : Classification.Standing.CLASSIFIED);
    }

    /** No coding is known, or only a statement such as "no known problems": the text, the displays, and at last what the sender says of the absence. */
    private void readWords(
            Concept concept, List<Code> unknown, Domain domain, List<Match> matches, Standings standings) {
        if (!concept.text().isBlank()) {
            readWords(new Code("", "", concept.text()), domain, matches, standings);
        }
        for (Code coding : unknown) {
            if (codings.isQuestion(coding)) {
                continue;
            }
            if (!coding.display().isBlank()) {
                readWords(coding, domain, matches, standings);
            }
            String name = coding.display().isBlank() ? concept.text() : coding.display();
            if (domain == Domain.DRUG && coding.hasCode() && text.knowsDrug(name)) {
                standings.add(Classification.Standing.CLASSIFIED);
            }
        }
        if (concept.isEmpty() && !concept.absentReason().isBlank()) {
            standings.add(Classification.Standing.NO_INFORMATION);
        }
    }

    private void readWords(Code words, Domain domain, List<Match> matches, Standings standings) {
        lists.statements().text(words.display(), domain).ifPresent(standings::add);
        for (CodeEntry entry : text.read(words.display(), domain)) {
            boolean said = matches.stream().anyMatch(match -> match.criterion().equals(entry.criterion()));
            if (!said) {
                matches.add(CodingReader.match(entry, words, Match.Basis.WORDS));
            }
        }
    }

    @Override
    public Optional<CodeSystem> system(String uri) {
        return lists.aliases().resolve(uri);
    }

    /** The criteria for which at least one code list has a row; a criterion without codes cannot be evaluated. */
    public Set<String> criteria() {
        return lists.criteria();
    }

    /** Hexadecimal SHA-256 over the content of all lists and word files, for the version of the model. */
    public String contentHash() {
        return contentHash;
    }

    /** The displays that the lists know, in lower case, without accents and punctuation. */
    public Set<String> knownDisplays(Domain domain) {
        return text.knownDisplays(domain);
    }
}
