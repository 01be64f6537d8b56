// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import dev.stemgate.model.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one coding says. Immutable, thread-safe. */
final class CodingReader {

    /**
     * What is known of one coding.
     *
     * @param standing CLASSIFIED for a known code, a statement, or UNCLASSIFIED
     * @param overrides what the site's local map takes away from what the lists say
     */
    record Reading(List<Match> matches, Classification.Standing standing, List<SiteOverride> overrides) {

        static final Reading UNKNOWN = new Reading(List.of(), Classification.Standing.UNCLASSIFIED);

        Reading(List<Match> matches, Classification.Standing standing) {
            this(matches, standing, List.of());
        }

        boolean isKnown() {
            return standing != Classification.Standing.UNCLASSIFIED;
        }
    }

    private final CodeLists lists;
    private final TextReader text;
    private final DisplayCheck displays;
    private final DrugNames drugs;
    private final LocalCodes local;
    private final ServerCodes server;

    CodingReader(CodeLists lists, TextReader text, DisplayCheck displays, DrugNames drugs, LocalCodes local) {
        this(lists, text, displays, drugs, local, new ServerCodes(lists, displays, ServerAnswers.NONE));
    }

    private CodingReader(
            CodeLists lists,
            TextReader text,
            DisplayCheck displays,
            DrugNames drugs,
            LocalCodes local,
            ServerCodes server) {
        this.lists = lists;
        this.text = text;
        this.displays = displays;
        this.drugs = drugs;
        this.local = local;
        this.server = server;
    }

    /** The same lists with another local map. */
    CodingReader with(LocalCodes other) {
        return new CodingReader(lists, text, displays, drugs, other, server);
    }

    /** The same lists with what a terminology server says of codes that they do not know. */
    CodingReader with(ServerAnswers answers) {
        return new CodingReader(lists, text, displays, drugs, local, new ServerCodes(lists, displays, answers));
    }

    /** What a terminology server says. */
    ServerCodes server() {
        return server;
    }

    /** The display of a LOINC code is a question ("Pregnancy status"): its words say nothing of the patient. */
    boolean isQuestion(Code coding) {
        return lists.aliases()
                .resolve(coding.system())
                .filter(CodeSystem.LOINC::equals)
                .isPresent();
    }

    /**
     * What the shipped lists say, and the site besides. A code that they do not know may still match by a terminology server's word; it
     * does not count as known thereby, so that its words are heard too.
     */
    Reading read(Code coding, Terminology.Domain domain) {
        Reading listed = shipped(coding, domain);
        Reading reading = listed.isKnown()
                ? listed
                : new Reading(server.matches(coding, domain), Classification.Standing.UNCLASSIFIED);
        for (LocalRuling ruling : local.find(coding, domain)) {
            List<Match> fromCode = new ArrayList<>(reading.matches());
            List<Match> fromWords = fromCode.stream()
                    .filter(match -> match.basis() == Match.Basis.WORDS)
                    .toList();
            fromCode.removeAll(fromWords);
            LocalRuling.Heard heard = ruling.hear(fromCode, coding);
            List<Match> matches = new ArrayList<>(heard.matches());
            matches.addAll(fromWords);
            matches.addAll(exact(coding, ruling.known()).matches());
            List<SiteOverride> overrides = new ArrayList<>(reading.overrides());
            overrides.addAll(heard.overrides());
            reading = new Reading(matches, Classification.Standing.CLASSIFIED, overrides);
        }
        return reading;
    }

    private Reading shipped(Code coding, Terminology.Domain domain) {
        Optional<CodeSystem> system = lists.aliases().resolve(coding.system());
        if (system.isEmpty() || !coding.hasCode()) {
            return Reading.UNKNOWN;
        }
        Optional<Classification.Standing> statement = lists.statements().code(system.get(), coding.code(), domain);
        if (statement.isPresent()) {
            return new Reading(List.of(), statement.get());
        }
        return switch (system.get()) {
            case ICD_10, ICD_10_CM, ICD_10_GM, ICD_9_CM ->
                byPrefix(coding, system.get(), domain == Terminology.Domain.CLINICAL);
            case ATC -> byPrefix(coding, system.get(), domain == Terminology.Domain.DRUG);
            default ->
                lists.exact()
                        .find(system.get(), coding.code().strip())
                        .filter(known -> known.domain() == domain)
                        .map(known -> exact(coding, known))
                        .orElse(Reading.UNKNOWN);
        };
    }

    private Reading byPrefix(Code coding, CodeSystem system, boolean rightDomain) {
        List<String> codes = rightDomain ? ClassificationCodes.read(coding.code(), system) : List.of();
        if (codes.isEmpty()) {
            return Reading.UNKNOWN;
        }
        List<Match> matches = new ArrayList<>();
        for (String code : codes) {
            Code one = codes.size() == 1 ? coding : new Code(coding.system(), code, coding.display());
            lists.byPrefix(code, system).stream()
                    .filter(entry -> entry.role() != Role.EXCLUDE)
                    .map(entry -> match(entry, one, Match.Basis.CODE))
                    .forEach(matches::add);
        }
        return new Reading(matches, Classification.Standing.CLASSIFIED);
    }

    private Reading exact(Code coding, KnownCode known) {
        boolean against = contradicts(coding.display(), known);
        List<Match> matches = new ArrayList<>();
        for (CodeEntry entry : known.matching()) {
            matches.add(match(entry, coding, against ? Match.Basis.CODE_AGAINST_DISPLAY : Match.Basis.CODE));
        }
        if (against) {
            text.read(coding.display(), known.domain()).stream()
                    .map(entry -> match(entry, coding, Match.Basis.WORDS))
                    .filter(words -> matches.stream()
                            .noneMatch(match -> match.criterion().equals(words.criterion())))
                    .toList()
                    .forEach(matches::add);
        }
        return new Reading(matches, Classification.Standing.CLASSIFIED);
    }

    private boolean contradicts(String display, KnownCode known) {
        return known.domain() == Terminology.Domain.DRUG
                ? drugs.contradicts(display, known.displays())
                : displays.contradicts(display, known.displays());
    }

    static Match match(CodeEntry entry, Code coding, Match.Basis basis) {
        return new Match(entry.criterion(), entry.role(), entry.classes(), coding, basis, entry.note());
    }
}
