// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import dev.stemgate.model.Code;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads codings that no list knows by what a terminology server has said. Immutable, thread-safe. */
final class ServerCodes {

    /** Nothing else is sent to another server: what has another form may be a note of a person. */
    private static final Pattern SNOMED_CODE = Pattern.compile("[0-9]{6,18}");

    private static final Pattern ANY_CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

    private final CodeLists lists;
    private final DisplayCheck displays;
    private final ServerAnswers answers;

    ServerCodes(CodeLists lists, DisplayCheck displays, ServerAnswers answers) {
        this.lists = lists;
        this.displays = displays;
        this.answers = answers;
    }

    /** What a server could be asked about it; empty when its system has no roots for that domain. */
    Optional<AskedCode> question(Code coding, Terminology.Domain domain) {
        Optional<CodeSystem> system = lists.aliases().resolve(coding.system());
        if (system.isEmpty() || lists.hierarchy().codes(system.get(), domain).isEmpty()) {
            return Optional.empty();
        }
        Pattern form = system.get() == CodeSystem.SNOMED ? SNOMED_CODE : ANY_CODE;
        return key(coding).filter(key -> form.matcher(key.code()).matches());
    }

    /** Matches by hierarchy and value set; empty when the server said nothing that raises. */
    List<Match> matches(Code coding, Terminology.Domain domain) {
        return key(coding)
                .map(key -> {
                    Optional<CodeSystem> system = lists.aliases().resolve(coding.system());
                    String name = answers.display(key);
                    boolean against = !name.isBlank() && displays.contradicts(coding.display(), List.of(name));
                    Match.Basis basis = against ? Match.Basis.CODE_AGAINST_DISPLAY : Match.Basis.SERVER;
                    return answers.entries(key, lists.hierarchy(), system, domain).stream()
                            .map(entry -> CodingReader.match(entry, coding, basis))
                            .toList();
                })
                .orElse(List.of());
    }

    /** The server's own name for the code, when it differs from the sender's. */
    Optional<Code> otherName(Code coding) {
        return key(coding)
                .map(answers::display)
                .filter(name -> !name.isBlank() && !name.equals(coding.display()))
                .map(name -> new Code(coding.system(), coding.code(), name));
    }

    boolean clears(Code coding, Terminology.Domain domain) {
        return question(coding, domain).map(answers::clears).orElse(false);
    }

    private Optional<AskedCode> key(Code coding) {
        return keyOf(coding, lists.aliases());
    }

    static Optional<AskedCode> keyOf(Code coding, CodeSystemAliases aliases) {
        if (!coding.hasCode() || coding.system().isBlank()) {
            return Optional.empty();
        }
        String system = aliases.resolve(coding.system())
                .map(known -> CriterionValueSet.uri(known).orElse(known.id()))
                .orElseGet(() -> CodeSystemAliases.normalise(coding.system()));
        return system.isBlank()
                ? Optional.empty()
                : Optional.of(new AskedCode(system, coding.code().strip()));
    }

    /** A member as the server writes it, in the form in which it is compared with codings. */
    static AskedCode comparable(AskedCode member, CodeSystemAliases aliases) {
        return keyOf(new Code(member.system(), member.code(), ""), aliases).orElse(member);
    }

    /** The codes to ask a server for when it is asked where this code stands. */
    static Set<String> rootsFor(AskedCode code, CodeLists lists) {
        Optional<CodeSystem> system = lists.aliases().resolve(code.system());
        Set<String> roots = new TreeSet<>();
        for (Terminology.Domain domain : Terminology.Domain.values()) {
            system.ifPresent(known -> roots.addAll(lists.hierarchy().codes(known, domain)));
        }
        return roots;
    }
}
