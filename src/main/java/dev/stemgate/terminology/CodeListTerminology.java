// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

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
    private final LocalCodes local;

    private CodeListTerminology(CodeLists lists, CodingReader codings, TextReader text, LocalCodes local) {
        this.lists = lists;
        this.codings = codings;
        this.text = text;
        this.local = local;
    }

    /**
     * Reads {@code code-lists/}, {@code words/} and {@code local-codes/} below a model folder.
     *
     * @param model the folder, usually {@code model}
     * @param criteria ids of the criteria that the files may name
     * @throws TerminologyFileException naming file, line and remedy, on the first thing that is not understood
     */
    public static CodeListTerminology read(Path model, Set<String> criteria) {
        return read(model, criteria, List.of(model.resolve("local-codes")));
    }

    /**
     * Reads {@code code-lists/} and {@code words/} below a model folder, and the site's local map.
     *
     * @param model the folder, usually {@code model}
     * @param criteria ids of the criteria that the files may name
     * @param localCodes folders with the CSV files of the local map; one that is not there holds none
     * @throws TerminologyFileException naming file, line and remedy, on the first thing that is not understood
     */
    public static CodeListTerminology read(Path model, Set<String> criteria, List<Path> localCodes) {
        WordFiles words = WordFiles.read(model.resolve("words"));
        CodeLists lists = CodeLists.read(model.resolve("code-lists"), criteria, words.files());
        List<KnownCode> codes = new OneAfterOther<>(
                lists.exact().of(CodeSystem.SNOMED), lists.exact().of(CodeSystem.RXNORM));
        DrugNames drugs = words.drugNames(lists.exact());
        TextReader text = new TextReader(words.rules(new CodeListReader(criteria)), drugs, codes);
        DisplayCheck displays = new DisplayCheck(words.synonyms(), lists.exact().of(CodeSystem.SNOMED));
        CodingReader codings = new CodingReader(lists, text, displays, drugs, LocalCodes.NONE);
        CodeListTerminology shipped = new CodeListTerminology(lists, codings, text, LocalCodes.NONE);
        LocalCodes local = new LocalCodeCheck(criteria, lists, shipped)
                .add(LocalCodeFiles.readAll(localCodes))
                .orThrow();
        return new CodeListTerminology(lists, codings.with(local), text, local);
    }

    /**
     * What is wrong with further rows of the local map, beside those that are there.
     *
     * @param criteria ids of the criteria that rows may name
     * @return every problem, naming file, line and remedy; empty when the rows can be added
     */
    public List<TerminologyFileException> problemsOf(List<LocalRow> further, Set<String> criteria) {
        CodeListTerminology shipped =
                new CodeListTerminology(lists, codings.with(LocalCodes.NONE), text, LocalCodes.NONE);
        return new LocalCodeCheck(criteria, lists, shipped)
                .add(local.rows())
                .add(further)
                .problems();
    }

    /**
     * This terminology with what a terminology server has said; what it said before is forgotten.
     *
     * @param answers its answers, and the value sets of the site
     */
    public CodeListTerminology with(ServerAnswers answers) {
        return new CodeListTerminology(lists, codings.with(answers), text, local);
    }

    /** The codes of a concept for which a terminology server could be asked; empty when the lists or the site know one of its codings. */
    public Set<AskedCode> codesToAsk(Concept concept, Domain domain) {
        if (concept.codings().stream()
                .anyMatch(coding -> codings.read(coding, domain).isKnown())) {
            return Set.of();
        }
        return concept.codings().stream()
                .flatMap(coding -> codings.server().question(coding, domain).stream())
                .collect(Collectors.toSet());
    }

    /** The roots for which a server is asked where a code of that system stands. */
    public Set<String> rootsFor(AskedCode code) {
        return ServerCodes.rootsFor(code, lists);
    }

    /** The members of a server's expansion, with their systems written as codings are compared. */
    public Set<AskedCode> comparable(Set<AskedCode> members) {
        return members.stream()
                .map(member -> ServerCodes.comparable(member, lists.aliases()))
                .collect(Collectors.toSet());
    }

    /** Whether a row of a local map names a drug, as it says or as its code system tells; empty when nothing tells. */
    public Optional<Domain> domainOf(LocalCode code) {
        return LocalKeys.of(lists.aliases()).domainOf(code, lists.exact());
    }

    /**
     * The codes that the shipped lists have in one role of one criterion, as a FHIR R4 ValueSet in JSON; empty when there are none.
     */
    public Optional<String> valueSet(String criterion, Role role, ValueSetEdition edition) {
        return new CriterionValueSet(lists, criterion, role).json(edition);
    }

    /** The id of such a ValueSet, for instance {@code criterion-hiv-include}. */
    public static String valueSetId(String criterion, Role role) {
        return "criterion-" + criterion + "-" + role.name().toLowerCase(Locale.ROOT);
    }

    /** True when a row of a local map is about this code, or about this text where the code has no system. */
    public boolean isAbout(LocalCode row, Code code) {
        return LocalKeys.of(lists.aliases()).sameThing(row, code);
    }

    /** The rows of the site's local map. */
    public List<LocalRow> localRows() {
        return local.rows();
    }

    @Override
    public Classification classify(Concept concept, Domain domain) {
        List<Match> matches = new ArrayList<>();
        List<Code> unknown = new ArrayList<>();
        List<SiteOverride> overrides = new ArrayList<>();
        Standings standings = new Standings();
        for (Code coding : concept.codings()) {
            CodingReader.Reading reading = codings.read(coding, domain);
            matches.addAll(reading.matches());
            overrides.addAll(reading.overrides());
            if (reading.isKnown()) {
                standings.add(reading.standing());
            } else {
                unknown.add(coding);
            }
        }
        if (!standings.hasClassified()) {
            readWords(concept, unknown, domain, matches, standings);
            overrides.addAll(hearSite(concept, unknown, domain, matches, standings));
        }
        return new Classification(
                matches, matches.isEmpty() ? standings.settle() : Classification.Standing.CLASSIFIED, overrides);
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
            codings.server().otherName(coding).ifPresent(named -> readWords(named, domain, matches, standings));
            if (codings.server().clears(coding, domain)) {
                standings.add(Classification.Standing.CLASSIFIED);
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

    /**
     * What the site's local map says of the texts: it raises to `possible` like other words, and it clears only a text beside which
     * no unknown code stands.
     */
    private List<SiteOverride> hearSite(
            Concept concept, List<Code> unknown, Domain domain, List<Match> matches, Standings standings) {
        List<Code> texts = new ArrayList<>(unknown);
        texts.add(new Code("", "", concept.text()));
        boolean clears = unknown.stream()
                .noneMatch(code -> code.hasCode() && !code.system().isBlank());
        List<SiteOverride> overrides = new ArrayList<>();
        for (Code words : texts) {
            local.text(words.display(), domain).ifPresent(ruling -> {
                List<Match> said = matches.stream()
                        .filter(match -> match.code().equals(words))
                        .toList();
                LocalRuling.Heard heard = ruling.hear(said, words);
                matches.removeAll(said);
                matches.addAll(heard.matches());
                overrides.addAll(heard.overrides());
                ruling.known().matching().stream()
                        .map(entry -> CodingReader.match(entry, words, Match.Basis.WORDS))
                        .forEach(matches::add);
                if (clears) {
                    standings.add(Classification.Standing.CLASSIFIED);
                }
            });
        }
        return overrides;
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

    /**
     * What the words of an unclassified code or text say, or a drug's ingredients, for the person who classifies it; first as what
     * it is, and where that says nothing, as the other. Only a suggestion.
     *
     * @return ids of criteria, without repetition
     */
    public List<String> suggestions(String display, Domain domain) {
        Domain other = domain == Domain.DRUG ? Domain.CLINICAL : Domain.DRUG;
        List<CodeEntry> said = text.read(display, domain);
        return (said.isEmpty() ? text.read(display, other) : said)
                .stream().map(CodeEntry::criterion).distinct().sorted().toList();
    }

    @Override
    public Optional<CodeSystem> system(String uri) {
        return lists.aliases().resolve(uri);
    }

    /** The criteria for which at least one code list has a row; a criterion without codes cannot be evaluated. */
    public Set<String> criteria() {
        Set<String> criteria = new TreeSet<>(lists.criteria());
        criteria.addAll(local.criteria());
        return criteria;
    }

    /** Hexadecimal SHA-256 over the content of all lists, word files and the local map, for the version of the model. */
    public String contentHash() {
        return local.rows().isEmpty() ? lists.contentHash() : ContentHash.of(lists.contentHash(), local.meanings());
    }

    /** The displays that the lists know, in lower case, without accents and punctuation. */
    public Set<String> knownDisplays(Domain domain) {
        return text.knownDisplays(domain);
    }
}
