// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.deadletter.AssignmentRefusedException;
import dev.stemgate.deadletter.DeadLetter;
import dev.stemgate.deadletter.LetterId;
import dev.stemgate.state.Actor;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dead-letters assign-patient}. */
@Command(
        name = "assign-patient",
        mixinStandardHelpOptions = true,
        description = {
            "Says whose the record of a file or message is: every record of that patient of the source counts for this patient of the"
                    + " EHR from now on, their letters close, and the patient is screened. Audited.",
            "'show ID' names the candidates. Refused with exit code 1 where nobody knows the patient."
        })
final class AssignPatientCommand implements Callable<Integer> {

    @Mixin
    private ConfigOption config;

    @Parameters(index = "0", paramLabel = "ID", converter = LetterIdConverter.class, description = "Id of the letter.")
    private LetterId id;

    @Parameters(index = "1", paramLabel = "PATIENT-ID", description = "Logical id of the Patient on the EHR.")
    private String patientId;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (DeskSession session = DeskSession.open(config.read())) {
            DeadLetter settled = session.desk().assign(id, patientId, Actor.ofCommand());
            Console.of(spec)
                    .say(id + " is " + settled.state().code()
                            + "; the patient is screened by the bridge, and later records" + " of the same patient of "
                            + settled.source() + " go there too");
            return ExitCode.DONE.number();
        } catch (AssignmentRefusedException e) {
            throw new CommandFailure(ExitCode.DONE_WITH_DIFFERENCES, e.getMessage());
        }
    }
}
