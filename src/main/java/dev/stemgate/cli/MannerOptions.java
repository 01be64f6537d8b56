// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.sandbox.Manner;
import dev.stemgate.sandbox.VendorProfile;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which manners of real EHRs the sandbox is to have. */
final class MannerOptions {

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "Manners of one kind of EHR: ${COMPLETION-CANDIDATES}.",
            converter = ProfileName.class,
            completionCandidates = ProfileNames.class)
    private VendorProfile profile;

    @Option(
            names = "--manner",
            paramLabel = "NAME",
            converter = MannerName.class,
            description = "One manner more; may stand several times.")
    private List<Manner> more = List.of();

    @Option(
            names = "--without",
            paramLabel = "NAME",
            converter = MannerName.class,
            description = "One manner less; may stand several times.")
    private List<Manner> without = List.of();

    @Option(names = "--list-manners", description = "Prints every manner, what it does, and which profiles have it.")
    private boolean list;

    boolean listIsAsked() {
        return list;
    }

    /** The profile's manners with those added and taken away. */
    Set<Manner> chosen() {
        Set<Manner> chosen = EnumSet.noneOf(Manner.class);
        if (profile != null) {
            chosen.addAll(profile.manners());
        }
        chosen.addAll(more);
        without.forEach(chosen::remove);
        return chosen;
    }

    /** One line that names the manners; none where there are none. */
    void say(Console console) {
        Set<Manner> chosen = chosen();
        if (!chosen.isEmpty()) {
            console.say("Manners" + (profile == null ? "" : " (profile " + profile.code() + ")") + ": "
                    + chosen.stream().map(Manner::code).collect(Collectors.joining(", ")) + ".");
        }
    }

    void list(Console console) {
        TextTable table = new TextTable(console.width(), "MANNER", "PROFILES", "SOURCE", "WHAT IT DOES");
        for (Manner manner : Manner.values()) {
            table.row(
                    manner.code(),
                    Arrays.stream(VendorProfile.values())
                            .filter(having -> having.manners().contains(manner))
                            .map(VendorProfile::code)
                            .collect(Collectors.joining(" ")),
                    manner.source(),
                    manner.does());
        }
        table.print(console.out());
        console.out().println("Sources are places in docs/sandbox.md.");
        console.out().flush();
    }

    private static final class MannerName implements ITypeConverter<Manner> {
        @Override
        public Manner convert(String code) {
            return Manner.ofCode(code)
                    .orElseThrow(() -> new TypeConversionException(
                            "there is no manner '" + code + "'; --list-manners prints them all"));
        }
    }

    private static final class ProfileName implements ITypeConverter<VendorProfile> {
        @Override
        public VendorProfile convert(String code) {
            return Arrays.stream(VendorProfile.values())
                    .filter(known -> known.code().equals(code))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "there is no profile '" + code + "'; known: " + String.join(", ", new ProfileNames())));
        }
    }

    private static final class ProfileNames implements Iterable<String> {
        @Override
        public java.util.Iterator<String> iterator() {
            return Arrays.stream(VendorProfile.values())
                    .map(VendorProfile::code)
                    .iterator();
        }
    }
}
