// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.sandbox.Manner;
import dev.stemgate.sandbox.VendorProfile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

/** The manners that are named on a command line are those that the sandbox gets. */
@Timeout(60)
class MannerOptionsTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aProfileWithOneMoreAndOneLess() {
        Set<Manner> expected = EnumSet.copyOf(VendorProfile.CERNER.manners());
        expected.add(Manner.BUSY_DATE);
        expected.remove(Manner.CONTINUE_TOKEN);
        assertThat(chosen("--profile", "cerner", "--manner", "busy-date", "--without", "continue-token"))
                .isEqualTo(expected);
    }

    @Test
    void mannersWithoutAProfileAndNoneAtAll() {
        assertThat(chosen("--manner", "half-answers", "--manner", "slow-answers"))
                .containsExactlyInAnyOrder(Manner.HALF_ANSWERS, Manner.SLOW_ANSWERS);
        assertThat(chosen()).isEmpty();
    }

    @Test
    void theListNamesEveryMannerWithItsProfiles() {
        assertThat(execute("sandbox", "--list-manners")).isEqualTo(ExitCode.DONE.number());
        assertThat(out.toString()).contains("epic cerner meditech").contains("Sources are places in docs/sandbox.md.");
        for (Manner manner : Manner.values()) {
            assertThat(out.toString()).contains(manner.code());
        }
    }

    @Test
    void anUnknownNameIsSaidWithARemedy() {
        assertThat(execute("sandbox", "--profile", "allscripts")).isEqualTo(ExitCode.USAGE.number());
        assertThat(err.toString())
                .contains("there is no profile 'allscripts'; known: hapi, epic, cerner, meditech, flaky");
        assertThat(execute("sandbox", "--manner", "rude")).isEqualTo(ExitCode.USAGE.number());
        assertThat(err.toString()).contains("there is no manner 'rude'; --list-manners prints them all");
    }

    private int execute(String... arguments) {
        return Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    private static Set<Manner> chosen(String... arguments) {
        MannerOptions options = new MannerOptions();
        new CommandLine(CommandLine.Model.CommandSpec.create()
                        .addMixin("manners", CommandLine.Model.CommandSpec.forAnnotatedObject(options)))
                .parseArgs(arguments);
        return options.chosen();
    }
}
